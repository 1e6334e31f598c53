"""How a chart will be drawn, whatever the file format: its labels, its figures, its room."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from desktop.export.content import As, Chart, Column, Hidden, Marks, Typed
from desktop.export.laid import Cell, Laid
from desktop.export.shown import shown
from desktop.export.text import plain

HALF, WHOLE = 13.2, 26.8
"""Widths of a chart in centimetres: two beside each other on A4 landscape, or one alone."""

_RADAR: Final = (19.0, 13.5)
_UNITS: Final = {As.EUROS: "Montant (€)", As.SHARE: "Part (%)"}
_LONG_LABEL, _MANY, _MOST_LABELLED = 14, 8, 15


@dataclass(frozen=True)
class ChartPlan:
    """A chart of the rows of a sheet, before any format."""

    chart: Chart
    laid: Laid

    @cached_property
    def count(self) -> int:
        """Return how many rows are drawn."""
        return min(self.chart.rows or len(self.laid.rows), len(self.laid.rows))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return the categories in words."""
        by = self.place(self.chart.by)
        held = self.laid.columns[by].held
        return tuple(plain(shown(row[by], held)) for row in self.laid.rows[: self.count])

    @property
    def longest(self) -> int:
        """Return the length of the longest category."""
        return max(map(len, self.labels), default=0)

    @property
    def lying(self) -> bool:
        """Bars lie when their labels would not stand side by side under them."""
        bars = self.chart.marks in (Marks.BARS, Marks.STACKED) and not self.chart.against
        return bars and (self.count > _MANY or self.longest > _LONG_LABEL)

    @property
    def measured(self) -> Column:
        """Return the first column drawn, whose unit is that of the axis."""
        return self.laid.columns[self.place(self.chart.of[0])]

    @property
    def alone(self) -> bool:
        """Tell whether there is one series, which then needs no legend."""
        return len(self.chart.of) + len(self.chart.against) == 1

    @property
    def labelled(self) -> bool:
        """Tell whether each bar has room for its figure."""
        bars = self.chart.marks in (Marks.BARS, Marks.STACKED)
        return self.alone and bars and self.count <= _MOST_LABELLED

    @property
    def unit(self) -> str:
        """Return the title of the axis of figures."""
        if self.alone:
            return self.measured.title
        return _UNITS.get(self.measured.held) or self.measured.unit.capitalize() or "Nombre"

    @property
    def dips(self) -> bool:
        """Tell whether some figure is below zero."""
        drawn = (*self.chart.of, *self.chart.against)
        return any((figure or 0) < 0 for title in drawn for figure in self.figures(title))

    @property
    def size(self) -> tuple[float, float]:
        """Return the width and the height, in centimetres, that the labels need."""
        if self.chart.marks is Marks.RADAR:
            return _RADAR
        if self.lying:
            bars = 1 if self.chart.marks is Marks.STACKED else len(self.chart.of)
            height = min(max(8.0, 3.5 + self.count * (0.45 + 0.3 * bars)), 22.0)
            wide = self.longest > 2 * _LONG_LABEL or self.count > 2 * _MANY
            return (WHOLE if wide else HALF), height
        return (WHOLE if self.count * max(self.longest, 4) > 60 else HALF), 8.0

    def place(self, title: str) -> int:
        """Return the place of the column with a title, from 0."""
        columns = enumerate(self.laid.columns)
        return next(at for at, column in columns if column.title == title)

    def figures(self, title: str) -> list[float | None]:
        """Return what each point of a column is worth; a hidden or empty one is not drawn."""
        place = self.place(title)
        held = self.laid.columns[place].held
        return [_figure(row[place], held) for row in self.laid.rows[: self.count]]


def _figure(value: Cell, held: As) -> float | None:
    if isinstance(value, Typed):
        return _figure(value.value, value.held)
    if isinstance(value, bool | Hidden) or not isinstance(value, int | float):
        return None
    return value / 100 if held is As.EUROS else float(value)
