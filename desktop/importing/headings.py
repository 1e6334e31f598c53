"""Find the row of headings in a table, and which field of a kind each column gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from desktop.importing.cells import as_text, is_blank
from desktop.importing.synonyms import SYNONYMS
from desktop.importing.table import Row, Table
from desktop.importing.words import plain, single_spaced, without_unit
from sync.records.base import KEPT_BY_THE_STORE, Record
from sync.records.fields import FieldSpec, Kind, fields_of

_LOOKED_AT: Final = 40  # rows: titles, dates of extract and remarks come first in many files
CODE: Final = "code"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file that gives one field."""

    place: int
    heading: str
    field: FieldSpec


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of headings: what each column gives, and the columns nothing is taken from."""

    row: Row
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    set_aside: tuple[str, ...]

    @property
    def gives_required(self) -> int:
        """Count the columns without which a record cannot be saved."""
        return sum(column.field.required for column in self.columns)


def takes(field: FieldSpec) -> bool:
    """Tell whether an import may fill in a field.

    Lines inside a record do not fit in a cell, and what the notebook keeps itself is not taken
    from outside; the readable code only serves to find the record again.
    """
    return field.kind is not Kind.ITEMS and field.name not in KEPT_BY_THE_STORE


def find_heading(model: type[Record], table: Table) -> Heading | None:
    """Return the first row among the best understood ones, or None when none says anything."""
    best: Heading | None = None
    for row in table.rows[:_LOOKED_AT]:
        heading = _read(model, row)
        if heading.columns and (best is None or _worth(heading) > _worth(best)):
            best = heading
    return best


def _worth(heading: Heading) -> tuple[int, int]:
    return len(heading.columns), heading.gives_required


def _read(model: type[Record], row: Row) -> Heading:
    names = _names(model)
    taken: dict[str, tuple[int, Column]] = {}
    known: list[str] = []
    unknown: list[str] = []
    for place, cell in enumerate(row.cells):
        title = single_spaced(as_text(cell))
        if is_blank(cell):
            continue
        rank, field = _understood(names, title)
        if field is None:
            unknown.append(title)
        elif not takes(field) or (field.name in taken and taken[field.name][0] <= rank):
            known.append(title)
        else:
            if field.name in taken:
                known.append(taken[field.name][1].heading)
            taken[field.name] = (rank, Column(place, title, field))
    columns = sorted((column for _, column in taken.values()), key=lambda column: column.place)
    return Heading(row, tuple(columns), tuple(unknown), tuple(known))


def _understood(
    names: Mapping[str, tuple[int, FieldSpec]], title: str
) -> tuple[int, FieldSpec | None]:
    for written in (title, without_unit(title)):
        if found := names.get(plain(written)):
            return found
    return 0, None


@cache
def _names(model: type[Record]) -> dict[str, tuple[int, FieldSpec]]:
    """Return the fields by everything a heading may call them, the surest name first."""
    names: dict[str, tuple[int, FieldSpec]] = {}
    fields = {field.name: field for field in fields_of(model)}
    for field in fields.values():
        for rank, name in enumerate((field.name, field.title, field.header)):
            names.setdefault(plain(name), (rank, field))
    for name, rank, synonym in _synonyms(model.kind):
        # A synonym of the trade beats the system's own title: "Code" of a list of quarters.
        current = names.get(plain(synonym))
        if name in fields and (current is None or current[1].name in {CODE, "id"}):
            names[plain(synonym)] = (rank, fields[name])
    return names


def _synonyms(kind: str) -> Iterator[tuple[str, int, str]]:
    for name, synonyms in SYNONYMS.get(kind, {}).items():
        for rank, synonym in enumerate(synonyms, start=3):
            yield name, rank, synonym
