"""The right half of a page: one record, its form, its history, and what can be done with it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.services.notebook import Changed, Saved
from desktop.store.drafts import Draft
from desktop.ui import words
from desktop.ui.forms.form import RecordForm
from desktop.ui.pages.drafting import Drafting, Outcome
from desktop.ui.pages.history import HistoryPanel
from desktop.ui.pages.sheet_head import SheetHead
from desktop.ui.pages.sheet_tabs import SheetTabs
from desktop.ui.pages.sheet_voice import SheetVoice
from desktop.ui.panels.registry import panels_of
from desktop.ui.pieces import announce, column, label
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES
from sync.records.completeness import what_is_missing
from sync.records.fields import FieldSpec
from sync.records.findings import Finding


class Sheet(QWidget):
    """Tells `kept` at each draft and `saved` at each save, with the moment."""

    kept = Signal(object)
    saved = Signal(object)
    opened = Signal(str)
    shown = Signal()

    def __init__(self, kind: str, work: Workplace, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._notebook = work.notebook
        self._model = RECORD_TYPES[kind]
        self._notices = work.notices
        # First, so that Tab meets it first.
        self.head = SheetHead(work, save=self.save, delete=self.delete)
        self.head.setParent(self)
        self.tabs = SheetTabs(kind, self)
        self.form = RecordForm(self._model, work.sources, self.tabs.inside)
        self.history = HistoryPanel(work.notebook, work.sources, self._go_back)
        self.tabs.fill(self.form, panels_of(kind), work, self.history)
        self.drafting = Drafting(work.notebook, kind, self.form)
        self._help = label("", "quiet", wrap=True)
        self._busy = False
        self._voice = SheetVoice(kind, work)
        self._build()
        self.form.paused.connect(self.keep)
        self.form.entered.connect(self._show_help)
        self.tabs.listen(self._settle_form)

    @property
    def record_id(self) -> str:
        """Return the id of the record on screen; empty for a new one or none."""
        return self.drafting.record_id if self.busy else ""

    @property
    def busy(self) -> bool:
        """Tell whether a record, new or not, is on screen."""
        return self._busy

    def begin(self, values: Mapping[str, Any]) -> None:
        """Start a new record."""
        self.leave()
        self.drafting.begin(values)
        self._show(opened=True)
        self.form.focus_first()

    def open(self, record_id: str) -> None:
        """Show a record, after saving or keeping the one that was on screen."""
        self.leave()
        self.drafting.open(record_id)
        self._show(opened=True, to_write=bool(self.drafting.draft))
        if self.drafting.draft:
            self._voice.begun(self._set_aside)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.leave()
        self.drafting.resume(draft)
        self.kept.emit(draft.kept_at)
        self._show(opened=True, to_write=True)
        self.form.focus_first()

    def reload(self) -> None:
        """Read the record again after a change from elsewhere; what is being typed stays."""
        if not self.record_id or self.drafting.writing:
            return
        typing = self.form.dirty
        record = self.drafting.follow() if typing else self.drafting.settle(self.record_id)
        if record.deleted_at is None:
            self._show()
            return
        self.keep()
        self.clear()
        if typing:
            QTimer.singleShot(0, self, lambda: self._voice.removed_under_the_pen(record.id))

    def clear(self) -> None:
        """Show no record."""
        self._busy = False
        self.shown.emit()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        draft = self.drafting.keep() if self.busy else None
        self.kept.emit(draft.kept_at if draft is not None else None)

    def save(self) -> bool:
        """Save, or say beside each field what is missing; return whether nothing is left over."""
        written = self.drafting.save(asked=True)
        if written.outcome is Outcome.KEPT:
            self._refuse(written.findings)
            return False
        if written.saved is not None:
            self._after_save(written.saved, written.findings)
        self.saved.emit(datetime.now(UTC))
        announce(self, f"{self._model.label}\u00a0: enregistré")
        return True

    def leave(self) -> Outcome:
        """Save what is on screen if it is a record, keep it as a draft if not; never refuse."""
        self._voice.hush()
        if not self.busy:
            return Outcome.NOTHING
        written = self.drafting.save()
        if written.outcome is Outcome.SAVED:
            self.saved.emit(datetime.now(UTC))
            self.drafting.settle(self.drafting.record_id)
        elif written.outcome is Outcome.KEPT:
            self.kept.emit(datetime.now(UTC))
        return written.outcome

    def delete(self) -> None:
        """Send the record to the trash; a record never saved only loses its draft."""
        record = self.drafting.record
        if record is None:
            self._give_up()
            return
        self.leave()
        # A correction that could not be saved waits as a draft for the record to come back.
        self.clear()
        self._notebook.delete(record.id)
        self._voice.removed(record.id)

    def _give_up(self) -> None:
        self._voice.hush()
        draft = self.drafting.give_up()
        self.kept.emit(None)
        self.clear()
        if draft is not None:
            self._voice.given_up(draft)

    def _set_aside(self) -> None:
        draft = self.drafting.give_up()
        self.kept.emit(None)
        self.drafting.open(self.record_id)
        self._show()
        if draft is not None:
            self._voice.set_aside(draft)

    def _go_back(self, number: int) -> None:
        if not self.save():
            self.tabs.show_form()
            return
        self._notebook.restore_version(self.record_id, number)
        self._notices.done(f"La fiche est revenue à sa version {number}.")

    def _refuse(self, findings: tuple[Finding, ...]) -> None:
        self.tabs.show_form()
        self.head.show_remarks(self.form.show_findings(findings, go=True))
        self._voice.refused(len(findings), kept=bool(self.drafting.draft))
        self.shown.emit()

    def _after_save(self, saved: Saved, findings: tuple[Finding, ...]) -> None:
        self.drafting.settle(saved.record.id)
        self._notices.bar.dismiss()
        self._show()
        self.head.show_remarks(self.form.show_findings(findings))
        self.opened.emit(saved.record.id)

    def on_changed(self, changed: Changed) -> None:
        """Let the form and the panel on screen read again what a verb has touched."""
        if self.busy:
            self.drafting.on_changed(changed)
            self.tabs.on_changed(changed)

    def fit(self) -> None:
        """Fit the panels to another size of text."""
        self.tabs.fit()

    def _settle_form(self) -> None:
        """Save what is written before a panel tells about the record."""
        if self.leave() is Outcome.SAVED:
            self.opened.emit(self.record_id)

    def _show(self, *, opened: bool = False, to_write: bool = False) -> None:
        record = self.drafting.record
        self._busy = True
        self.head.show_record(record, words.new(self._model.label, feminine=self._model.feminine))
        self._help.setText("")
        missing = what_is_missing(record) if record is not None else ()
        self.form.mark_to_complete(field.name for field in missing)
        if opened:
            self.tabs.open(self.record_id, to_write=to_write)
        else:
            self.tabs.follow(self.record_id)
        self.shown.emit()

    def _show_help(self, field: FieldSpec) -> None:
        self._help.setText(f"{field.title}\u00a0: {field.help}")

    def _build(self) -> None:
        foot = QFrame()
        column(foot, margin=8).addWidget(self._help)
        self._help.setMinimumHeight(self.fontMetrics().height())
        # Only the form has fields to explain; a timeline has better use of the room.
        self.tabs.on_form.connect(foot.setVisible)
        inside = column(self)
        for part in (self.head, self.tabs, foot):
            inside.addWidget(part)
        inside.setStretch(1, 1)
