"""The first run: your name, your passphrase and its recovery key, then an invitation."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.errors import BadInput, UserError
from desktop.store.keys import RecoveryKey
from desktop.store.passphrase import SHORTEST, accept_passphrase
from desktop.store.places import Caution
from desktop.ui.icons import Icons
from desktop.ui.opening.secret_field import SecretField
from desktop.ui.opening.step import Step
from desktop.ui.pieces import label, push

_DIFFERENT = BadInput(
    "Les deux phrases ne sont pas identiques.",
    "passphrase",
    "Tapez-la de nouveau\u00a0: l’œil à droite de la case montre ce qui est écrit.",
)
_OTHER_KEY = BadInput(
    "Ce n’est pas la clé affichée juste avant.",
    "recovery",
    "Comparez avec ce que vous avez noté\u00a0: les espaces et les majuscules ne comptent pas.",
)


_WELCOME = (
    "Vos visites, vos idées et vos rendez-vous restent sur cet ordinateur, chiffrés. "
    "Tout fonctionne sans réseau\u00a0; le lien avec un serveur se règle plus tard, "
    "si votre équipe en a un."
)


class NameStep(Step):
    """Question 1: who writes here."""

    def __init__(
        self,
        icons: Icons,
        *,
        folder: Path,
        cautions: tuple[Caution, ...],
        go_on: Callable[[str], object],
        other_folder: Callable[[], object],
    ) -> None:
        super().__init__("Bienvenue dans votre carnet", icons, before="Question 1 sur 3")
        self._go_on = go_on
        self.inside.addWidget(label(_WELCOME, wrap=True))
        title = label("Votre nom", "field")
        self.box = QLineEdit()
        self.box.setAccessibleName("Votre nom")
        self.box.setPlaceholderText("Prénom et nom")
        self.box.returnPressed.connect(self._next)
        title.setBuddy(self.box)
        self.inside.addWidget(title)
        self.inside.addWidget(self.box)
        self.inside.addWidget(
            label("Il signe vos fiches et donne vos initiales à leurs codes.", "quiet", wrap=True)
        )
        self.inside.addWidget(
            label(f"Le carnet sera rangé dans\u00a0: {folder}", "quiet", wrap=True)
        )
        for caution in cautions:
            text = f"{caution.sentence} {caution.advice}"
            self.inside.addWidget(label(text, "attention", wrap=True))
        self.finish(
            push("Choisir un autre &dossier…", other_folder, quiet=True),
            None,
            push("&Continuer", self._next, primary=True),
        )

    def begin(self) -> None:
        """Put the cursor in the box."""
        super().begin()
        self.box.setFocus()

    def _next(self) -> None:
        name = self.box.text().strip()
        if not name:
            self.refuse(BadInput("Il manque votre nom.", "name", "Écrivez-le pour continuer."))
            self.box.setFocus()
            return
        self._go_on(name)


class PassphraseStep(Step):
    """Question 2: what opens the notebook."""

    def __init__(
        self, icons: Icons, *, go_on: Callable[[str], object], back: Callable[[], object]
    ) -> None:
        super().__init__("Votre phrase secrète", icons, before="Question 2 sur 3")
        self._go_on = go_on
        self.inside.addWidget(
            label(
                "Elle ouvre le carnet, et personne d’autre ne la connaît. "
                f"Au moins {SHORTEST} caractères\u00a0: quatre ou cinq mots sans rapport entre "
                "eux conviennent bien et se retiennent.",
                wrap=True,
            )
        )
        self.first = SecretField("Phrase secrète", icons)
        self.second = SecretField("La même, une seconde fois", icons)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self._next)
        self.inside.addWidget(self.first)
        self.inside.addWidget(self.second)
        self.finish(push("&Retour", back), None, push("Créer le &carnet", self._next, primary=True))

    def begin(self) -> None:
        """Empty the boxes and put the cursor in the first."""
        super().begin()
        self.first.clear()
        self.second.clear()
        self.first.setFocus()

    def _next(self) -> None:
        try:
            accept_passphrase(self.first.text)
            if self.first.text != self.second.text:
                raise _DIFFERENT
        except UserError as error:
            self.refuse(error)
            self.first.setFocus()
            return
        self.said.hide()
        self._go_on(self.first.text)


class RecoveryStep(Step):
    """End of question 2: the key to write down, typed back once before it is needed."""

    def __init__(self, icons: Icons, *, go_on: Callable[[], object]) -> None:
        super().__init__("Votre clé de secours", icons, before="Question 2 sur 3, suite")
        self._go_on = go_on
        self._printed = ""
        self.inside.addWidget(
            label(
                "Si la phrase secrète est oubliée, cette clé est la seule autre façon d’ouvrir le "
                "carnet. Notez-la sur papier et rangez-la loin de l’ordinateur. "
                "Elle ne sera plus affichée.",
                wrap=True,
            )
        )
        self.key = label("", "key", wrap=True)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.key.setAccessibleName("Clé de secours")
        self.inside.addWidget(self.key)
        title = label("Recopiez la clé que vous venez de noter", "field")
        self.box = QLineEdit()
        self.box.setAccessibleName("Recopiez la clé de secours")
        self.box.returnPressed.connect(self._next)
        title.setBuddy(self.box)
        self.inside.addWidget(title)
        self.inside.addWidget(self.box)
        self.finish(None, push("&Continuer", self._next, primary=True))

    def show_key(self, printed: str) -> None:
        """Show the key of the notebook just made."""
        self._printed = printed
        self.key.setText(printed)

    def begin(self) -> None:
        """Put the cursor in the box."""
        super().begin()
        self.box.clear()
        self.box.setFocus()

    def _next(self) -> None:
        try:
            if RecoveryKey.read(self.box.text()).printed != self._printed:
                raise _OTHER_KEY
        except UserError as error:
            self.refuse(error)
            self.box.setFocus()
            return
        self.key.setText("")
        self.box.clear()
        QGuiApplication.clipboard().clear()
        self._go_on()
