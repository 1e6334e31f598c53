"""Question 3 of the first run: an invitation to a team's space, or later."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit

from desktop.errors import BadInput, UserError
from desktop.ui.icons import Icons
from desktop.ui.opening.step import Step
from desktop.ui.pieces import label, push

_ASKED: Final = (
    "Si votre équipe a un serveur, la personne qui le gère vous donne son adresse et un code qui "
    "sert une seule fois. Sinon, choisissez «\u00a0Plus tard\u00a0»\u00a0: le carnet fonctionne "
    "entièrement sans serveur, aussi longtemps que vous le voulez."
)
_MISSING: Final = BadInput(
    "Il manque l’adresse du serveur ou le code.",
    "code",
    "Complétez les deux cases, ou choisissez «\u00a0Plus tard\u00a0».",
)


class InvitationStep(Step):
    """Tells `join` with the server and the code; `later` opens the notebook as it is."""

    def __init__(
        self, icons: Icons, *, join: Callable[[str, str], object], later: Callable[[], object]
    ) -> None:
        super().__init__("Avez-vous une invitation\u00a0?", icons, before="Question 3 sur 3")
        self._join = join
        self.inside.addWidget(label(_ASKED, wrap=True))
        self.server = self._box("Adresse du serveur", "https://carnet.exemple.fr")
        self.code = self._box("Code d’invitation", "")
        self.server.returnPressed.connect(self.code.setFocus)
        self.code.returnPressed.connect(self._next)
        self.finish(
            push("&Plus tard", later), None, push("&Rejoindre l’équipe", self._next, primary=True)
        )

    def begin(self) -> None:
        """Put the cursor in the first box."""
        super().begin()
        self.server.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say why, and let the code be typed again."""
        super().refuse(error)
        self.code.setFocus()
        self.code.selectAll()

    def _box(self, name: str, example: str) -> QLineEdit:
        title, box = label(name, "field"), QLineEdit()
        box.setAccessibleName(name)
        box.setPlaceholderText(example)
        title.setBuddy(box)
        self.inside.addWidget(title)
        self.inside.addWidget(box)
        return box

    def _next(self) -> None:
        server, code = self.server.text().strip(), self.code.text().strip()
        if not server or not code:
            self.refuse(_MISSING)
            return
        self.said.hide()
        self.wait(True)
        self._join(server, code)
