"""The quick form: a visit, an observation or an idea in under a minute, from the keyboard alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from desktop.services.notebook import Changed, Saved
from desktop.store.drafts import Draft
from desktop.ui import words
from desktop.ui.capture.essentials import ESSENTIALS
from desktop.ui.capture.foot import CaptureFoot
from desktop.ui.capture.form import make_quick_editor, tell_it_may_be_read
from desktop.ui.capture.head import CaptureHead
from desktop.ui.capture.pins import PinBoard
from desktop.ui.capture.promise import Promise
from desktop.ui.forms.creation import Created
from desktop.ui.forms.form import RecordForm
from desktop.ui.notices import Offer
from desktop.ui.pages.drafting import Drafting, Outcome
from desktop.ui.pages.page import Page
from desktop.ui.pieces import column
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES
from sync.records.findings import Finding


class CapturePage(Page):
    """Writes one new record after the other; what is not finished waits as a draft."""

    def __init__(self, kind: str, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._model = RECORD_TYPES[kind]
        self._essentials = ESSENTIALS[kind]
        sources = replace(work.sources, created=self._tell_created)
        title = words.new(self._model.label, feminine=self._model.feminine)
        self.head = CaptureHead(title, work.sources.icons, work.sources.open_record)
        # Before the form, so that Tab meets it first.
        self.head.setParent(self)
        self.form = RecordForm(
            self._model, sources, self, first=self._essentials.rows, make=make_quick_editor(kind)
        )
        self.drafting = Drafting(work.notebook, kind, self.form)
        blocks = [self.form.panel.blocks[name] for name in self._essentials.pins]
        self.pins = PinBoard(work.notebook, kind, blocks, work.sources.icons)
        self.promise: Promise | None = None
        if self._essentials.promise:
            self.promise = Promise(work.notebook, self._essentials, self.form.panel)
            self.drafting.also = self.promise.tasks
        self.foot = CaptureFoot(
            later=self.finish_later, following=self.save_and_new, done=self.save
        )
        self._refusal = ""
        self._build()
        self.form.paused.connect(self.keep)
        self.pins.turned.connect(self._show_pinned)
        self._begin({})

    @property
    def busy(self) -> bool:
        """Tell that a record is always under the pen here."""
        return True

    @property
    def draft(self) -> str:
        """Return the id of the draft under the pen; empty when there is none."""
        return self.drafting.draft

    @property
    def can_begin(self) -> bool:
        """Tell that another record can be begun here."""
        return True

    @property
    def _nothing_since_added(self) -> bool:
        """Tell whether a record was just added and the next is not begun: keys pressed twice."""
        return bool(self.head.added_id) and not self.form.dirty

    def start_new(self, values: Mapping[str, Any] | None = None) -> None:
        """Open an empty form with the day, what is pinned and these values."""
        self.leave()
        self._begin(values or {})
        self.head.show_added(None)
        self.take_focus()

    def resume(self, draft: Draft) -> None:
        """Go on with a draft, half-typed names included."""
        self.leave()
        self.drafting.resume(draft)
        self._settle()
        self.head.show_kept(draft.kept_at)
        self.kept.emit(draft.kept_at)
        self.head.show_added(None)
        self.form.show_all_that_is_given()
        self.shown.emit()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor in the first empty field."""
        self.form.focus_first()

    def fit(self) -> None:
        """Fit the buttons to another size of text."""
        self.foot.fit()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        draft = self.drafting.keep()
        at = draft.kept_at if draft is not None else None
        self.head.show_kept(at)
        self.kept.emit(at)

    def leave(self) -> None:
        """Keep what is typed: only the person says that it is finished."""
        self._work.notices.take_back(self._refusal)
        self.keep()

    def finish_later(self) -> None:
        """Leave the draft where it is, for another moment of the day."""
        self.leave()
        self._work.back()

    def _escape(self) -> None:
        """Close the list or calendar that is open; leave the form when none is."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        else:
            self.finish_later()

    def save(self) -> bool:
        """Save, then show the record on its page; say what is missing when it is not one yet."""
        if self._nothing_since_added:
            self.chosen.emit(self.head.added_id)
            return True
        saved = self._save()
        if saved is not None:
            self.chosen.emit(saved.record.id)
        return saved is not None

    def save_and_new(self) -> None:
        """Save, say it, and begin the next with what is pinned."""
        if self._nothing_since_added:
            return
        saved = self._save()
        if saved is not None:
            self.head.show_added(saved.record)
            self.take_focus()

    def delete(self) -> None:
        """Give up what is typed; it can be taken back for a while."""
        draft = self.drafting.give_up()
        self.kept.emit(None)
        self._begin({})
        self._work.back()
        if draft is not None:
            self._work.notices.done(
                "La saisie est abandonnée.", Offer("Annuler", lambda: self._take_back(draft))
            )

    def on_changed(self, changed: Changed) -> None:
        """Let go of what was taken back: what is linked, and what was just added."""
        self.drafting.on_changed(changed)
        added = self.head.added_id
        if added in changed.ids and self._work.notebook.get(added).deleted_at is not None:
            self.head.show_added(None)

    def _begin(self, values: Mapping[str, Any]) -> None:
        today = {self._essentials.today: self._work.sources.today().isoformat()}
        self.drafting.begin({**today, **self.pins.values(), **values})
        self.form.take_as_given()
        self.head.begin()
        self._settle()
        self.shown.emit()

    def _settle(self) -> None:
        self.pins.settle()
        self._show_pinned()
        if self.promise is not None:
            self.promise.follow()

    def _save(self) -> Saved | None:
        self._work.notices.take_back(self._refusal)
        self.pins.keep()
        written = self.drafting.save(asked=True)
        if written.outcome is Outcome.KEPT or written.saved is None:
            self._refuse(written.findings)
            return None
        self._begin({})
        self.saved.emit(datetime.now(UTC))
        remarks = " ".join(finding.sentence for finding in written.findings)
        if remarks:
            record = written.saved.record
            show = Offer("Ouvrir la fiche", lambda: self.chosen.emit(record.id))
            self._work.notices.warn(f"{record.code} est enregistrée. {remarks}", show)
        return written.saved

    def _refuse(self, findings: tuple[Finding, ...]) -> None:
        self.form.show_findings(findings, go=True)
        count = len(findings)
        left = "un point reste" if count == 1 else f"{count} points restent"
        kept = " Votre saisie est gardée." if self.draft else ""
        self._refusal = f"Pas encore enregistré\u00a0: {left} à compléter.{kept}"
        self._work.notices.warn(self._refusal)

    def _show_pinned(self) -> None:
        self.head.show_pinned(self.pins.titles)

    def _take_back(self, draft: Draft) -> None:
        self._work.begin(self._model.kind, {})
        self.resume(self.drafting.take_back(draft))

    def _tell_created(self, made: Created) -> None:
        self._work.notices.done(made.sentence, Offer("Annuler", made.take_back))

    def _build(self) -> None:
        tell_it_may_be_read(self.form.panel.blocks[self._essentials.told])
        self.form.entered.connect(self.foot.show_help)
        whole = column(self, spacing=0)
        whole.addWidget(self.head)
        whole.addWidget(self.form, 1)
        whole.addWidget(self.foot)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)


def visit(work: Workplace) -> CapturePage:
    """Return the quick form of a visit."""
    return CapturePage("visit", work)


def observation(work: Workplace) -> CapturePage:
    """Return the quick form of an observation."""
    return CapturePage("observation", work)


def idea(work: Workplace) -> CapturePage:
    """Return the quick form of an idea."""
    return CapturePage("idea", work)
