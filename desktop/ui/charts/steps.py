"""A level that goes up and down over time, as a staircase with its dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui import words
from desktop.ui.charts.chart import CENTRE, RIGHT, Chart, sentence


@dataclass(frozen=True, slots=True)
class Step:
    """The level reached on a day, the lowest being 0, and why."""

    on: date
    level: int
    note: str = ""


class StepChart(Chart):
    """Shows when a level changed; the last one is held to the right edge."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._steps: tuple[Step, ...] = ()
        self._levels: tuple[str, ...] = ()

    def show_steps(self, steps: Sequence[Step], levels: Sequence[str]) -> None:
        """Show these steps, in the order of their days; `levels` names each, the lowest first."""
        self._levels = tuple(levels)
        self._steps = tuple(sorted(steps, key=lambda step: step.on)) if levels else ()
        told = sentence([self._told(step) for step in self._steps])
        self.tell(told[:1].upper() + told[1:])

    def height_wanted(self) -> float:
        """Return one row for each level and one for the days."""
        return self.row * (len(self._levels) + 1)

    def draw(self, painter: QPainter) -> None:
        """Paint the levels, the staircase and the days."""
        gap = self.letters.averageCharWidth()
        names = self.widest(list(self._levels))
        day = self.letters.horizontalAdvance(words.short_day(self._steps[0].on))
        left, right = names + gap + day / 2, self.width() - day / 2
        self._scale(painter, names, gap)
        points = self._points(left, max(left, right))
        self._staircase(painter, points)
        self._days(painter, points, day)

    def _scale(self, painter: QPainter, names: float, gap: float) -> None:
        for level, name in enumerate(self._levels):
            y = self._y(level)
            painter.setPen(self.text_colour)
            place = QRectF(0, y - self.row / 2, names, self.row)
            self.words_in(painter, place, name, at=RIGHT)
            painter.setPen(QPen(self.faint_colour, 1))
            painter.drawLine(QPointF(names + gap, y), QPointF(self.width(), y))

    def _staircase(self, painter: QPainter, points: list[QPointF]) -> None:
        painter.setPen(QPen(self.ink, max(2.0, self.row / 12)))
        for before, after in pairwise(points):
            corner = QPointF(after.x(), before.y())
            painter.drawLine(before, corner)
            painter.drawLine(corner, after)
        painter.drawLine(points[-1], QPointF(self.width(), points[-1].y()))
        painter.setBrush(self.ink)
        for point in points:
            painter.drawEllipse(point, self.row / 7, self.row / 7)

    def _days(self, painter: QPainter, points: list[QPointF], wide: float) -> None:
        painter.setPen(self.quiet_colour)
        top, free = self.row * len(self._levels), -1.0
        # The last day is always said; between, those that fit.
        last = points[-1].x() - wide / 2
        for step, point in zip(self._steps, points, strict=True):
            left = point.x() - wide / 2
            is_last = step is self._steps[-1]
            if left < free or (not is_last and left + wide > last - wide / 8):
                continue
            place = QRectF(left, top, wide, self.row)
            painter.drawText(place, int(CENTRE | Qt.TextFlag.TextDontClip), _day(step))
            free = left + wide * 1.125

    def _points(self, left: float, right: float) -> list[QPointF]:
        first, last = self._steps[0].on, self._steps[-1].on
        days = (last - first).days
        wide = (right - left) / days if days else 0.0
        return [
            QPointF(left + (step.on - first).days * wide, self._y(self._level(step)))
            for step in self._steps
        ]

    def _y(self, level: int) -> float:
        return self.row * (len(self._levels) - 1 - level + 0.5)

    def _level(self, step: Step) -> int:
        return min(max(step.level, 0), len(self._levels) - 1)

    def _told(self, step: Step) -> str:
        note = f" ({step.note})" if step.note else ""
        return f"le {_day(step)}, {self._levels[self._level(step)]}{note}"


def _day(step: Step) -> str:
    return words.short_day(step.on)
