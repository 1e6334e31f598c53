"""What the screens before the notebook have in common: a card, a sentence, a row of buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.services.jobs import Progress
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.pieces import announce, card, column, label, line, picture

# In characters: a line that is easy to read, and room for a row of buttons.
_WIDTH = 88
_WAITING = "Un instant…"


class Said(QFrame):
    """A sentence in place: what did not work and what to do."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("tone", "error")
        self._text = label("", "error", wrap=True)
        sign = picture()
        sign.show_icon(icons.icon("warning-circle", "error"), 20)
        inside = line(sign, self._text)
        inside.setStretch(1, 1)
        inside.setContentsMargins(12, 8, 12, 8)
        self.setLayout(inside)
        self.hide()

    @property
    def text(self) -> str:
        """Return the sentence; empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def say(self, error: UserError) -> None:
        """Show what happened, and have it read aloud."""
        self._text.setText(f"{error.sentence} {error.advice}".strip())
        self.show()
        announce(self, self._text.text(), at_once=True)


class Step(QScrollArea):
    """One screen: title, content, sentence in place, buttons. Small windows scroll it."""

    busy_changed = Signal(bool)

    def __init__(self, title: str, icons: Icons, *, before: str = "") -> None:
        super().__init__()
        self.icons = icons
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frame, self.inside = card()
        self._frame.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        if before:
            self.inside.addWidget(label(before, "quiet"))
        self.title = label(title, "title", wrap=True)
        self.inside.addWidget(self.title)
        self.said = Said(icons)
        self._waiting = label(_WAITING, "quiet", wrap=True)
        self._waiting.hide()
        self._center()

    def finish(self, *buttons: QWidget | None) -> None:
        """Add the sentence in place and the row of buttons, after the content."""
        self.inside.addWidget(self.said)
        self.inside.addWidget(self._waiting)
        self.inside.addLayout(line(*buttons))
        self._buttons = [button for button in buttons if button is not None]

    def begin(self) -> None:
        """Put the screen as at the first time; subclasses also place the cursor."""
        self.said.hide()

    def wait(self, waiting: bool) -> None:
        """Say that something is under way, and let no button be pressed twice."""
        self._waiting.setText(_WAITING)
        self._waiting.setVisible(waiting)
        for button in self._buttons:
            button.setEnabled(not waiting)

    @property
    def waiting(self) -> str:
        """Return what is said to be under way; empty when nothing is."""
        return "" if self._waiting.isHidden() else self._waiting.text()

    def say_waiting(self, sentence: str) -> None:
        """Say what is under way."""
        self._waiting.setText(sentence)

    def say_how_far(self, progress: Progress) -> None:
        """Say how far a job is."""
        total = f" sur {words.number(progress.total)}" if progress.total else ""
        self.say_waiting(f"{progress.what}\u00a0: {words.number(progress.done)}{total}")

    def refuse(self, error: UserError) -> None:
        """Say why it did not work."""
        self.wait(False)
        self.said.say(error)

    def _center(self) -> None:
        holder = QWidget()
        holder.setObjectName("page")
        outside: QVBoxLayout = column(holder, margin=24)
        outside.addStretch(1)
        row = line(None, self._frame, None)
        row.setStretch(1, 6)
        outside.addLayout(row)
        outside.addStretch(2)
        self.setWidget(holder)
