"""The map as it is drawn, offline, from the positions that the notebook holds."""

from collections.abc import Collection, Sequence
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame

from desktop.services.observing.geography import Place, Projection
from desktop.services.observing.territory_map import Figures
from desktop.ui.observations.drawing import (
    Spot,
    draw_name,
    draw_north,
    draw_others,
    draw_scale,
    draw_spot,
    names_of,
    radius_of,
)
from desktop.ui.observations.sight import Sight, spread

_LEAST_GROUND = 4.0  # kilometres: one town alone is not a point
_FINGER = 12.0
_MOST_SHARED = 400  # beyond, rings are too close to be read, and slow to draw


class MapPicture(QFrame):
    """Shows territories, a part of the country, and which territory is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("map")
        self.setAccessibleName("Carte des territoires")
        self._figures: tuple[Figures, ...] = ()
        self._flat: list[tuple[float, float]] = []
        self._others: list[tuple[float, float]] = []
        self._projection = Projection(46.5)
        self._sight = Sight()
        self._fitted: frozenset[str] | None = frozenset()
        self._current = ""
        self._spots: list[Spot] | None = None

    @property
    def current(self) -> str:
        """Return the id of the territory chosen; empty when there is none."""
        return self._current

    @property
    def scale(self) -> float:
        """Return how many pixels a kilometre is worth."""
        return self._sight.scale

    @property
    def figures(self) -> tuple[Figures, ...]:
        """Return the territories drawn with their names."""
        return self._figures

    def show_points(self, figures: Sequence[Figures], others: Sequence[Place]) -> None:
        """Show these territories, all of which have a place; the sight stays where it is."""
        self._figures = tuple(figures)
        places = [one.place for one in figures if one.place is not None]
        self._projection = Projection.about(places)
        self._flat = [self._projection.flat(place) for place in places]
        self._others = [self._projection.flat(place) for place in others]
        if self._current not in {one.id for one in figures}:
            self._current = ""
        if self._fitted is not None:
            self.fit_on(self._fitted)
        self._forget()

    def fit_on(self, ids: Collection[str] = ()) -> None:
        """Show these territories whole; all of them when none is named."""
        self._fitted = frozenset(ids)
        places = [one.place for one in self._figures if one.place and (one.id in ids or not ids)]
        if places:
            box = self._projection.box(places).at_least(_LEAST_GROUND)
            around = self.fontMetrics().height() * 5
            margin = min(max(around, min(self.width(), self.height()) * 0.17), self.height() / 3)
            # The buttons and the scale keep the foot of the map.
            self._sight = self._sized().on(box, margin=margin).moved(0, self._foot / 2)
        self._forget()

    def choose(self, record_id: str) -> None:
        """Mark a territory, without telling it."""
        if record_id != self._current:
            self._current = record_id
            self._bring_in()
            self.update()

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Look from nearer or farther; around the chosen point when there is one."""
        spot = self.spot_of(self._current)
        centre = around or (spot.true if spot else None)
        self.look(self._sight.closer(factor, (centre.x(), centre.y()) if centre else None))

    def spots(self) -> list[Spot]:
        """Return the territories where they are on the screen."""
        if self._spots is None:
            self._spots = self._placed()
        return self._spots

    @property
    def _foot(self) -> float:
        return self.fontMetrics().height() * 2.4

    def spot_of(self, record_id: str) -> Spot | None:
        """Return where a territory is on the screen; None when it is not on the map."""
        return next((spot for spot in self.spots() if spot.figures.id == record_id), None)

    def under(self, at: QPointF) -> Spot | None:
        """Return the territory at a point of the screen."""
        near = (spot for spot in self.spots() if _apart(spot.at, at) <= max(spot.radius, _FINGER))
        return min(near, key=lambda spot: _apart(spot.at, at), default=None)

    def pan(self, right: float, down: float) -> None:
        """Move the sight by pixels."""
        self.look(self._sight.moved(right, down))

    def look(self, sight: Sight) -> None:
        """Look elsewhere; what was fitted is left."""
        self._sight, self._fitted = sight, None
        self._forget()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(560, 420)

    def minimumSizeHint(self) -> QSize:
        """Return the least that is still a map."""
        return QSize(220, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what was."""
        super().resizeEvent(event)
        self._sight = self._sized()
        if self._fitted is not None:
            self.fit_on(self._fitted)
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again at another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setClipRect(room)
        draw_others(painter, self._dots(room), self.palette())
        self._draw_followed(painter, room)
        draw_scale(painter, room, self._sight.scale, self.palette())
        draw_north(painter, room, self.palette())
        painter.end()

    def _draw_followed(self, painter: QPainter, room: QRectF) -> None:
        palette, current = self.palette(), self._current
        spots = [spot for spot in self.spots() if room.intersects(spot.box)]
        shares = len(spots) <= _MOST_SHARED
        for spot in sorted(spots, key=lambda spot: spot.figures.id == current):
            chosen = spot.figures.id == current
            draw_spot(painter, spot, palette, chosen=chosen, shares=shares or chosen)
        for_names = room.adjusted(0, 0, 0, -self._foot)
        names = names_of(spots, QFontMetricsF(self.font()), for_names, current)
        for name in reversed(names):
            draw_name(painter, name, palette, chosen=name.spot.figures.id == current)

    def _dots(self, room: QRectF) -> list[QPointF]:
        found = (QPointF(*self._sight.at(spot)) for spot in self._others)
        return [dot for dot in found if room.contains(dot)]

    def _placed(self) -> list[Spot]:
        # On a small map, discs as large as the text would hide each other.
        letter = min(self.fontMetrics().height(), min(self.width(), self.height()) / 18)
        most = max((one.total for one in self._figures), default=0)
        true = [self._sight.at(spot) for spot in self._flat]
        radii = [radius_of(one.total, most, letter) for one in self._figures]
        at = spread(true, max(radii, default=letter))
        return [
            Spot(figures, QPointF(*where), radius, QPointF(*really))
            for figures, where, radius, really in zip(self._figures, at, radii, true, strict=True)
        ]

    def _bring_in(self) -> None:
        """Move the map just enough for the chosen point to be in sight."""
        spot = self.spot_of(self._current)
        room = QRectF(self.rect()).adjusted(30, 30, -30, -30)
        if spot is not None and not room.contains(spot.at):
            by = spot.at - room.center()
            self.pan(by.x(), by.y())

    def _sized(self) -> Sight:
        return Sight(self._sight.x, self._sight.y, self._sight.scale, self.width(), self.height())

    def _forget(self) -> None:
        self._spots = None
        self.update()


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
