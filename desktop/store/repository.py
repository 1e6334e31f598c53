"""Read records: one, a page of a list, a stream; never the whole base at once."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from desktop.store.database import Database, marks, parts
from desktop.store.folding import holdable, words_of
from desktop.store.query import ListQuery, numbers_of
from desktop.store.schema import listed_fields, value_of
from desktop.store.search import Search
from desktop.store.stored import Stored, select, stored_of
from sync.operations.operation import Value
from sync.records import RECORD_TYPES

"""How many ids go into one statement."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """The JSON values of one line of a list, in the order of the listed fields."""

    number: int
    id: str
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A record by name: what a link shows."""

    id: str
    kind: str
    code: str
    heading: str
    deleted_at: int | None = None


class Repository:
    """Read records of one base through one connection."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._search = Search(db)

    def find(self, record_id: str) -> Stored | None:
        """Return a record by its id, trashed or not."""
        record_id = holdable(record_id)
        row = self._db.execute("SELECT kind FROM record WHERE id = ?", [record_id]).fetchone()
        if row is None:
            return None
        return stored_of(
            self._db.execute(f"{select(str(row[0]))} WHERE r.id = ?", [record_id]).fetchone()
        )

    def named(self, text: str, kind: str) -> tuple[Named, ...]:
        """Return the records that an id, its beginning (8 signs or more) or a code designates.

        A whole id designates one record alone.
        """
        text = holdable(text)
        sql = f"{_NAMED} WHERE (r.id = ? OR (r.code != '' AND r.code IN (?, ?))"
        parameters = [text, text, text.upper()]
        if len(text) >= 8:
            sql += " OR (r.id >= ? AND r.id < ?)"
            parameters += [text, text + "\uffff"]
        rows = self._db.execute(f"{sql}) AND (? = '' OR r.kind = ?)", [*parameters, kind, kind])
        found = tuple(map(_named, rows))
        return tuple(named for named in found if named.id == text) or found

    def numbers(self, query: ListQuery) -> Sequence[int]:
        """Return the row numbers of a list, in its order (8 bytes each)."""
        if words_of(query.text):
            return self._numbers_with_text(query)
        statement = numbers_of(query)
        cursor = self._db.execute(statement.sql, list(statement.parameters))
        return array("q", (row[0] for row in cursor))

    def rows(self, kind: str, numbers: Sequence[int]) -> tuple[RawRow, ...]:
        """Return the lines of a list for these row numbers, in their order."""
        found: dict[int, RawRow] = {}
        kinds = [field.kind for field in listed_fields(RECORD_TYPES[kind])]
        for part in parts(numbers):
            sql = f"{_listed(kind)} WHERE k.seq IN ({marks(part)})"
            for row in self._db.execute(sql, list(part)):
                found[row[0]] = RawRow(row[0], row[1], tuple(map(value_of, kinds, row[2:])))
        return tuple(found[number] for number in numbers if number in found)

    def stream(self, query: ListQuery, batch: int) -> Iterator[Stored]:
        """Yield the records of a list, reading `batch` of them at a time."""
        for part in parts(self.numbers(query), batch):
            sql = f"{select(query.kind)} WHERE r.seq IN ({marks(part)})"
            found = {s.seq: s for s in map(stored_of, self._db.execute(sql, list(part)))}
            yield from (found[number] for number in part if number in found)

    def count(self, kind: str, *, trashed: bool) -> int:
        """Return how many records of a kind there are."""
        sql = f'SELECT count(*) FROM "{kind}" WHERE trashed = ?'
        return int(self._db.execute(sql, [int(trashed)]).fetchone()[0])

    def by_ids(self, ids: Collection[str]) -> Mapping[str, Named]:
        """Return records by id, as links show them."""
        found: dict[str, Named] = {}
        for part in parts(tuple(ids)):
            rows = self._db.execute(f"{_NAMED} WHERE r.id IN ({marks(part)})", list(part))
            found.update({named.id: named for named in map(_named, rows)})
        return found

    def trashed(self) -> tuple[Named, ...]:
        """Return what is in the trash, the latest first."""
        sql = f"{_NAMED} WHERE r.deleted_at IS NOT NULL ORDER BY r.deleted_at DESC, r.seq DESC"
        return tuple(map(_named, self._db.execute(sql)))

    def latest(self, kinds: Collection[str], limit: int) -> tuple[Named, ...]:
        """Return the records of some kinds used last."""
        sql = (
            f"{_NAMED} WHERE r.deleted_at IS NULL AND r.kind IN ({marks(kinds)})"
            " ORDER BY r.modified_at DESC LIMIT ?"
        )
        return tuple(map(_named, self._db.execute(sql, [*kinds, limit])))

    def by_natural_key(
        self, kind: str, keys: Collection[tuple[str, ...]]
    ) -> Mapping[tuple[str, ...], str]:
        """Return the ids of the records in use that have these natural keys."""
        names = RECORD_TYPES[kind].natural_key
        columns = ", ".join(f'k."{name}"' for name in names)
        found: dict[tuple[str, ...], str] = {}
        for part in parts(tuple(dict.fromkeys(key[0] for key in keys))):
            sql = (
                f'SELECT r.id, {columns} FROM "{kind}" k JOIN record r ON r.seq = k.seq'
                f' WHERE k.trashed = 0 AND k."{names[0]}" IN ({marks(part)})'
            )
            for row in self._db.execute(sql, list(part)):
                found.setdefault(tuple("" if c is None else str(c) for c in row[1:]), row[0])
        return {key: found[key] for key in keys if key in found}

    def people(self) -> Mapping[str, str]:
        """Return the names of the people known here, by id."""
        return {str(row[0]): str(row[1]) for row in self._db.execute("SELECT id, name FROM person")}

    def _numbers_with_text(self, query: ListQuery) -> Sequence[int]:
        matching = set(self._search.match(query.text, query.kind))
        statement = numbers_of(ListQuery(query.kind, query.filters, query.order, query.descending,
                                         trashed=query.trashed))  # fmt: skip
        cursor = self._db.execute(statement.sql, list(statement.parameters))
        kept = (row[0] for row in cursor if row[0] in matching)
        stop = None if query.limit is None else query.offset + query.limit
        return array("q", islice(kept, query.offset, stop))


_NAMED = "SELECT r.id, r.kind, r.code, r.heading, r.deleted_at FROM record r"


def _named(row: Sequence[object]) -> Named:
    deleted = row[4]
    return Named(
        str(row[0]),
        str(row[1]),
        str(row[2]),
        str(row[3]),
        None if deleted is None else int(str(deleted)),
    )


@cache
def _listed(kind: str) -> str:
    names = ", ".join(
        f"r.{field.name}" if field.name in ("modified_at", "created_at") else f'k."{field.name}"'
        for field in listed_fields(RECORD_TYPES[kind])
    )
    return f'SELECT k.seq, r.id, {names} FROM "{kind}" k JOIN record r ON r.seq = k.seq'
