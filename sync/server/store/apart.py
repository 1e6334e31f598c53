"""Keep apart the operations that may not enter a log, for a person to look at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sync.operations.operation import Operation
from sync.protocol.codes import Reason
from sync.protocol.encoding import encode
from sync.protocol.runs import pack
from sync.server.store.bulk import among, insert_rows
from sync.server.store.operations import Reception
from sync.server.store.schema import parked


@dataclass(frozen=True, slots=True)
class Parked:
    """An operation kept apart, and why; ``content`` is a run of its own, as JSON."""

    operation: str
    reason: Reason
    content: str
    received_at: int


class Apart:
    """What is kept apart of one scope, within a transaction."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection = connection
        self._space = space

    def add(self, refused: Iterable[tuple[Operation, Reason]], reception: Reception) -> None:
        """Keep operations apart."""
        rows = [
            (
                self._space,
                each.id,
                each.device,
                each.number,
                reason.value,
                encode(pack([each])[0]).decode(),
                reception.sender,
                reception.at,
            )
            for each, reason in refused
        ]
        insert_rows(self._connection, parked, rows, "ON CONFLICT DO NOTHING")

    def reasons(self, ids: Collection[str]) -> dict[str, Reason]:
        """Return why those of some ids that are kept apart are."""
        if not ids:
            return {}
        c = parked.c
        query = select(c.id, c.why).where(
            c.space == self._space, among(self._connection, c.id, ids)
        )
        return {each: Reason(why) for each, why in self._connection.execute(query)}

    def list(self) -> tuple[Parked, ...]:
        """Return all that is kept apart, in the order of its arrival."""
        c = parked.c
        query = (
            select(c.id, c.why, c.content, c.received_at)
            .where(c.space == self._space)
            .order_by(c.received_at, c.device, c.number)
        )
        return tuple(
            Parked(each, Reason(why), content, at)
            for each, why, content, at in self._connection.execute(query)
        )
