"""Read a key: choose the file, see what it holds, then take it in or leave it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.services.carrying.bringing import Inside
from desktop.ui.carrying.drives import Drives, files_on
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, column, label, push
from desktop.ui.workplace import Workplace

_NONE: Final = (
    "Aucun fichier d’échange n’est visible sur une clé. Branchez la clé puis cherchez de nouveau, "
    "ou choisissez le fichier."
)
_FOUND: Final = "Fichier trouvé sur la clé"
_CALM: Final = "Rien n’est repris avant que vous le disiez."


class Reading(QWidget):
    """Tells `chosen` with a path, `agreed` when it is to be taken in, `closed` when not."""

    chosen = Signal(object)
    agreed = Signal()
    closed = Signal()

    def __init__(self, work: Workplace, drives: Drives) -> None:
        super().__init__()
        self._work, self._drives = work, drives
        self.files = CalmCombo()
        self.files.setAccessibleName(_FOUND)
        self.files.setMinimumContentsLength(44)
        self._found = label(_FOUND, "field")
        self._found.setBuddy(self.files)
        self._none = label(_NONE, wrap=True)
        self.look = push("Regarder ce fichier", self._look, primary=True)
        self.other = push("Choisir un fichier…", self.ask)
        self.again = push("Chercher les clés", self.look_for_files, quiet=True)
        self.close_button = push("Fermer", self.closed.emit, quiet=True)
        self.take = push("Reprendre ce fichier", self.agreed.emit, primary=True)
        self.leave = push("Ne pas le reprendre", self.closed.emit)
        self.told = label("", wrap=True)
        self._inside = QFrame()
        self._build()

    def begin(self) -> None:
        """Come on screen: look for the files of the keys that are plugged in."""
        self._inside.hide()
        self.look_for_files()
        (self.look if self.files.count() else self.other).setFocus()

    def look_for_files(self) -> None:
        """Offer the files that lie on the keys now, the newest first."""
        self.files.clear()
        for path in files_on(self._drives()):
            self.files.addItem(path.name, str(path))
        some = self.files.count() > 0
        self._none.setVisible(not some)
        for part in (self._found, self.files, self.look):
            part.setVisible(some)

    def ask(self) -> None:
        """Choose a file anywhere."""
        paths = self._work.ask_files()
        if paths:
            self.chosen.emit(paths[0])

    def show_inside(self, inside: Inside, space: str) -> None:
        """Say who made the file, when, for which space, and what it would add."""
        head = f"Espace «\u00a0{space}\u00a0»." if space else ""
        lines = (inside.sentences[0], head, *inside.sentences[1:], _CALM if inside.added else "")
        self.told.setText("\n".join(filter(None, lines)))
        self.take.setVisible(inside.added > 0 or inside.files > 0)
        self.leave.setText("Ne pas le reprendre" if inside.added else "Fermer")
        self._inside.show()
        (self.take if inside.added else self.leave).setFocus()

    def hide_inside(self) -> None:
        """Forget the file that was looked at."""
        self._inside.hide()

    def _look(self) -> None:
        self.chosen.emit(Path(str(self.files.currentData())))

    def _build(self) -> None:
        self._inside.setProperty("tone", "info")
        told = column(self._inside, margin=12)
        told.addWidget(self.told)
        told.addWidget(buttons(self.take, self.leave))
        inside = column(self, spacing=6)
        for part in (self._none, self._found, self.files):
            inside.addWidget(part)
        inside.addWidget(buttons(self.look, self.other, self.again, self.close_button))
        inside.addWidget(self._inside)
