"""Which key an event of a watched widget is about."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def pressed(event: QEvent) -> Qt.Key | None:
    """Return the key that an event presses without Ctrl or Alt; None for any other event."""
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return None
    others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return None if event.modifiers() & others else Qt.Key(event.key())


def held_with_alt(event: QEvent) -> Qt.Key | None:
    """Return the key that an event presses together with Alt; None for any other event."""
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return None
    return Qt.Key(event.key()) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
