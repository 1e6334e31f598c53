"""The sheets of data: one per kind of record, and one per field that holds lines."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from openpyxl.utils import get_column_letter
from pydantic import BaseModel

from desktop.export.naming import Names, unique_headers
from desktop.export.package import Package, SheetPlan
from desktop.export.perimeter import Perimeter
from desktop.export.source import Column, Cut, Sheet, Source, Tally
from desktop.export.values import Teller
from sync.records.base import SYSTEM, Record
from sync.records.fields import FieldSpec, Kind

REFERENCE: Final = "Réf. fiche"
EMPTY_MEANS: Final = "Une case vide veut dire « non renseigné »."
_WIDTHS: Final[Mapping[Kind, int]] = {
    Kind.LONG_TEXT: 60,
    Kind.ITEMS: 60,
    Kind.LINKS: 44,
    Kind.LINK: 36,
    Kind.CODES: 32,
    Kind.TEXT: 24,
    Kind.CODE: 20,
    Kind.MOMENT: 17,
    Kind.MONEY: 15,
    Kind.DATE: 12,
    Kind.TIME: 8,
    Kind.INTEGER: 12,
    Kind.NUMBER: 12,
    Kind.YES_NO: 10,
}
_WIDEST_REFERENCE: Final = 36


@dataclass(frozen=True, slots=True)
class _Row:
    """One row to come: what is shown, and the cells before and after its fields."""

    code: str
    part: BaseModel
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataSheets:
    """Writes the sheets of data of one workbook.

    `advanced` is called for each record read, with the name of the sheet being written.
    """

    package: Package
    source: Source
    perimeter: Perimeter
    teller: Teller
    names: Names
    advanced: Callable[[str], None]

    def write(self, model: type[Record]) -> Iterator[Sheet]:
        """Write what there is of a kind, and yield each sheet once it is written."""
        name, tally = self.names.sheet(model.label_plural), Tally()
        shown = in_reading_order(self.perimeter.fields(model))
        columns = _columns([_header(field) for field in shown], shown, 0)
        plan = SheetPlan(
            name=name,
            table=self.names.table(model.label),
            title=model.label_plural,
            sentence=f"Une ligne par fiche. {EMPTY_MEANS}",
            headers=tuple(column.header for column in columns),
            widths=tuple(_width(field) for field in shown),
        )
        rows = self._pour(plan, columns, self._records(model, name, tally), tally)
        yield self._sheet(plan, model, columns, rows, tally)
        for field in shown:
            if tally.lines.get(field.name):
                yield self._write_lines(model, field, plan, tally)

    def _records(self, model: type[Record], sheet: str, tally: Tally) -> Iterator[_Row]:
        for record in self.source.records(model.kind):
            self.advanced(sheet)
            if self.perimeter.keeps(record):
                yield _Row(record.code or record.id, record)
            else:
                tally.left_out += 1

    def _write_lines(
        self, model: type[Record], field: FieldSpec, parent: SheetPlan, counted: Tally
    ) -> Sheet:
        assert field.item is not None
        name = self.names.sheet(f"{model.prefix} – {field.title}")
        tally = Tally(left_out=counted.lines_left_out.get(field.name, 0))
        shown = tuple(inner for inner in self.perimeter.fields(field.item) if inner.name != "id")
        headers = ["Code", "Ligne", *(_header(inner) for inner in shown), REFERENCE]
        columns = _columns(headers, shown, 2)
        plan = SheetPlan(
            name=name,
            table=self.names.table(model.label, field.title),
            title=f"{model.label_plural} : {field.title}",
            sentence=f"Une ligne par élément ; « Code » renvoie à la feuille « {parent.name} ». "
            + EMPTY_MEANS,
            headers=unique_headers(headers),
            widths=(18, 8, *(_width(inner) for inner in shown), _WIDEST_REFERENCE),
        )
        rows = self._pour(plan, columns, self._lines(model, field, name), tally)
        sheet = self._sheet(plan, model, columns, rows, tally)
        total = counted.lines[field.name] + tally.left_out
        what = f"{sheet.what} : {field.title}"
        return replace(sheet, what=what, in_notebook=total, lines_of=field.name)

    def _lines(self, model: type[Record], field: FieldSpec, sheet: str) -> Iterator[_Row]:
        cells = self.package.cells
        for record in self.source.records(model.kind):
            self.advanced(sheet)
            value = getattr(record, field.name, None)
            if not self.perimeter.keeps(record) or not isinstance(value, tuple):
                continue
            for number, line in enumerate(self.teller.lines(value), 1):
                before = (cells.text(record.code), cells.number(number))
                yield _Row(record.code or record.id, line, before, (cells.text(record.id),))

    def _pour(
        self,
        plan: SheetPlan,
        columns: tuple[Column, ...],
        rows: Iterator[_Row],
        tally: Tally,
    ) -> int:
        """Write the sheet unless it has no row; return how many rows it got."""
        first = next(rows, None)
        if first is None:
            return 0
        told = (self._told(row, columns, plan.name, tally) for row in chain([first], rows))
        return self.package.add(plan, told)

    def _told(self, row: _Row, columns: tuple[Column, ...], sheet: str, tally: Tally) -> list[str]:
        cells, told = self.package.cells, list(row.before)
        for column in columns:
            value = getattr(row.part, column.field.name, None)
            place = Cut(sheet, row.code, column.header, 0)
            told.append(self.teller.cell(cells, column.field, value, place))
            if value is not None:
                self._count(column.field, value, tally)
        told.extend(row.after)
        return told

    def _count(self, field: FieldSpec, value: Any, tally: Tally) -> None:
        name = field.name
        if field.kind is Kind.MONEY and isinstance(value, int):
            tally.cents[name] = tally.cents.get(name, 0) + value
        elif field.kind is Kind.ITEMS and isinstance(value, tuple):
            kept = len(self.teller.lines(value))
            tally.lines[name] = tally.lines.get(name, 0) + kept
            hidden = len(value) - kept
            tally.lines_left_out[name] = tally.lines_left_out.get(name, 0) + hidden

    def _sheet(
        self,
        plan: SheetPlan,
        model: type[Record],
        columns: tuple[Column, ...],
        rows: int,
        tally: Tally,
    ) -> Sheet:
        return Sheet(
            name=plan.name if rows else "",
            kind=model.kind,
            what=model.label_plural,
            in_notebook=self.source.count(model.kind),
            rows=rows,
            columns=columns,
            last_letter=get_column_letter(len(plan.headers)),
            tally=tally,
        )


def in_reading_order(fields: Iterator[FieldSpec]) -> tuple[FieldSpec, ...]:
    """Return the code first, what the trade says, what the notebook keeps, the reference."""

    def rank(field: FieldSpec) -> int:
        if field.name in ("code", "id"):
            return 0 if field.name == "code" else 3
        return 2 if field.about.section == SYSTEM else 1

    return tuple(sorted(fields, key=rank))


def _columns(headers: list[str], fields: tuple[FieldSpec, ...], first: int) -> tuple[Column, ...]:
    unique = unique_headers(headers)
    return tuple(
        Column(get_column_letter(place + 1), unique[place], field)
        for place, field in enumerate(fields, first)
    )


def _header(field: FieldSpec) -> str:
    if field.name == "id":
        return REFERENCE
    if field.kind is Kind.MONEY and not field.about.unit:
        return f"{field.title} (€)"
    return field.header


def _width(field: FieldSpec) -> int:
    if field.name in ("id", "code"):
        return _WIDEST_REFERENCE if field.name == "id" else 18
    longest_word = max(map(len, _header(field).split()), default=0)
    return min(60, max(_WIDTHS[field.kind], longest_word + 4))
