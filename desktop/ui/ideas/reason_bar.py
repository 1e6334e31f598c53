"""Where one may say why an idea left the path; nothing waits for the answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from desktop.services.ideas.stages import Move, plain_name
from desktop.ui.pieces import column, label, line, push


class ReasonBar(QFrame):
    """Tells `given` with the move and the reason, `over` when it goes away.

    `turned` says whether a question is asked now.
    """

    given = Signal(object, str)
    over = Signal()
    turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "info")
        self._move: Move | None = None
        self._question = label("", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason.setPlaceholderText("En une phrase, pour s’en souvenir")
        self.reason.returnPressed.connect(self._give)
        self._question.setBuddy(self.reason)
        self.keep_button = push("Garder cette raison", self._give)
        self.skip_button = push("Passer", self.close_bar, quiet=True)
        row = line(self.reason, self.keep_button, self.skip_button)
        row.setStretch(0, 1)
        inside = column(self, margin=8, spacing=4)
        inside.addWidget(self._question)
        inside.addLayout(row)
        self.hide()

    @property
    def question(self) -> str:
        """Return what is asked now; empty when nothing is."""
        return self._question.text() if not self.isHidden() else ""

    def ask(self, move: Move) -> None:
        """Ask, without taking the keyboard, why an idea left the path."""
        self._move = move
        stage = plain_name(move.after)
        text = f"«\u00a0{move.title}\u00a0» est {_now(stage)}. Pourquoi\u00a0? (facultatif)"
        self._question.setText(text)
        self.reason.setAccessibleName(text)
        self.reason.clear()
        self.show()
        self.turned.emit(True)

    def settle(self) -> None:
        """Give the reason that is typed, before something else takes its place."""
        if not self.isHidden():
            self._give()

    def close_bar(self) -> None:
        """Go away without a reason."""
        self._move = None
        self.hide()
        self.turned.emit(False)
        self.over.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape pass the question over."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        move, text = self._move, self.reason.text()
        self.close_bar()
        if move is not None and text.strip():
            self.given.emit(move, text)


def _now(stage: str) -> str:
    return stage[:1].lower() + stage[1:]
