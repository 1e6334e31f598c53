"""A person at a keyboard: presses keys, types texts, goes from answer to answer with Tab.

It sees what a screen reader sees (what has the keyboard, by its name) and touches nothing else.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_NONE = Qt.KeyboardModifier.NoModifier
# More stops than any form of ours has.
_MOST_STOPS = 250
_PATIENCE = 10.0
# A glance at the answers before choosing one: longer than the pause after which they come.
_GLANCE = 300


class LostError(AssertionError):
    """The keyboard alone does not lead there."""


class Typist:
    """Counts its keys: each press of a key, each sign typed."""

    def __init__(self) -> None:
        self.keys = 0
        self.signs = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each named as in « Ctrl+N » or « Down »."""
        for name in keys:
            combination = QKeySequence(name)[0]  # type: ignore[index]  # the stubs forget it
            self.keys += 1
            QTest.keyClick(_window(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type a text sign by sign, accents included; the apostrophe stays as it is given."""
        for sign in text:
            self.signs += 1
            code = Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown
            QTest.sendKeyEvent(QTest.KeyAction.Click, _window(), code, sign, _NONE)
        QApplication.processEvents()

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab, or Shift+Tab, until what has the keyboard bears this name."""
        met: list[str] = []
        for _ in range(_MOST_STOPS):
            if called(_focused(), name):
                return
            met.append(told(_focused()))
            self.press("Shift+Tab" if back else "Tab")
        raise LostError(f"« {name} » is not among: {'; '.join(dict.fromkeys(met))}")

    def turn_to_tab(self, title: str) -> None:
        """Turn the sheet to one of its tabs with Ctrl+Tab, and go into it."""
        seen: list[str] = []
        while title not in seen:
            self.press("Ctrl+Tab")
            seen.append(_tab_in_front())
            if seen.count(seen[-1]) > 1:
                raise LostError(f"no tab « {title} » among {seen}")

    def fill(self, name: str, text: str) -> None:
        """Go to a box and type."""
        self.tab_to(name)
        self.write(text)

    def choose(self, name: str, letters: str) -> None:
        """Go to a box of answers, type letters and take the answer that they find."""
        self.fill(name, letters)
        self.glance()
        self.press("Return")

    def seek(self, words: str) -> None:
        """Look for something everywhere and open the first answer, as fast as one types."""
        self.press("Ctrl+K")
        self.write(words)
        self.press("Down", "Return")

    def glance(self) -> None:
        """Leave the window the time to answer."""
        QTest.qWait(_GLANCE)

    def wait_until(self, seen: Callable[[], object], what: str) -> None:
        """Wait for something to be on screen; gives up after ten seconds."""
        end = time.monotonic() + _PATIENCE
        while not seen():
            if time.monotonic() > end:
                raise LostError(f"waited in vain: {what}; the keyboard is on « {self.at()} »")
            QTest.qWait(20)

    def sees(self, text: str) -> bool:
        """Tell whether a text can be read in the window in front."""
        window = QApplication.activeWindow()
        boxes = window.findChildren(QWidget) if window is not None else []
        return any(text in _read(box) for box in boxes if box.isVisible())

    def at(self) -> str:
        """Return the name of what has the keyboard."""
        return told(_focused())


def called(widget: QWidget | None, name: str) -> bool:
    """Tell whether a widget bears a name, alone or as « name : answer »."""
    if widget is None:
        return False
    heard = (told(widget), _written_on(widget))
    return any(plain == name or plain.startswith(f"{name} : ") for plain in map(_plain, heard))


def told(widget: QWidget | None) -> str:
    """Return what a screen reader says of a widget: its own name, or its label's."""
    if widget is None:
        return "(nothing)"
    interface = QAccessible.queryAccessibleInterface(widget)
    said = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return widget.accessibleName() or said or type(widget).__name__


def _written_on(widget: QWidget) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


def _read(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLabel | QLineEdit) else ""


def _tab_in_front() -> str:
    window = QApplication.activeWindow()
    bars = window.findChildren(QTabBar) if window is not None else []
    return next((bar.tabText(bar.currentIndex()) for bar in bars if bar.isVisible()), "")


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").removesuffix(" *").strip()


def _focused() -> QWidget | None:
    popup = QApplication.activePopupWidget()
    return popup.focusWidget() or popup if popup is not None else QApplication.focusWidget()


def _window() -> QWindow:
    window = QGuiApplication.focusWindow() or window_in_front()
    if window is None:
        raise LostError("no window has the keyboard")
    return window


def window_in_front() -> QWindow | None:
    """Return the window that has the keyboard; a bare X server gives it to none by itself."""
    if QGuiApplication.focusWindow() is None:
        for window in QGuiApplication.topLevelWindows():
            if window.isExposed():
                window.requestActivate()
                QTest.qWaitForWindowActive(window)
    return QGuiApplication.focusWindow()
