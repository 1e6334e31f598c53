"""The small pieces every window is made of, with their accessible names and plain text.

QLabel guesses HTML by itself: a note that starts with « <b> » would be drawn, not read. All
labels come from here, and a test walks the windows to make sure of it.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.store.folding import folded

Clicked = Callable[[], object]
# In points: the size of text that icons are drawn for.
_PLAIN = 10
# Qt cuts a line at 32,767 signs without a word.
_LONGEST_LINE = 2_000_000
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that shows its text literally, whatever it holds."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def titled(title: str, box: QWidget, *, wrap: bool = False) -> QLabel:
    """Return the title of a box, which bears the same name unless it has a longer one."""
    made = label(title, "field", wrap=wrap)
    made.setBuddy(box)
    if not box.accessibleName():
        box.setAccessibleName(title)
    return made


class Picture(QLabel):
    """Shows an icon that grows with the text."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._side = QIcon(), 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: QIcon, side: int) -> None:
        """Show an icon of `side` pixels beside text of the normal size."""
        self._icon, self._side = icon, side
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it again in another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._side:
            self._draw()

    def _draw(self) -> None:
        side = round(self._side * max(1.0, self.font().pointSizeF() / _PLAIN))
        self.setPixmap(self._icon.pixmap(QSize(side, side)))


def picture() -> Picture:
    """Return a label for an icon; the words beside it say the same thing."""
    return Picture()


def push(text: str, clicked: Clicked, *, primary: bool = False, quiet: bool = False) -> QPushButton:
    """Return a button; `text` may hold its mnemonic after « & »."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setProperty("primary", primary)
    made.setProperty("quiet", quiet)
    made.clicked.connect(lambda: clicked())
    return made


def tool(icon: QIcon, name: str, clicked: Clicked) -> QToolButton:
    """Return a button with an icon alone: its name is read aloud and shown as a tooltip."""
    made = QToolButton()
    made.setIcon(icon)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setMinimumSize(28, 28)
    made.clicked.connect(lambda: clicked())
    return made


def long_text(name: str) -> QPlainTextEdit:
    """Return a box for several lines that Tab leaves, named for screen readers."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    return made


def card() -> tuple[QFrame, QVBoxLayout]:
    """Return a calm framed block and the layout of what it holds."""
    frame = QFrame()
    frame.setObjectName("card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(28, 24, 28, 24)
    inside.setSpacing(12)
    return frame, inside


def column(parent: QWidget, *, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    """Give a widget a vertical layout."""
    made = QVBoxLayout(parent)
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    return made


def line(*widgets: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Return a row of widgets; None stands for the space that stretches."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def repolish(widget: QWidget) -> None:
    """Draw a widget again after a property that the style sheet looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def announce(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Have a screen reader say a sentence that nothing focused shows."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    level = QAccessible.AnnouncementPoliteness
    event.setPoliteness(level.Assertive if at_once else level.Polite)
    QAccessible.updateAccessibility(event)


def deletes(event: QEvent) -> bool:
    """Tell whether an event is the Delete key."""
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Delete


def nothing_to_undo(event: QKeyEvent, available: bool) -> bool:
    """Tell whether a box should leave Ctrl+Z to the window, having nothing to take back itself."""
    return event.matches(QKeySequence.StandardKey.Undo) and not available


class LineBox(QLineEdit):
    """One line; what is pasted is judged, never cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST_LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the window what the box would swallow to no effect."""
        if nothing_to_undo(event, self.isUndoAvailable()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class CalmCombo(QComboBox):
    """A combo box that the wheel never changes under the pointer: the page scrolls instead.

    Letters typed one after the other choose the answer that begins with them, accents or not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._letters = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look for what is typed; a space opens the list only when it begins nothing."""
        started = self._letters if self._pause.isActive() else ""
        typed = event.text()
        letters = typed.isprintable() and typed and (started + typed).strip()
        if self.isEditable() or not letters or event.modifiers() & _HELD:
            super().keyPressEvent(event)
            return
        self._letters = started + typed
        self._pause.start(QApplication.keyboardInputInterval())
        self._seek(self._letters)

    def _seek(self, letters: str) -> None:
        """Choose the next answer that begins so; the same letter again goes to the one after."""
        first = max(self.currentIndex(), 0) + (len(letters) == 1)
        places = [(first + step) % self.count() for step in range(self.count())]
        wanted = folded(letters)
        for place in places:
            if folded(self.itemText(place)).startswith(wanted):
                self.setCurrentIndex(place)
                self.activated.emit(place)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()
