"""Keep the order of Tab: parts made late would otherwise come last in the window."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def anchor(parent: QWidget) -> QWidget:
    """Return an unseen widget that keeps a place for parts made later."""
    made = QWidget(parent)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.hide()
    return made


def lead_tab(place: QWidget, parts: Iterable[QWidget]) -> None:
    """Have Tab go through these parts right after a place, in their order."""
    before = place
    for part in parts:
        for stop in (part, *part.findChildren(QWidget)):
            if _stops(stop) and stop.window() is place.window():
                QWidget.setTabOrder(before, stop)
                before = stop


def _stops(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def last_stop(window: QWidget) -> QWidget | None:
    """Return the last widget of a window where Tab may stop; None when there is none."""
    each = window.previousInFocusChain()
    while each is not None and each is not window:
        if stops_tab(each):
            return each
        each = each.previousInFocusChain()
    return None


def stops_tab(widget: QWidget) -> bool:
    """Tell whether Tab may stop at a widget, once it is on screen."""
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isEnabled() and widget.focusProxy() is None
