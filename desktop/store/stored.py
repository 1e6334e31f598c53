"""A record as the base holds it: its values, and what the log says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.store.schema import columns, values_of
from sync.operations.heads import Heads
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import from_json

DIRECTORY = (
    "seq",
    "id",
    "kind",
    "heads",
    "private_heads",
    "version",
    "author",
    "created_at",
    "modified_at",
    "deleted_at",
)
"""The columns of the table `record` that come with a record."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One record of the base. `seq` is its row number; moments are milliseconds since 1970."""

    seq: int
    id: str
    kind: str
    heads: Heads
    private_heads: Heads
    version: int
    author: str
    created_at: int
    modified_at: int
    deleted_at: int | None
    values: Mapping[str, Value]

    def record(self) -> Record:
        """Return the record, whatever its values: reading never fails."""
        return from_json(
            RECORD_TYPES[self.kind],
            {
                **self.values,
                "id": self.id,
                "author": self.author,
                "version": self.version,
                "created_at": moment_of(self.created_at),
                "modified_at": moment_of(self.modified_at),
                "deleted_at": None if self.deleted_at is None else moment_of(self.deleted_at),
            },
        )


def select(kind: str) -> str:
    """Return the SELECT that `stored_of` reads, without its WHERE."""
    directory = ", ".join(f"r.{name}" for name in DIRECTORY)
    cells = ", ".join(f'k."{name}"' for name in list(columns(RECORD_TYPES[kind]))[2:])
    return f'SELECT {directory}, {cells} FROM record r JOIN "{kind}" k ON k.seq = r.seq'


def stored_of(row: Sequence[object]) -> Stored:
    """Return the record of a row made by `select`."""
    head = dict(zip(DIRECTORY, row, strict=False))
    kind = str(head["kind"])
    deleted = head["deleted_at"]
    return Stored(
        seq=int(str(head["seq"])),
        id=str(head["id"]),
        kind=kind,
        heads=Heads.from_json(str(head["heads"])),
        private_heads=Heads.from_json(str(head["private_heads"] or "{}")),
        version=int(str(head["version"])),
        author=str(head["author"]),
        created_at=int(str(head["created_at"])),
        modified_at=int(str(head["modified_at"])),
        deleted_at=None if deleted is None else int(str(deleted)),
        values=values_of(RECORD_TYPES[kind], row[len(DIRECTORY) :]),
    )


def moment_of(milliseconds: int) -> datetime:
    """Return the aware UTC moment of a number of milliseconds since 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
