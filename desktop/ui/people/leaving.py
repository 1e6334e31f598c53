"""Leave the space: what it does, asked in place, before the window gives way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.services.exchanging.farewell import Farewell, farewell
from desktop.services.notebook import Notebook
from desktop.ui.panels.parts import buttons
from desktop.ui.people.confirming import Confirming
from desktop.ui.pieces import announce, column, label, push
from desktop.ui.revealing import reveal
from desktop.ui.tab_order import anchor, lead_tab


class Kept(QFrame):
    """Says what must be done before one may leave; tells `closed`."""

    closed = Signal()

    def __init__(self, why: str) -> None:
        super().__init__()
        self.setProperty("tone", "attention")
        self.close_button = push("Fermer", self.closed.emit)
        self.setFocusProxy(self.close_button)
        inside = column(self, margin=12)
        inside.addWidget(label(why, wrap=True))
        inside.addWidget(buttons(self.close_button))


class Leaving(QWidget):
    """A button, and what it unfolds; tells `confirmed` once the name of the space is typed."""

    confirmed = Signal()

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self.unfolded: Confirming | Kept | None = None
        self.button = push("Quitter l’espace…", self.begin, quiet=True)
        self._inside = column(self)
        self._inside.addWidget(buttons(self.button))
        self._place = anchor(self)

    def begin(self) -> None:
        """Say what leaving does, or what must be done first."""
        self.fold()
        known = farewell(self._notebook)
        made = self._kept(known) if known.keeps else self._confirming(known)
        self.unfolded = made
        self._inside.addWidget(made)
        made.show()
        lead_tab(self._place, (made,))
        made.setFocus()
        reveal(made)
        announce(made, known.keeps or known.consequence)

    def fold(self) -> None:
        """Take away what was unfolded."""
        if self.unfolded is not None:
            self.unfolded.hide()
            self.unfolded.deleteLater()
            self.unfolded = None

    def _kept(self, known: Farewell) -> Kept:
        made = Kept(known.keeps)
        made.closed.connect(self._give_up)
        return made

    def _confirming(self, known: Farewell) -> Confirming:
        return Confirming(
            f"Quitter l’espace «\u00a0{known.space_name}\u00a0»",
            known.consequence,
            known.space_name,
            asking="le nom de l’espace",
            go=("Quitter l’espace", self.confirmed.emit),
            give_up=self._give_up,
        )

    def _give_up(self) -> None:
        self.fold()
        self.button.setFocus()
