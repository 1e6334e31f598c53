"""The operation log on this computer: seal, append, and read back operations."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.store.database import Database, marks, parts
from desktop.store.identity import Identity, Settings
from sync.operations.clock import HybridClock
from sync.operations.operation import Operation, Value, Verb, canonical, seal

SCHEMA = 1
"""The version of the record declarations that operations written here follow."""

COLUMNS = (
    "id",
    "device",
    "number",
    "previous",
    "scope",
    "record",
    "kind",
    "verb",
    "fields",
    "parents",
    "clock",
    "author",
    "schema",
    "reason",
    "redacted",
)
SELECT = "SELECT " + ", ".join(COLUMNS) + " FROM operation"
_INSERT = (
    "INSERT INTO operation(seq, act, "
    + ", ".join(COLUMNS)
    + ") VALUES ("
    + ", ".join("?" * (len(COLUMNS) + 2))
    + ")"
)
_RECEIVE = _INSERT.replace(") VALUES (", ", server_version) VALUES (?, ")
_REDACTED = "SELECT id FROM operation WHERE redacted"


@dataclass(frozen=True, slots=True)
class Draught:
    """An operation before it takes its place in the chain."""

    record: str
    kind: str
    verb: Verb
    values: Mapping[str, Value]
    parents: tuple[str, ...]
    reason: str = ""
    private: bool = False


class Chain:
    """Seal operations one after another, inside one transaction.

    Each scope has its own chain: the numbers of the shared space stay dense for those who never
    receive a person's private notes.
    """

    def __init__(self, db: Database, identity: Identity, clock: HybridClock) -> None:
        self._db = db
        self._identity = identity
        self._clock = clock
        self._ends: dict[str, tuple[int, str]] = {}

    def seal(self, draught: Draught, *, clock: int | None = None) -> Operation:
        """Return the next operation of this device; `clock` replaces the time (default lists)."""
        scope = self._identity.private_scope if draught.private else self._identity.space
        number, previous = self._end(scope)
        operation = seal(
            device=self._identity.device,
            number=number + 1,
            previous=previous,
            scope=scope,
            record=draught.record,
            kind=draught.kind,
            verb=draught.verb,
            fields=canonical(draught.values),
            parents=draught.parents,
            clock=self._clock.tick() if clock is None else clock,
            author=self._identity.person.id,
            schema=SCHEMA,
            reason=draught.reason,
        )
        self._ends[scope] = (operation.number, operation.id)
        return operation

    def close(self) -> None:
        """Write where each chain ends, and the time that the next operation comes after."""
        Settings(self._db).put("clock", str(self._clock.last))
        for scope, (number, previous) in self._ends.items():
            self._db.execute(
                "INSERT INTO chain(device, scope, number, id) VALUES (?, ?, ?, ?)"
                " ON CONFLICT(device, scope) DO UPDATE SET number = excluded.number,"
                " id = excluded.id",
                [self._identity.device, scope, number, previous],
            )

    def _end(self, scope: str) -> tuple[int, str]:
        if scope not in self._ends:
            row = self._db.execute(
                "SELECT number, id FROM chain WHERE device = ? AND scope = ?",
                [self._identity.device, scope],
            ).fetchone()
            self._ends[scope] = (0, "") if row is None else (int(row[0]), str(row[1]))
        return self._ends[scope]


class Log:
    """Read the operations that this base holds."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_record(self, record: str) -> tuple[Operation, ...]:
        """Return the operations of a record in the order of their clocks."""
        cursor = self._db.execute(f"{SELECT} WHERE record = ? ORDER BY clock, id", [record])
        return tuple(map(operation_of, cursor))

    def of_act(self, act: int) -> tuple[Operation, ...]:
        """Return what one act wrote, in the order of writing."""
        cursor = self._db.execute(f"{SELECT} WHERE act = ? ORDER BY seq", [act])
        return tuple(map(operation_of, cursor))

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return which of these operations lie here."""
        found: set[str] = set()
        for part in parts(ids):
            rows = self._db.execute(f"SELECT id FROM operation WHERE id IN ({marks(part)})", part)
            found.update(str(row[0]) for row in rows)
        return found

    def everything(self) -> Iterator[Operation]:
        """Yield the whole log in the order of writing."""
        return map(operation_of, self._db.execute(f"{SELECT} ORDER BY seq"))

    def redacted(self) -> set[str]:
        """Return the ids of the operations whose content was erased."""
        return {str(row[0]) for row in self._db.execute(_REDACTED)}

    def records_among(self, ids: Collection[str]) -> set[str]:
        """Return which of these records have ever had an operation here, even erased ones."""
        sql = f"SELECT DISTINCT record FROM operation WHERE record IN ({marks(ids)})"
        return {str(row[0]) for row in self._db.execute(sql, list(ids))}

    def broken_ends(self) -> int:
        """Return how many chains lack the operation that they are said to end with."""
        sql = "SELECT count(*) FROM chain c LEFT JOIN operation o ON o.id = c.id WHERE o.id IS NULL"
        return int(self._db.execute(sql).fetchone()[0])

    def is_of_own_chain(self, operation: str) -> bool:
        """Tell whether an operation is in a chain that was written here."""
        sql = (
            "SELECT 1 FROM operation o JOIN chain c ON c.device = o.device AND c.scope = o.scope"
            " WHERE o.id = ?"
        )
        return self._db.execute(sql, [operation]).fetchone() is not None

    def next_place(self) -> int:
        """Return the place that the next operation takes."""
        row = self._db.execute("SELECT coalesce(max(seq), 0) + 1 FROM operation").fetchone()
        return int(row[0])

    def append(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Write rows made by `row_of`, inside the transaction that is open."""
        self._db.conn.executemany(_INSERT, rows)

    def receive(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Write rows made by `row_of`, each followed by 1 when the server holds it, or None."""
        self._db.conn.executemany(_RECEIVE, rows)


def row_of(place: int, act: int, operation: Operation) -> tuple[object, ...]:
    """Return the cells of an operation's row."""
    return (
        place,
        act,
        operation.id,
        operation.device,
        operation.number,
        operation.previous,
        operation.scope,
        operation.record,
        operation.kind,
        operation.verb.value,
        operation.fields,
        " ".join(operation.parents),
        operation.clock,
        operation.author,
        operation.schema,
        operation.reason,
        int(operation.redacted),
    )


def operation_of(row: tuple[object, ...]) -> Operation:
    """Return the operation of a row, its columns in the order of `COLUMNS`."""
    cells = dict(zip(COLUMNS, row, strict=True))
    cells["verb"] = Verb(str(cells["verb"]))
    cells["parents"] = tuple(str(cells["parents"]).split())
    cells["redacted"] = bool(cells["redacted"])
    return Operation(**cells)  # type: ignore[arg-type]  # the columns are those of the dataclass
