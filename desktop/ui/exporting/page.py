"""The export assistant: for whom, what, then a look at it before anything is written."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from desktop.errors import UserError
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.exporting import Preview, look_at
from desktop.services.workbooks.gate.passages import Passage
from desktop.services.workbooks.leaving import Held
from desktop.services.workbooks.presets import presets
from desktop.services.workbooks.register import Sent
from desktop.ui.exporting.check_step import CheckStep
from desktop.ui.exporting.choosing import Choosing
from desktop.ui.exporting.frame import STEPS, Frame
from desktop.ui.exporting.held_step import HeldStep
from desktop.ui.exporting.matter_step import MatterStep
from desktop.ui.exporting.outgoing import Outgoing
from desktop.ui.exporting.recipient_step import RecipientStep
from desktop.ui.exporting.registering import Registering
from desktop.ui.exporting.sent_view import SentView
from desktop.ui.exporting.writing import Jobs
from desktop.ui.importing.one_job import OneJob
from desktop.ui.notices import Offer
from desktop.ui.pages.page import Page
from desktop.ui.pieces import announce, column
from desktop.ui.rail import EXPORT
from desktop.ui.workplace import Workplace

SENT = "sent"
_READER, _FORMAT = "export:reader", "export:format"
T = TypeVar("T")
Steps = RecipientStep | MatterStep | CheckStep | SentView | HeldStep
_WAITING = "Corrigez la fiche, puis revenez\u00a0: l’export vous attend tel quel."
_STALE = "Le carnet a changé depuis l’aperçu. Le voici refait\u00a0: regardez-le, puis enregistrez."
_STOPPED = "C’est arrêté. Rien n’a été écrit, et vos choix sont gardés."


class ExportPage(Page):
    """Holds what was chosen, even while a record is corrected elsewhere; every look is a job."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._what = ""
        self._choices: tuple[Choice, ...] = ()
        self._stale = False
        jobs = Jobs(work.notebook, work.sources.today, lambda t: tuple(work.sources.remarks(t)))
        self._jobs = jobs
        self.job = OneJob(work.tasks, self._failed, self, lane="export")
        self.recipient = RecipientStep(work)
        self.matter = MatterStep(work)
        self.choosing = Choosing(self.recipient, self.matter, work.sources.today)
        self.check = CheckStep(work)
        self.sent = SentView(work.discretion)
        self.held = HeldStep(work.discretion)
        self.outgoing = Outgoing(work, jobs, self._run, self)
        self.register = Registering(work, self.sent, jobs, self._run)
        self.frame = Frame(work.sources.icons, self._every)
        column(self, margin=16).addWidget(self.frame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._connect()
        self._recall()
        self._show(self.recipient)

    @property
    def step(self) -> Steps:
        """Return the step on screen."""
        found = self.frame.current
        assert isinstance(found, Steps)
        return found

    @property
    def _every(self) -> tuple[Steps, ...]:
        return self.recipient, self.matter, self.check, self.held, self.sent

    def refresh(self) -> None:
        """Go on where one was; what changed meanwhile is looked at again."""
        self.recipient.show_presets(presets(self._work.notebook))
        self.matter.service.show_service()
        if self.step is self.sent:
            self.register.show()
        self._focus_if_shown()
        # Not at once: the menu may be on its way to what was sent.
        if self._stale:
            QTimer.singleShot(0, self, self._look_if_shown)

    def turn_to(self, view: str) -> None:
        """Show what was sent."""
        if view == SENT:
            self.register.show()
            self._show(self.sent)

    def on_changed(self, changed: Changed) -> None:  # noqa: ARG002 - any change may count
        """Remember that the notebook is no longer as it was looked at."""
        self._stale = True

    def fit(self) -> None:
        """Fit the tables to another size of text."""
        for part in self._every:
            part.fit()

    def take_focus(self) -> None:
        """Put the keyboard where the step begins."""
        self.step.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the work under way, or go a step back, with Échap."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.job.busy:
            self.job.stop()
        elif self.step is not self.recipient:
            self._show(self.matter if self.step in (self.check, self.held) else self.recipient)

    def describe(self) -> None:
        """Go on to what the workbooks are about, filled by the reader that was just chosen."""
        self._work.notebook.remember(_READER, self.recipient.key)
        self.choosing.fill()
        self._show(self.matter)

    def verify(self) -> None:
        """Look at what would be written; the file of data is written at once."""
        if (readers := self.choosing.readers) is not None:
            self._show(self.matter)
            self.outgoing.write_data(readers)
        elif choices := self.choosing.choices:
            self._look(choices)

    def write(self, opening: bool) -> None:
        """Write what was looked at; look again first when the notebook has changed since."""
        if self._stale:
            self._work.notices.warn(_STALE)
            self._look()
            return
        note, format = self.check.note.text(), self.check.format.chosen
        self._work.notebook.remember(_FORMAT, format.value)
        self.outgoing.write(self._choices, self.check.previews, format, note=note, opening=opening)

    def _recall(self) -> None:
        """Begin with the reader and the format of the last time."""
        self.recipient.show_presets(presets(self._work.notebook))
        self.recipient.choose(self._work.notebook.remembered(_READER))
        self.check.format.choose(self._work.notebook.remembered(_FORMAT))

    def _again(self, sent: Sent) -> None:
        """Look again at what was sent, with the same filters."""
        self.choosing.fill_as(sent)
        self._show(self.matter)
        if self.choosing.readers is None:
            self.check.format.choose(sent.format)
            self._look((sent.choice,))

    def _look(self, choices: tuple[Choice, ...] = ()) -> None:
        self._choices = choices or self._choices
        self._stale = False
        job = partial(self._jobs.look, self._choices, self.check.note.text())
        self._run("Préparation de l’aperçu…", job, self._looked)

    def _look_if_shown(self) -> None:
        if self.step is self.check:
            self._look()

    def _looked(self, previews: tuple[Preview, ...]) -> None:
        self.check.show_previews(previews, self._choices)
        if self.step is not self.sent:
            self._show(self.check)
            announce(self, self.check.told)

    def _written(self, made: tuple[Sent, ...]) -> None:
        """Show what would be written next: the same, unless texts were read only just now."""
        if any(one.checked.held for one in self.check.previews):
            self._look_if_shown()
        elif made:
            self.check.show_next(made)
        self._focus_if_shown()

    def _read_again(self, passages: tuple[Passage, ...]) -> None:
        self.held.show_passages(passages)
        self._show(self.held)

    def _correct(self, record_id: str) -> None:
        self._work.sources.open_record(record_id)
        back = Offer("Revenir à l’export", partial(self._work.go, EXPORT))
        self._work.notices.tell(_WAITING, back)

    def _show_presets(self, key: str) -> None:
        self.recipient.show_presets(presets(self._work.notebook))
        if key:
            self.choosing.keep_for(key)
        self._focus_if_shown()

    def _failed(self, error: UserError) -> None:
        self._work.notices.failed(error)
        if isinstance(error, Held):
            self._look()
        else:
            self._focus_if_shown()

    def _stopped(self) -> None:
        self._work.notices.tell(_STOPPED)
        self._focus_if_shown()

    def _show(self, step: Steps) -> None:
        if step is self.sent:
            self.frame.show_apart(step, "Classeurs envoyés")
        else:
            self.frame.show_step(step, min(self._every.index(step), len(STEPS) - 1))
        self._focus_if_shown()

    def _focus_if_shown(self) -> None:
        if self.isVisible():
            self.take_focus()

    def _run(self, what: str, job: Callable[[Ticket], T], done: Callable[[T], object]) -> None:
        self._what = what
        self.job.run(job, done, self._stopped)

    def _connect(self) -> None:
        self.job.turned.connect(lambda busy: self.frame.turn(busy, self._what))
        self.job.reported.connect(self.frame.underway.show_progress)
        self.frame.underway.stopped.connect(self.job.stop)
        self.recipient.managing.now = self.choosing.now
        self.recipient.managing.changed.connect(self._show_presets)
        self.recipient.chosen.connect(self.describe)
        self.recipient.registered.connect(partial(self.turn_to, SENT))
        self.matter.checked.connect(self.verify)
        self.matter.left.connect(lambda: self._show(self.recipient))
        for step in (self.check, self.held):
            step.left.connect(lambda: self._show(self.matter))
            step.looked.connect(lambda key: look_at(self._work.notebook, (key,)))
            step.corrected.connect(self._correct)
        self.check.written.connect(self.write)
        self.held.written.connect(self.verify)
        self.outgoing.held.connect(self._read_again)
        self.sent.left.connect(lambda: self._show(self.recipient))
        self.register.again.connect(self._again)
        self.outgoing.written.connect(self._written)
