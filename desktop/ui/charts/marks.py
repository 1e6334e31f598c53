"""The marks that tell several voices or moments apart by their shape, and fillings by pattern."""

import math
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

_Draw = Callable[[QPainter, QPointF, float], None]
PATTERNS: Final = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.Dense3Pattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.VerPattern,
)


def mark(painter: QPainter, which: int, at: QPointF, radius: float, colour: QColor) -> None:
    """Draw the mark of a voice: its number gives its shape, full first, hollow after the fifth."""
    painter.setPen(QPen(colour, max(1.5, radius / 4)))
    hollow = which >= len(_SHAPES)
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush) if hollow else QBrush(colour))
    _SHAPES[which % len(_SHAPES)](painter, at, radius)


def pattern(which: int, colour: QColor) -> QBrush:
    """Return the filling of a share by its number."""
    return QBrush(colour, PATTERNS[which % len(PATTERNS)])


def _circle(painter: QPainter, at: QPointF, radius: float) -> None:
    painter.drawEllipse(at, radius, radius)


def _polygon(painter: QPainter, at: QPointF, radius: float, angles: Sequence[int]) -> None:
    points = [
        QPointF(
            at.x() + radius * math.cos(math.radians(angle)),
            at.y() + radius * math.sin(math.radians(angle)),
        )
        for angle in angles
    ]
    painter.drawPolygon(QPolygonF(points))


def _square(painter: QPainter, at: QPointF, radius: float) -> None:
    _polygon(painter, at, radius * 1.2, (45, 135, 225, 315))


def _triangle(painter: QPainter, at: QPointF, radius: float) -> None:
    _polygon(painter, at, radius * 1.25, (-90, 30, 150))


def _diamond(painter: QPainter, at: QPointF, radius: float) -> None:
    _polygon(painter, at, radius * 1.3, (0, 90, 180, 270))


def _cross(painter: QPainter, at: QPointF, radius: float) -> None:
    pen = QPen(painter.pen())
    pen.setWidthF(max(2.0, radius / 2))
    painter.setPen(pen)
    for x, y in ((1, 1), (1, -1)):
        there = QPointF(x * radius * 0.8, y * radius * 0.8)
        painter.drawLine(at - there, at + there)


_SHAPES: Final[tuple[_Draw, ...]] = (_circle, _square, _triangle, _diamond, _cross)
