"""Bars lying one under the other, each with its name and its value in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from desktop.ui import words
from desktop.ui.charts.chart import LEFT, RIGHT, Chart, sentence

_THICKNESS = 0.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `shown` is the value as it is written (« 3 visites »), the number by itself.

    `told` says more in the summary than there is room for beside the bar.
    """

    label: str
    value: float
    shown: str = ""
    told: str = ""

    @property
    def text(self) -> str:
        """Return the value as it is written."""
        return self.shown or words.number(self.value)


class BarChart(Chart):
    """Compares a few values; nothing below zero is drawn."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars, in this order."""
        self._bars = tuple(bars)
        self.tell(sentence([f"{bar.label}\u00a0: {bar.told or bar.text}" for bar in self._bars]))

    def height_wanted(self) -> float:
        """Return one row for each bar."""
        return self.row * len(self._bars)

    def draw(self, painter: QPainter) -> None:
        """Paint names, bars and values."""
        names = self.widest([bar.label for bar in self._bars])
        values = self.widest([bar.text for bar in self._bars], share=0.4)
        gap = self.letters.averageCharWidth()
        room = max(0.0, self.width() - names - values - 2 * gap)
        most = max(*(bar.value for bar in self._bars), 0) or 1
        self._axis(painter, names + gap)
        for place, bar in enumerate(self._bars):
            top = place * self.row
            long = room * max(0.0, bar.value) / most
            painter.setPen(self.text_colour)
            self.words_in(painter, QRectF(0, top, names, self.row), bar.label, at=RIGHT)
            value = QRectF(names + gap + long + gap, top, values, self.row)
            self.words_in(painter, value, bar.text, at=LEFT)
            self._bar(painter, QRectF(names + gap, top, long, self.row))

    def _axis(self, painter: QPainter, at: float) -> None:
        painter.setPen(QPen(self.faint_colour, 1))
        painter.drawLine(round(at), 0, round(at), round(self.height_wanted()))

    def _bar(self, painter: QPainter, row: QRectF) -> None:
        thick = row.height() * _THICKNESS
        top = row.top() + (row.height() - thick) / 2
        painter.fillRect(QRectF(row.left(), top, row.width(), thick), self.ink)
