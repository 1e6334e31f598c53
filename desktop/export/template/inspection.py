"""Look at a financer's workbook without changing it: sheets, cells, rules, what to know."""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO, Final, cast
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.errors import BadInput
from desktop.export.template.knowing import remarks
from desktop.export.template.parts import (
    counts_from_1904,
    raw_rules,
    rule_of,
    sheet_parts,
    written_choices,
)
from desktop.export.template.seen import (
    CellSeen,
    Rule,
    SheetSeen,
    Spot,
    TableSeen,
    TemplateSeen,
)

MOST_CELLS: Final = 400_000
_BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    ElementTree.ParseError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
)
_GENERAL: Final = "General"
_MOST_CHOICES: Final = 5_000


class NotATemplate(BadInput):
    """Report a file that cannot be filled; it was not changed."""

    says = (
        "Ce modèle ne peut pas être lu\u00a0: le fichier est abîmé, ou écrit dans une variante "
        "d’Excel que le carnet ne connaît pas. Il n’a pas été modifié."
    )
    advises = "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le en .xlsx, puis recommencez."


def inspect(file: BinaryIO, name: str) -> TemplateSeen:
    """Return what a template holds; raises NotATemplate. The file was weighed before."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on every part it would lose
            with ZipFile(file) as archive:
                return _template(name, archive, openpyxl.load_workbook(file))
    except _BROKEN as error:
        raise NotATemplate from error


def _template(name: str, archive: ZipFile, book: Workbook) -> TemplateSeen:
    parts = sheet_parts(archive)
    sheets = tuple(_sheet(archive, book, one, parts[one.title]) for one in book.worksheets)
    if not sheets:
        raise NotATemplate
    return TemplateSeen(
        name,
        sheets,
        tuple(remarks(archive, sheets)),
        counts_from_1904(archive),
    )


def _sheet(archive: ZipFile, book: Workbook, sheet: Worksheet, part: str) -> SheetSeen:
    merged = tuple(
        ((area.min_row, area.min_col), (area.max_row, area.max_col))
        for area in sheet.merged_cells.ranges
    )
    cells = dict(_cells(sheet))
    cells.update((spot, replace(cells[spot], text="", formula=True)) for spot in _computed(sheet))
    return SheetSeen(
        sheet.title,
        part,
        max((row for row, _ in cells), default=1),
        max((column for _, column in cells), default=1),
        cells,
        merged,
        tuple(_tables(sheet)),
        tuple(_rules(archive, book, sheet, part)),
        bool(sheet.protection.sheet),
        sheet.sheet_state != "visible",
    )


def _cells(sheet: Worksheet) -> Iterator[tuple[Spot, CellSeen]]:
    protected, count = bool(sheet.protection.sheet), 0
    for row in sheet.iter_rows():
        for cell in cast(tuple[Any, ...], row):
            count += 1
            if count > MOST_CELLS:
                raise NotATemplate(
                    "Ce modèle a trop de cellules pour être montré. Il n’a pas été modifié.",
                    "Demandez au financeur une version sans lignes vides à la suite.",
                )
            yield (cell.row, cell.column), _cell(cell, protected=protected)


def _computed(sheet: Worksheet) -> Iterator[Spot]:
    """Yield the cells that one formula fills together, which only the first of them holds."""
    for row in sheet.iter_rows():
        for cell in cast(tuple[Any, ...], row):
            area = getattr(cell.value, "ref", None)
            if area:
                left, top, right, bottom = cast(tuple[int, int, int, int], range_boundaries(area))
                for at in range(top, min(bottom, sheet.max_row) + 1):
                    yield from ((at, on) for on in range(left, min(right, sheet.max_column) + 1))


def _cell(cell: Any, *, protected: bool) -> CellSeen:
    if not hasattr(cell, "data_type") or type(cell).__name__ == "MergedCell":
        return CellSeen(covered=True, locked=protected)
    formula = cell.data_type == "f"
    pattern = str(cell.number_format or _GENERAL)
    return CellSeen(
        "" if formula or cell.value is None else _text(cell.value),
        formula,
        locked=protected and bool(cell.protection.locked),
        days=bool(is_date_format(pattern)),
        plain=pattern == _GENERAL,
    )


def _text(value: object) -> str:
    day = getattr(value, "strftime", None)
    return str(day("%d/%m/%Y")) if day else str(value)


def _tables(sheet: Worksheet) -> Iterator[TableSeen]:
    for table in sheet.tables.values():
        left, top, right, bottom = cast(tuple[int, int, int, int], range_boundaries(table.ref))
        headed = table.headerRowCount is None or table.headerRowCount > 0
        totals = bool(table.totalsRowCount)
        yield TableSeen(str(table.displayName), (top, left), (bottom, right), totals, headed)


def _rules(
    archive: ZipFile, book: Workbook, sheet: Worksheet, part: str
) -> Iterator[tuple[tuple[Spot, Spot], Rule]]:
    for areas, told in raw_rules(archive, part):
        choices = _choices(book, sheet, told) if told.get("type") == "list" else None
        rule = rule_of(told, choices)
        yield from ((area, rule) for area in areas)


def _choices(book: Workbook, sheet: Worksheet, told: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the choices of a list, spelt out or in cells; None when a formula computes them."""
    formula = told.get("formula1", "")
    written = written_choices(formula)
    if written is not None:
        return written
    named = book.defined_names.get(formula) or sheet.defined_names.get(formula)
    where = str(named.attr_text if named is not None else formula)
    name, _, area = where.rpartition("!")
    held = name.strip("'").replace("''", "'")
    try:
        bounds = cast(tuple[int, int, int, int], range_boundaries(area.replace("$", "")))
        return tuple(_values(book[held] if held else sheet, bounds))
    except (KeyError, ValueError, TypeError):
        return None


def _values(sheet: Worksheet, bounds: tuple[int, int, int, int]) -> Iterator[str]:
    left, top, right, bottom = bounds
    last = min(bottom, top + _MOST_CHOICES)
    for row in sheet.iter_rows(top, last, left, right, values_only=True):
        yield from (_text(value) for value in row if value is not None)
