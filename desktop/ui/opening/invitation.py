"""Question 3 of the first run: an invitation to a team's space, or later."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit

from desktop.errors import BadInput, UserError
from desktop.services.jobs import Progress
from desktop.ui.icons import Icons
from desktop.ui.opening.step import Step
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import label, push
from desktop.ui.tab_order import lead_tab

if TYPE_CHECKING:
    from desktop.ui.exchange.network_form import NetworkForm

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
        self.fold = push("Réglages réseau, proxy, certificat", lambda: None, quiet=True)
        self.fold.setCheckable(True)
        self.inside.addWidget(buttons(self.fold))
        self.stop_button = push("&Arrêter", self._stopping)
        self.stop_button.setAccessibleName("Arrêter la réception")
        self.server.returnPressed.connect(self.code.setFocus)
        self.code.returnPressed.connect(self._next)
        go = push("&Rejoindre l’équipe", self._next, primary=True)
        self.finish(push("&Plus tard", later), None, self.stop_button, go)
        self.stop_button.hide()

    def begin(self) -> None:
        """Put the cursor in the first box."""
        super().begin()
        self.server.setFocus()

    def refuse(self, error: UserError) -> None:
        """Say why, and let the code be typed again."""
        super().refuse(error)
        self.code.setFocus()
        self.code.selectAll()

    def offer_network(self, form: "NetworkForm") -> None:
        """Unfold this under the button of the network settings."""
        self.network = form
        self.inside.insertWidget(self.inside.indexOf(self.said), form)
        form.setVisible(self.fold.isChecked())
        self.fold.toggled.connect(form.setVisible)
        lead_tab(self.fold, [form])

    def begin_joining(self) -> None:
        """Say that it goes on."""
        self.wait(True)
        self.say_waiting("Le carnet rejoint l’espace…")

    def show_progress(self, progress: Progress, *, may_stop: bool) -> None:
        """Say how far it is; a stop then only puts the rest off."""
        self.say_how_far(progress)
        self.stop_button.setVisible(may_stop)

    def wait(self, waiting: bool) -> None:
        """Say that something is under way, or no longer."""
        super().wait(waiting)
        self.fold.setEnabled(not waiting)
        self.stop_button.setEnabled(True)
        self.stop_button.hide()

    def _stopping(self) -> None:
        self.stop_button.setEnabled(False)
        self.say_waiting("La réception s’arrête…")

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
        self._join(server, code)
