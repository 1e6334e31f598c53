"""How wide the columns of a sheet must be, so that no figure is shown as #####."""

import math
from collections.abc import Iterator
from typing import Final

from desktop.export.content import As, Typed
from desktop.export.laid import FIGURES, Cell, Laid
from desktop.export.said import said

_WIDEST: Final = 60
_AIR: Final = 4  # characters for the edges of a cell, its indent, bold letters
_READ: Final = 2_000  # rows that are measured; the rest is taken to be alike
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
    return tuple(
        min(_WIDEST, max(column.width or _WIDTHS[column.held], *_needed(laid, place)))
        for place, column in enumerate(laid.columns)
    )


def _needed(laid: Laid, place: int) -> Iterator[int]:
    yield max(map(len, laid.headers[place].split()), default=0) + _AIR
    column = laid.columns[place]
    values = [row[place] for row in laid.rows[:_READ] if place < len(row)]
    for value in values:
        if isinstance(value, Typed) and value.held in _MEASURED:
            yield len(said(value)) + _AIR
    figures = list(_figures(values)) if column.held in FIGURES else []
    if figures:
        total = sum(figures) / len(values) * len(laid.rows) if column.total else 0
        yield len(said(round(max(total, *map(abs, figures), 0)), column.held)) + _AIR


def _figures(values: list[Cell]) -> Iterator[int | float]:
    for value in values:
        if isinstance(value, int | float) and math.isfinite(value):
            yield value
