"""The hands on the map: from point to point by keys or pointer, nearer, farther, aside."""

from collections.abc import Callable, Mapping
from math import hypot
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from desktop.services.observing.territory_map import Figures
from desktop.ui.observations.natures import told
from desktop.ui.observations.picture import MapPicture
from desktop.ui.pieces import announce

_STEP = 40.0  # pixels
_CLOSER = 1.4
_LAST = 1_000_000
HELP: Final = (
    "Flèches\u00a0: d’un point à l’autre. Majuscule et flèches\u00a0: déplacer la carte. "
    "+ et −\u00a0: zoom. 0\u00a0: tout voir. Entrée\u00a0: lire les observations."
)
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_BY_KEY: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class MapCanvas(MapPicture):
    """Tells `chosen` with the id of a territory as one goes from point to point, and `entered`."""

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grabbed: QPointF | None = None
        key = Qt.Key
        self._acts: Mapping[Qt.Key, Callable[[], object]] = {
            key.Key_Plus: self.closer,
            key.Key_Equal: self.closer,
            key.Key_Minus: self.farther,
            key.Key_0: self.fit_on,
            key.Key_PageDown: lambda: self.turn(1),
            key.Key_PageUp: lambda: self.turn(-1),
            key.Key_Home: lambda: self.turn_to(0),
            key.Key_End: lambda: self.turn_to(_LAST),
            key.Key_Return: self._enter,
            key.Key_Enter: self._enter,
        }

    def closer(self) -> None:
        """Look from nearer."""
        self.zoom(_CLOSER)

    def farther(self) -> None:
        """Look from farther."""
        self.zoom(1 / _CLOSER)

    def step(self, right: int, down: int) -> None:
        """Go to the nearest point in a direction."""
        spot = self.spot_of(self.current)
        if spot is None:
            self.turn_to(0)
            return
        here = spot.at
        found = min(
            (spot for spot in self.spots() if _ahead(spot.at - here, right, down)),
            key=lambda spot: _effort(spot.at - here, right, down),
            default=None,
        )
        if found is not None:
            self._tell(found.figures)

    def turn_to(self, rank: int) -> None:
        """Go to a point by its rank in the table."""
        if self.figures:
            self._tell(self.figures[max(0, min(rank, len(self.figures) - 1))])

    def turn(self, by: int) -> None:
        """Go to the next or previous point in the order of the table."""
        ids = [one.id for one in self.figures]
        self.turn_to(ids.index(self.current) + by if self.current in ids else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, pan, zoom or enter."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            right, down = _ARROWS[key]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.pan(right * _STEP, down * _STEP)
            else:
                self.step(right, down)
        elif key in self._acts:
            self._acts[key]()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a point as soon as the map has the keyboard."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and not self.current:
            self.turn_to(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the point under the pointer, or take hold of the map."""
        spot = self.under(event.position())
        if spot is not None:
            self._tell(spot.figures)
        else:
            self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map."""
        if self._grabbed is not None:
            by = self._grabbed - event.position()
            self._grabbed = event.position()
            self.pan(by.x(), by.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the map go."""
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the observations of the point."""
        if self.under(event.position()) is not None:
            self.entered.emit(self.current)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Look from nearer or farther; no value changes."""
        up = event.angleDelta().y()
        if up:
            self.zoom(_CLOSER ** (up / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Say what a point is when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self.under(QPointF(event.pos()))
            said = told(spot.figures).replace("<", "‹") if spot else HELP
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def _enter(self) -> None:
        if self.current:
            self.entered.emit(self.current)

    def _tell(self, figures: Figures) -> None:
        self.choose(figures.id)
        self.chosen.emit(figures.id)
        announce(self, told(figures))


def _ahead(by: QPointF, right: int, down: int) -> bool:
    """Tell whether a point is more in this direction than aside."""
    along = by.x() * right + by.y() * down
    return along > 0 and along >= abs(by.x() * down + by.y() * right) * 0.6


def _effort(by: QPointF, right: int, down: int) -> float:
    aside = abs(by.x() * down + by.y() * right)
    return hypot(by.x(), by.y()) + aside
