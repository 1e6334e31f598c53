"""The block « Clé USB » of the page of exchanges; each writing and reading is a job."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import QFrame, QWidget

from desktop.errors import UserError
from desktop.services.carrying.bringing import Brought, Inside, apply, inspect
from desktop.services.carrying.making import Made, create
from desktop.services.carrying.measuring import may_carry
from desktop.services.carrying.naming import file_name
from desktop.services.carrying.sentences import MANAGES
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store.enrolment import enrolment_of
from desktop.store.stored import moment_of
from desktop.ui.carrying.drives import Drives, plugged_in
from desktop.ui.carrying.preparing import Preparing
from desktop.ui.carrying.reading import Reading
from desktop.ui.importing.head import Underway
from desktop.ui.importing.one_job import OneJob
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import announce, column, label, push
from desktop.ui.revealing import reveal
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES

T = TypeVar("T")
LANE: Final = "exchange"
_WHY: Final = (
    "Sans réseau, une clé porte le travail d’un ordinateur à l’autre, ou jusqu’au serveur. Le "
    "fichier est chiffré\u00a0: seuls les ordinateurs de l’espace l’ouvrent. Vos notes pour vous "
    "n’en font jamais partie."
)
_ALONE: Final = (
    "Une clé s’échange entre les ordinateurs d’un même espace. Ce carnet n’est encore dans aucun "
    "espace\u00a0: rejoignez d’abord celui de votre équipe, avec le code que donne la personne qui "
    "le gère. Ensuite, la clé se passe de réseau."
)
_NOT_WRITTEN: Final = "C’est arrêté. Rien n’a été écrit sur la clé."
_NOT_TAKEN: Final = "C’est arrêté. Rien n’a été repris, votre carnet est comme avant."


class UsbCard(QFrame):
    """One of two forms at a time; what was done is told in the bar and stays written here."""

    def __init__(
        self, work: Workplace, join: Callable[[], object], drives: Drives = plugged_in
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._work, self._drives = work, drives
        self._path: Path | None = None
        self._open: QWidget | None = None
        self._what = ""
        self.job = OneJob(work.tasks, self._failed, self, lane=LANE)
        self.underway = Underway()
        self.prepare_button = push("Préparer une clé…", self.prepare)
        self.read_button = push("Lire une clé…", self.read)
        self.join_button = push("Rejoindre un espace…", join)
        self.preparing = Preparing(work, lambda: self._drives())
        self.reading = Reading(work, lambda: self._drives())
        self.told = label("", wrap=True)
        self._result, self._why = QFrame(), label("", wrap=True)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Say what can be done, now that the notebook is in a space or is not."""
        able = may_carry(self._work.notebook)
        joined = enrolment_of(self._work.notebook.base.settings) is not None
        self._why.setText(_WHY if able else MANAGES if joined else _ALONE)
        self._row.setVisible(able and self._open is None)
        self.join_button.setVisible(not (able or joined))
        if not able:
            self._turn_to(None)
        elif self._open is self.preparing and not self.job.busy:
            self.preparing.count_again()

    def plug_in(self, drives: Drives) -> None:
        """Look for keys in another way from now on."""
        self._drives = drives

    def prepare(self) -> None:
        """Open the form that writes a file."""
        if self._turn_to(self.preparing):
            self.preparing.begin()
            reveal(self.preparing)

    def read(self) -> None:
        """Open the form that reads one."""
        if self._turn_to(self.reading):
            self.reading.begin()
            reveal(self.reading)

    def look_at(self, path: Path) -> None:
        """Read a whole file and say what it holds; nothing is taken in."""
        self.read()
        if self._open is self.reading:
            self.reading.hide_inside()
            job = partial(_inspected, self._work.notebook, path)
            self._run("Vérification du fichier d’échange…", job, self._looked, self.read)

    def write(self) -> None:
        """Write the file where it was chosen."""
        notebook = self._work.notebook
        name = file_name(notebook.person.name, moment_of(notebook.base.now_ms()))
        path = self.preparing.place(name)
        if path is not None:
            form = self.preparing
            job = partial(_made, notebook, path, form.since_clock, form.with_files.isChecked())
            stopped = partial(self._work.notices.tell, _NOT_WRITTEN)
            self._run("Écriture du fichier…", job, self._written, stopped)

    def take_in(self) -> None:
        """Take in the file that was looked at."""
        if self._path is not None:
            job = partial(_brought, self._work.notebook, self._path)
            stopped = partial(self._work.notices.tell, _NOT_TAKEN)
            self._run("Reprise du fichier…", job, self._taken, stopped)

    def _looked(self, inside: Inside) -> None:
        self._path = inside.path
        enrolment = enrolment_of(self._work.notebook.base.settings)
        self.reading.show_inside(inside, enrolment.space_name if enrolment else "")
        announce(self, self.reading.told.text())
        reveal(self.reading)

    def _written(self, made: Made) -> None:
        # Nothing changed in the records: the journal has one line more.
        self._work.notebook.tell(Changed(frozenset(), ()))
        self._conclude(made.sentences)

    def _taken(self, brought: Brought) -> None:
        notebook = self._work.notebook
        notebook.tell(Changed(frozenset(RECORD_TYPES), tuple(brought.applied.records)))
        self._conclude(brought.sentences)

    def _conclude(self, sentences: tuple[str, ...]) -> None:
        self._turn_to(None)
        self.told.setText("\n".join(sentences))
        self._result.show()
        self._work.notices.done(sentences[0])
        self.prepare_button.setFocus()
        reveal(self._result)

    def _failed(self, error: UserError) -> None:
        self._work.notices.failed(error)

    def _run(
        self,
        what: str,
        job: Callable[[Ticket], T],
        done: Callable[[T], object],
        stopped: Callable[[], object],
    ) -> None:
        self._what = what
        self.job.run(job, done, stopped)

    def _turned(self, busy: bool) -> None:
        self.underway.turn(busy, self._what)
        for form in (self.preparing, self.reading):
            form.setEnabled(not busy)

    def _turn_to(self, form: QWidget | None) -> bool:
        """Show one form, or none; tell whether a form can be shown."""
        able = may_carry(self._work.notebook)
        self._open = form if able else None
        for each in (self.preparing, self.reading):
            each.setVisible(each is self._open)
        self._row.setVisible(able and self._open is None)
        if self._open is not None:
            self._result.hide()
        return self._open is not None

    def _close(self) -> None:
        self._turn_to(None)
        self.prepare_button.setFocus()

    def _connect(self) -> None:
        self.preparing.asked.connect(self.write)
        self.preparing.closed.connect(self._close)
        self.reading.chosen.connect(self.look_at)
        self.reading.agreed.connect(self.take_in)
        self.reading.closed.connect(self._close)
        self.job.turned.connect(self._turned)
        self.job.reported.connect(self.underway.show_progress)
        self.underway.stopped.connect(self.job.stop)

    def _build(self) -> None:
        self._row = buttons(self.prepare_button, self.read_button)
        self._result.setProperty("tone", "ok")
        column(self._result, margin=12).addWidget(self.told)
        self._result.hide()
        inside = column(self, margin=16, spacing=8)
        inside.addWidget(label("Clé USB", "section"))
        for part in (self._why, self._row, self.join_button, self.preparing, self.reading):
            inside.addWidget(part)
        inside.addWidget(self.underway)
        inside.addWidget(self._result)
        self._turn_to(None)


def _inspected(notebook: Notebook, path: Path, ticket: Ticket) -> Inside:
    with notebook.second() as own:
        return inspect(own, path, ticket=ticket)


def _brought(notebook: Notebook, path: Path, ticket: Ticket) -> Brought:
    # Its own notebook: the listeners of the window's one belong to the window's thread.
    with notebook.second() as own:
        return apply(own, path, ticket)


def _made(
    notebook: Notebook, path: Path, since: int | None, with_files: bool, ticket: Ticket
) -> Made:
    with notebook.second() as own:
        return create(own, path, since=since, with_files=with_files, ticket=ticket)
