"""Read a few fields of many records, and count them: what dashboards and timelines are made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from desktop.store.database import Database, marks, parts
from desktop.store.query import ListQuery, column_of, numbers_of
from desktop.store.repository import Repository
from desktop.store.schema import value_of
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, field_of


@dataclass(frozen=True, slots=True)
class Picked:
    """The JSON values of some fields of one record, in the order in which they were asked."""

    id: str
    code: str
    heading: str
    values: tuple[Value, ...]


class Picking:
    """Read columns, never whole records, through one connection."""

    def __init__(self, db: Database, repository: Repository) -> None:
        self._db = db
        self._repository = repository

    def pick(self, query: ListQuery, fields: Sequence[str]) -> tuple[Picked, ...]:
        """Return some fields of the records of a list, in its order.

        Raises BadInput for a field that the kind does not have.
        """
        numbers = self._repository.numbers(query)
        kinds = [_kind_of(query.kind, name) for name in fields]
        names = "".join(f", {column_of(query.kind, name)}" for name in fields)
        sql = (
            f'SELECT k.seq, r.id, r.code, r.heading{names} FROM "{query.kind}" k'
            " JOIN record r ON r.seq = k.seq WHERE k.seq IN"
        )
        found: dict[int, Picked] = {}
        for part in parts(numbers):
            for row in self._db.execute(f"{sql} ({marks(part)})", list(part)):
                values = tuple(map(value_of, kinds, row[4:]))
                found[row[0]] = Picked(str(row[1]), str(row[2]), str(row[3]), values)
        return tuple(found[number] for number in numbers if number in found)

    def tally(self, query: ListQuery, field: str) -> Mapping[Value, int]:
        """Return how many records of a list hold each value of a field of one value."""
        column = column_of(query.kind, field)
        rows = self._over(query, f"SELECT {column}, count(*)", f"GROUP BY {column}")
        kind = _kind_of(query.kind, field)
        return {value_of(kind, row[0]): int(str(row[1])) for row in rows}

    def greatest(self, query: ListQuery, field: str, *, by: str) -> Mapping[str, str]:
        """Return the greatest text of a field for each value of `by`, the empty ones left out."""
        column, key = column_of(query.kind, field), column_of(query.kind, by)
        rows = self._over(query, f"SELECT {key}, max({column})", f"GROUP BY {key}")
        return {str(row[0]): str(row[1]) for row in rows if None not in row}

    def _over(self, query: ListQuery, select: str, group: str) -> Iterable[Sequence[object]]:
        joined = f'{select} FROM "{query.kind}" k JOIN record r ON r.seq = k.seq WHERE k.seq IN'
        if query.text:
            numbers = orjson.dumps([*self._repository.numbers(query)]).decode()
            return self._rows(f"{joined} (SELECT value FROM json_each(?)) {group}", [numbers])
        listed = numbers_of(query)
        sql = f"{joined} ({listed.sql}) {group}"
        if not query.filters and query.limit is None:
            sql = f'{select} FROM "{query.kind}" k WHERE k.trashed = ? {group}'
        return self._rows(sql, list(listed.parameters))

    def _rows(self, sql: str, parameters: list[object]) -> Iterable[Sequence[object]]:
        rows: Iterable[Sequence[object]] = self._db.execute(sql, parameters)
        return rows


def _kind_of(kind: str, name: str) -> Kind:
    model = RECORD_TYPES[kind]
    return field_of(model, name).kind if name in model.model_fields else Kind.INTEGER
