"""The page that imports a list in three calm steps; nothing is written before the last one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from desktop.errors import UserError
from desktop.services.importing.recognising import (
    Sketch,
    Source,
    read_source,
    recognised,
    reread,
    sketched,
)
from desktop.services.importing.trial import Taken, Trial, take_back, take_in, try_out
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed
from desktop.ui.importing import saying
from desktop.ui.importing.content_step import ContentStep
from desktop.ui.importing.done_step import DoneStep
from desktop.ui.importing.file_step import FileStep
from desktop.ui.importing.head import StepsLine, Underway
from desktop.ui.importing.one_job import OneJob
from desktop.ui.importing.trial_step import TrialStep
from desktop.ui.notices import Offer
from desktop.ui.pages.page import Page
from desktop.ui.pieces import announce, column, label
from desktop.ui.workplace import Workplace

_STOPPED = "L’import est arrêté. Rien n’a été écrit, le carnet est comme avant."
_LATER = "D’autres modifications ont suivi\u00a0: Ctrl+Z les annule une à une, la dernière d’abord."
_STALE = (
    "Le carnet a changé depuis l’essai. Le voici refait\u00a0: relisez-le, puis importez. "
    "Rien n’a été écrit."
)
_ONE = "Un fichier à la fois\u00a0: «\u00a0{}\u00a0» est lu, les autres attendent."
_OTHER_HEADINGS = "Les titres du fichier ont changé. Vérifiez ce que donne chaque colonne."
# What is proposed when no heading is understood.
_LIKELIEST = "organisations"
T = TypeVar("T")
Steps = FileStep | ContentStep | TrialStep | DoneStep


class ImportPage(Page):
    """Holds what was read and tried; every reading and writing is a job."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._trial: Trial | None = None
        self._stale = False
        icons = work.sources.icons
        self.job = OneJob(work.tasks, self._failed, self)
        self.steps = StepsLine(icons)
        self.underway = Underway()
        self.file = FileStep(icons)
        self.content = ContentStep(work.discretion)
        self.trial = TrialStep(icons, work.discretion)
        self.done = DoneStep(icons)
        self._stack = QStackedWidget()
        self._taken: Taken | None = None
        self._what = self._refusal = ""
        self._build()
        self._connect()

    @property
    def step(self) -> Steps:
        """Return the step on screen."""
        found = self._stack.currentWidget()
        assert isinstance(found, FileStep | ContentStep | TrialStep | DoneStep)
        return found

    def refresh(self) -> None:
        """Go on where one was; begin again once an import is over."""
        if self.step is self.done:
            self._show(self.file)
        self.take_focus()

    def on_changed(self, changed: Changed) -> None:  # noqa: ARG002 - any change may count
        """Remember that the notebook is no longer as it was tried on."""
        self._stale = True

    def fit(self) -> None:
        """Fit the tables to another size of text."""
        self.content.fit()
        self.trial.fit()

    def take_focus(self) -> None:
        """Put the keyboard where the step begins."""
        self.step.take_focus()

    def choose(self) -> None:
        """Ask for a file, and read it."""
        paths = self._work.ask_files()
        if paths:
            self.read(paths[0])
        if len(paths) > 1:
            self._work.notices.tell(_ONE.format(paths[0].name))

    def read(self, path: Path) -> None:
        """Read a file, and show how it is understood."""
        job = partial(_look_at, path)
        self._run("Lecture du fichier…", job, self._understood, self._focus_if_shown)

    def try_out(self) -> None:
        """Say what importing would do."""
        if self.content.sketch is not None:
            job = partial(try_out, self._work.notebook, self.content.sketch)
            self._stale = False
            self._run("Essai…", job, self._tried, self._focus_if_shown)

    def accept(self) -> None:
        """Import what was tried; try again first when the notebook has changed since."""
        if self._trial is None:
            return
        if self._stale:
            self._work.notices.warn(_STALE)
            self.try_out()
            return
        job = partial(take_in, self._work.notebook, self._trial)
        self._run("Import…", job, self._imported, self._stopped)

    def undo(self) -> None:
        """Take the last import back, whole."""
        if self._taken is not None:
            job = partial(_take_back, self._work, self._taken)
            self._run("Annulation de l’import…", job, self._undone, self._focus_if_shown)

    def _reread(self) -> None:
        if self.content.sketch is not None:
            job = partial(read_source, self.content.sketch.source.path)
            self._run("Lecture du fichier…", job, self._read_again, self._focus_if_shown)

    def _understood(self, found: tuple[Source, Sketch | None]) -> None:
        source, sketch = found
        self._work.notices.take_back(self._refusal)
        shown = sketch or sketched(source, _LIKELIEST, 0)
        self.content.show_sketch(shown, recognised=sketch is not None)
        self._show(self.content)

    def _read_again(self, source: Source) -> None:
        again = reread(self.content.sketch, source) if self.content.sketch else None
        if again is None:
            self._understood((source, recognised(source)))
            self._work.notices.tell(_OTHER_HEADINGS)
            return
        self.content.show_sketch(again)
        self.try_out()

    def _tried(self, trial: Trial) -> None:
        self._trial = trial
        self.trial.show_trial(trial)
        self._show(self.trial)
        announce(self, self.trial.told())

    def _imported(self, taken: Taken) -> None:
        self._taken, self._trial = taken, None
        for changed in taken.changed:
            self._work.notebook.tell(changed)
        said = saying.taken_said(taken)
        self.done.said.setText(f"{said}.")
        self.done.undo.setEnabled(bool(taken.act))
        self._show(self.done)
        offers = (Offer("Annuler", self.undo),) if taken.act else ()
        self._work.notices.done(f"{said}.", *offers)

    def _undone(self, changed: tuple[Changed, ...]) -> None:
        if not changed:
            self._work.notices.tell(_LATER)
            self._focus_if_shown()
            return
        self._taken = None
        for one in changed:
            self._work.notebook.tell(one)
        self._work.notices.done("L’import est annulé en entier\u00a0: le carnet est comme avant.")
        if self.step is self.done:
            self._show(self.file)

    def _failed(self, error: UserError) -> None:
        self._work.notices.failed(error)
        self._refusal = self._work.notices.bar.text
        self._focus_if_shown()

    def _stopped(self) -> None:
        self._work.notices.tell(_STOPPED)
        self._focus_if_shown()

    def _open_list(self) -> None:
        if self._taken is not None:
            self._work.go(self._taken.kind)

    def _show(self, step: Steps) -> None:
        self._stack.setCurrentWidget(step)
        self.steps.show_step(self._stack.indexOf(step))
        self._focus_if_shown()

    def _focus_if_shown(self) -> None:
        if self.isVisible():
            self.take_focus()

    def _turn(self, busy: bool) -> None:
        self._stack.setEnabled(not busy)
        self.underway.turn(busy, self._what)

    def _build(self) -> None:
        inside = column(self, margin=16, spacing=12)
        inside.addWidget(label("Importer une liste", "title", wrap=True))
        inside.addWidget(self.steps)
        inside.addWidget(self.underway)
        for step in (self.file, self.content, self.trial, self.done):
            self._stack.addWidget(step)
        inside.addWidget(self._stack, 1)
        self.steps.show_step(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self.job.turned.connect(self._turn)
        self.job.reported.connect(self.underway.show_progress)
        self.underway.stopped.connect(self.job.stop)
        self.file.asked.connect(self.choose)
        self.file.dropped.connect(self.read)
        self.content.tried.connect(self.try_out)
        self.content.left.connect(lambda: self._show(self.file))
        self.trial.accepted.connect(self.accept)
        self.trial.reread.connect(self._reread)
        self.trial.left.connect(lambda: self._show(self.content))
        self.done.opened.connect(self._open_list)
        self.done.undone.connect(self.undo)
        self.done.again.connect(lambda: self._show(self.file))

    def _run(
        self,
        what: str,
        job: Callable[[Ticket], T],
        done: Callable[[T], object],
        stopped: Callable[[], object],
    ) -> None:
        self._what = what
        self.job.run(job, done, stopped)


def _look_at(path: Path, ticket: Ticket) -> tuple[Source, Sketch | None]:
    source = read_source(path, ticket)
    return source, recognised(source)


def _take_back(work: Workplace, taken: Taken, _ticket: Ticket) -> tuple[Changed, ...]:
    return take_back(work.notebook, taken)
