"""Point out, in a free text, what may tell too much about somebody; never block anything.

All of it runs here, from lists of words: no text leaves the computer. It errs on the side of
silence for places and organisations, whose names hold first names too.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.privacy.concerns import Concern, Remark

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Social security number: sex, year, month, place, order, key; the key may be left out.
_NIR = re.compile(r"(?<!\d)[12][ .]?\d{2}[ .]?\d{2}[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}"
                  r"(?:[ .]?\d{2})?(?!\d)")  # fmt: skip
_IBAN = re.compile(r"(?<!\w)FR\d{2}(?: ?[0-9A-Z]{4}){5} ?[0-9A-Z]{3}(?!\w)")
_CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"})
_PHONE = re.compile(r"(?<![\d.])(?:\+\d{2,3}[ .-]?(?:\(0\))?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)")
_LONGEST = 20_000


class PrivacyReader:
    """Reads texts with the lists of words it was given.

    After one of `places`, a first name is most often that of a place or of an organisation.
    """

    def __init__(self, words: Mapping[Concern, frozenset[str]], places: frozenset[str]) -> None:
        self._words = words
        self._places = places

    def read(self, text: str) -> tuple[Remark, ...]:
        """Return what to look at again, in the order of the text; nothing overlaps."""
        text = text[:_LONGEST]
        kept: list[Remark] = []
        for remark in sorted(self._all(text), key=lambda one: (one.start, -one.length)):
            if not kept or remark.start >= kept[-1].start + kept[-1].length:
                kept.append(remark)
        return tuple(kept)

    def _all(self, text: str) -> Iterator[Remark]:
        for pattern, concern in (
            (_EMAIL, Concern.EMAIL),
            (_PHONE, Concern.PHONE),
            (_NIR, Concern.IDENTIFIER),
            (_IBAN, Concern.IDENTIFIER),
        ):
            for match in pattern.finditer(text):
                yield Remark(match.start(), len(match.group()), match.group(), concern)
        yield from self._in_words(text)

    def _in_words(self, text: str) -> Iterator[Remark]:
        found = list(_WORD.finditer(text))
        plain = [_plain(match.group()) for match in found]
        for place, match in enumerate(found):
            concern = next((one for one, known in self._words.items() if plain[place] in known
                            and one is not Concern.NAME), None)  # fmt: skip
            if concern is not None:
                yield Remark(match.start(), len(match.group()), match.group(), concern)
            elif self._names_somebody(found, plain, place):
                yield _named(text, found, plain, place)

    def _names_somebody(self, found: list[re.Match[str]], plain: list[str], place: int) -> bool:
        word = found[place].group()
        before = plain[place - 1].rpartition("'")[2] if place else ""
        if not word[:1].isupper() or before in self._places:
            return False
        if before in _CIVILITIES:
            return True
        # An elided article is part of the word: « d’Éloi », « l’Albert ».
        return "’" not in word and "'" not in word and plain[place] in self._words[Concern.NAME]


def privacy_reader(folder: Path) -> PrivacyReader:
    """Return a reader with the lists of a folder: one word a line, « # » for comments."""
    named = [concern for concern in Concern if concern.words]
    words = {concern: _listed(folder / f"{concern.words}.txt") for concern in named}
    return PrivacyReader(words, _listed(folder / "lieux.txt"))


def _listed(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(_plain(line.strip()) for line in lines if line.strip() and line[0] != "#")


def _named(text: str, found: list[re.Match[str]], plain: list[str], place: int) -> Remark:
    """Return the remark on a name: the civility before it and the family name after it included."""
    first = last = place
    if place and plain[place - 1] in _CIVILITIES:
        first = place - 1
    following = found[place + 1] if place + 1 < len(found) else None
    if following is not None and following.group()[:1].isupper() and _touch(text, found, place):
        last = place + 1
    start, end = found[first].start(), found[last].end()
    names = [match.group() for match in found[place : last + 1]]
    initials = " ".join(f"{name[0].upper()}." for name in names)
    return Remark(start, end - start, text[start:end], Concern.NAME, initials)


def _touch(text: str, found: list[re.Match[str]], place: int) -> bool:
    between = text[found[place].end() : found[place + 1].start()]
    return between in (" ", "\u00a0")


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("’", "'"))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))
