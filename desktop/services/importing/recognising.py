"""Recognise what a file holds, and let a person say otherwise: what it is, column by column."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from desktop.errors import BadInput
from desktop.importing.cells import as_text, is_blank
from desktop.importing.headings import CODE, Column, Heading, find_heading, takes
from desktop.importing.reading import read_tables
from desktop.importing.table import Row, Table, UnreadableTable
from desktop.importing.words import plain, single_spaced
from desktop.services.importing.run import NAMED_TARGETS, Target, target_of
from desktop.services.jobs import Ticket
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, fields_of

_SAMPLED: Final = 20
_SAMPLES: Final = 3
_TITLES: Final = {
    "qpv": "Quartiers prioritaires (QPV)",
    "contrats": "Contrats de ville",
    "organisations": "Structures",
    "organisation": "Structures, avec leur type sur chaque ligne",
}
# The same as « contrats », word for word.
_DOUBLED: Final = frozenset({"contract"})


@dataclass(frozen=True, slots=True)
class ReadAs:
    """One thing that a file can be read as: its name for the services, its French title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when it was read; nothing looks at the disk again afterwards."""

    path: Path
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """How one sheet of a file is understood."""

    source: Source
    place: int
    read_as: str
    heading: Heading

    @property
    def table(self) -> Table:
        """Return the sheet itself."""
        return self.source.tables[self.place]

    @property
    def target(self) -> Target:
        """Return what its lines become."""
        return target_of(self.read_as)

    @property
    def lines(self) -> int:
        """Count the lines under the headings."""
        return len(self.table.rows) - self.first

    @property
    def first(self) -> int:
        """Return the place of the first row under the headings; rows come in their order."""
        return bisect_right(self.table.rows, self.heading.row.number, key=lambda row: row.number)


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the file: its heading, some of its values, the field it gives if any."""

    place: int
    heading: str
    sample: str
    field: FieldSpec | None
    known: bool = True


def offered() -> tuple[ReadAs, ...]:
    """Return everything that a file can be read as: lists of the trade, then kinds of records."""
    kinds = (kind for kind in RECORD_TYPES if kind not in _DOUBLED)
    names = (*NAMED_TARGETS, *kinds)
    return tuple(ReadAs(name, _TITLES.get(name) or _plural(name)) for name in names)


def read_source(path: Path, ticket: Ticket) -> Source:
    """Return the sheets of a file that hold something; raises `UnreadableTable`."""
    ticket.report(0, 0, "Lecture du fichier")
    tables = tuple(table for table in read_tables(path) if table.rows)
    ticket.check()
    if not tables:
        raise UnreadableTable("Ce fichier est vide. Rien n’a été écrit.", "Vérifiez le fichier.")
    if all(len(table.rows) == 1 for table in tables):
        raise BadInput(
            "Ce fichier n’a qu’une ligne\u00a0: des titres de colonnes, ou rien à importer "
            "en dessous. Rien n’a été écrit.",
            advice="Vérifiez que c’est le bon fichier, et qu’il est enregistré.",
        )
    return Source(path, tables)


def recognised(source: Source) -> Sketch | None:
    """Return the best understanding of a file, or None when no heading of it says anything."""
    found = [
        sketch
        for one in offered()
        for place in range(len(source.tables))
        if (sketch := sketched(source, one.name, place)).heading.columns
    ]
    return max(found, key=_worth, default=None)


def sketched(source: Source, read_as: str, place: int) -> Sketch:
    """Return how a sheet is understood as something; no column when nothing is recognised."""
    table = source.tables[place]
    heading = find_heading(target_of(read_as).model, table)
    return Sketch(source, place, read_as, heading or _unread(table))


def reread(before: Sketch, source: Source) -> Sketch | None:
    """Return the same understanding of a newer state of the file, or None when its headings
    have changed."""
    names = [table.name for table in source.tables]
    if before.table.name not in names:
        return None
    place = names.index(before.table.name)
    row = before.heading.row
    same = next((one for one in source.tables[place].rows if one.cells == row.cells), None)
    if same is None:
        return None
    return replace(before, source=source, place=place, heading=replace(before.heading, row=same))


def corrected(sketch: Sketch, place: int, field: str) -> Sketch:
    """Return the same understanding with one column giving another field, or none ("").

    A field comes from one column: the one that gave it before is set aside.
    """
    specs = {spec.name: spec for spec in fields_asked(sketch.read_as)}
    kept = [one for one in sketch.heading.columns if one.place != place and one.field.name != field]
    title = single_spaced(as_text(sketch.heading.row.cells[place]))
    if field:
        kept.append(Column(place, title, specs[field]))
    columns = tuple(sorted(kept, key=lambda column: column.place))
    taken = {column.place for column in columns}
    left = [title for at, title in _titles(sketch.heading.row) if at not in taken]
    unknown = tuple(one for one in sketch.heading.unknown if one in left and one != title)
    aside = tuple(one for one in left if one not in unknown)
    return replace(sketch, heading=Heading(sketch.heading.row, columns, unknown, aside))


def columns_of(sketch: Sketch) -> tuple[ColumnLine, ...]:
    """Return every column that has a heading, in the order of the file."""
    given = {column.place: column.field for column in sketch.heading.columns}
    unknown = set(sketch.heading.unknown)
    return tuple(
        ColumnLine(place, title, _sample(sketch, place), given.get(place), title not in unknown)
        for place, title in _titles(sketch.heading.row)
    )


def fields_asked(read_as: str) -> tuple[FieldSpec, ...]:
    """Return the fields that a column may give, in the order of the form."""
    return tuple(field for field in fields_of(target_of(read_as).model) if takes(field))


def missing(sketch: Sketch) -> tuple[str, ...]:
    """Return the titles of the fields without which no line makes a record or finds one."""
    target = sketch.target
    given = {column.field.name for column in sketch.heading.columns}
    if CODE in given or _keyed(sketch):
        return ()
    have = given | target.defaults.keys() | {"id", CODE}
    fields = fields_of(target.model)
    return tuple(field.title for field in fields if field.required and field.name not in have)


def _keyed(sketch: Sketch) -> bool:
    key = sketch.target.model.natural_key[:1]
    return any(column.field.name in key for column in sketch.heading.columns)


def _worth(sketch: Sketch) -> tuple[int, bool, int, bool, bool]:
    heading = sketch.heading
    lacking = len(missing(sketch))
    named = plain(sketch.table.name) == plain(sketch.target.model.label_plural)
    return (
        len(heading.columns) - lacking,
        not lacking,
        heading.gives_required,
        _keyed(sketch),
        named,
    )


def _unread(table: Table) -> Heading:
    """Return the fullest of the first rows as headings of which nothing is understood."""
    row = max(table.rows[:_SAMPLED], key=lambda row: sum(not is_blank(cell) for cell in row.cells))
    return Heading(row, (), tuple(title for _, title in _titles(row)), ())


def _titles(row: Row) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(row.cells):
        if not is_blank(cell):
            yield place, single_spaced(as_text(cell))


def _sample(sketch: Sketch, place: int) -> str:
    """Return the first different values of a column, to recognise it by."""
    below = sketch.table.rows[sketch.first : sketch.first + _SAMPLED]
    cells = (row.cells[place] for row in below if place < len(row.cells))
    texts = dict.fromkeys(single_spaced(as_text(cell)) for cell in cells if not is_blank(cell))
    return " · ".join(list(texts)[:_SAMPLES])


def _plural(kind: str) -> str:
    return RECORD_TYPES[kind].label_plural
