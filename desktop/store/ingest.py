"""Take in operations made elsewhere: saved from a damaged base, or received from others."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.store.base import Base
from desktop.store.codes import Codes
from desktop.store.identity import last_clock
from desktop.store.log import row_of
from desktop.store.projecting import Projecting
from desktop.store.repository import Named
from sync.operations.clock import HybridClock, moment
from sync.operations.operation import Operation, verify
from sync.records import RECORD_TYPES

_TOO_MUCH: Final = 2**63
"""The first integer that the base cannot hold."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """How many operations were new here, and how many could not be what they claim."""

    added: int
    refused: int


def ingest(base: Base, operations: Iterable[Operation], label: str) -> Ingested:
    """Add the operations that this base lacks and bring their records up to date.

    One transaction; doing it twice changes nothing more. An operation whose content is not what
    its id says, or that nobody of this space would have written, is left out and counted.
    """
    given = {(op.id, op.fields, op.redacted): op for op in operations}.values()
    with base.writing():
        sound = _sound(base, given)
        known = base.log.known([op.id for op in sound])
        new = [op for op in sound if op.id not in known]
        if new:
            _write(base, new, label)
    return Ingested(len(new), len(given) - len(sound))


def _sound(base: Base, operations: Collection[Operation]) -> list[Operation]:
    kinds = {key: named.kind for key, named in _named(base, operations).items()}
    scopes = (base.identity.space, base.identity.private_scope)
    return [
        op
        for op in operations
        if op.scope in scopes
        and op.kind in RECORD_TYPES
        and kinds.setdefault(op.record, op.kind) == op.kind
        and 0 <= op.clock < _TOO_MUCH
        and 0 < op.number < _TOO_MUCH
        and verify(op)
        and _can_be_read(op)
    ]


def _named(base: Base, operations: Collection[Operation]) -> Mapping[str, Named]:
    return base.repository.by_ids({op.record for op in operations})


def _can_be_read(operation: Operation) -> bool:
    try:
        operation.values()
    except ValueError:
        return False
    return True


def _write(base: Base, new: list[Operation], label: str) -> None:
    act = base.deeds.begin_settled(label, base.now_ms())
    place = base.log.next_place()
    base.log.append(row_of(place + i, act, op) for i, op in enumerate(new))
    now = base.now_ms()
    clock = HybridClock(base.now_ms, last_clock(base.db))
    codes = Codes(base.db, base.identity.person.initials, moment(clock.tick()).year)
    for operation in new:
        clock.observe(operation.clock, now)
    projecting = Projecting(base.db, base.identity, now)
    for record in dict.fromkeys(op.record for op in new):
        projecting.whole(record)
    projecting.close()
    for code in codes_among(new):
        codes.take(code)
    codes.close()
    base.settings.put("clock", str(clock.last))


def codes_among(operations: Iterable[Operation]) -> Iterator[str]:
    """Yield the readable codes that operations give to their records."""
    for operation in operations:
        if '"code":' in operation.fields and not operation.redacted:
            yield str(operation.values().get("code") or "")
