"""What reading a notebook answers: values that no page can change."""

from dataclasses import dataclass
from datetime import datetime

from sync.operations.operation import Value


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: links as headings, codes as labels, dates as ISO texts."""

    number: int
    id: str
    cells: tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one save did to one field, as JSON values."""

    name: str
    title: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One save of a record; `number` counts from 1."""

    number: int
    at: datetime
    author: str
    verb: str
    reason: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Trashed:
    """One record in the trash."""

    id: str
    kind: str
    code: str
    heading: str
    deleted_at: datetime
    expires_on: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """One record that a link can point at."""

    id: str
    kind: str
    code: str
    heading: str


@dataclass(frozen=True, slots=True)
class ListedCode:
    """One value of a reference list; `code` is what records hold."""

    code: str
    label: str
    vintage: str
    parent: str
    active: bool
