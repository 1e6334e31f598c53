"""Bring the rows of records to what their operations say, the quick way where it is certain."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.store.database import Database, marks, parts
from desktop.store.differences import both, forget, note
from desktop.store.history import rules_of
from desktop.store.identity import Identity
from desktop.store.log import Log
from desktop.store.revising import Edit, Revising, Shown, shown_among
from desktop.store.rows import Life, Rows, face_of
from sync.operations.heads import Heads
from sync.operations.merge import project
from sync.operations.operation import DELETED, Operation, Value, Verb
from sync.records import RECORD_TYPES

_CLOCK_BITS = 16


@dataclass(slots=True)
class Known:
    """What the base holds of some records, read before their rows change.

    `values` are those of new operations, by their ids, where they were read already.
    """

    rows: dict[str, Shown] = field(default_factory=dict)
    logged: set[str] = field(default_factory=set)
    undecided: set[str] = field(default_factory=set)
    values: dict[str, Mapping[str, Value]] = field(default_factory=dict)

    def values_of(self, operation: Operation) -> Mapping[str, Value]:
        """Return the values of a new operation."""
        known = self.values.get(operation.id)
        return operation.values() if known is None else known


@dataclass(slots=True)
class Standing:
    """Where edits, one after another, leave the heads of a record, and what they change."""

    heads: Heads
    private: Heads
    clock: int
    changed: dict[str, Value] = field(default_factory=dict)


class Projecting:
    """Write rows inside the transaction that is open; the caller ends with `close`.

    A record is given once. The operations lie in the log already.
    """

    def __init__(self, db: Database, identity: Identity, now: int) -> None:
        self._db = db
        self._space = identity.space
        self._log = Log(db)
        self._rows = Rows(db, identity.person.id)
        self._revising = Revising(db, self._rows)
        self._now = now

    def look_up(self, records: Collection[str]) -> Known:
        """Read what the base holds of records, before their new operations are in the log."""
        given = list(records)
        known = Known({each.id: each for each in shown_among(self._db, given)})
        known.logged.update(known.rows)
        for part in parts([each for each in given if each not in known.rows]):
            known.logged |= self._log.records_among(part)
        for part in parts(list(known.rows)):
            open_ones = f"SELECT record FROM difference WHERE record IN ({marks(part)})"
            known.undecided |= {str(row[0]) for row in self._db.execute(open_ones, part)}
        return known

    def take(self, record: str, new: Sequence[Operation], known: Known) -> None:
        """Bring the row of a record to what its log says, with these operations new in it."""
        if record not in known.logged:
            given = sorted(new, key=lambda each: (each.clock, each.id))
            if not self._begins(given, known):
                self._write(given)
        elif record in known.undecided or not self._follows(record, new, known):
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
        self._revising.flush()
        self._rows.flush()

    def _begins(self, new: Sequence[Operation], known: Known) -> bool:
        """Write a record that these alone make; False when they are to be merged."""
        first, kind = new[0], new[0].kind
        if not _begins(first, self._space):
            return False
        start = Standing(Heads().after(first), Heads(), first.clock)
        standing = self._after(start, new[1:], known)
        if standing is None:
            return False
        values = _filled({**known.values_of(first), **standing.changed})
        life = Life(first.author, (first.clock, standing.clock), len(new))
        face = face_of(kind, first.record, values)
        self._rows.put(face, values, (standing.heads, standing.private), life)
        return True

    def _follows(self, record: str, new: Sequence[Operation], known: Known) -> bool:
        """Write edits that stand on what the row shows; False when the whole log is to be read."""
        shown = known.rows.get(record)
        if shown is None or shown.deleted_at is not None:
            return False
        if DELETED in shown.heads.departures:
            return False
        start = Standing(shown.heads, shown.private_heads, shown.modified_at << _CLOCK_BITS)
        standing = self._after(start, new, known)
        if standing is None:
            return False
        heads = (standing.heads, standing.private)
        self._revising.queue(Edit(shown, standing.changed, heads, standing.clock, len(new)))
        return True

    def _after(self, standing: Standing, new: Iterable[Operation], known: Known) -> Standing | None:
        """Put edits on what stands; None when one does not stand on the heads, or is none."""
        for operation in new:
            if operation.verb is not Verb.EDIT or operation.redacted:
                return None
            try:
                if operation.scope == self._space:
                    standing.heads = standing.heads.after(operation)
                else:
                    standing.private = standing.private.after(operation)
            except ValueError:
                return None
            standing.changed.update(known.values_of(operation))
            standing.clock = max(standing.clock, operation.clock)
        return standing


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
    return {name: value for name, value in values.items() if value is not None and value != []}
