"""Passages of free texts that may tell too much about somebody, kept back until looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from desktop.privacy.concerns import Remark

Remarks = Callable[[str], tuple[Remark, ...]]
TO_READ: Final = "(texte à relire avant envoi)"
# The reader stops at 20,000 signs: longer texts are read in pieces that overlap.
_PIECE: Final = 16_000
_OVERLAP: Final = 200
_MOST_TEXTS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to look at before it leaves: where it stands, and what it may tell.

    `key` names the text itself: once looked at, it may leave until a word of it changes.
    `record` is "" for a text that no record holds alone.
    """

    key: str
    record: str
    sheet: str
    column: str
    text: str
    why: str


class Readings:
    """Reads each text once, and remembers what it found in the last thousands of them."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._why: dict[str, str] = {}

    def why(self, text: str) -> str:
        """Return in French what a text may tell too much of; "" when nothing was found."""
        if text not in self._why:
            if len(self._why) >= _MOST_TEXTS:
                self._why.clear()
            found = (remark for piece in _pieces(text) for remark in self._remarks(piece))
            told = dict.fromkeys(f"«\u00a0{one.found}\u00a0» {one.concern.says}" for one in found)
            self._why[text] = "\u00a0; ".join(told)
        return self._why[text]


def key_of(text: str) -> str:
    """Return the name of a text, which tells nothing of its words."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, max(1, len(text)), _PIECE):
        yield text[max(0, start - _OVERLAP) : start + _PIECE]
