"""Text as the search compares it: no accents, no case, œ as oe, apostrophes as spaces."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LIGATURES = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss"), ("ẞ", "ss"))


def indexable(text: str) -> str:
    """Return the text for the full-text index, whose tokenizer folds all but ligatures."""
    for ligature, letters in _LIGATURES:
        text = text.replace(ligature, letters)
    return text


def folded(text: str) -> str:
    """Return the text without accents, case and ligatures."""
    text = indexable(text)
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a query, folded: letters and digits only."""
    signs = "".join(sign if sign.isalnum() else " " for sign in folded(text))
    return signs.split()


def folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its signs, its place in the original."""
    pieces = [_folded_sign(sign) for sign in text]
    plain = "".join(pieces)
    if len(plain) == len(text) and all(pieces):
        return plain, range(len(text))
    return plain, [place for place, piece in enumerate(pieces) for _ in piece]


@lru_cache(maxsize=4_096)
def _folded_sign(sign: str) -> str:
    return folded(sign)
