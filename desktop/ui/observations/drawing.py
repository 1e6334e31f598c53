"""The strokes of the map: territories, their names where there is room, the scale, the north."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF

from desktop.services.observing.geography import round_distance
from desktop.services.observing.territory_map import Figures
from desktop.ui.observations.natures import colour_of, draw_split, split_width
from desktop.ui.words import number

_FULL_TURN: Final = 360 * 16
_TOP: Final = 90 * 16
_LONGEST_NAME: Final = 22
_MOST_NAMES: Final = 120
_SQUARE: Final = 64.0
_PALE: Final = 130
_VEIL: Final = 210


@dataclass(frozen=True, slots=True)
class Spot:
    """A territory of the team on the screen: its middle, its radius, where it really lies."""

    figures: Figures
    at: QPointF
    radius: float
    true: QPointF

    @property
    def box(self) -> QRectF:
        """Return the square around it."""
        corner = self.at - QPointF(self.radius, self.radius)
        return QRectF(corner.x(), corner.y(), 2 * self.radius, 2 * self.radius)


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a territory, and the counts under it, where they are written."""

    spot: Spot
    box: QRectF
    text: str


def radius_of(total: int, most: int, letter: float) -> float:
    """Return a radius whose disc grows with the number of observations; small for none."""
    if not total:
        return letter * 0.4
    return letter * (0.75 + 0.45 * sqrt(total / max(most, 1)))


def draw_others(painter: QPainter, dots: Sequence[QPointF], palette: QPalette) -> None:
    """Draw the territories of others, all at once."""
    colour = QColor(palette.color(QPalette.ColorRole.PlaceholderText))
    colour.setAlpha(_PALE)
    pen = QPen(colour, 3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPoints(QPolygonF(dots))


def draw_spot(
    painter: QPainter, spot: Spot, palette: QPalette, *, chosen: bool, shares: bool = True
) -> None:
    """Draw a territory: a ring shared between the natures, its total in the middle."""
    text = palette.color(QPalette.ColorRole.Text)
    if spot.at != spot.true:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawLine(QLineF(spot.at, spot.true))
    if chosen:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 3))
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(spot.at, spot.radius + 4, spot.radius + 4)
    painter.setPen(QPen(text, 1))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawEllipse(spot.box)
    if spot.figures.total:
        if shares:
            _draw_shares(painter, spot, palette)
        painter.setPen(text)
        painter.drawText(spot.box, int(Qt.AlignmentFlag.AlignCenter), str(spot.figures.total))


def _draw_shares(painter: QPainter, spot: Spot, palette: QPalette) -> None:
    box = spot.box
    painter.setPen(Qt.PenStyle.NoPen)
    start, total = _TOP, spot.figures.total
    for which, count in enumerate(spot.figures.by_nature):
        turn = -round(_FULL_TURN * count / total)
        if turn:
            painter.setBrush(colour_of(which, palette))
            painter.drawPie(box, start, turn)
        start += turn
    inner = spot.radius * 0.7
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawEllipse(spot.at, inner, inner)


class _Taken:
    """The boxes already drawn, found by the squares of a grid: thousands are not compared."""

    def __init__(self, boxes: Iterable[QRectF]) -> None:
        self._squares: dict[tuple[int, int], list[QRectF]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: QRectF) -> None:
        for square in _squares(box):
            self._squares[square].append(box)

    def free(self, box: QRectF) -> bool:
        """Tell whether a box would hide nothing."""
        return not any(box.intersects(other) for other in self._near(box))

    def hidden(self, box: QRectF) -> float:
        """Return how much of what is drawn a box would hide."""
        parts = (box.intersected(other) for other in self._near(box))
        return sum(part.width() * part.height() for part in parts)

    def _near(self, box: QRectF) -> Iterable[QRectF]:
        return (other for square in _squares(box) for other in self._squares.get(square, ()))


