"""Rows of marks on one scale, told apart by their shape: what gaps and profiles are drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.charts.chart import CENTRE, LEFT, RIGHT, Chart
from desktop.ui.charts.marks import mark

_LEAST_SCALE = 12


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row: its name, one score for each voice (None for silence), what is written beside."""

    label: str
    scores: tuple[int | None, ...]
    beside: str


class DotRows(Chart):
    """Places marks on a scale; voices are named above with their shape."""

    joined = False
    """Whether the marks of one voice are joined from row to row."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._voices: tuple[str, ...] = ()
        self._rows: tuple[DotRow, ...] = ()
        self._scale = (0, 4)

    def show_dots(
        self, voices: Sequence[str], rows: Sequence[DotRow], *, scale: tuple[int, int]
    ) -> None:
        """Take what to paint; the summary comes apart."""
        self._voices, self._rows, self._scale = tuple(voices), tuple(rows), scale

    def height_wanted(self) -> float:
        """Return the lines of names, the scale, and one row each."""
        return self.row * (len(self._legend()) + 1 + len(self._rows))

    def hasHeightForWidth(self) -> bool:
        """Tell that names of voices take more lines where there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, in pixels."""
        lines = len(self._legend(width)) + 1 + len(self._rows)
        return round(self.row * (1 if self.is_empty else lines))

    def draw(self, painter: QPainter) -> None:
        """Paint the names of the voices, the scale and the rows."""
        gap = self.letters.averageCharWidth()
        names = self.widest([row.label for row in self._rows])
        beside = self.widest([row.beside for row in self._rows], share=0.25)
        room = QRectF(names + 2 * gap, 0, 0, self.row)
        room.setRight(max(room.left() + gap * _LEAST_SCALE, self.width() - beside - 2 * gap))
        self._draw_legend(painter)
        top = self.row * len(self._legend())
        self._draw_scale(painter, room.translated(0, top))
        if self.joined:
            self._draw_joins(painter, room, top + self.row)
        for place, row in enumerate(self._rows):
            line = room.translated(0, top + self.row * (place + 1))
            painter.setPen(self.text_colour)
            self.words_in(painter, QRectF(0, line.top(), names, self.row), row.label, at=RIGHT)
            value = QRectF(self.width() - beside, line.top(), beside, self.row)
            self.words_in(painter, value, row.beside, at=RIGHT)
            self._draw_row(painter, row, line)

    def _draw_legend(self, painter: QPainter) -> None:
        which = 0
        for line, names in enumerate(self._legend()):
            left = 0.0
            for name in names:
                middle = self.row * (line + 0.5)
                mark(painter, which, QPointF(left + self.row / 2, middle), self._radius, self.ink)
                painter.setPen(self.text_colour)
                room = self.width() - left - self.row
                wide = min(self.letters.horizontalAdvance(name) + 1, room)
                place = QRectF(left + self.row, self.row * line, wide, self.row)
                self.words_in(painter, place, name, at=LEFT)
                left += self._named(name)
                which += 1

    def _draw_scale(self, painter: QPainter, room: QRectF) -> None:
        wide = self.letters.averageCharWidth() * 4
        for score in range(self._scale[0], self._scale[1] + 1):
            x = self._x(score, room)
            painter.setPen(self.quiet_colour)
            place = QRectF(x - wide / 2, room.top(), wide, self.row)
            painter.drawText(place, int(CENTRE | Qt.TextFlag.TextDontClip), str(score))
            painter.setPen(QPen(self.faint_colour, 1))
            bottom = room.bottom() + self.row * len(self._rows)
            painter.drawLine(QPointF(x, room.bottom()), QPointF(x, bottom))

    def _draw_row(self, painter: QPainter, row: DotRow, room: QRectF) -> None:
        known = [score for score in row.scores if score is not None]
        middle = room.center().y()
        painter.setPen(QPen(self.faint_colour, 1))
        painter.drawLine(QPointF(room.left(), middle), QPointF(room.right(), middle))
        if not self.joined and len(set(known)) > 1:
            painter.setPen(QPen(self.ink, max(2.0, self.row / 10)))
            ends = (self._x(min(known), room), self._x(max(known), room))
            painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
        for which, score in enumerate(row.scores):
            if score is not None:
                at = QPointF(self._apart(row, which, room), middle)
                mark(painter, which, at, self._radius, self.ink)

    def _draw_joins(self, painter: QPainter, room: QRectF, top: float) -> None:
        styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
        for which in range(len(self._voices)):
            painter.setPen(QPen(self.ink, 1.5, styles[which % len(styles)]))
            before: QPointF | None = None
            for place, row in enumerate(self._rows):
                if row.scores[which] is None:
                    before = None
                    continue
                at = QPointF(self._apart(row, which, room), top + self.row * (place + 0.5))
                if before is not None:
                    painter.drawLine(before, at)
                before = at

    @property
    def _radius(self) -> float:
        return self.row / 6

    def _x(self, score: int, room: QRectF) -> float:
        least, most = self._scale
        inside = room.adjusted(self.row / 2, 0, -self.row / 2, 0)
        held = min(max(score, least), most) - least
        return inside.left() + inside.width() * held / max(1, most - least)

    def _apart(self, row: DotRow, which: int, room: QRectF) -> float:
        """Return where a mark stands: those of the same score stand side by side."""
        same = [place for place, score in enumerate(row.scores) if score == row.scores[which]]
        shift = same.index(which) - (len(same) - 1) / 2
        return self._x(row.scores[which] or 0, room) + shift * self._radius * 2.4

    def _named(self, name: str) -> float:
        return self.row * 1.5 + self.letters.horizontalAdvance(name)

    def _legend(self, width: int = 0) -> list[list[str]]:
        """Return the names of the voices in as many lines as they need."""
        lines: list[list[str]] = []
        left, room = 0.0, width or self.width()
        for name in self._voices:
            wide = self._named(name)
            if not lines or left + wide > room:
                lines.append([])
                left = 0.0
            lines[-1].append(name)
            left += wide
        return lines
