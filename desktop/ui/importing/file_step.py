"""The first step: choose a file, or drop it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label, line, picture, push

_WHAT = (
    "Quartiers prioritaires, contrats de ville, structures, contacts, actions, visites\u00a0: "
    "toute liste dont les colonnes ont un titre. Les formats lus sont Excel (.xlsx) et CSV."
)
_CALM = (
    "Le carnet lit le fichier sans le modifier. Il vous montre ce qu’il en comprend, puis ce que "
    "l’import ferait\u00a0: rien n’est écrit avant que vous le disiez, et tout s’annule d’un coup."
)


class FileStep(QFrame):
    """Tells `asked` when a file is to be chosen, `dropped` with the path of one."""

    asked = Signal()
    dropped = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self.choose = push("Choisir un fichier…", self.asked.emit, primary=True)
        sign = picture()
        sign.show_icon(icons.icon("file-text", "action"), 40)
        inside = column(self, margin=28, spacing=14)
        inside.addStretch(1)
        head = line(sign, label("Déposez ici votre fichier, ou choisissez-le.", "title", wrap=True))
        head.setStretch(1, 1)
        inside.addLayout(head)
        inside.addWidget(label(_WHAT, wrap=True))
        inside.addLayout(line(self.choose, None))
        inside.addWidget(label(_CALM, "quiet", wrap=True))
        inside.addStretch(2)

    def take_focus(self) -> None:
        """Put the keyboard on the only thing to do."""
        self.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files of this computer."""
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that is dropped."""
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths[0])


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
