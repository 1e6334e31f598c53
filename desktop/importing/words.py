"""Compare headings and labels as people write them: accents, case and punctuation ignored."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def plain(text: str) -> str:
    """Return the letters and digits of a text, without accents, case, spaces or signs."""
    spread = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(sign for sign in spread.casefold() if sign.isalnum())


def without_unit(text: str) -> str:
    """Return a heading without what it says between brackets, such as its unit."""
    return _BRACKETED.sub("", text)


def single_spaced(text: str) -> str:
    """Return the text on one line, with plain single spaces, hidden signs left out."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())
