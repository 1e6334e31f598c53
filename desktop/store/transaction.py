"""Everything that one act writes: rows, operations, index; committed whole or not at all."""

from collections.abc import Callable, Mapping
from functools import cache

from desktop.store.codes import Codes
from desktop.store.database import Database
from desktop.store.deeds import Deeds
from desktop.store.differences import decided
from desktop.store.identity import Identity
from desktop.store.log import SCHEMA, Chain, Draught, Log, row_of
from desktop.store.projecting import Projecting
from desktop.store.rows import Life, Rows
from desktop.store.sight import ALL_SEEN, Sight, draughts, overtaken
from desktop.store.stored import Stored
from sync.operations.clock import HybridClock, moment
from sync.operations.heads import Heads
from sync.operations.operation import DELETED, Operation, Value, Verb, canonical
from sync.operations.seeds import SEED, seed
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import to_json
from sync.records.fields import fields_of

BATCH = 500
"""How many records wait before they are written together."""


class Transaction:
    """Write records and their operations; the caller holds the SQLite transaction open.

    `begin` opens the act and returns its number; it is called at the first operation, so that a
    save that changes nothing is no act.
    """

    def __init__(
        self, db: Database, identity: Identity, clock: HybridClock, begin: Callable[[], int]
    ) -> None:
        self._begin = begin
        self._db = db
        self._act: int | None = None
        self._deeds = Deeds(db)
        self._identity = identity
        self._log = Log(db)
        self._chain = Chain(db, identity, clock)
        self._codes = Codes(db, identity.person.initials, moment(clock.tick()).year)
        self._rows = Rows(db, identity.person.id)
        self._place = self._log.next_place()
        self._operations: list[tuple[object, ...]] = []
        self.touched: dict[str, str] = {}

    def create(self, record: Record, *, reason: str = "", clock: int | None = None) -> Record:
        """Write a new record and return it as kept, with a readable code if it had none."""
        if reason == SEED:
            return self._seed(record)
        if record.code:
            self._codes.take(record.code)
        else:
            record = record.revised(code=self._codes.next(record))
        values = to_json(record)
        shared, private = _apart(type(record), values)
        operation = self._append(
            Draught(record.id, record.kind, Verb.CREATE, shared, (), reason), clock
        )
        last, private_heads = operation, Heads()
        if private:
            last = self._append(
                Draught(record.id, record.kind, Verb.EDIT, private, (), reason, private=True), clock
            )
            private_heads = private_heads.after(last)
        clocks = (operation.clock, last.clock)
        self._rows.add(record, values, (Heads().after(operation), private_heads), clocks)
        self._flush_when_full()
        return self._kept(record, clocks)

    def _seed(self, record: Record) -> Record:
        """Write a record that comes with the program, the same operation in every notebook.

        It has no readable code: that holds the initials of who makes it.
        """
        values = to_json(record)
        operation = seed(
            scope=self._identity.space,
            record=record.id,
            kind=record.kind,
            fields=canonical(values),
            schema=SCHEMA,
        )
        self._keep(operation)
        life = Life(operation.author, (operation.clock, operation.clock), 1)
        self._rows.place(record, values, (Heads().after(operation), Heads()), life)
        self._flush_when_full()
        return record

    def edit(
        self, before: Stored, after: Record, *, reason: str = "", seen: Sight = ALL_SEEN
    ) -> bool:
        """Write the fields that differ; tell whether there were any.

        A record made anew from its values has no code: the one that stands on papers stays.
        """
        values = to_json(after)
        values["code"] = values.get("code") or before.values.get("code")
        changed = {
            name: values.get(name)
            for name in before.values.keys() | values.keys()
            if before.values.get(name) != values.get(name)
        }
        return self.change(before, changed, reason=reason, seen=seen)

    def change(
        self,
        before: Stored,
        changed: Mapping[str, Value],
        *,
        reason: str = "",
        seen: Sight = ALL_SEEN,
    ) -> bool:
        """Write new JSON values of some fields; tell whether there was anything to write.

        What somebody typed who had ``seen`` less than there is now stands beside what arrived
        meanwhile, and the two are merged as if they had been written on two laptops.
        """
        if not changed:
            return False
        self._codes.take(str(changed.get("code") or ""))
        late = overtaken(self._log, before, seen, changed)
        if late:
            self._write_beside(before, changed, late, reason)
            return True
        shared, private = _apart(RECORD_TYPES[before.kind], changed)
        heads, private_heads, clock = before.heads, before.private_heads, 0
        if shared:
            operation = self._append(_edit(before, shared, heads, reason))
            heads, clock = heads.after(operation), operation.clock
        if private:
            operation = self._append(_edit(before, private, private_heads, reason, private=True))
            private_heads, clock = private_heads.after(operation), operation.clock
        self._flush()
        self._rows.change(before, changed, (heads, private_heads), clock)
        decided(self._db, before.id, changed)
        self.touched[before.id] = before.kind
        return True

    def delete(self, before: Stored, *, reason: str = "") -> None:
        """Send a record to the trash: its author had seen all of it, so all heads are parents."""
        self._turn(before, Verb.DELETE, before.heads.all(), reason)

    def restore(self, before: Stored, *, reason: str = "") -> None:
        """Take a record back from the trash."""
        self._turn(before, Verb.RESTORE, before.heads.all(), reason)

    def name(self, label: str) -> None:
        """Write what the act turned out to be, for the undo menu."""
        if self._act is not None:
            self._deeds.relabel(self._act, label)

    def close(self) -> None:
        """Write what still waits; the caller commits."""
        self._flush()
        self._chain.close()
        self._codes.close()

    def _write_beside(
        self, before: Stored, changed: Mapping[str, Value], late: Sight, reason: str
    ) -> None:
        last = [self._append(each) for each in draughts(before, changed, late, reason)][-1]
        self._flush()
        projecting = Projecting(
            self._db, self._identity, int(moment(last.clock).timestamp() * 1000)
        )
        projecting.whole(before.id)
        projecting.close()

    def _turn(self, before: Stored, verb: Verb, parents: tuple[str, ...], reason: str) -> None:
        operation = self._append(Draught(before.id, before.kind, verb, {}, parents, reason))
        self._flush()
        self._rows.turn(before, before.heads.after(operation), operation)
        decided(self._db, before.id, (DELETED,))
        self.touched[before.id] = before.kind

    def _append(self, draught: Draught, clock: int | None = None) -> Operation:
        operation = self._chain.seal(draught, clock=clock)
        self._keep(operation)
        return operation

    def _keep(self, operation: Operation) -> None:
        if self._act is None:
            self._act = self._begin()
        self._operations.append(row_of(self._place, self._act, operation))
        self._place += 1
        self.touched[operation.record] = operation.kind

    def _kept(self, record: Record, clocks: tuple[int, int]) -> Record:
        """Return a new record as reading it will give it; two operations are two versions."""
        created, modified = map(moment, clocks)
        return record.revised(
            author=self._identity.person.name,
            version=1 if clocks[0] == clocks[1] else 2,
            created_at=created,
            modified_at=modified,
        )

    def _flush_when_full(self) -> None:
        if len(self._operations) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        self._log.append(self._operations)
        self._operations = []
        self._rows.flush()


def _edit(
    before: Stored,
    values: Mapping[str, Value],
    heads: Heads,
    reason: str,
    *,
    private: bool = False,
) -> Draught:
    parents = {parent for name in values for parent in heads.of(name)}
    return Draught(
        before.id, before.kind, Verb.EDIT, values, tuple(sorted(parents)), reason, private
    )


def _apart(
    model: type[Record], values: Mapping[str, Value]
) -> tuple[Mapping[str, Value], dict[str, Value]]:
    """Part what the space shares from the person's own notes."""
    names = _private_names(model)
    if not names or names.isdisjoint(values):
        return values, {}
    shared = {name: value for name, value in values.items() if name not in names}
    return shared, {name: values[name] for name in names if name in values}


@cache
def _private_names(model: type[Record]) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(model) if field.about.private)
