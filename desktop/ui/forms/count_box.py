"""A small box for a number, made for the keyboard: arrows leave it, + and − change it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.store.folding import folded

_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MEANING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STEPS = {"+": 1, "-": -1, "−": -1}


class CountBox(QLineEdit):
    """Tells `counted`, `entered`, and where the keyboard wants to go."""

    counted = Signal()
    entered = Signal()
    moved = Signal(int, int)
    sought = Signal(str)

    def __init__(self, most: int, unit: str, step: int) -> None:
        super().__init__()
        self._most, self._step = most, step
        self.setValidator(QIntValidator(0, most, self))
        self.setPlaceholderText(unit)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 6 + 24)
        self.textEdited.connect(lambda _text: self.counted.emit())

    @property
    def number(self) -> int | None:
        """Return the number; None when the box is empty."""
        text = self.text().strip()
        return int(text) if text.isdecimal() else None

    @property
    def is_stop(self) -> bool:
        """Tell whether Tab stops here."""
        return bool(self.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def show_number(self, number: object) -> None:
        """Show a number, or nothing."""
        self.setText(str(number) if isinstance(number, int) else "")

    def stop_here(self, stop: bool) -> None:
        """Let Tab stop here, or only clicks and arrows."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def take(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def step(self, way: int) -> None:
        """Count one step more or less; nothing at all rather than zero."""
        number = max(0, min(self._most, (self.number or 0) + way * self._step))
        self.setText(str(number) if number else "")
        self.counted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell where the keyboard is."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep digits; arrows, + and − and letters have their meaning here."""
        sign = event.text()
        plain = not event.modifiers() & _MEANING
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None and plain:
            self.moved.emit(*way)
        elif sign in _STEPS and sign:
            self.step(_STEPS[sign])
        elif sign.isalpha() and plain:
            self.sought.emit(folded(sign)[:1])
        else:
            super().keyPressEvent(event)
