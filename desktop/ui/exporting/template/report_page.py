"""The financial report of one action: looked at, reread, then written as a document to sign."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.errors import UserError
from desktop.privacy.concerns import Remark
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.exporting import Preview, look_at
from desktop.services.workbooks.financial_report.content import CODE, NotTellable, sources_of
from desktop.services.workbooks.financial_report.making import (
    offered_name,
    prepared,
    write_report,
)
from desktop.services.workbooks.leaving import Held
from desktop.services.workbooks.register import Sent
from desktop.ui.exporting.check_step import CheckStep
from desktop.ui.exporting.template.chosen_action import chosen_action
from desktop.ui.exporting.writing import open_outside, placed
from desktop.ui.importing.head import Underway
from desktop.ui.importing.one_job import OneJob
from desktop.ui.notices import Offer
from desktop.ui.pages.page import Page
from desktop.ui.pieces import announce, column, label, push
from desktop.ui.workplace import Workplace
from sync.records.action import Action

T = TypeVar("T")
REPORT: Final = "crf"
_NO_ACTION: Final = "Partez de la fiche d’une action pour préparer son compte rendu financier."
_WAITING: Final = "Corrigez la fiche, puis revenez\u00a0: le compte rendu vous attend."
_STOPPED: Final = "C’est arrêté. Rien n’a été écrit."


class ReportPage(Page):
    """Shows what the report says before it is written; every look is a job."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._what = ""
        self._shown = ""
        self.job = OneJob(work.tasks, self._failed, self, lane="export")
        self.title = label("Compte rendu financier", "title", wrap=True)
        self.said = label("", "quiet", wrap=True)
        self.to_actions = push("Voir les actions", partial(work.go, Action.kind))
        self.underway = Underway()
        self.check = CheckStep(work)
        self.check.back.setText("Revenir à l’action")
        self.check.format.offer_text()
        self.show_outside: Callable[[Path], object] = open_outside
        inside = column(self, margin=16, spacing=12)
        for part in (self.title, self.said):
            inside.addWidget(part)
        inside.addWidget(self.to_actions, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.underway)
        inside.addWidget(self.check, 1)
        inside.addStretch(0)
        self.check.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._connect()

    def refresh(self) -> None:
        """Look at the report of the action that one comes from."""
        action = self._action()
        if action is None:
            self.check.hide()
        self.said.setText("" if action else _NO_ACTION)
        for part in (self.said, self.to_actions):
            part.setVisible(action is None)
        if action is None:
            self.take_focus()
            return
        looked = partial(self._looked, action.id)
        self._run("Préparation de l’aperçu…", partial(self._look, action.id), looked)

    def on_changed(self, changed: Changed) -> None:  # noqa: ARG002 - any change may count
        """Look again when one is on the page."""
        if self.isVisible() and not self.job.busy:
            self.refresh()

    def fit(self) -> None:
        """Fit the tables to another size of text."""
        self.check.fit()

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        if self.check.isVisible():
            self.check.take_focus()
        elif self.to_actions.isVisible():
            self.to_actions.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the work under way, or go back to the action, with Échap."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.job.busy:
            self.job.stop()
        else:
            self._work.back()

    def write(self, opening: bool) -> None:
        """Ask for the file, and write what was looked at."""
        action = self._action()
        if action is None:
            return
        ending = self.check.format.chosen.ending
        name = offered_name(self._work.notebook, action.id, self._work.sources.today())
        path = self._work.ask_save(f"{name}{ending}")
        if path is None:
            return
        try:
            whole = placed(path, ending)
        except UserError as error:
            self._work.notices.failed(error)
            return
        job = partial(self._write, action.id, whole, self.check.note.text())
        self._run("Enregistrement…", job, partial(self._tell, opening))

    def _action(self) -> Action | None:
        return chosen_action(self._work.notebook)

    def _remarks(self, text: str) -> tuple[Remark, ...]:
        return tuple(self._work.sources.remarks(text))

    def _look(self, action_id: str, ticket: Ticket) -> Preview:
        with self._work.notebook.second() as own:
            today = self._work.sources.today()
            checked = prepared(own, action_id, today=today, remarks=self._remarks, ticket=ticket)
            return Preview(checked, offered_name(own, action_id, today))

    def _looked(self, action_id: str, preview: Preview) -> None:
        action = self._action()
        if action is None or action.id != action_id:
            self.refresh()  # one went to another action meanwhile
            return
        if self._shown != action_id:
            self.check.note.clear()
        self._shown = action_id
        scope = sources_of(self._work.notebook, action.year, self._work.sources.today()).scope
        self.check.show()
        self.check.show_previews((preview,), (Choice(CODE, scope),))
        announce(self, self.check.told)
        if self.isVisible():
            self.take_focus()

    def _write(self, action_id: str, path: Path, note: str, ticket: Ticket) -> Sent:
        with self._work.notebook.second() as own:
            return write_report(
                own,
                action_id,
                path,
                today=self._work.sources.today(),
                remarks=self._remarks,
                note=note,
                ticket=ticket,
            )

    def _tell(self, opening: bool, sent: Sent) -> None:
        assert sent.path is not None, "it was written just now"
        path = sent.path
        self._work.notices.done(
            f"Compte rendu enregistré\u00a0: {path.name}. Relisez-le avec l’association.",
            Offer("Ouvrir", lambda: self.show_outside(path)),
            Offer("Ouvrir le dossier", lambda: self.show_outside(path.parent)),
        )
        if opening:
            self.show_outside(path)

    def _correct(self, record_id: str) -> None:
        self._work.sources.open_record(record_id)
        back = Offer("Revenir au compte rendu", partial(self._work.go, REPORT))
        self._work.notices.tell(_WAITING, back)

    def _failed(self, error: UserError) -> None:
        self._work.notices.failed(error)
        if isinstance(error, Held):
            self.refresh()
        elif isinstance(error, NotTellable):
            self.check.hide()

    def _turn(self, busy: bool) -> None:
        self.check.setEnabled(not busy)
        self.underway.turn(busy, self._what)

    def _run(self, what: str, job: Callable[[Ticket], T], done: Callable[[T], object]) -> None:
        self._what = what
        self.job.run(job, done, lambda: self._work.notices.tell(_STOPPED))

    def _connect(self) -> None:
        self.job.turned.connect(self._turn)
        self.job.reported.connect(self.underway.show_progress)
        self.underway.stopped.connect(self.job.stop)
        self.check.left.connect(self._work.back)
        self.check.written.connect(self.write)
        self.check.looked.connect(lambda key: look_at(self._work.notebook, (key,)))
        self.check.corrected.connect(self._correct)
