"""The top of the page of ideas: which view, what can be done with a card, a new idea."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QWidget

from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.pieces import Clicked, column, label, line, push

BOARD, LIST = "board", "list"
_VIEWS = {BOARD: "Tableau", LIST: "Liste"}


class Head(QWidget):
    """Tells `turned` with the view chosen by hand."""

    turned = Signal(str)

    def __init__(self, icons: Icons, start_new: Clicked, fill: Callable[[QMenu], None]) -> None:
        super().__init__()
        self.views = {view: _choice(name) for view, name in _VIEWS.items()}
        self._group = QButtonGroup(self)
        for view, button in self.views.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked, view=view: self.turned.emit(view))
        self._count = label("", "quiet")
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(lambda: fill(self.menu))
        self.pass_button = push("Passer à…", self._pop)
        self.pass_button.setAccessibleName("Passer la carte choisie à un autre stade")
        self.new_button = push("Nouvelle idée", start_new, primary=True)
        self.new_button.setIcon(icons.beside("plus", "on_action"))
        title = label("Idées", "title")
        self._of_the_board = (title, self._count, self.pass_button, self.new_button)
        switch = line(*self.views.values(), spacing=4)
        whole = line(title, self._count, None, spacing=10)
        whole.insertLayout(0, switch)
        whole.addWidget(self.pass_button)
        whole.addWidget(self.new_button)
        whole.setContentsMargins(12, 10, 12, 0)
        self.setLayout(whole)

    def show_view(self, view: str) -> None:
        """Mark the view, and leave to the list what it says itself."""
        self.views[view].setChecked(True)
        for part in self._of_the_board:
            part.setVisible(view == BOARD)

    def show_count(self, count: int, *, chosen: bool) -> None:
        """Say how many ideas there are, and offer to move the chosen one."""
        self._count.setText(words.counted(count, "idée"))
        self.pass_button.setEnabled(chosen)

    def _pop(self) -> None:
        corner = self.pass_button.rect().bottomLeft()
        self.menu.popup(self.pass_button.mapToGlobal(corner))


class Nothing(QFrame):
    """What stands in the place of an empty board: one sentence and one button."""

    def __init__(self, begin: Clicked, clear: Clicked) -> None:
        super().__init__()
        self._begin = begin
        self._clear = clear
        self.setObjectName("card")
        self.sentence = label("", "quiet", wrap=True)
        self._act: Clicked = lambda: None
        self.button = push("", lambda: self._act(), primary=True)
        inside = column(self, margin=24)
        inside.addStretch(1)
        inside.addWidget(self.sentence)
        inside.addLayout(line(self.button, None))
        inside.addStretch(2)

    def explain(self, *, written: bool) -> None:
        """Say why nothing is shown, whether any idea is `written` or not, and what to do."""
        if written:
            self._say("Aucune idée ne répond à ces filtres.", "Voir toutes les idées", self._clear)
            return
        self._say(
            "Ici vivent les idées des habitantes et habitants, du jour où elles sont dites à"
            " celui où elles se réalisent. Il n’y en a pas encore.",
            "Écrire la première idée",
            self._begin,
        )

    def _say(self, sentence: str, name: str, act: Clicked) -> None:
        self.sentence.setText(sentence)
        self.button.setText(name)
        self._act = act


def _choice(name: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName("view")
    made.setText(name)
    made.setCheckable(True)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(f"Voir les idées\u00a0: {name.lower()}")
    return made
