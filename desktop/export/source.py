"""What an export needs of a notebook, whoever opened it, and what it tells of its sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sync.records.base import Record
from sync.records.fields import FieldSpec


class Entry(Protocol):
    """One value of a reference list, its code as records hold it."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def vintage(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def active(self) -> bool: ...


class Source(Protocol):
    """A notebook open for reading."""

    def count(self, kind: str, *, trashed: bool = False) -> int:
        """Return how many records of a kind are in use, or in the trash."""

    def records(self, kind: str) -> Iterator[Record]:
        """Yield the records in use, always in the same order."""

    def record(self, record_id: str) -> Record | None:
        """Return one record, trashed or not; None when there is none."""

    def label_of(self, field: FieldSpec, code: str) -> str:
        """Return the French label of a code of a field."""

    def entries(self, list_name: str) -> Sequence[Entry]:
        """Return the values of a reference list, in order."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the first sheet says of an export: never who, only for which team."""

    service: str
    made_at: datetime
    version: str


@dataclass(frozen=True, slots=True)
class About:
    """What the first sheet of a content says of its making: never who, only for which team.

    ``perimeter`` holds the filters in French, each a title and its text (period, territories,
    themes, dispositifs, financers, recipient); ``file_name`` the name the file is
    given; ``period`` its first and last days, which formulas may name.
    """

    service: str
    contact: str
    made_at: datetime
    version: str
    perimeter: tuple[tuple[str, str], ...] = ()
    file_name: str = ""
    period: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was written: its letter, its header, and the field it shows."""

    letter: str
    header: str
    field: FieldSpec


@dataclass(slots=True)
class Tally:
    """What was met while the rows of a sheet were written; amounts in cents, by field."""

    left_out: int = 0
    cents: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    lines_left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was written; `name` is "" when all its records were left out.

    `lines_of` names the field whose lines it holds; "" for a sheet of records.
    """

    name: str
    kind: str
    what: str
    in_notebook: int
    rows: int
    columns: tuple[Column, ...]
    last_letter: str
    tally: Tally
    lines_of: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text too long for a cell: where it is and how long it was."""

    sheet: str
    code: str
    column: str
    length: int
