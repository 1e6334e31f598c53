"""The screen of a notebook that opens only to exchange, or with a code given by telephone."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit

from desktop.errors import BadInput, UserError
from desktop.services.exchanging.locking import GRACE, Locked, spaced
from desktop.ui.icons import Icons
from desktop.ui.opening.step import Step
from desktop.ui.pieces import label, push

_EXCHANGE: Final = "Avec le réseau, un échange avec le serveur l’ouvre à nouveau."
_TELEPHONE: Final = (
    "Sans réseau, appelez la personne qui gère l’espace et lisez-lui ces six signes. Elle vous "
    f"donnera un code à huit chiffres, qui ouvre le carnet pour {GRACE}\u00a0jours."
)
_MISSING: Final = BadInput("Il manque le code à huit chiffres.", "code")


class LockedStep(Step):
    """Shows nothing of the notebook but why it is closed, and the two ways to open it."""

    def __init__(
        self, icons: Icons, *, exchange: Callable[[], object], unlock: Callable[[str], object]
    ) -> None:
        super().__init__("Ce carnet est fermé par prudence", icons)
        self._exchange = exchange
        self._unlock = unlock
        self._why = label("", wrap=True)
        self.signs = label("", "title")
        self.signs.setAccessibleName("Les six signes à lire au téléphone")
        title = label("Code à huit chiffres", "field")
        self.code = QLineEdit()
        self.code.setAccessibleName("Code à huit chiffres")
        self.code.returnPressed.connect(self._try_code)
        title.setBuddy(self.code)
        self.exchange_button = push("&Échanger maintenant", self._try_exchange, primary=True)
        self.code_button = push("&Ouvrir avec ce code", self._try_code)
        for part in (
            self._why,
            label(_EXCHANGE, wrap=True),
            label(_TELEPHONE, wrap=True),
            self.signs,
            title,
            self.code,
        ):
            self.inside.addWidget(part)
        self.finish(self.code_button, None, self.exchange_button)

    def show_lock(self, locked: Locked) -> None:
        """Say since when the server was not met, and what to read aloud."""
        self._why.setText(locked.sentence)
        self.signs.setText(spaced(locked.challenge))

    def begin(self) -> None:
        """Begin with the exchange."""
        super().begin()
        self.code.clear()
        self.exchange_button.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say why it stays closed."""
        super().refuse(error)
        self.code.selectAll()

    def _try_exchange(self) -> None:
        self.said.hide()
        self.wait(True)
        self._exchange()

    def _try_code(self) -> None:
        if not self.code.text().strip():
            self.refuse(_MISSING)
            self.code.setFocus()
            return
        self.said.hide()
        self._unlock(self.code.text())
