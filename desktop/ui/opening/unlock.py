"""The screens that open an existing notebook: by its passphrase, or by its recovery key."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from desktop.errors import BadInput, UserError
from desktop.store.keys import RecoveryKey
from desktop.store.passphrase import SHORTEST, accept_passphrase
from desktop.ui.icons import Icons
from desktop.ui.opening.secret_field import SecretField
from desktop.ui.opening.step import Step
from desktop.ui.pieces import label, push


class UnlockStep(Step):
    """Asks the passphrase."""

    def __init__(
        self, icons: Icons, *, unlock: Callable[[str], object], recover: Callable[[], object]
    ) -> None:
        super().__init__("Ouvrir le carnet", icons)
        self._unlock = unlock
        self.secret = SecretField("Phrase secrète", icons)
        self.secret.entered.connect(self._go)
        self.inside.addWidget(self.secret)
        self.open_button = push("&Ouvrir", self._go, primary=True)
        self.recover_button = push("&Clé de secours…", recover, quiet=True)
        self.finish(self.recover_button, None, self.open_button)

    def begin(self) -> None:
        """Empty the box and put the cursor in it."""
        super().begin()
        self.secret.clear()
        self.secret.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say why, and let the phrase be typed again."""
        super().refuse(error)
        self.secret.box.selectAll()
        self.secret.setFocus()

    def _go(self) -> None:
        if not self.open_button.isEnabled():
            return
        if not self.secret.text:
            self.refuse(BadInput("Il manque la phrase secrète.", "passphrase"))
            return
        self.said.hide()
        self.wait(True)
        self._unlock(self.secret.text)


class RecoverStep(Step):
    """Asks the recovery key and a new passphrase."""

    def __init__(
        self, icons: Icons, *, recover: Callable[[str, str], object], back: Callable[[], object]
    ) -> None:
        super().__init__("Ouvrir avec la clé de secours", icons)
        self._recover = recover
        self.inside.addWidget(
            label(
                "Recopiez la clé notée à la création du carnet, puis choisissez une nouvelle "
                f"phrase secrète d’au moins {SHORTEST} caractères.",
                wrap=True,
            )
        )
        title = label("Clé de secours", "field")
        self.key = QLineEdit()
        self.key.setAccessibleName("Clé de secours")
        title.setBuddy(self.key)
        self.first = SecretField("Nouvelle phrase secrète", icons)
        self.second = SecretField("La même, une seconde fois", icons)
        self.second.entered.connect(self._go)
        for part in (title, self.key, self.first, self.second):
            self.inside.addWidget(part)
        self.finish(push("&Retour", back), None, push("&Ouvrir", self._go, primary=True))

    def begin(self) -> None:
        """Empty the boxes and put the cursor in the first."""
        super().begin()
        self.key.clear()
        self.first.clear()
        self.second.clear()
        self.key.setFocus()

    def _go(self) -> None:
        try:
            RecoveryKey.read(self.key.text())
            accept_passphrase(self.first.text)
            if self.first.text != self.second.text:
                raise BadInput("Les deux phrases ne sont pas identiques.", "passphrase")
        except UserError as error:
            self.refuse(error)
            return
        self.said.hide()
        self.wait(True)
        self._recover(self.key.text(), self.first.text)
