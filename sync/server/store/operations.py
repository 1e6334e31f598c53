"""Keep the log of each scope: operations under the numbers of the server."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, func, select

from sync.operations.operation import Operation, Verb
from sync.server.store.asking import Lists, Question
from sync.server.store.bulk import among, insert_rows
from sync.server.store.schema import operation

_STEP: Final = 250
"""Rows read at once: operations may be large, and pages end by weight."""

_c = operation.c
_PARTS: Final = (
    _c.version, _c.id, _c.device, _c.number, _c.previous, _c.record, _c.kind, _c.verb, _c.fields,
    _c.parents, _c.clock, _c.author, _c.schema, _c.reason, _c.redacted,
)  # fmt: skip


def _after(_: Lists) -> Select[Any]:
    return (
        select(*_PARTS)
        .where(_c.space == bindparam("space"), _c.version > bindparam("start"))
        .where(_c.version <= bindparam("until"), _c.sender != bindparam("but"))
        .order_by(_c.version)
        .limit(bindparam("most"))
    )


def _present(listed: Lists) -> Select[Any]:
    return select(_c.id).where(_c.space == bindparam("space"), listed.among(_c.id, "ids"))


def _kinds(listed: Lists) -> Select[Any]:
    return (
        select(_c.record, func.min(_c.kind))
        .where(_c.space == bindparam("space"), listed.among(_c.record, "records"))
        .group_by(_c.record)
    )


_AFTER: Final = Question(_after)
_PRESENT: Final = Question(_present)
_KINDS: Final = Question(_kinds)


@dataclass(frozen=True, slots=True)
class Reception:
    """From whom operations came, and when."""

    sender: str
    at: int


class Operations:
    """The log of one scope, within a transaction."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection = connection
        self._space = space

    def add(self, first: int, operations: Iterable[Operation], reception: Reception) -> None:
        """Write operations under numbers that follow one another."""
        rows = [
            _row(self._space, version, each, reception)
            for version, each in enumerate(operations, start=first)
        ]
        insert_rows(self._connection, operation, rows)

    def after(
        self, version: int, until: int, but: str = "", most: int = 1_000
    ) -> Iterator[tuple[int, Operation]]:
        """Yield operations with their numbers, save those that one incarnation brought."""
        while most > 0:
            step = min(most, _STEP)
            rows = _AFTER.ask(
                self._connection, space=self._space, start=version, until=until, but=but, most=step
            ).all()
            for row in rows:
                yield row[0], self._read(row)
            if len(rows) < step:
                return
            version, most = rows[-1][0], most - step

    def named(self, ids: Collection[str]) -> tuple[Operation, ...]:
        """Return the operations that are here among some, in the order of their chains."""
        query = self._all().where(among(self._connection, _c.id, ids))
        rows = self._connection.execute(query.order_by(_c.device, _c.number))
        return tuple(map(self._read, rows))

    def of_records(self, records: Collection[str]) -> tuple[Operation, ...]:
        """Return the operations of some records, in the order in which they came."""
        query = self._all().where(among(self._connection, _c.record, records))
        rows = self._connection.execute(query.order_by(_c.version))
        return tuple(map(self._read, rows))

    def present(self, ids: Collection[str]) -> set[str]:
        """Return those of some ids that are in the log."""
        if not ids:
            return set()
        return set(_PRESENT.ask(self._connection, space=self._space, ids=ids).scalars())

    def kinds(self, records: Collection[str]) -> dict[str, str]:
        """Return the kind of each record that is here, among some."""
        rows = _KINDS.ask(self._connection, space=self._space, records=records)
        return {row[0]: row[1] for row in rows}

    def ids(self) -> Sequence[str]:
        """Return all ids."""
        query = select(_c.id).where(_c.space == self._space)
        return self._connection.execute(query).scalars().all()

    def ids_in(self, bucket: int) -> Sequence[str]:
        """Return the ids of one of the 256 parts."""
        query = select(_c.id).where(_c.space == self._space, _c.id >= f"{bucket:02x}")
        if bucket < 255:
            query = query.where(_c.id < f"{bucket + 1:02x}")
        return self._connection.execute(query).scalars().all()

    def _all(self) -> Select[Any]:
        return select(*_PARTS).where(_c.space == self._space)

    def _read(self, row: Sequence[Any]) -> Operation:
        (_, id_, device, number, previous, record, kind, verb, fields, parents, clock, author,
         schema, reason, redacted) = row  # fmt: skip
        return Operation(
            id=id_,
            device=device,
            number=number,
            previous=previous,
            scope=self._space,
            record=record,
            kind=kind,
            verb=Verb(verb),
            fields=fields,
            parents=tuple(parents.split()),
            clock=clock,
            author=author,
            schema=schema,
            reason=reason,
            redacted=bool(redacted),
        )


def _row(space: str, version: int, each: Operation, by: Reception) -> tuple[object, ...]:
    return (
        space,
        version,
        each.id,
        each.device,
        each.number,
        each.previous,
        each.record,
        each.kind,
        each.verb.value,
        each.fields,
        " ".join(each.parents),
        each.clock,
        each.author,
        each.schema,
        each.reason,
        each.redacted,
        by.sender,
        by.at,
    )
