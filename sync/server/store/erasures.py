"""Keep the ledger of erasures: which operations lost their content, for everybody."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, func, select, update

from sync.operations.operation import redact
from sync.server.store.asking import Lists, Question
from sync.server.store.bulk import among, insert_rows
from sync.server.store.operations import Operations
from sync.server.store.schema import erasure, operation, parked, space


def _after(_: Lists) -> Select[Any]:
    c = erasure.c
    query = select(c.operation).where(c.space == bindparam("space"), c.number > bindparam("number"))
    return query.order_by(c.number)


def _among(listed: Lists) -> Select[Any]:
    c = erasure.c
    return select(c.operation).where(
        c.space == bindparam("space"), listed.among(c.operation, "ids")
    )


_AFTER: Final = Question(_after)
_AMONG: Final = Question(_among)


class Erasures:
    """The ledger of one scope, within a transaction."""

    def __init__(self, connection: Connection, scope: str) -> None:
        self._connection = connection
        self._scope = scope

    def after(self, number: int) -> Sequence[str]:
        """Return what was erased since a line of the ledger."""
        return _AFTER.ask(self._connection, space=self._scope, number=number).scalars().all()

    def among(self, ids: Collection[str]) -> set[str]:
        """Return those of some ids that are in the ledger."""
        return set(_AMONG.ask(self._connection, space=self._scope, ids=ids).scalars())

    def add(self, ids: Collection[str]) -> int:
        """Write ids into the ledger, empty their operations, and return how many were new.

        Also ids that are not in the log: they will come without content, if they ever come.
        """
        new = sorted(set(ids) - self.among(ids))
        first = self._take(len(new))
        rows = [(self._scope, number, each) for number, each in enumerate(new, start=first)]
        insert_rows(self._connection, erasure, rows)
        self._empty(new)
        return len(new)

    def _take(self, many: int) -> int:
        c = space.c
        self._connection.execute(
            update(space).where(c.id == self._scope).values(erasures=c.erasures + many)
        )
        query = select(func.max(erasure.c.number)).where(erasure.c.space == self._scope)
        return (self._connection.execute(query).scalar() or 0) + 1

    def _empty(self, ids: Collection[str]) -> None:
        c = operation.c
        for each in Operations(self._connection, self._scope).named(ids):
            if not each.redacted:
                self._connection.execute(
                    update(operation)
                    .where(c.space == self._scope, c.id == each.id)
                    .values(fields=redact(each).fields, redacted=True)
                )
        p = parked.c
        self._connection.execute(
            update(parked)
            .where(p.space == self._scope, among(self._connection, p.id, ids))
            .values(content="")
        )
