"""Join a server: its address, the code given by whoever keeps the space, this computer's name."""

from platform import node

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.errors import UserError
from desktop.services.exchanging.networking import keep
from desktop.store.network import network_of
from desktop.ui.exchange.network_form import NetworkForm
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push, titled
from desktop.ui.workplace import Workplace

_TITLE, _GO = "Rejoindre un serveur", "Rejoindre ce serveur"
_WHY = (
    "La personne qui gère l’espace de votre équipe vous donne l’adresse du serveur et un code, qui "
    "sert une fois et vaut dix minutes."
)
_TITLE_AGAIN, _GO_AGAIN = "Utiliser un nouveau code", "Reprendre ma place"
_WHY_AGAIN = (
    "Avec un nouveau code à votre nom, donné par la personne qui gère l’espace, le carnet y "
    "reprend sa place avec toutes ses fiches, et ce qui n’est pas parti partira."
)


class JoinForm(QFrame):
    """Tells `asked` once the address and the code are there."""

    asked = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("card")
        self._work = work
        self._again = False
        self.server, self.code, self.computer = LineBox(), LineBox(), LineBox()
        self.computer.setText(node())
        self._fault = label("", "error", wrap=True)
        self._fault.hide()
        inside = column(self, margin=16, spacing=6)
        self._title, self._why = label(_TITLE, "section"), label(_WHY, wrap=True)
        inside.addWidget(self._title)
        inside.addWidget(self._why)
        for title, box in (
            ("Adresse du serveur", self.server),
            ("Code d’invitation", self.code),
            ("Nom de cet ordinateur", self.computer),
        ):
            inside.addWidget(titled(title, box))
            inside.addWidget(box)
            box.returnPressed.connect(self._ask)
        self.fold = push("Réglages réseau, proxy, certificat", lambda: None, quiet=True)
        self.fold.setCheckable(True)
        self.network = NetworkForm(work, self.server.text)
        self.network.hide()
        self.fold.toggled.connect(self._turn)
        inside.addWidget(buttons(self.fold))
        inside.addWidget(self.network)
        inside.addWidget(self._fault)
        self.join_button = push(_GO, self._ask, primary=True)
        inside.addWidget(buttons(self.join_button))

    def turn(self, *, again: bool, server: str = "") -> None:
        """Ask for a first code, or for one that brings this notebook back where it was.

        What is typed stays for as long as the same is asked.
        """
        if again == self._again:
            return
        self._again = again
        self._title.setText(_TITLE_AGAIN if again else _TITLE)
        self._why.setText(_WHY_AGAIN if again else _WHY)
        self.join_button.setText(_GO_AGAIN if again else _GO)
        self.server.setText(server)
        self.code.clear()
        self.show_fault("")

    def show_fault(self, sentence: str) -> None:
        """Say what is missing, or why the server could not be joined."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def type_again(self) -> None:
        """Have the code typed anew, in place of the one that was refused."""
        self.code.setFocus()
        self.code.selectAll()

    def _ask(self) -> None:
        if not self.server.text().strip() or not self.code.text().strip():
            self.show_fault("Il manque l’adresse du serveur ou le code. Complétez-les d’abord.")
            return
        self.show_fault("")
        if self.fold.isChecked() and not self._keep_network():
            return
        self.asked.emit()

    def _keep_network(self) -> bool:
        try:
            keep(self._work.notebook, self.network.network())
        except UserError as error:
            self.network.say_trouble(error)
            return False
        return True

    def _turn(self, shown: bool) -> None:
        self.network.setVisible(shown)
        if shown:
            self.network.show_network(network_of(self._work.notebook.base.settings))
