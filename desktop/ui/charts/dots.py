"""Rows of marks on one scale, told apart by their shape: what gaps and profiles are drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.charts.chart import CENTRE, LEFT, RIGHT, Chart
from desktop.ui.charts.marks import mark

# Under this many characters of width, names stand above their marks.
_NARROW = 48


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row: its name, one score for each voice (None for silence), what is written beside."""

    label: str
    scores: tuple[int | None, ...]
    beside: str


class DotRows(Chart):
    """Places marks on a scale; voices are named above with their shape."""

    joined = False
    """Whether the marks of one voice are joined from row to row, when no words stand between."""

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
        """Return the lines of names, the scale, and one row each, or two where it is narrow."""
        return self._height_at(self.width())

    def hasHeightForWidth(self) -> bool:
        """Tell that names take more lines where there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, in pixels."""
        return self.empty_height if self.is_empty else round(self._height_at(width))

    def draw(self, painter: QPainter) -> None:
        """Paint the names of the voices, the scale and the rows."""
        gap = self.letters.averageCharWidth()
        names = self.widest([row.label for row in self._rows])
        beside = self.widest([row.beside for row in self._rows], share=0.25)
        room = QRectF(names + 2 * gap, 0, self.width() - names - beside - 4 * gap, self.row)
        if self._is_narrow(self.width()):
            room = QRectF(0, 0, self.width(), self.row)
        self._draw_legend(painter)
        top = self.row * len(self._legend())
        self._draw_scale(painter, room.translated(0, top))
        if self.joined and not self._is_narrow(self.width()):
            self._draw_joins(painter, room, top + self.row)
        for place, row in enumerate(self._rows):
            line = room.translated(0, self._top(place, top + self.row))
            self._draw_words(painter, row, line, (names, beside))
            self._draw_row(painter, row, line)

    def _draw_words(
        self, painter: QPainter, row: DotRow, line: QRectF, widths: tuple[float, float]
    ) -> None:
        """Write the name of a row and its value: on both sides, or above where it is narrow."""
        names, beside = widths
        at, top = RIGHT, line.top()
        if self._is_narrow(self.width()):
            at, top = LEFT, line.top() - self.row
            names = self.width() - beside - self.letters.averageCharWidth()
        painter.setPen(self.text_colour)
        self.words_in(painter, QRectF(0, top, names, self.row), row.label, at=at)
        value = QRectF(self.width() - beside, top, beside, self.row)
        self.words_in(painter, value, row.beside, at=RIGHT)

    def _is_narrow(self, width: float) -> bool:
        return width < self.letters.averageCharWidth() * _NARROW

    def _step(self, width: float) -> int:
        return 2 if self._is_narrow(width) else 1

    def _top(self, place: int, start: float) -> float:
        """Return the top of the marks of a row."""
        step = self._step(self.width())
        return start + self.row * (place * step + step - 1)

    def _height_at(self, width: int) -> float:
        rows = len(self._rows) * self._step(width)
        return self.row * (len(self._legend(width)) + 1 + rows)

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
            for row in range(len(self._rows)):
                top = self._top(row, room.bottom())
                painter.drawLine(QPointF(x, top), QPointF(x, top + self.row))

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
                middle = self._top(place, top) + self.row / 2
                at = QPointF(self._apart(row, which, room), middle)
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
