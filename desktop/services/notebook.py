"""The notebook: what a person does with records, each verb one durable act."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from typing import Any, Self

from desktop.services.attaching.contents import Contents
from desktop.services.health import CheckReport, examine
from desktop.services.jobs import Ticket
from desktop.services.judging import judged, own, revised
from desktop.services.labels import act_label
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound, Refused
from desktop.services.reversing import reverse
from desktop.services.session import Safekeeping, Session
from desktop.store.base import Base
from desktop.store.deeds import Act
from desktop.store.drafts import Draft
from desktop.store.folder import NotebookFolder
from desktop.store.history import values_at
from desktop.store.identity import Person
from desktop.store.last_end import note_end_if_possible
from desktop.store.sight import ALL_SEEN, Sight
from desktop.store.stored import Stored, moment_of
from desktop.store.transaction import Transaction
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import from_json
from sync.records.findings import Finding, error
from sync.records.record_id import new_id

IN_TRASH = (
    "Cette fiche est à la corbeille. Rien n’a changé\u00a0: reprenez-la d’abord, puis corrigez-la."
)

PROGRESS = 200
"""How many records pass between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A record as it was saved, with the warnings it raised."""

    record: Record
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A judged record to write: a new one, or the new state of the one named `record_id`."""

    record: Record
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What one verb touched, so that the screens know what to read again."""

    kinds: frozenset[str]
    ids: tuple[str, ...]


Listener = Callable[[Changed], None]
Also = Callable[[Record], Iterable[Record]]


def nothing_else(_record: Record) -> Iterable[Record]:
    """Return no record to add with this one."""
    return ()


class Notebook(Reading):
    """Write down, correct, remove, undo; and read, as `Reading` does."""

    def __init__(self, session: Session, base: Base) -> None:
        super().__init__(base)
        self.session = session
        self._listeners: list[Listener] = []
        self.backups = Safekeeping(session)
        self.contents = Contents(session)

    @property
    def folder(self) -> NotebookFolder:
        """Return the folder that holds the notebook."""
        return self.session.folder

    @property
    def person(self) -> Person:
        """Return whose notebook this is."""
        return self._base.identity.person

    @contextmanager
    def second(self) -> Iterator["Notebook"]:
        """Lend a notebook of its own to a background thread, on the same base."""
        with closing(self.session.connect()) as base:
            yield Notebook(self.session, base)

    def on_change(self, listener: Listener) -> None:
        """Call `listener` once after each verb that changed something."""
        self._listeners.append(listener)

    def tell(self, changed: Changed) -> None:
        """Tell the listeners what was touched, here or by a `second` notebook that is done."""
        for listener in self._listeners:
            listener(changed)

    def add(
        self, kind: str, values: Mapping[str, Any], *, draft: str = "", also: Also = nothing_else
    ) -> Saved:
        """Save a new record and those that `also` makes of it, as one act; or raise Refused."""
        record, findings = judged(kind, {"id": new_id(self._base.now_ms()), **own(values)})
        if "id" in values and self._base.repository.find(record.id) is not None:
            raise Refused((Finding("id", "Une fiche porte déjà ce repère. Rien n’a été ajouté."),))
        with self._base.act() as act:
            record = act.create(record)
            for other in also(record):
                act.create(other)
            self._conclude(act, act_label("add", record), draft)
        self._tell(act)
        return Saved(record, findings)

    def edit(
        self, record_id: str, changes: Mapping[str, Any], *, draft: str = "", seen: Sight = ALL_SEEN
    ) -> Saved:
        """Save new values of fields (None empties), typed by who had `seen` this; may refuse."""
        with self._base.act() as act:
            before = self._in_use(record_id)
            record, findings = revised(before, changes)
            act.edit(before, record, seen=seen)
            self._conclude(act, act_label("edit", record), draft)
        self._tell(act)
        return Saved(self.get(record_id), findings)

    def delete(self, record_id: str) -> None:
        """Send a record to the trash."""
        self._turn(record_id, Transaction.delete, "delete")

    def restore(self, record_id: str) -> None:
        """Take a record back from the trash."""
        self._turn(record_id, Transaction.restore, "restore")

    def restore_version(self, record_id: str, number: int) -> Saved:
        """Give a record the values it had after its save `number`; raises NotFound."""
        with self._base.act() as act:
            before = self._in_use(record_id)
            values = self._values_at(before, number)
            record = from_json(RECORD_TYPES[before.kind], {**values, "id": record_id})
            act.edit(before, record, reason="version")
            self._conclude(act, act_label("version", record))
        self._tell(act)
        return Saved(self.get(record_id))

    def write_all(
        self, changes: Iterable[Planned], *, label: str, ticket: Ticket | None = None
    ) -> int:
        """Write many judged records in one act, all or nothing; return how many."""
        count = 0
        with self._base.act(label) as act:
            for count, planned in enumerate(changes, start=1):
                self._write(act, planned)
                if ticket is not None and count % PROGRESS == 0:
                    ticket.check()
                    ticket.report(count, 0, "Enregistrement")
            self._conclude(act, label)
        self._tell(act)
        return count

    def next_undo(self) -> Act | None:
        """Return what `undo` would take back."""
        return self._base.deeds.next_undo()

    def next_redo(self) -> Act | None:
        """Return what `redo` would do again."""
        return self._base.deeds.next_redo()

    def undo(self) -> Act | None:
        """Take the last act back, as a whole; what was changed since by someone else stays."""
        return self._reversed(self.next_undo(), self._base.undoing, "undo")

    def redo(self) -> Act | None:
        """Do again what was taken back last."""
        return self._reversed(self.next_redo(), self._base.redoing, "redo")

    def keep_draft(
        self, draft: str, kind: str, record_id: str, values: Mapping[str, Value]
    ) -> Draft:
        """Keep raw form input; "" makes a new draft."""
        now = moment_of(self._base.now_ms())
        with self._base.writing():
            return self._base.drafts.keep(Draft(draft, kind, record_id, values, now))

    def drafts(self) -> tuple[Draft, ...]:
        """Return the forms that were not finished, the latest first."""
        return self._base.drafts.all()

    def drop_draft(self, draft: str) -> None:
        """Forget an unfinished form."""
        with self._base.writing():
            self._base.drafts.drop(draft)

    def remember(self, name: str, value: str) -> None:
        """Keep a small fact of the window in the encrypted base: a pin, a last choice."""
        with self._base.writing():
            self._base.settings.put(f"window:{name}", value)

    def check(self, *, full: bool = False) -> CheckReport:
        """Check the whole notebook, through a connection of its own."""
        return examine(self.session, full=full)

    def close(self) -> None:
        """Close the base and let another program open it."""
        note_end_if_possible(self.session.folder, self._base)
        self._base.close()
        self.session.lock.release()

    def __enter__(self) -> Self:
        """Return the notebook itself; leaving closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the notebook."""
        self.close()

    def _write(self, act: Transaction, planned: Planned) -> None:
        if not planned.record_id:
            act.create(planned.record)
            return
        if self._stored(planned.record_id).deleted_at is not None:
            act.restore(self._stored(planned.record_id), reason="import")
        act.edit(self._stored(planned.record_id), planned.record, reason="import")

    def _in_use(self, record_id: str) -> Stored:
        stored = self._stored(record_id)
        if stored.deleted_at is not None:
            raise Refused((error(IN_TRASH),))
        return stored

    def _turn(self, key: str, verb: Callable[[Transaction, Stored], None], name: str) -> None:
        with self._base.act() as act:
            before = self._stored(key)
            if (before.deleted_at is None) == (name == "delete"):
                verb(act, before)
            self._conclude(act, act_label(name, before.record()))
        self._tell(act)

    def _conclude(self, act: Transaction, label: str, draft: str = "") -> None:
        act.name(label)
        if draft:
            self._base.drafts.drop(draft)

    def _reversed(
        self,
        act: Act | None,
        opened: Callable[[Act], AbstractContextManager[Transaction]],
        reason: str,
    ) -> Act | None:
        if act is not None:
            with opened(act) as transaction:
                reverse(self._base, transaction, act, reason)
            self._tell(transaction)
        return act

    def _values_at(self, before: Stored, number: int) -> dict[str, Value]:
        history = self._base.log.of_record(before.id)
        if not 1 <= number <= len(history):
            raise NotFound("Cette version n’existe pas. La fiche n’a pas changé.")
        return values_at(before.kind, history[:number])

    def _tell(self, act: Transaction) -> None:
        if act.touched:
            self.tell(Changed(frozenset(act.touched.values()), tuple(act.touched)))
