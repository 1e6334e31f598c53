"""Tell how far the writing of a content has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from desktop.export.laid import Cell

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the rows done, the rows in all and what is being written; may raise to give up."""

_STEP: Final = 100  # rows between two calls


class Advance:
    """Counts the rows of all the sheets as they are written."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total = total
        self._progress = progress
        self._done = 0

    def over(self, name: str, rows: Iterator[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        """Yield the rows of a sheet, and tell now and then."""
        what = f"Feuille «\u00a0{name}\u00a0»"
        for row in rows:
            if self._done % _STEP == 0:
                self._tell(what)
            self._done += 1
            yield row
        self._tell(what)

    def _tell(self, what: str) -> None:
        self._progress(min(self._done, self._total), self._total, what)
