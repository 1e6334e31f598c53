"""Measure a template before a library loads it: a few kilobytes can hold millions of cells."""

from collections.abc import Callable, Iterable
from typing import Final
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl.utils.cell import range_boundaries

from desktop.errors import BadInput

MOST_CELLS: Final = 200_000
"""How many rows, cells and covered places are looked at, all sheets together."""

MOST_MARKS: Final = 1_000_000
MOST_FORMATS: Final = 70_000  # Excel itself stops at 65 490
MOST_SHEETS: Final = 500
_BLOCK: Final = 1 << 18
Check = Callable[[], object]
"""Called now and then; raises to stop."""


class TooMuch(BadInput):
    """Report a template too big to be shown and filled; it was not changed."""

    says = "Ce modèle a trop de cellules pour être montré. Il n’a pas été modifié."
    advises = "Demandez au financeur une version sans lignes vides à la suite."


def measure(archive: ZipFile, parts: Iterable[str], check: Check) -> None:
    """Refuse sheets that hold too many cells; each is read once, a block at a time.

    `parts` are those of the sheets and of the styles. Raises TooMuch, ExpatError, or ValueError
    for a part that is not one.
    """
    counting = _Counting()
    for part in parts:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = counting.begin
        with archive.open(part) as file:
            while block := file.read(_BLOCK):
                check()
                parser.Parse(block, False)
        parser.Parse(b"", True)


class _Counting:
    """Counts what takes memory once loaded: cells, rows, merged places, and any other element."""

    def __init__(self) -> None:
        self._cells = self._marks = self._formats = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._marks += 1
        match name.rpartition("}")[2]:
            case "c" | "row":
                self._cells += 1
            case "mergeCell":
                self._cells += _size(attributes.get("ref", ""))
            case "xf":
                self._formats += 1
        if self._cells > MOST_CELLS or self._marks > MOST_MARKS:
            raise TooMuch
        if self._formats > MOST_FORMATS:
            raise TooMuch("Ce modèle a trop de mises en forme. Il n’a pas été modifié.")


def _size(reference: str) -> int:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        return MOST_CELLS + 1  # whole rows or columns
    return (right - left + 1) * (bottom - top + 1)
