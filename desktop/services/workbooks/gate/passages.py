"""Passages of free texts that may tell too much about somebody, kept back until looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Final

from desktop.privacy.concerns import Concern, Remark

Remarks = Callable[[str], tuple[Remark, ...]]
LISTS: Final = "Listes"
TO_READ: Final = "(texte à relire avant envoi)"
# The reader stops at 20,000 signs: longer texts are read in pieces that overlap.
_PIECE: Final = 16_000
_OVERLAP: Final = 200
_MOST_TEXTS: Final = 20_000
_NUMBERS: Final = frozenset({Concern.PHONE, Concern.EMAIL, Concern.IDENTIFIER})


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to look at before it leaves: where it stands, and what it may tell.

    `key` names the text itself: once looked at, it may leave until a word of it changes.
    `record` is "" for a text that no record holds alone, and `times` says in how many cells the
    same text stands: it is read once for all of them.
    """

    key: str
    record: str
    sheet: str
    column: str
    text: str
    why: str
    times: int = 1


class Readings:
    """Reads each text once, and remembers what it found in the last thousands of them."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._found: dict[str, tuple[Remark, ...]] = {}

    def why(self, text: str, *, named: bool = False) -> str:
        """Return in French what a text may tell too much of; "" when nothing was found.

        What bodies, places and lists are called is `named`: only numbers and addresses count.
        """
        found = [one for one in self._read(text) if not named or one.concern in _NUMBERS]
        told = dict.fromkeys(f"«\u00a0{one.found}\u00a0» {one.concern.says}" for one in found)
        return "\u00a0; ".join(told)

    def _read(self, text: str) -> tuple[Remark, ...]:
        if text not in self._found:
            if len(self._found) >= _MOST_TEXTS:
                self._found.clear()
            pieces = map(self._remarks, _pieces(text))
            self._found[text] = tuple(chain.from_iterable(pieces))
        return self._found[text]


def key_of(text: str) -> str:
    """Return the name of a text, which tells nothing of its words."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, max(1, len(text)), _PIECE):
        yield text[max(0, start - _OVERLAP) : start + _PIECE]
