"""Before something that cannot be taken back: what it does, and a name to type."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from desktop.store.folding import folded
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push


class Confirming(QFrame):
    """Calls `go` once `wanted` is typed, `give_up` otherwise."""

    def __init__(
        self,
        title: str,
        what: str,
        wanted: str,
        *,
        go: tuple[str, Callable[[], object]],
        give_up: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("tone", "attention")
        self._wanted = wanted
        self.typed = LineBox()
        asking = f"Pour confirmer, recopiez le nom de l’ordinateur\u00a0: {wanted}"
        self.typed.setAccessibleName(asking)
        self.go_button = push(go[0], go[1])
        self.give_up_button = push("Ne rien changer", give_up)
        self.go_button.setEnabled(False)
        self.typed.textChanged.connect(lambda _text: self._judge())
        titled = label(asking, "field", wrap=True)
        titled.setBuddy(self.typed)
        inside = column(self, margin=12)
        for part in (label(title, "field", wrap=True), label(what, wrap=True), titled, self.typed):
            inside.addWidget(part)
        inside.addWidget(buttons(self.go_button, self.give_up_button))

    def _judge(self) -> None:
        self.go_button.setEnabled(folded(self.typed.text()).strip() == folded(self._wanted).strip())
