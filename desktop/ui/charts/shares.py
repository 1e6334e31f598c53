"""The parts of a whole: one bar, and a line for each part with its pattern and its value."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from desktop.ui import words
from desktop.ui.charts.chart import LEFT, RIGHT, Chart, sentence
from desktop.ui.charts.marks import pattern


@dataclass(frozen=True, slots=True)
class Share:
    """One part; `shown` is the value as it is written (« 1 200,00 € »), the number by itself."""

    label: str
    value: float
    shown: str = ""

    @property
    def text(self) -> str:
        """Return the value as it is written."""
        return self.shown or words.number(self.value)


class SharesBar(Chart):
    """Shows how a whole is shared; parts of nothing have their line and no room in the bar."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._shares: tuple[Share, ...] = ()

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show these parts, in this order."""
        self._shares = tuple(shares)
        self.tell(sentence([f"{share.label}\u00a0: {self._value(share)}" for share in shares]))

    def height_wanted(self) -> float:
        """Return the bar and one row for each part."""
        return self.row * (len(self._shares) + 1.25)

    def draw(self, painter: QPainter) -> None:
        """Paint the bar, then the parts by name."""
        left, gap = 1.0, 2.0
        for place, share in enumerate(self._shares):
            wide = (self.width() - 2) * self._part(share)
            if wide > gap:
                self._filled(painter, place, QRectF(left, 1, wide - gap, self.row - 2))
            left += wide
        for place, share in enumerate(self._shares):
            self._line(painter, place, share)

    def _line(self, painter: QPainter, place: int, share: Share) -> None:
        top, side = self.row * (place + 1.25), self.row * 0.6
        self._filled(painter, place, QRectF(1, top + (self.row - side) / 2, side * 1.4, side))
        gap = self.letters.averageCharWidth()
        text = self._value(share)
        values = self.widest([text], share=0.7)
        left = side * 1.4 + 2 * gap
        painter.setPen(self.text_colour)
        room = QRectF(left, top, self.width() - left - values - gap, self.row)
        self.words_in(painter, room, share.label, at=LEFT)
        value = QRectF(self.width() - values, top, values, self.row)
        self.words_in(painter, value, text, at=RIGHT)

    def _filled(self, painter: QPainter, place: int, room: QRectF) -> None:
        painter.setPen(QPen(self.ink, 1))
        painter.setBrush(pattern(place, self.ink))
        painter.drawRect(room)

    def _part(self, share: Share) -> float:
        whole = sum(max(0.0, one.value) for one in self._shares)
        return max(0.0, share.value) / whole if whole else 0.0

    def _value(self, share: Share) -> str:
        return f"{share.text} ({round(self._part(share) * 100)}\u00a0%)"
