"""Walk through a window and say what a person with a screen reader or a keyboard would miss."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
    QWidget,
)

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
                problems.append(f"{widget.text()!r}: too low")
        elif isinstance(widget, QAbstractButton) and widget.text():
            wanted = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
            if wanted > widget.width():
                problems.append(f"{widget.text()!r}: {wanted} in {widget.width()}")
    return problems


def shown(root: QWidget) -> list[QWidget]:
    """Return what is on screen in a window."""
    return [widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root)]


def path(widget: QWidget) -> str:
    """Return where a widget is, to find it again."""
    names = []
    current: QWidget | None = widget
    while current is not None:
        names.append(type(current).__name__)
        current = current.parentWidget()
    return " < ".join(names)
