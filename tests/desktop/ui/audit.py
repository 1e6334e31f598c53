"""Walk through a window and say what a person with a screen reader or a keyboard would miss."""

import re
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QAbstractListModel, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QSlider,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.ui.ideas.board import IdeaBoard

INTERACTIVE = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QSlider,
)
LEAST_TARGET = 24
# Two things whose tops differ by less are read as one row.
_SAME_ROW = 14
_ROWS = 20
_WORDS = (
    *("Cancel", "Save", "Open", "Close", "Yes", "No", "Undo", "Redo", "Copy", "Cut", "Paste"),
    *("Delete", "Select All", "Apply", "Reset", "Discard", "Help", "Retry", "Ignore", "Abort"),
    *("Clear", "Back", "Next", "Finish", "Today", "Step up", "Step down", "Show", "Hide"),
)
_ENGLISH = re.compile(rf"\b({'|'.join(_WORDS)})\b")
_MNEMONIC = re.compile(r"(?<!&)&(?!&)(\w)")


def audit(root: QWidget) -> list[str]:
    """Return each widget on screen that has no name, that traps Tab, or that is too small."""
    problems: list[str] = []
    for widget in shown(root):
        if not isinstance(widget, INTERACTIVE) or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        inside_combo = isinstance(widget.parentWidget(), QComboBox)
        if widget.objectName().startswith("qt_") or inside_combo:
            continue
        told = f"{type(widget).__name__} {widget.objectName()} {path(widget)}"
        if not is_named(widget):
            problems.append(f"no name: {told}")
        traps = isinstance(widget, QTextEdit | QPlainTextEdit) and not widget.tabChangesFocus()
        if traps:
            problems.append(f"traps Tab: {told}")
        if min(widget.width(), widget.height()) < LEAST_TARGET:
            problems.append(f"target of {widget.width()}×{widget.height()}: {told}")
    return problems


def is_named(widget: QWidget) -> bool:
    """Tell whether a screen reader has something to say of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return bool(widget.accessibleName())
    labelled = any(flag & QAccessible.RelationFlag.Label for _, flag in interface.relations())
    # On Linux the name of a combo is its current item: its own name must have been given.
    name = "" if isinstance(widget, QComboBox) else interface.text(QAccessible.Text.Name)
    return bool(name or labelled or widget.accessibleName())


def labels(root: QWidget) -> list[QLabel]:
    """Return every label, on screen or not."""
    return root.findChildren(QLabel)


def not_plain(root: QWidget) -> list[str]:
    """Return the labels and tooltips that could be read as HTML."""
    rich = [
        f"label: {label.text()!r}"
        for label in labels(root)
        if label.textFormat() is not Qt.TextFormat.PlainText
        and not label.objectName().startswith("qt_")
    ]
    rich += [
        f"tooltip: {widget.toolTip()!r}"
        for widget in (root, *root.findChildren(QWidget))
        if "<" in widget.toolTip()
    ]
    return rich


def mnemonics(root: QWidget) -> list[str]:
    """Return the letters that Alt reaches now: menu bar and buttons on screen."""
    texts = [button.text() for button in shown(root) if isinstance(button, QAbstractButton)]
    for bar in root.findChildren(QMenuBar):
        texts += [action.text() for action in bar.actions()]
    return [letter.casefold() for text in texts for letter in _MNEMONIC.findall(text)]


def cut(root: QWidget) -> list[str]:
    """Return the labels and buttons on screen whose text does not fit in them."""
    problems = []
    for widget in shown(root):
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            wanted = widget.fontMetrics().horizontalAdvance(widget.text().replace("&&", "&"))
            if wanted > widget.width() + 1:
                problems.append(f"{widget.text()!r}: {wanted} in {widget.width()}")
        elif isinstance(widget, QLabel) and widget.text():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                problems.append(f"{widget.text()!r}: too low, {path(widget)}")
        elif isinstance(widget, QAbstractButton) and widget.text():
            wanted = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
            if wanted > widget.width():
                problems.append(f"{widget.text()!r}: {wanted} in {widget.width()}")
    return problems


def sideways(root: QWidget) -> list[str]:
    """Return the forms and pages that are wider than their place: one would scroll sideways."""
    # The board of ideas has ten columns, which one goes through with the arrows.
    pages = [area for area in shown(root) if isinstance(area, QScrollArea)]
    areas = [area for area in pages if not isinstance(area, IdeaBoard)]
    return [
        f"scrolls sideways: {path(area)}"
        for area in areas
        if area.horizontalScrollBar().isVisible() and area.horizontalScrollBar().maximum() > 0
    ]


def english(root: QWidget) -> list[str]:
    """Return the texts of widgets, menus and tooltips that hold a word of Qt's own English."""
    return sorted({text for text in spoken(root) if _ENGLISH.search(text.replace("&", ""))})


