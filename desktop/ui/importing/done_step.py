"""The end: what was written, the way to it, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.ui.icons import Icons
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, line, picture, push

_BACK = (
    "Une sauvegarde a été faite juste avant. Vous pouvez tout annuler d’un coup, tant que vous "
    "n’avez rien écrit d’autre."
)


class DoneStep(QFrame):
    """Tells `opened`, `undone` or `again`."""

    opened = Signal()
    undone = Signal()
    again = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("card")
        self.said = label("", "title", wrap=True)
        self.open = push("Ouvrir la liste", self.opened.emit, primary=True)
        self.undo = push("Annuler l’import", self.undone.emit)
        self.another = push("Importer un autre fichier", self.again.emit, quiet=True)
        sign = picture()
        sign.show_icon(icons.icon("check-circle", "ok"), 40)
        inside = column(self, margin=28, spacing=14)
        inside.addStretch(1)
        head = line(sign, self.said)
        head.setStretch(1, 1)
        inside.addLayout(head)
        inside.addWidget(label(_BACK, wrap=True))
        inside.addWidget(buttons(self.open, self.undo, self.another))
        inside.addStretch(2)

    def take_focus(self) -> None:
        """Put the keyboard on what was imported."""
        self.open.setFocus()
