"""Prepare a key: for whom, what it will hold, and where the file goes."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QWidget

from desktop.services.carrying.making import ALL
from desktop.services.carrying.measuring import Measured, measure, since_days, size_said
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.ui.carrying.drives import Drives
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, column, label, push, titled
from desktop.ui.workplace import Workplace

_SINCE: Final = (
    ("tout le carnet partagé", 0),
    ("les 7 derniers jours", 7),
    ("les 30 derniers jours", 30),
    ("les 90 derniers jours", 90),
)
_ELSEWHERE: Final = "Un autre endroit…"
_FREE: Final = 257
"""The role under which the room of a key is kept; 256 holds its folder."""

_FULL: Final = "Il n’y a pas assez de place sur cette clé ({} libres)."
_SERVER: Final = "Le serveur, par un ordinateur de l’équipe qui a le réseau"
_COLLEAGUE: Final = "Une ou un collègue, sans passer par le serveur"


class Preparing(QWidget):
    """Tells `asked` when the file is to be written, `closed` when one gives up."""

    asked = Signal()
    closed = Signal()

    def __init__(self, work: Workplace, drives: Drives) -> None:
        super().__init__()
        self._work, self._drives = work, drives
        self._ticket: Ticket | None = None
        self.measured: Measured | None = None
        self.server, self.colleague = QRadioButton(_SERVER), QRadioButton(_COLLEAGUE)
        self.since = _combo("Ce qu’emporte la clé pour un collègue")
        for text, days in _SINCE:
            self.since.addItem(text, days)
        self.with_files = QCheckBox("Avec les photos et les fichiers joints")
        self.where = _combo("Où écrire le fichier")
        self.again = push("Chercher les clés", self.look_for_drives, quiet=True)
        self.held = label("", wrap=True)
        self.room = label("", "attention", wrap=True)
        self.write = push("Écrire le fichier", self.asked.emit, primary=True)
        self.close_button = push("Ne rien préparer", self.closed.emit)
        self._for_colleague = QWidget()
        self._build()
        self._connect()

    @property
    def since_clock(self) -> int | None:
        """Return from when to carry: None for what the server lacks."""
        if self.server.isChecked():
            return None
        days = int(self.since.currentData())
        return since_days(self._work.notebook, days) if days else ALL

    def place(self, name: str) -> Path | None:
        """Return where the file goes; None when given up."""
        root = self.where.currentData()
        return self._work.ask_save(name) if root is None else Path(str(root)) / name

    def begin(self) -> None:
        """Come on screen: look for keys, count what there is."""
        self.look_for_drives()
        self.count()
        (self.server if self.server.isChecked() else self.colleague).setFocus()

    def look_for_drives(self) -> None:
        """Offer the keys that are plugged in now; the one chosen stays chosen."""
        chosen = self.where.currentData()
        self.where.clear()
        for drive in self._drives():
            free = size_said(drive.free)
            self.where.addItem(f"Clé «\u00a0{drive.name}\u00a0», {free} libres", str(drive.root))
            self.where.setItemData(self.where.count() - 1, drive.free, _FREE)
        self.where.addItem(_ELSEWHERE, None)
        self.where.setCurrentIndex(max(0, self.where.findData(chosen) if chosen else 0))
        self._say_room()

    def count(self) -> None:
        """Count what the file will hold, now that something else is asked of it."""
        self._for_colleague.setVisible(self.colleague.isChecked())
        self.measured = None
        self.held.setText("Calcul de ce que le fichier contiendra…")
        self._may_write()
        self.count_again()

    def count_again(self) -> None:
        """Count on another thread; what was counted before shows until then."""
        if self._ticket is not None:
            self._ticket.cancel()
        job = partial(_counted, self._work.notebook, self.since_clock, self.with_files.isChecked())
        self._ticket = self._work.tasks.run(job, lane="carry", owner=self, done=self._show)

    def _show(self, measured: Measured) -> None:
        self.measured = measured
        self.held.setText(measured.sentence)
        self._say_room()

    def _say_room(self) -> None:
        free = self.where.currentData(_FREE)
        short = free is not None and self.measured is not None and self.measured.size > free
        self.room.setText(_FULL.format(size_said(free)) if short else "")
        self.room.setVisible(short)
        self._may_write()

    def _may_write(self) -> None:
        measured = self.measured
        self.write.setEnabled(
            measured is not None and measured.changes > 0 and not self.room.text()
        )

    def _connect(self) -> None:
        for button in (self.server, self.colleague):
            button.toggled.connect(lambda on: self.count() if on else None)
        self.since.currentIndexChanged.connect(lambda _place: self.count())
        self.with_files.toggled.connect(lambda _on: self.count())
        self.where.currentIndexChanged.connect(lambda _place: self._say_room())

    def _build(self) -> None:
        whom = QButtonGroup(self)
        for button in (self.server, self.colleague):
            whom.addButton(button)
        self.server.setChecked(True)
        self.with_files.setChecked(True)
        inside = column(self, spacing=6)
        inside.addWidget(label("Pour qui", "field"))
        for part in (self.server, self.colleague):
            inside.addWidget(part)
        asked = column(self._for_colleague, spacing=6)
        asked.addWidget(titled("Emporter", self.since))
        asked.addWidget(buttons(self.since))
        inside.addWidget(self._for_colleague)
        inside.addWidget(titled("Où", self.where))
        inside.addWidget(buttons(self.where, self.again))
        inside.addWidget(self.with_files)
        inside.addWidget(self.held)
        inside.addWidget(self.room)
        inside.addWidget(buttons(self.write, self.close_button))


def _counted(notebook: Notebook, since: int | None, with_files: bool, ticket: Ticket) -> Measured:
    ticket.check()
    with notebook.second() as own:
        return measure(own, since, with_files=with_files, ticket=ticket)


def _combo(name: str) -> QComboBox:
    made = CalmCombo()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(30)
    return made
