"""Empty the trash of what has been there too long: the content goes, its place in the log stays."""

from desktop.store import differences
from desktop.store.base import Base
from desktop.store.index import Index
from sync.operations.operation import redact

_PAST = "SELECT id, kind, seq FROM record WHERE deleted_at IS NOT NULL AND deleted_at < ?"


def purge(base: Base, before: int) -> int:
    """Erase the records put in the trash before a moment (ms); return how many.

    Their operations keep their ids and their places, so that chains stay whole, but lose their
    content. To be called right after a verified backup: it still holds them for some months.
    """
    with base.writing():
        rows = base.db.execute(_PAST, [before]).fetchall()
        for record_id, kind, seq in rows:
            _erase(base, record_id, kind, seq)
    return len(rows)


def _erase(base: Base, record_id: str, kind: str, seq: int) -> None:
    Index(base.db).remove(seq, kind)
    base.connection.execute(f'DELETE FROM "{kind}" WHERE seq = ?', (seq,))
    base.connection.execute("DELETE FROM record WHERE seq = ?", (seq,))
    base.connection.execute("DELETE FROM draft WHERE record = ?", (record_id,))
    differences.erase(base.db, record_id)
    for operation in base.log.of_record(record_id):
        base.connection.execute(
            "UPDATE operation SET fields = ?, redacted = 1 WHERE id = ?",
            (redact(operation).fields, operation.id),
        )
