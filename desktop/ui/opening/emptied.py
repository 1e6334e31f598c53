"""The screen that stays when the notebook of this computer was emptied: what was done, and why."""

from collections.abc import Callable
from typing import Final

from desktop.errors import UserError
from desktop.ui.icons import Icons
from desktop.ui.opening.step import Step
from desktop.ui.pieces import announce, label, push

UNDER_WAY: Final = "Le carnet de cet ordinateur s’efface"
DONE: Final = "Le carnet de cet ordinateur est effacé"

ORDERED: Final = (
    "La personne qui gère l’espace l’a demandé. Ce qui n’était pas encore parti lui a été remis, "
    "scellé, avec vos saisies non terminées\u00a0: elle seule peut l’ouvrir, et rien de votre "
    "travail n’est perdu."
)
RESUMED: Final = (
    "Un effacement avait été décidé, puis coupé en route par l’arrêt de l’ordinateur. Il vient "
    "d’aller à son bout."
)
_NOTHING_LEFT: Final = (
    "Il ne reste rien de vos fiches ici\u00a0: ni carnet, ni sauvegardes, ni fichiers joints. Ce "
    "qui avait été échangé est toujours sur le serveur. Si c’est une surprise, appelez la personne "
    "qui gère l’espace\u00a0: elle peut tout retrouver, et vous redonner un code."
)
OF_ONES_OWN: Final = (
    "Il ne reste rien de vos fiches ici\u00a0: ni carnet, ni sauvegardes, ni fichiers joints. Les "
    "autres membres de l’espace gardent tout. Pour revenir, demandez un code à la personne qui "
    "gère l’espace."
)


class EmptiedStep(Step):
    """Says what goes on, then what was done; offers a new notebook, or to close."""

    def __init__(
        self,
        icons: Icons,
        *,
        again: Callable[[], object],
        restart: Callable[[], object],
        close: Callable[[], object],
    ) -> None:
        super().__init__(UNDER_WAY, icons)
        self._why = label("", wrap=True)
        self._left = label(_NOTHING_LEFT, wrap=True)
        self.inside.addWidget(self._why)
        self.inside.addWidget(self._left)
        self.again_button = push("&Réessayer", again)
        self.restart_button = push("Commencer un &nouveau carnet…", restart, quiet=True)
        self.close_button = push("&Fermer", close, primary=True)
        self.finish(self.restart_button, None, self.again_button, self.close_button)

    def begin_with(self, why: str, left: str = _NOTHING_LEFT) -> None:
        """Say that it goes on, and why; `left` is said at the end."""
        self.begin()
        self.title.setText(UNDER_WAY)
        self._why.setText(why)
        self._left.setText(left)
        self._left.hide()
        self.again_button.hide()
        self.restart_button.hide()
        self.wait(True)

    def end(self) -> None:
        """Say that it is done."""
        self.wait(False)
        self.title.setText(DONE)
        self._left.show()
        self.restart_button.show()
        self.close_button.setFocus()
        announce(self, f"{DONE}. {self._why.text()}", at_once=True)

    def refuse(self, error: UserError) -> None:
        """Say what stopped it; it can be tried again."""
        super().refuse(error)
        self.again_button.show()
        self.again_button.setFocus()
