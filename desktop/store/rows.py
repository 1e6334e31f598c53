"""The visible rows: what the set of operations says, in typed columns, with its search index."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.store.database import Database
from desktop.store.index import Index
from desktop.store.schema import cells_of, columns
from desktop.store.stored import Stored
from sync.operations.heads import Heads
from sync.operations.operation import Operation, Value, Verb
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import heading_of

_CLOCK_BITS = 16
_ADD = (
    "INSERT INTO record(seq, id, kind, code, heading, heads, private_heads, version, author,"
    " created_at, modified_at, deleted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_REVISE = (
    "UPDATE record SET code = ?, heading = ?, heads = ?, private_heads = ?,"
    " version = version + ?, modified_at = ? WHERE seq = ?"
)


@dataclass(frozen=True, slots=True)
class Face:
    """What names a record in the directory."""

    id: str
    kind: str
    code: str
    heading: str


@dataclass(frozen=True, slots=True)
class Life:
    """What the log says of a record beside its values; clocks are of its first and last saves."""

    author: str
    clocks: tuple[int, int]
    version: int
    deleted: bool = False


class Rows:
    """Write rows inside the transaction that is open; additions wait until `flush`."""

    def __init__(self, db: Database, author: str) -> None:
        self._db = db
        self._author = author
        self.index = Index(db)
        self._next = self._first_free()
        self._directory: list[tuple[object, ...]] = []
        self._cells: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._revised: list[tuple[object, ...]] = []
        self._new_cells: dict[str, list[tuple[object, ...]]] = defaultdict(list)

    def add(
        self,
        record: Record,
        values: Mapping[str, Value],
        heads: tuple[Heads, Heads],
        clocks: tuple[int, int],
    ) -> None:
        """Queue the row of a new record, whose first and last operations have these clocks."""
        life = Life(self._author, clocks, 2 if heads[1].departures else 1)
        self.place(record, values, heads, life)

    def place(
        self,
        record: Record,
        values: Mapping[str, Value],
        heads: tuple[Heads, Heads],
        life: Life,
    ) -> None:
        """Queue the row of a record of ours, whose life the log tells."""
        face = Face(record.id, record.kind, record.code or "", record.heading())
        self.put(face, values, heads, life)

    def put(
        self,
        face: Face,
        values: Mapping[str, Value],
        heads: tuple[Heads, Heads],
        life: Life,
    ) -> None:
        """Queue the row of a record that has none, as the log tells its life."""
        seq, self._next = self._next, self._next + 1
        created, modified = (clock >> _CLOCK_BITS for clock in life.clocks)
        self._directory.append(
            (
                seq,
                face.id,
                face.kind,
                face.code,
                face.heading,
                heads[0].to_json(),
                heads[1].to_json(),
                life.version,
                life.author,
                created,
                modified,
                modified if life.deleted else None,
            )
        )
        cells = cells_of(RECORD_TYPES[face.kind], values)
        self._cells[face.kind].append((seq, int(life.deleted), *cells))
        self.index.add(seq, face.kind, face.heading, values)

    def change(
        self,
        before: Stored,
        changed: Mapping[str, Value],
        heads: tuple[Heads, Heads],
        clock: int,
    ) -> None:
        """Write the new values of a record over its row."""
        self.revise(before, changed, heads, clock)
        self.flush()

    def revise(
        self,
        before: Stored,
        changed: Mapping[str, Value],
        heads: tuple[Heads, Heads],
        clock: int,
        *,
        saves: int = 0,
    ) -> None:
        """Queue the new values of a record, to be written over its row.

        `saves` tells how many operations they come from: without it, one in each scope that moved.
        """
        kept = {name: value for name, value in before.values.items() if name not in changed}
        new = {name: value for name, value in changed.items() if value not in (None, [])}
        values = {**kept, **new}
        face = face_of(before.kind, before.id, values)
        cells = cells_of(RECORD_TYPES[before.kind], values)
        self._new_cells[before.kind].append((*cells, before.seq))
        self._revised.append(
            (
                face.code,
                face.heading,
                heads[0].to_json(),
                heads[1].to_json(),
                saves or (heads[0] != before.heads) + (heads[1] != before.private_heads),
                clock >> _CLOCK_BITS,
                before.seq,
            ),
        )
        self.index.replace(before.seq, face.kind, face.heading, values)

    def turn(self, before: Stored, heads: Heads, operation: Operation) -> None:
        """Write that a record went to the trash or came back."""
        trashed = operation.verb is Verb.DELETE
        moment = operation.clock >> _CLOCK_BITS
        self._db.conn.execute(
            f'UPDATE "{before.kind}" SET trashed = ? WHERE seq = ?', (int(trashed), before.seq)
        )
        self._db.conn.execute(
            "UPDATE record SET heads = ?, version = version + 1, modified_at = ?, deleted_at = ?"
            " WHERE seq = ?",
            (heads.to_json(), moment, moment if trashed else None, before.seq),
        )

    def rewrite(
        self,
        operations: Sequence[Operation],
        values: Mapping[str, Value],
        heads: tuple[Heads, Heads],
        deleted: bool,
    ) -> None:
        """Queue the row of a record anew, as all its operations together say."""
        first, last = operations[0], operations[-1]
        self.remove(first.record, first.kind)
        life = Life(first.author, (first.clock, last.clock), len(operations), deleted)
        self.put(face_of(first.kind, first.record, values), values, heads, life)

    def remove(self, record_id: str, kind: str) -> None:
        """Remove the row of a record, if it has one."""
        row = self._db.execute("SELECT seq FROM record WHERE id = ?", [record_id]).fetchone()
        if row is not None:
            self.index.remove(row[0], kind)
            self._db.conn.execute(f'DELETE FROM "{kind}" WHERE seq = ?', (row[0],))
            self._db.conn.execute("DELETE FROM record WHERE seq = ?", (row[0],))

    def flush(self) -> None:
        """Write the rows that wait."""
        self._db.conn.executemany(_REVISE, self._revised)
        for kind, cells in self._new_cells.items():
            self._db.conn.executemany(_update(kind), cells)
        self._revised = []
        self._new_cells = defaultdict(list)
        self._db.conn.executemany(_ADD, self._directory)
        for kind, cells in self._cells.items():
            self._db.conn.executemany(_insert(kind), cells)
        self.index.flush()
        self._directory = []
        self._cells = defaultdict(list)

    def _first_free(self) -> int:
        row = self._db.execute("SELECT coalesce(max(seq), 0) + 1 FROM record").fetchone()
        return int(row[0])


def face_of(kind: str, record: str, values: Mapping[str, Value]) -> Face:
    """Return what names the record that stored values describe."""
    model = RECORD_TYPES[kind]
    code = values.get("code")
    if not isinstance(code, str):
        code = ""
    elif not code.replace("-", "").isalnum():
        code = model.cleaned({"code": code}).get("code") or ""
    return Face(record, kind, code, heading_of(model, values))


@cache
def _insert(kind: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns(RECORD_TYPES[kind]))
    places = ", ".join("?" * len(columns(RECORD_TYPES[kind])))
    return f'INSERT INTO "{kind}"({names}) VALUES ({places})'


@cache
def _update(kind: str) -> str:
    names = ", ".join(f'"{name}" = ?' for name in list(columns(RECORD_TYPES[kind]))[2:])
    return f'UPDATE "{kind}" SET {names} WHERE seq = ?'
