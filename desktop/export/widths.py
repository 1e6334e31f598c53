"""How wide the columns of a sheet must be, so that no figure is shown as #####."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from desktop.export.content import As, Typed
from desktop.export.laid import FIGURES, Cell, Laid
from desktop.export.said import said

_WIDEST: Final = 60
_AIR: Final = 4  # characters for the edges of a cell, its indent, bold letters
_READ: Final = 2_000  # rows that are measured; the rest is taken to be alike
_SYNTHESIS: Final = 500  # rows of the longest sheet of unlike figures
_WIDTHS: Final = {
    As.TEXT: 24,
    As.LONG_TEXT: 50,
    As.CODE: 18,
    As.WHOLE: 12,
    As.YEAR: 10,
    As.NUMBER: 12,
    As.EUROS: 15,
    As.SHARE: 11,
    As.DAY: 12,
    As.YES_NO: 10,
}
_MEASURED: Final = FIGURES | {As.DAY}


def widths_of(laid: Laid) -> tuple[int, ...]:
    """Return the widths of columns: as asked, and enough for the words of headers and figures."""
    measured = list(islice(laid.rows, _READ))
    return tuple(
        min(_WIDEST, max(column.width or _WIDTHS[column.held], *_needed(laid, place, measured)))
        for place, column in enumerate(laid.columns)
    )


def _needed(laid: Laid, place: int, rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    yield max(map(len, laid.headers[place].split()), default=0) + _AIR
    column = laid.columns[place]
    if len(rows) <= _SYNTHESIS:
        yield from _unlike(row[place] for row in rows if place < len(row))
    figures = [row[place] for row in rows] if column.held in FIGURES else []
    counted = [value for value in figures if isinstance(value, int | float)]
    if counted and all(map(math.isfinite, counted)):
        total = sum(counted) / len(rows) * len(laid.rows) if column.total else 0
        yield len(said(round(max(total, *map(abs, counted), 0)), column.held)) + _AIR


def _unlike(values: Iterable[Cell]) -> Iterator[int]:
    """Yield the widths of the figures that are not held as their column is."""
    for value in values:
        if isinstance(value, Typed) and value.held in _MEASURED:
            yield len(said(value)) + _AIR
