"""Give over the telephone the code that opens a laptop which has not met the server for long."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.services.people.roll import Laptop, Person
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push, titled

_WHY: Final = (
    "Resté longtemps sans serveur, un carnet ne s’ouvre plus que pour échanger. L’ordinateur "
    "montre alors six signes, que {} vous lit. Assurez-vous que c’est bien cette personne qui "
    "appelle\u00a0: le code ouvre son carnet pour sept jours, avec sa phrase secrète."
)


class Unlocking(QFrame):
    """Tells `asked` with the six signs, `closed` when it is over."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, person: Person, laptop: Laptop) -> None:
        super().__init__()
        self.setProperty("tone", "info")
        self.signs = LineBox()
        self.setFocusProxy(self.signs)
        self.signs.returnPressed.connect(self._ask)
        self.code = label("", "key")
        self.code.hide()
        self.ask = push("Donner le code", self._ask, primary=True)
        self.close_button = push("Fermer", self.closed.emit)
        asking = titled("Les six signes lus au téléphone", self.signs)
        why = label(_WHY.format(person.name), wrap=True)
        inside = column(self, margin=12)
        inside.addWidget(label(f"Déverrouiller «\u00a0{laptop.name}\u00a0»", "field", wrap=True))
        for part in (why, asking, self.signs, self.code):
            inside.addWidget(part)
        inside.addWidget(buttons(self.ask, self.close_button))

    def show_code(self, code: str) -> None:
        """Show the eight digits, to be read aloud."""
        self.code.setText(code)
        self.code.setAccessibleName(f"Code à lire\u00a0: {', '.join(code)}")
        self.code.show()
        self.close_button.setFocus()

    def _ask(self) -> None:
        self.asked.emit(self.signs.text())
