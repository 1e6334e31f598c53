"""Give somebody another role."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.services.people.roll import ROLES, Person
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, column, label, push, titled
from sync.protocol.codes import Role

_WHAT: Final = (
    "Le nouveau rôle vaut dès le prochain échange de ses ordinateurs. Ce que la personne a écrit "
    "ne change pas. Qui gère l’espace ne reçoit plus les fiches."
)


class Roles(QFrame):
    """Tells `given` with a role, `closed` when nothing is to change."""

    given = Signal(object)
    closed = Signal()

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.setProperty("tone", "info")
        self.role = CalmCombo()
        self.setFocusProxy(self.role)
        self.role.setMinimumContentsLength(36)
        self.role.setAccessibleName(f"Nouveau rôle de {person.name}")
        for role, said in ROLES.items():
            self.role.addItem(said, role.value)
        self.role.setCurrentIndex(max(0, self.role.findData(person.role)))
        self.give_button = push("Donner ce rôle", self._give, primary=True)
        self.close_button = push("Ne rien changer", self.closed.emit)
        asking = titled(f"Rôle de {person.name}", self.role, wrap=True)
        inside = column(self, margin=12)
        for part in (asking, buttons(self.role), label(_WHAT, wrap=True)):
            inside.addWidget(part)
        inside.addWidget(buttons(self.give_button, self.close_button))

    def _give(self) -> None:
        self.given.emit(Role(str(self.role.currentData())))
