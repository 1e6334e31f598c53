"""What is being written: kept as a draft at each pause, saved as a record when it is one.

Knows no widget but the form it reads. A draft is dropped in the same transaction that saves
its record, so that neither a crash nor a power cut leaves both, or none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from desktop.services.notebook import Also, Changed, Notebook, Saved, nothing_else
from desktop.services.refusals import Refused
from desktop.store.drafts import Draft
from desktop.store.sight import Sight, typed_before
from desktop.ui.forms.form import RecordForm
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import from_json, to_json
from sync.records.findings import Finding
from sync.records.judgement import judge

SEEN: Final = "*"
"""Under this name a draft keeps what was seen of the fields that others have changed since."""


class Outcome(Enum):
    """What became of what was written."""

    NOTHING = auto()  # nothing had changed
    SAVED = auto()
    KEPT = auto()  # it cannot be a record yet: it stays a draft


@dataclass(frozen=True, slots=True)
class Written:
    """The outcome, and what there is to say about it."""

    outcome: Outcome
    saved: Saved | None = None
    findings: tuple[Finding, ...] = ()


class Drafting:
    """One record under the pen."""

    def __init__(self, notebook: Notebook, kind: str, form: RecordForm) -> None:
        self._notebook = notebook
        self.kind = kind
        self._form = form
        self._draft = ""
        # What a new record holds besides its form: the print of an attached file.
        self._given: dict[str, Any] = {}
        self.record: Record | None = None
        # What the person has seen of the record, by field: what arrives later is not read yet.
        self._seen: Sight = {}
        # While a save goes round the window, the form still holds what it is saving.
        self.writing = False
        # What is saved together with a new record: a task that comes out of it.
        self.also: Also = nothing_else

    @property
    def draft(self) -> str:
        """Return the id of the draft under the pen; empty when there is none."""
        return self._draft

    @property
    def record_id(self) -> str:
        """Return the id of the record; empty for a new one."""
        return self.record.id if self.record is not None else ""

    def begin(self, values: Mapping[str, Any]) -> None:
        """Start a new record with its defaults, and these values."""
        self.record, self._draft, self._seen = None, "", {}
        self._given = self._besides_the_form(values)
        model = RECORD_TYPES[self.kind]
        self._form.load(to_json(from_json(model, {"id": "", "code": ""})))
        self._form.prefill(values)

    def open(self, record_id: str) -> Record:
        """Show a record, and what was begun in it and not finished; raises NotFound."""
        record = self._load(record_id)
        begun = (draft for draft in self._notebook.drafts() if draft.record_id == record_id)
        waiting = next(begun, None)
        if waiting is not None:
            self._go_on(waiting)
        return record

    def settle(self, record_id: str) -> Record:
        """Read a record again without moving the cursor; raises NotFound."""
        self.record, self._draft = self._look_at(record_id), ""
        self._form.settle(to_json(self.record), record_id)
        return self.record

    def resume(self, draft: Draft) -> None:
        """Go on with a draft, over its record when it has one."""
        if draft.record_id:
            self._load(draft.record_id)
        else:
            self.begin({})
            self._given = self._besides_the_form(draft.values)
        self._go_on(draft)

    def follow(self) -> Record:
        """Read the record again, and show it wherever nothing is being typed."""
        before, typed = self._seen, self._form.changed()
        self.record = self._look_at(self.record_id)
        self._not_read(before, typed)
        self._form.follow(to_json(self.record))
        return self.record

    def keep(self) -> Draft | None:
        """Keep what is typed; None when there is nothing new to keep."""
        if not self._form.dirty:
            self.forget()
            return None
        kept = self._notebook.keep_draft(self._draft, self.kind, self.record_id, self._typed())
        self._draft = kept.id
        return kept

    def on_changed(self, changed: Changed) -> None:
        """Let go of what was linked while writing and has gone to the trash since."""
        for record_id in self._form.linked().intersection(changed.ids):
            record = self._notebook.get(record_id)
            if record.deleted_at is not None:
                self._form.let_go(record_id, record.heading())

    def forget(self) -> None:
        """Drop the draft: nothing differs from the record any more."""
        if self._draft:
            self._notebook.drop_draft(self._draft)
            self._draft = ""

    def give_up(self) -> Draft | None:
        """Drop the draft, and return what it held; None when nothing was typed."""
        draft = self.keep()
        self.forget()
        return draft

    def take_back(self, given_up: Draft) -> Draft:
        """Keep again what was given up."""
        return self._notebook.keep_draft("", self.kind, given_up.record_id, given_up.values)

    def save(self, *, asked: bool = False) -> Written:
        """Save what is written if it can be a record; otherwise keep it as a draft.

        An empty form is only judged when the person asked to save it; so is a new record that
        resembles another.
        """
        if not self._form.dirty and not (asked and self.record is None):
            self.forget()
            return Written(Outcome.NOTHING)
        if self.record is None and not asked and self._form.look_for_twins():
            return self._kept(())
        unreadable = self._form.unreadable()
        if unreadable:
            return self._kept((*unreadable, *self._missing_besides(unreadable)))
        self.writing = True
        try:
            saved = self._write()
        except Refused as refused:
            return self._kept(refused.findings)
        finally:
            self.writing = False
        self._draft = ""
        self.record = saved.record
        return Written(Outcome.SAVED, saved, saved.findings)

    def _load(self, record_id: str) -> Record:
        self.record, self._draft = self._look_at(record_id), ""
        self._form.load(to_json(self.record), record_id)
        return self.record

    def _look_at(self, record_id: str) -> Record:
        with self._notebook.base.at_one_moment():
            self._seen = self._notebook.sight(record_id)
            return self._notebook.get(record_id)

    def _not_read(self, before: Sight, typed: Collection[str]) -> None:
        """Remember that somebody else changed these fields while they were being typed in."""
        unread = typed_before(self._notebook.base.log, before, self._seen, typed)
        self._seen = {**self._seen, **unread}

    def _go_on(self, draft: Draft) -> None:
        self._draft = draft.id
        before = draft.values.get(SEEN)
        if isinstance(before, dict):
            heads = {
                name: tuple(map(str, ids)) for name, ids in before.items() if isinstance(ids, list)
            }
            self._not_read(heads, heads)
        # Of a record only what was touched: the rest may have changed since.
        self._form.resume(draft.values, only_given=bool(draft.record_id))

    def _typed(self) -> dict[str, Any]:
        raw = self._form.raw()
        if self.record is None:
            return {**self._given, **raw}
        changed = self._form.changed()
        seen = {name: list(self._seen[name]) for name in changed if name in self._seen}
        return {SEEN: seen, **{name: raw.get(name) for name in changed}}

    def _write(self) -> Saved:
        if self.record is None:
            values = {**self._given, **self._form.values()}
            return self._notebook.add(self.kind, values, draft=self._draft, also=self.also)
        return self._notebook.edit(
            self.record.id, self._form.changed(), draft=self._draft, seen=self._seen
        )

    def _missing_besides(self, unreadable: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return what else stops a new record, so that one attempt tells everything."""
        if self.record is not None:
            return ()
        told = {finding.field for finding in unreadable}
        judgement = judge(RECORD_TYPES[self.kind], {**self._given, **self._form.values()})
        return tuple(f for f in judgement.findings if f.blocking and f.field not in told)

    def _besides_the_form(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {n: value for n, value in values.items() if n not in self._form.panel.blocks}

    def _kept(self, findings: tuple[Finding, ...]) -> Written:
        self.keep()
        return Written(Outcome.KEPT, None, findings)
