"""Keep apart the operations that may not enter a log, for a person to look at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.sql import ColumnElement

from sync.operations.operation import Operation
from sync.protocol.codes import Reason
from sync.protocol.encoding import decode, encode
from sync.protocol.messages import Run
from sync.protocol.runs import pack, unpack
from sync.server.store.bulk import among, insert_rows
from sync.server.store.operations import Reception
from sync.server.store.schema import parked


@dataclass(frozen=True, slots=True)
class Parked:
    """An operation kept apart, and why; ``content`` is a run of its own, as JSON, "" once erased.

    ``device`` is its chain. ``discarded_at`` is 0 while it is in sight.
    """

    operation: str
    device: str
    reason: Reason
    content: str
    received_at: int
    discarded_at: int = 0

    def read(self, scope: str) -> Operation | None:
        """Return the operation, None once its content was erased."""
        if not self.content:
            return None
        run = decode(Run, self.content.encode())
        return next(unpack((run,), scope, {line.erased for line in run.lines if line.erased}))


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
                0,
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
            select(c.id, c.device, c.why, c.content, c.received_at, c.discarded_at)
            .where(c.space == self._space)
            .order_by(c.received_at, c.device, c.number)
        )
        return tuple(
            Parked(each, device, Reason(why), content, at, discarded)
            for each, device, why, content, at, discarded in self._connection.execute(query)
        )

    def forget(self, ids: Collection[str]) -> None:
        """Let go of operations that the log holds from now on."""
        self._connection.execute(delete(parked).where(*self._these(ids)))

    def discard(self, ids: Collection[str], at: int) -> int:
        """Put operations out of sight, and return how many were in sight."""
        shown = parked.c.discarded_at == 0
        done = self._connection.execute(
            update(parked).where(*self._these(ids), shown).values(discarded_at=at)
        )
        return done.rowcount

    def _these(self, ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
        c = parked.c
        return c.space == self._space, among(self._connection, c.id, ids)
