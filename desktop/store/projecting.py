"""Bring the rows of records to what their operations say, the quick way where it is certain."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.store.database import Database
from desktop.store.differences import both, forget, note
from desktop.store.history import rules_of
from desktop.store.identity import Identity
from desktop.store.log import Log
from desktop.store.rows import Life, Rows
from desktop.store.stored import Stored, select, stored_of
from sync.operations.heads import Heads
from sync.operations.merge import project
from sync.operations.operation import DELETED, Operation, Value, Verb
from sync.records import RECORD_TYPES
from sync.records.coding import from_json

_CLOCK_BITS = 16
_CHUNK = 400


@dataclass(slots=True)
class Known:
    """What the base holds of some records, read before their rows change."""

    rows: dict[str, Stored] = field(default_factory=dict)
    logged: set[str] = field(default_factory=set)
    undecided: set[str] = field(default_factory=set)


class Projecting:
    """Write rows inside the transaction that is open; the caller ends with `close`.

    A record is given once. The operations lie in the log already.
    """

    def __init__(self, db: Database, identity: Identity, now: int) -> None:
        self._db = db
        self._space = identity.space
        self._log = Log(db)
        self._rows = Rows(db, identity.person.id)
        self._now = now

    def look_up(self, records: Collection[str]) -> Known:
        """Read what the base holds of records, before their new operations are in the log."""
        known = Known()
        for part in _chunks(list(records)):
            marks = ", ".join("?" * len(part))
            known.logged |= self._log.records_among(part)
            kinds = "SELECT DISTINCT kind FROM record WHERE id IN"
            for (kind,) in self._db.execute(f"{kinds} ({marks})", part).fetchall():
                found = self._db.execute(f"{select(kind)} WHERE r.id IN ({marks})", part)
                known.rows.update({each.id: each for each in map(stored_of, found)})
            open_ones = f"SELECT record FROM difference WHERE record IN ({marks})"
            known.undecided |= {str(row[0]) for row in self._db.execute(open_ones, part)}
        return known

    def take(self, record: str, new: Sequence[Operation], known: Known) -> None:
        """Bring the row of a record to what its log says, with these operations new in it."""
        first = new[0]
        if record not in known.logged and len(new) == 1 and _begins(first, self._space):
            self._begin(first)
        elif record not in known.logged:
            self._write(sorted(new, key=lambda each: (each.clock, each.id)))
        elif not self._follows(known.rows.get(record), new, undecided=record in known.undecided):
            self.whole(record)

    def whole(self, record: str) -> None:
        """Write the row of a record again from all its operations.

        A record of which nothing shared is here, or whose content was all erased, has no row.
        """
        self._write(self._log.of_record(record))

    def _write(self, operations: Sequence[Operation]) -> None:
        record, kind = operations[0].record, operations[0].kind
        shared = [each for each in operations if each.scope == self._space]
        if not shared or all(each.redacted for each in operations):
            self._rows.remove(record, kind)
            forget(self._db, record)
            return
        own = [each for each in operations if each.scope != self._space]
        ours, mine = project(shared, rules_of(kind)), project(own, rules_of(kind))
        values = _filled({**ours.values, **mine.values})
        self._rows.rewrite(operations, values, (ours.heads, mine.heads), ours.deleted)
        note(self._db, record, kind, both(ours, mine), self._now)

    def close(self) -> None:
        """Write what still waits."""
        self._rows.flush()

    def _begin(self, creation: Operation) -> None:
        values = _filled(creation.values())
        record = from_json(RECORD_TYPES[creation.kind], {**values, "id": creation.record})
        heads = (Heads().after(creation), Heads())
        life = Life(creation.author, (creation.clock, creation.clock), 1)
        self._rows.place(record, values, heads, life)

    def _follows(self, stored: Stored | None, new: Iterable[Operation], *, undecided: bool) -> bool:
        """Write edits that stand on what the row shows; False when the whole log is to be read."""
        if stored is None or undecided or stored.deleted_at is not None:
            return False
        if DELETED in stored.heads.departures:
            return False
        heads, private, clock = stored.heads, stored.private_heads, stored.modified_at
        changed: dict[str, Value] = {}
        for operation in new:
            if operation.verb is not Verb.EDIT or operation.redacted:
                return False
            try:
                if operation.scope == self._space:
                    heads = heads.after(operation)
                else:
                    private = private.after(operation)
            except ValueError:
                return False
            changed.update(operation.values())
            clock = max(clock, operation.clock >> _CLOCK_BITS)
        self._rows.revise(stored, changed, (heads, private), clock << _CLOCK_BITS)
        return True


def show_extras(db: Database, identity: Identity, now: int) -> None:
    """Write again the rows that hold fields which the version before did not know."""
    projecting = Projecting(db, identity, now)
    for kind in RECORD_TYPES:
        sql = f'SELECT r.id FROM "{kind}" k JOIN record r ON r.seq = k.seq WHERE k.extra NOT NULL'
        for (record,) in db.execute(sql).fetchall():
            projecting.whole(str(record))
    projecting.close()


def _begins(operation: Operation, space: str) -> bool:
    """Tell whether a record may be read from this operation alone."""
    return (
        operation.verb is Verb.CREATE
        and operation.scope == space
        and not operation.parents
        and not operation.redacted
    )


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in (None, [])}


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
