"""Do here what the ledger of erasures asks: the content goes, ids and places in chains stay."""

from collections.abc import Collection, Iterable

import orjson

from desktop.store import differences
from desktop.store.database import Database, marks, parts
from desktop.store.index import Index
from desktop.store.log import SELECT, operation_of
from desktop.store.waiting import Waiting
from sync.operations.operation import redact


def enter_ledger(db: Database, scope: str, ids: Iterable[str]) -> None:
    """Keep which operations are erased for everybody, inside the transaction that is open."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO erased(operation, scope) VALUES (?, ?)",
        [(each, scope) for each in ids],
    )


def ledger(db: Database, scope: str) -> frozenset[str]:
    """Return the operations whose content is gone for everybody."""
    rows = db.execute("SELECT operation FROM erased WHERE scope = ?", [scope])
    return frozenset(str(row[0]) for row in rows)


def erased_among(db: Database, scope: str, ids: Iterable[str]) -> frozenset[str]:
    """Return which of these operations are in the ledger."""
    among = "operation IN (SELECT value FROM json_each(?))"
    sql = f"SELECT operation FROM erased WHERE scope = ? AND {among}"
    rows = db.execute(sql, [scope, orjson.dumps(list(ids)).decode()])
    return frozenset(str(row[0]) for row in rows)


def erase_here(db: Database, ids: Collection[str]) -> frozenset[str]:
    """Empty operations that lie here, inside the transaction that is open; name their records.

    Their rows still show the content: the caller projects them again.
    """
    records: set[str] = set()
    for part in parts(list(ids)):
        rows = db.execute(f"{SELECT} WHERE id IN ({marks(part)}) AND NOT redacted", part).fetchall()
        for operation in map(operation_of, rows):
            db.execute(
                "UPDATE operation SET fields = ?, redacted = 1 WHERE id = ?",
                [redact(operation).fields, operation.id],
            )
            db.execute("DELETE FROM draft WHERE record = ?", [operation.record])
            differences.erase(db, operation.record)
            records.add(operation.record)
        Waiting(db).erase(part)
    if records:
        _forget_words(db, records)
    return frozenset(records)


def _forget_words(db: Database, records: Iterable[str]) -> None:
    """Take records out of the indexes, which the caller writes again with what is left of them."""
    index = Index(db)
    for record in records:
        row = db.execute("SELECT seq, kind FROM record WHERE id = ?", [record]).fetchone()
        if row is not None:
            index.remove(row[0], row[1])
    index.forget_removed()
