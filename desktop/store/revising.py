"""Write edits received over many rows: only what they changed, and words only when those did."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from desktop.store.database import Database, marks, parts
from desktop.store.rows import Rows
from desktop.store.schema import fitting, searched_fields, searched_values
from desktop.store.stored import select, stored_of
from sync.operations.heads import Heads
from sync.operations.operation import Value
from sync.records import RECORD_TYPES

T = TypeVar("T")

_CLOCK_BITS: Final = 16
_DIRECTORY: Final = "seq, id, kind, heading, heads, private_heads, modified_at, deleted_at"
_REVISE: Final = (
    "UPDATE record SET heads = ?, private_heads = ?, version = version + ?, modified_at = ?"
    " WHERE seq = ?"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the directory says of a record; moments are milliseconds since 1970."""

    seq: int
    id: str
    kind: str
    heading: str
    heads: Heads
    private_heads: Heads
    modified_at: int
    deleted_at: int | None


@dataclass(frozen=True, slots=True)
class Edit:
    """New values of a record, from so many saves; the heads and the clock that it then has."""

    shown: Shown
    changed: Mapping[str, Value]
    heads: tuple[Heads, Heads]
    clock: int
    saves: int


def shown_among(db: Database, records: Sequence[str]) -> Iterator[Shown]:
    """Yield what the directory says of those of these records that have a row."""
    for part in parts(records):
        sql = f"SELECT {_DIRECTORY} FROM record WHERE id IN ({marks(part)})"
        for seq, key, kind, heading, heads, private, modified, deleted in db.execute(sql, part):
            yield Shown(
                seq,
                key,
                kind,
                heading,
                Heads.from_json(heads),
                Heads.from_json(private or "{}"),
                modified,
                deleted,
            )


class Revising:
    """Queue edits inside the transaction that is open, each of another record, until `flush`."""

    def __init__(self, db: Database, rows: Rows) -> None:
        self._db = db
        self._rows = rows
        self._edits: dict[str, list[Edit]] = defaultdict(list)

    def queue(self, edit: Edit) -> None:
        """Queue an edit."""
        self._edits[edit.shown.kind].append(edit)

    def flush(self) -> None:
        """Write the edits that wait; their words are written when the rows are flushed."""
        for kind, edits in self._edits.items():
            self._write(kind, {edit.shown.seq: edit for edit in edits})
        self._edits = defaultdict(list)

    def _write(self, kind: str, edits: Mapping[int, Edit]) -> None:
        whole = set(self._odd(kind, list(edits)))
        columns: dict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
        reworded: list[int] = []
        for seq, edit in edits.items():
            cells = fitting(RECORD_TYPES[kind], edit.changed)
            if cells is None or not _naming(kind).isdisjoint(cells):
                whole.add(seq)
            elif seq not in whole:
                columns[tuple(cells)].append((*cells.values(), seq))
                if not _searched(kind).isdisjoint(cells):
                    reworded.append(seq)
        for names, cells_of_rows in columns.items():
            self._db.conn.executemany(_update(kind, names), cells_of_rows)
        narrow = (edit for seq, edit in edits.items() if seq not in whole)
        self._db.conn.executemany(_REVISE, map(_told, narrow))
        self._reword(kind, reworded, edits)
        self._rewrite(kind, sorted(whole), edits)

    def _odd(self, kind: str, rows: Sequence[int]) -> Iterator[int]:
        """Yield the rows that hold what a newer version wrote, which an edit may replace."""
        for part in parts(rows):
            sql = f'SELECT seq FROM "{kind}" WHERE seq IN ({marks(part)}) AND extra NOT NULL'
            yield from (int(row[0]) for row in self._db.execute(sql, part))

    def _reword(self, kind: str, rows: Sequence[int], edits: Mapping[int, Edit]) -> None:
        model = RECORD_TYPES[kind]
        names = ", ".join(f'"{field.name}"' for field in searched_fields(model))
        for part in parts(rows):
            sql = f'SELECT seq, {names} FROM "{kind}" WHERE seq IN ({marks(part)})'
            for seq, *cells in self._db.execute(sql, part):
                values = searched_values(model, cells)
                self._rows.index.replace(seq, kind, edits[seq].shown.heading, values)

    def _rewrite(self, kind: str, rows: Sequence[int], edits: Mapping[int, Edit]) -> None:
        """Write whole rows again: their name in the directory may have changed."""
        for part in parts(rows):
            found = self._db.execute(f"{select(kind)} WHERE r.seq IN ({marks(part)})", part)
            for stored in map(stored_of, found.fetchall()):
                edit = edits[stored.seq]
                self._rows.revise(stored, edit.changed, edit.heads, edit.clock, saves=edit.saves)


def _told(edit: Edit) -> tuple[object, ...]:
    heads, private = (each.to_json() for each in edit.heads)
    return heads, private, edit.saves, edit.clock >> _CLOCK_BITS, edit.shown.seq


@cache
def _naming(kind: str) -> frozenset[str]:
    """Return the fields by which the directory names a record."""
    return frozenset({"code", *RECORD_TYPES[kind].heading_fields})


@cache
def _searched(kind: str) -> frozenset[str]:
    return frozenset(field.name for field in searched_fields(RECORD_TYPES[kind]))


def _update(kind: str, names: Iterable[str]) -> str:
    changes = ", ".join(f'"{name}" = ?' for name in names)
    return f'UPDATE "{kind}" SET {changes} WHERE seq = ?'
