"""Take in operations made elsewhere: saved from a damaged base, or received from others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.store.base import Base
from desktop.store.history import rules_of
from desktop.store.log import Log, row_of
from desktop.store.rows import Rows
from sync.operations.merge import project
from sync.operations.operation import Operation, verify
from sync.records import RECORD_TYPES


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many operations were new here, and how many could not be what they claim."""

    added: int
    refused: int


def ingest(base: Base, operations: Iterable[Operation], label: str) -> Ingested:
    """Add the operations that this base lacks and bring their records up to date.

    One transaction; doing it twice changes nothing more. An operation whose content is not what
    its id says, or of an unknown kind, is left out and counted.
    """
    given = list(operations)
    sound = [op for op in given if op.kind in RECORD_TYPES and verify(op)]
    with base.writing():
        known = _known(base, [op.id for op in sound])
        new = [op for op in sound if op.id not in known]
        if new:
            act = base.deeds.begin_settled(label, base.now_ms())
            place = Log(base.db).next_place()
            base.log.append(row_of(place + i, act, op) for i, op in enumerate(new))
            for record in dict.fromkeys(op.record for op in new):
                _rewrite(base, record)
    return Ingested(len(new), len(given) - len(sound))


def _known(base: Base, ids: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), 400):
        part = ids[start : start + 400]
        marks = ", ".join("?" * len(part))
        rows = base.db.execute(f"SELECT id FROM operation WHERE id IN ({marks})", part)
        found.update(str(row[0]) for row in rows)
    return found


def _rewrite(base: Base, record: str) -> None:
    """Write the row of a record again from all its operations."""
    operations = base.log.of_record(record)
    space = base.identity.space
    scopes: dict[bool, list[Operation]] = defaultdict(list)
    for operation in operations:
        scopes[operation.scope == space].append(operation)
    kind = operations[0].kind
    shared = project(scopes[True], rules_of(kind))
    private = project(scopes[False], rules_of(kind))
    values = {**shared.values, **private.values}
    full = {name: value for name, value in values.items() if value not in (None, [])}
    heads = (shared.heads, private.heads)
    Rows(base.db, operations[0].author).rewrite(operations, full, heads, shared.deleted)
