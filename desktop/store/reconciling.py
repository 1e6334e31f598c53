"""What a page would remove, told before it is written: a person may have to agree first."""

from collections.abc import Iterable

from desktop.store.base import Base
from desktop.store.history import rules_of
from sync.operations.merge import project
from sync.operations.operation import Operation, Verb
from sync.records import RECORD_TYPES


def leaving(base: Base, operations: Iterable[Operation]) -> tuple[str, ...]:
    """Return the records in use that these would send to the trash."""
    given: dict[str, list[Operation]] = {}
    for operation in operations:
        given.setdefault(operation.record, []).append(operation)
    return tuple(
        record
        for record, new in given.items()
        if any(each.verb is Verb.DELETE for each in new) and _goes(base, record, new)
    )


def in_use(base: Base) -> int:
    """Return how many records are not in the trash."""
    sql = "SELECT count(*) FROM record WHERE deleted_at IS NULL"
    return int(base.db.execute(sql).fetchone()[0])


def _goes(base: Base, record: str, new: list[Operation]) -> bool:
    """Tell whether a record in use would be in the trash with these operations."""
    row = base.db.execute("SELECT kind, deleted_at FROM record WHERE id = ?", [record]).fetchone()
    if row is None or row[1] is not None or row[0] not in RECORD_TYPES:
        return False
    space = base.identity.space
    together = (*base.log.of_record(record), *new)
    shared = [each for each in together if each.scope == space]
    return project(shared, rules_of(row[0])).deleted
