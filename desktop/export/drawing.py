"""Place charts under the figures of a sheet, each with its description in words."""

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor, SpreadsheetDrawing
from openpyxl.drawing.xdr import XDRPositiveSize2D

PAGE_WIDTH: Final = 27.2
"""Centimetres that a landscape A4 page shows between our margins."""

_EMU: Final = 360_000  # English Metric Units in a centimetre
_GAP: Final = 0.4  # centimetres
_WIDTH_UNIT: Final = 7 / 96 * 2.54  # centimetres of one unit of column width
_PLAIN_WIDTH: Final = 8.43
_ROW: Final = 15 / 72 * 2.54  # centimetres of a row without a height of its own
SAID: Final = 130
"""Characters of a line of the sentences under a table."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to place: what it is called, what it shows in words, its size in centimetres."""

    chart: ChartBase
    title: str
    said: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A chart and the cell of its corner, both from 0."""

    picture: Picture
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """Charts that stand side by side: the sentences above them, the rows they cover."""

    said: tuple[str, ...]
    placed: tuple[Placed, ...]
    rows: int


def blocks(pictures: Sequence[Picture], widths: Sequence[int], first_row: int) -> Iterator[Block]:
    """Yield the charts in lines of two or one, from a row counted from 0."""
    row = first_row
    for line in _lines(pictures):
        said = tuple(
            piece
            for picture in line
            for piece in textwrap.wrap(f"{picture.title} – {picture.said}", SAID)
        )
        top = row + len(said)
        placed = tuple(
            Placed(picture, top, _column_at(left, widths)) for left, picture in _lefts(line)
        )
        covered = math.ceil(max(picture.height for picture in line) / _ROW) + 2
        yield Block(said, placed, covered)
        row = top + covered


def height_of(made: Sequence[Block]) -> float:
    """Return how many centimetres the charts and their sentences take."""
    return sum((block.rows + len(block.said)) * _ROW for block in made)


def width_of(widths: Sequence[int]) -> float:
    """Return how many centimetres columns take."""
    return sum(widths) * _WIDTH_UNIT


class Drawing(SpreadsheetDrawing):
    """The charts of one sheet; whoever does not see them hears what they show."""

    __elements__ = SpreadsheetDrawing.__elements__  # openpyxl does not inherit them

    def __init__(self, placed: Sequence[Placed]) -> None:
        super().__init__()
        self._said = [(place.picture.title, place.picture.said) for place in placed]
        self.charts = []
        for place in placed:
            anchor = OneCellAnchor()
            anchor._from.row, anchor._from.col = place.row, place.column  # noqa: SLF001 - its name
            size = (place.picture.width, place.picture.height)
            anchor.ext = XDRPositiveSize2D(*(round(side * _EMU) for side in size))
            place.picture.chart.anchor = anchor  # type: ignore[assignment]  # or a cell's name
            self.charts.append(place.picture.chart)

    def _chart_frame(self, idx: int) -> Any:
        frame = super()._chart_frame(idx)  # type: ignore[misc]  # not in the types
        title, said = self._said[idx - 1]
        about = frame.nvGraphicFramePr.cNvPr
        about.id, about.name, about.descr = idx + 1, f"Graphique {idx}", f"{title} – {said}"
        return frame


def _lines(pictures: Sequence[Picture]) -> Iterator[tuple[Picture, ...]]:
    waiting: Picture | None = None
    for picture in pictures:
        if waiting is None:
            waiting = picture
        elif waiting.width + _GAP + picture.width <= PAGE_WIDTH:
            yield (waiting, picture)
            waiting = None
        else:
            yield (waiting,)
            waiting = picture
    if waiting is not None:
        yield (waiting,)


def _lefts(line: Sequence[Picture]) -> Iterator[tuple[float, Picture]]:
    left = 0.0
    for picture in line:
        yield left, picture
        left += picture.width + _GAP


def _column_at(left: float, widths: Sequence[int]) -> int:
    """Return the first column that begins at or after a place in centimetres."""
    begins, column = 0.0, 0
    while begins < left - 0.01:
        width = widths[column] if column < len(widths) else _PLAIN_WIDTH
        begins += width * _WIDTH_UNIT
        column += 1
    return column
