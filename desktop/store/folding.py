"""Text as the search compares it: no accents, no case, œ as oe, apostrophes as spaces."""

import unicodedata
from collections.abc import Sequence

_LIGATURES = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss"), ("ẞ", "ss"))


class _Folds(dict[int, str]):
    """What each sign becomes, found out at its first use; `str.translate` reads it in C."""

    def __missing__(self, code: int) -> str:
        """Fold one sign: "É" gives "e", a combining accent gives nothing."""
        plain = unicodedata.normalize("NFKD", indexable(chr(code)))
        kept = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
        self[code] = kept
        return kept


_FOLDS = _Folds()


def indexable(text: str) -> str:
    """Return the text for the full-text index, whose tokenizer folds only accents and case.

    Signs that stand for others (m², the ligatures of a pasted PDF) are written out.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    for ligature, letters in _LIGATURES:
        text = text.replace(ligature, letters)
    return text


def holdable(text: str) -> str:
    """Return the text as the base can hold it: half a sign, of a broken paste, gives "?"."""
    return text.encode(errors="replace").decode()


def folded(text: str) -> str:
    """Return the text without accents, case and ligatures."""
    return text.translate(_FOLDS)


def words_of(text: str) -> list[str]:
    """Return the words of a query, folded: letters and digits only."""
    signs = "".join(sign if sign.isalnum() else " " for sign in folded(text))
    return signs.split()


def folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its signs, its place in the original."""
    plain = folded(text)
    if all(len(folded(sign)) == 1 for sign in set(text)):
        return plain, range(len(text))
    places = [place for place, sign in enumerate(text) for _ in folded(sign)]
    return plain, places
