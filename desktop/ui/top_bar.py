"""The band at the top: what one begins most often, and the search box that is always there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from desktop.ui.icons import Icons
from desktop.ui.pieces import line, picture, push

# Short: an answer takes a few milliseconds, and each key shows its own.
_PAUSE = 60
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_BEGINNINGS = (
    ("new_visit", "Nouvelle visite", "footprints"),
    ("new_idea", "Idée", "lightbulb"),
    ("new_evaluation", "Note", "star"),
    ("new_observation", "Observation", "eye"),
)


class SearchBox(QLineEdit):
    """Tells `searched` when typing pauses, `moved`, `entered` and `given_up` for its answers."""

    searched = Signal(str)
    moved = Signal(int)
    entered = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Rechercher partout (Ctrl+K)")
        self.setAccessibleName("Rechercher partout")
        self.setAccessibleDescription("Flèche bas pour choisir une réponse, Entrée pour l’ouvrir.")
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textEdited.connect(lambda _text: self._pause.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows, Enter and Escape to the answers."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._catch_up()
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _catch_up(self) -> None:
        """Search at once what is typed: no arrow goes through the answers to something else."""
        if self._pause.isActive():
            self._pause.stop()
            self.searched.emit(self.text())


class TopBar(QFrame):
    """What begins a visit, an idea, a note or an observation, and the search."""

    def __init__(self, icons: Icons, act: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("top")
        self.search = SearchBox()
        sign = picture()
        sign.show_icon(icons.icon("magnifying-glass", "secondary"), 20)
        buttons = []
        for place, (name, text, icon) in enumerate(_BEGINNINGS):
            made = push(text, partial(act, name), primary=not place)
            made.setIcon(icons.beside(icon, "text" if place else "on_action"))
            buttons.append(made)
        inside = line(*buttons, None, sign, self.search)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setStretch(len(buttons), 1)
        inside.setStretch(len(buttons) + 2, 3)
        self.setLayout(inside)