def _squares(box: QRectF) -> Iterable[tuple[int, int]]:
    columns = range(int(box.left() // _SQUARE), int(box.right() // _SQUARE) + 1)
    rows = range(int(box.top() // _SQUARE), int(box.bottom() // _SQUARE) + 1)
    return ((column, row) for column in columns for row in rows)


def names_of(
    spots: Sequence[Spot], letters: QFontMetricsF, room: QRectF, chosen: str
) -> list[Name]:
    """Return the names that fit without hiding a point or another name, the chosen one first."""
    taken = _Taken(spot.box for spot in spots if room.intersects(spot.box))
    names: list[Name] = []
    ordered = sorted(spots, key=lambda spot: (spot.figures.id != chosen, -spot.figures.total))
    inside = [spot for spot in ordered if room.contains(spot.at)]
    for spot in inside[:_MOST_NAMES]:
        name = _placed(spot, letters, room, taken, forced=spot.figures.id == chosen)
        if name is not None:
            taken.add(name.box)
            names.append(name)
    return names


def _placed(
    spot: Spot, letters: QFontMetricsF, room: QRectF, taken: _Taken, *, forced: bool
) -> Name | None:
    text = _shortened(spot.figures.name)
    split = split_width(spot.figures.by_nature, letters)
    width = max(letters.horizontalAdvance(text), split) + 6
    height = letters.height() * (2 if spot.figures.total else 1) + 2
    boxes = [QRectF(corner, QSizeF(width, height)) for corner in _corners(spot, width, height)]
    inside = [box for box in boxes if room.contains(box)]
    free = next((box for box in inside if taken.free(box)), None)
    if free is None and forced:
        free = min(inside or boxes, key=taken.hidden)
    return Name(spot, free, text) if free is not None else None


def _corners(spot: Spot, width: float, height: float) -> Iterable[QPointF]:
    x, y, gap = spot.at.x(), spot.at.y(), spot.radius + 5
    yield QPointF(x + gap, y - height / 2)
    yield QPointF(x - gap - width, y - height / 2)
    yield QPointF(x - width / 2, y + gap)
    yield QPointF(x - width / 2, y - gap - height)
    for down in (y + gap / 2, y - gap / 2 - height):
        yield QPointF(x + gap * 0.8, down)
        yield QPointF(x - gap * 0.8 - width, down)


def draw_name(painter: QPainter, name: Name, palette: QPalette, *, chosen: bool) -> None:
    """Write a name on a veil of the ground, and under it its counts by nature."""
    painter.fillRect(name.box, _veil(palette, 255 if chosen else _VEIL))
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    line = name.box.adjusted(3, 1, -3, 0)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignTop), name.text)
    if name.spot.figures.total:
        height = QFontMetricsF(painter.font()).height()
        at = QPointF(line.left(), name.box.top() + 1 + height * 1.5)
        draw_split(painter, name.spot.figures.by_nature, at, palette)


def draw_scale(painter: QPainter, room: QRectF, scale: float, palette: QPalette) -> None:
    """Draw a bar of a round distance at the bottom, and what it is worth."""
    letters = QFontMetricsF(painter.font())
    distance = round_distance(room.width() / 4 / scale)
    text = f"{number(distance)}\u00a0km" if distance >= 1 else f"{number(distance * 1000)}\u00a0m"
    left, bottom, wide = room.left() + 12, room.bottom() - 12, distance * scale
    words = QRectF(left, bottom - 8 - letters.height(), max(wide, 120), letters.height())
    ground = QRectF(left, words.top(), max(wide, letters.horizontalAdvance(text)), words.height())
    painter.fillRect(ground.adjusted(-4, 0, 4, 10), _veil(palette))
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 2))
    painter.drawPolyline(
        [
            QPointF(left, bottom - 6),
            QPointF(left, bottom),
            QPointF(left + wide, bottom),
            QPointF(left + wide, bottom - 6),
        ]
    )
    painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft), text)


def draw_north(painter: QPainter, room: QRectF, palette: QPalette) -> None:
    """Draw an arrow to the north in the corner."""
    high = QFontMetricsF(painter.font()).height()
    x, top = room.right() - high * 1.2, room.top() + 8
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Text))
    arrow = ((0, 0), (0.4, 0.9), (0, 0.65), (-0.4, 0.9))
    painter.drawPolygon([QPointF(x + i * high, top + j * high) for i, j in arrow])
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    box = QRectF(x - high, top + high, 2 * high, high)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "N")


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def _veil(palette: QPalette, strength: int = _VEIL) -> QColor:
    ground = QColor(palette.color(QPalette.ColorRole.Base))
    ground.setAlpha(strength)
    return ground
