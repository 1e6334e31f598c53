"""What a person must decide, and what was put together without asking, kept by record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import orjson

from desktop.store.database import Database, marks
from sync.operations.merge import Merged, Projection

_KEEP = (
    "INSERT INTO difference(record, kind, fields, since) VALUES (?, ?, ?, ?)"
    " ON CONFLICT(record) DO UPDATE SET fields = excluded.fields,"
    " postponed = CASE WHEN fields = excluded.fields THEN postponed ELSE 0 END"
)
STANDING = (
    " FROM difference d JOIN record r ON r.id = d.record"
    " WHERE r.deleted_at IS NULL AND d.fields != '[]'"
)
UNSEEN = " FROM automatic_merge m JOIN record r ON r.id = m.record WHERE m.seen = 0"
_REPLACED = (
    "DELETE FROM automatic_merge WHERE record = ? AND field = ? AND seen = 0 AND operations != ?"
)
_MERGE = (
    "INSERT INTO automatic_merge(record, kind, field, operations, overlap, at, seen)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(record, field, operations) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A record on which somebody must decide; `since` in milliseconds since 1970."""

    record: str
    kind: str
    fields: tuple[str, ...]
    since: int
    postponed: bool


@dataclass(frozen=True, slots=True)
class Together:
    """A field that was put together from several operations, at a moment in milliseconds."""

    number: int
    record: str
    kind: str
    field: str
    operations: tuple[str, ...]
    overlap: bool
    at: int


def note(db: Database, record: str, kind: str, projection: Projection, at: int) -> None:
    """Keep what the state of a record leaves to decide, and tells of its merges.

    To be called in the transaction that is open, once the operations are in the log.
    """
    fields = [difference.field for difference in projection.differences]
    if fields:
        db.execute(_KEEP, [record, kind, orjson.dumps(fields).decode(), at])
    else:
        forget(db, record)
    for merged in projection.merged:
        _note_merge(db, (record, kind), merged, at)


def both(shared: Projection, private: Projection) -> Projection:
    """Return what the shared and the private part of one record tell together."""
    return replace(
        shared,
        differences=(*shared.differences, *private.differences),
        merged=(*shared.merged, *private.merged),
    )


def decided(db: Database, record: str, fields: Collection[str]) -> None:
    """Take fields off the list: an operation written here has just seen all their heads."""
    row = db.execute("SELECT fields FROM difference WHERE record = ?", [record]).fetchone()
    if row is None:
        return
    left = [name for name in orjson.loads(row[0]) if name not in fields]
    if not left:
        forget(db, record)
        return
    db.execute(
        "UPDATE difference SET fields = ? WHERE record = ?", [orjson.dumps(left).decode(), record]
    )


def forget(db: Database, record: str) -> None:
    """Leave nothing to decide on a record."""
    db.execute("DELETE FROM difference WHERE record = ?", [record])


def erase(db: Database, record: str) -> None:
    """Leave nothing to decide on a record whose content is gone, and nothing to look at again."""
    forget(db, record)
    db.execute("DELETE FROM automatic_merge WHERE record = ?", [record])


def count(db: Database) -> int:
    """Return on how many records in use somebody must decide."""
    return int(db.execute(f"SELECT count(*){STANDING}").fetchone()[0])


def pending(db: Database, limit: int = 100) -> tuple[Pending, ...]:
    """Return what is to decide, the postponed last, the oldest first."""
    sql = (
        f"SELECT d.record, d.kind, d.fields, d.since, d.postponed{STANDING}"
        " ORDER BY d.postponed, d.since, d.record LIMIT ?"
    )
    return tuple(map(_pending, db.execute(sql, [limit])))


def of_one(db: Database, record: str) -> Pending | None:
    """Return what one record in use leaves to decide; None when that is nothing."""
    sql = f"SELECT d.record, d.kind, d.fields, d.since, d.postponed{STANDING} AND d.record = ?"
    row = db.execute(sql, [record]).fetchone()
    return None if row is None else _pending(row)


def of_record(db: Database, record: str) -> tuple[str, ...]:
    """Return the fields of a record on which somebody must decide."""
    row = db.execute("SELECT fields FROM difference WHERE record = ?", [record]).fetchone()
    return () if row is None else tuple(orjson.loads(row[0]))


def doubtful(db: Database) -> frozenset[str]:
    """Return the records of which several values stand, or once stood, side by side."""
    sql = "SELECT record FROM difference UNION SELECT record FROM automatic_merge WHERE overlap"
    return frozenset(str(row[0]) for row in db.execute(sql))


def postpone(db: Database, record: str) -> None:
    """Put a record at the end of the list."""
    db.execute("UPDATE difference SET postponed = 1 WHERE record = ?", [record])


def unseen(db: Database, limit: int = 100) -> tuple[Together, ...]:
    """Return what was put together and not looked at, the latest first."""
    sql = (
        "SELECT m.number, m.record, m.kind, m.field, m.operations, m.overlap, m.at"
        f"{UNSEEN} ORDER BY m.at DESC, m.number DESC LIMIT ?"
    )
    return tuple(map(_together, db.execute(sql, [limit])))


def mark_seen(db: Database, numbers: Collection[int]) -> None:
    """Write that the person has looked at these."""
    sql = f"UPDATE automatic_merge SET seen = 1 WHERE number IN ({marks(numbers)})"
    db.execute(sql, [*numbers])


def _note_merge(db: Database, owner: tuple[str, str], merged: Merged, at: int) -> None:
    """Write a merge once; one in which the person wrote nothing asks for no look."""
    record, kind = owner
    operations = " ".join(merged.operations)
    db.execute(_REPLACED, [record, merged.field, operations])
    seen = int(not _took_part(db, merged.operations))
    cells = [record, kind, merged.field, operations, int(merged.overlap), at, seen]
    db.execute(_MERGE, cells)


def _took_part(db: Database, operations: Collection[str]) -> bool:
    sql = (
        f"SELECT 1 FROM operation WHERE id IN ({marks(operations)})"
        " AND author = (SELECT value FROM setting WHERE name = 'person') LIMIT 1"
    )
    return db.execute(sql, [*operations]).fetchone() is not None


def _pending(row: Sequence[object]) -> Pending:
    record, kind, fields, since, postponed = row
    names = tuple(orjson.loads(str(fields)))
    return Pending(str(record), str(kind), names, int(str(since)), bool(postponed))


def _together(row: Sequence[object]) -> Together:
    number, record, kind, field, operations, overlap, at = row
    return Together(
        int(str(number)),
        str(record),
        str(kind),
        str(field),
        tuple(str(operations).split()),
        bool(overlap),
        int(str(at)),
    )
