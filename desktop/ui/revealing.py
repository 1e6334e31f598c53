"""Scroll to what was just unfolded."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def reveal(part: QWidget) -> None:
    """Bring a part on screen, once it has its place."""
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        QTimer.singleShot(0, part, partial(_scroll, parent, part))


def _scroll(area: QScrollArea, part: QWidget) -> None:
    """Lay out first: a card within a card has its height two turns of the loop later."""
    inside, holder = part.parentWidget(), area.widget()
    while inside is not None and inside is not area:
        layout = inside.layout()
        if layout is not None:
            layout.activate()
        if inside is holder:
            inside.resize(inside.width(), max(inside.height(), inside.sizeHint().height()))
            break
        inside = inside.parentWidget()
    area.ensureWidgetVisible(part)
