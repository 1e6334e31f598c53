"""Before something that cannot be taken back: what it does, and a name to type."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame

from desktop.services.people import deeds
from desktop.services.people.roll import Laptop
from desktop.store.folding import folded
from desktop.ui.panels.parts import buttons
from desktop.ui.people.person_card import REVOKE, WIPE
from desktop.ui.pieces import LineBox, column, label, push, titled


@dataclass(frozen=True, slots=True)
class Warned:
    """What is about to be done: how it is called, what it does, what to type, what is then said."""

    title: str
    what: str
    asking: str
    wanted: str
    done: str


def warned_of(laptop: Laptop, verb: str) -> Warned:
    """Return what is said before a laptop is put out."""
    name = f"«\u00a0{laptop.name}\u00a0»"
    title, what, done = {
        REVOKE: (
            f"Retirer l’accès de {name}",
            deeds.REVOKED,
            f"{name} n’a plus accès à l’espace.",
        ),
        WIPE: (
            f"Effacer {name} à distance",
            deeds.WIPED,
            f"{name} s’effacera à son prochain contact.",
        ),
    }[verb]
    return Warned(title, what, "le nom de l’ordinateur", laptop.name, done)


class Confirming(QFrame):
    """Calls `go` once `wanted` is typed, `give_up` otherwise."""

    def __init__(
        self,
        title: str,
        what: str,
        wanted: str,
        *,
        asking: str,
        go: tuple[str, Callable[[], object]],
        give_up: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("tone", "attention")
        self._wanted = wanted
        self.typed = LineBox()
        self.setFocusProxy(self.typed)
        asking = f"Pour confirmer, recopiez {asking}\u00a0: {wanted}"
        self.go_button = push(go[0], go[1])
        self.give_up_button = push("Ne rien changer", give_up)
        self.go_button.setEnabled(False)
        self.typed.textChanged.connect(lambda _text: self._judge())
        said = titled(asking, self.typed, wrap=True)
        inside = column(self, margin=12)
        for part in (label(title, "field", wrap=True), label(what, wrap=True), said, self.typed):
            inside.addWidget(part)
        inside.addWidget(buttons(self.go_button, self.give_up_button))

    def _judge(self) -> None:
        self.go_button.setEnabled(folded(self.typed.text()).strip() == folded(self._wanted).strip())
