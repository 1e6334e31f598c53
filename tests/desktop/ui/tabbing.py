"""The stops of Tab, in the order in which the keyboard meets them."""

from itertools import pairwise

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.tab_order import stops_tab


def out_of_order(root: QWidget, first: QWidget) -> list[str]:
    """Return where Tab, from the first stop of a part of the window on, goes back upwards."""
    for _ in range(5):
        QApplication.processEvents()
    stops, each = [first], first.nextInFocusChain()
    while each is not None and each is not first:
        if root.isAncestorOf(each) and each.isVisible() and stops_tab(each):
            stops.append(each)
        each = each.nextInFocusChain()
    return [
        f"{name(after)} after {name(before)}"
        for before, after in pairwise(stops)
        if bottom(root, after) <= top(root, before)
    ]


def name(widget: QWidget) -> str:
    """Return what a widget is called."""
    return widget.accessibleName() or str(widget.property("text")) or type(widget).__name__


def top(root: QWidget, widget: QWidget) -> int:
    """Return where a widget begins."""
    return widget.mapTo(root, QPoint(0, 0)).y()


def bottom(root: QWidget, widget: QWidget) -> int:
    """Return where a widget ends."""
    return top(root, widget) + widget.height()
