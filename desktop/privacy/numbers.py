"""The ways in which people write telephone numbers, addresses and personal numbers in notes."""

import re
from collections.abc import Iterator

from desktop.privacy.concerns import Concern, Remark

_APART = r"[ .\-/_\u00a0\u202f]{0,2}"
# A day with four digits of a year, and an hour after it, is no telephone number.
_DAY = r"\d{2}[/. -]\d{2}[/. -](?:19|20)\d{2}(?!\d)"
_PHONE = re.compile(
    rf"(?<![\d.])(?!{_DAY})(?:(?:\+|00)\d{{2,3}}{_APART}(?:\(0\))?{_APART}|\(?0)[1-9]\)?"
    rf"(?:{_APART}\d{{2}}){{4}}(?!\d)"
)
# Only from the beginning of a word: otherwise a long one costs the square of its length.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:@| ?[\[(](?:at|@|arobase)[\])] ?)[\w-]+(?:\.[\w-]+)+")
# Social security number: sex, year, month, place, order, key; the key may be left out.
_NIR = re.compile(r"(?<!\d)[12][ .]?\d{2}[ .]?\d{2}[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}"
                  r"(?:[ .]?\d{2})?(?!\d)")  # fmt: skip
_IBAN = re.compile(r"(?i)(?<!\w)FR\d{2}(?: ?[0-9A-Z]{4}){5} ?[0-9A-Z]{3}(?!\w)")
_CARD = re.compile(r"(?<!\d)[3-6]\d{3}(?:[ -]?\d{4}){3}(?!\d)")
_CLAIMANT = re.compile(r"(?i)\ballocataire[^\d\n]{0,15}\d{6,8}(?: ?[a-z]\b)?")
_PATTERNS = (
    (_EMAIL, Concern.EMAIL),
    (_PHONE, Concern.PHONE),
    (_NIR, Concern.IDENTIFIER),
    (_IBAN, Concern.IDENTIFIER),
    (_CARD, Concern.IDENTIFIER),
    (_CLAIMANT, Concern.IDENTIFIER),
)


def numbers_in(text: str) -> Iterator[Remark]:
    """Yield the numbers and addresses of people in a text, those that overlap too."""
    for pattern, concern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Remark(match.start(), len(match.group()), match.group(), concern)