def interpreted(root: QWidget) -> list[str]:
    """Return what could take what is written for HTML: documents and tooltips of lines."""
    problems = [f"document: {path(text)}" for text in shown(root) if isinstance(text, QTextEdit)]
    for view in (each for each in shown(root) if isinstance(each, QAbstractItemView)):
        problems += [f"tip: {tip!r}" for tip in _tips(view) if "<" in tip]
    return problems


def out_of_order(root: QWidget) -> list[str]:
    """Return each step of Tab that goes up, or back to the left, inside one column."""
    return [
        f"from {named(one)} to {named(other)}"
        for one, other in pairwise(tab_stops(root))
        if _goes_back(_place(one, other, root), _place(other, one, root))
    ]


def _place(widget: QWidget, other: QWidget, root: QWidget) -> QRect:
    """Return where a widget is; what scrolls without the other one counts as a whole."""
    seen, parent = widget, widget.parentWidget()
    while parent is not None and parent is not root and not parent.isAncestorOf(other):
        if isinstance(parent, QAbstractScrollArea):
            seen = parent
        parent = parent.parentWidget()
    return QRect(seen.mapTo(root, QPoint(0, 0)), seen.size())


def tab_stops(root: QWidget) -> list[QWidget]:
    """Return where Tab stops in a window, in its order."""
    stops = []
    each = root.nextInFocusChain()
    while each is not None and each is not root:
        if each.isVisible() and _stops_tab(each) and each.window() is root:
            stops.append(each)
        each = each.nextInFocusChain()
    return stops


def _stops_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isEnabled() and widget.focusProxy() is None


def named(widget: QWidget) -> str:
    """Return what tells a widget from the others in a message."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"« {widget.accessibleName() or text} » ({type(widget).__name__})"


def _goes_back(one: QRect, other: QRect) -> bool:
    """Tell whether a place comes before another for somebody who reads."""
    higher = other.top() + _SAME_ROW < one.top()
    if higher:
        return other.left() < one.right()
    return abs(other.top() - one.top()) <= _SAME_ROW and other.left() < one.left()


def spoken(root: QWidget) -> Iterator[str]:
    """Yield every text of a window: on it, in its menus, and read aloud."""
    yield from (text for action in root.actions() for text in _said(action))
    for widget in shown(root):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(place) for place in range(widget.count()))
        yield from (text for action in widget.actions() for text in _said(action))
    for menu in root.findChildren(QMenu):
        yield from (text for action in menu.actions() for text in _said(action))


def _said(action: QAction) -> tuple[str, str]:
    return action.text(), action.toolTip()


def _tips(view: QAbstractItemView) -> Iterator[str]:
    model, role = view.model(), Qt.ItemDataRole.ToolTipRole
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        for row in range(min(model.rowCount(), _ROWS)):
            yield str(model.index(row, column).data(role) or "")


def shown(root: QWidget) -> list[QWidget]:
    """Return what is on screen in a window."""
    found: list[QWidget] = []
    below = Qt.FindChildOption.FindDirectChildrenOnly
    for child in root.findChildren(QWidget, options=below):
        if not child.isHidden():
            found += [child, *shown(child)]
    return found


def path(widget: QWidget) -> str:
    """Return where a widget is, to find it again."""
    names = []
    current: QWidget | None = widget
    while current is not None:
        names.append(type(current).__name__)
        current = current.parentWidget()
    return " < ".join(names)
