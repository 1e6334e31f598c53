"""Look at a financer's workbook without changing it: sheets, cells, rules, what to know."""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO, Final, cast
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import (
    CellCoordinatesException,
    IllegalCharacterError,
    InvalidFileException,
    NamedRangeException,
    SheetTitleException,
)
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.errors import BadInput
from desktop.export.template.knowing import remarks
from desktop.export.template.loading import loaded
from desktop.export.template.measuring import MOST_CELLS, MOST_SHEETS, Check, TooMuch, measure
from desktop.export.template.parts import (
    STYLES,
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
from desktop.export.template.spans import refuse_other_encodings

_BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    CellCoordinatesException,
    ElementTree.ParseError,
    EOFError,
    ExpatError,
    IllegalCharacterError,
    InvalidFileException,
    LookupError,
    NamedRangeException,
    RecursionError,
    SheetTitleException,
    TypeError,
    ValueError,
)
_GENERAL: Final = "General"
_MOST_CHOICES: Final = 5_000
_HEAD: Final = 200


class NotATemplate(BadInput):
    """Report a file that cannot be filled; it was not changed."""

    says = (
        "Ce modèle ne peut pas être lu\u00a0: le fichier est abîmé, ou écrit dans une variante "
        "d’Excel que le carnet ne connaît pas. Il n’a pas été modifié."
    )
    advises = "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le en .xlsx, puis recommencez."


def inspect(file: BinaryIO, name: str, check: Check = lambda: None) -> TemplateSeen:
    """Return what a template holds; raises NotATemplate or TooMuch. The file was weighed before.

    `check` is called while the sheets are measured; what it raises stops the reading.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on every part it would lose
            with ZipFile(file) as archive:
                return _template(name, archive, check)
    except _BROKEN as error:
        raise NotATemplate from error


def _template(name: str, archive: ZipFile, check: Check) -> TemplateSeen:
    parts = sheet_parts(archive)
    if len(parts) > MOST_SHEETS:
        raise TooMuch(f"Ce modèle a plus de {MOST_SHEETS} feuilles. Il n’a pas été modifié.")
    _measure(archive, parts, check)
    book = loaded(archive)
    sheets = tuple(_sheet(archive, book, one, parts[one.title]) for one in book.worksheets)
    if not sheets:
        raise NotATemplate
    return TemplateSeen(
        name,
        sheets,
        tuple(remarks(archive, sheets)),
        counts_from_1904(archive),
    )


def _measure(archive: ZipFile, parts: Mapping[str, str], check: Check) -> None:
    for part in parts.values():
        with archive.open(part) as file:
            refuse_other_encodings(file.read(_HEAD))
    styles = (STYLES,) if STYLES in archive.namelist() else ()
    measure(archive, (*dict.fromkeys(parts.values()), *styles), check)


def _sheet(archive: ZipFile, book: Workbook, sheet: Worksheet, part: str) -> SheetSeen:
    merged = tuple(
        ((area.min_row, area.min_col), (area.max_row, area.max_col))
        for area in sheet.merged_cells.ranges
    )
    cells = dict(_cells(sheet))
    for spot in _computed(sheet):
        cells[spot] = replace(cells.get(spot, CellSeen()), text="", formula=True)
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


def _held(sheet: Worksheet) -> Mapping[Spot, Any]:
    """Return the cells that the file holds, by place.

    Going through the rows would make those it does not hold: one format in the last row of the
    sheet is enough for twenty million.
    """
    return cast(Mapping[Spot, Any], sheet._cells)  # noqa: SLF001 - no public way to them


def _cells(sheet: Worksheet) -> Iterator[tuple[Spot, CellSeen]]:
    protected = bool(sheet.protection.sheet)
    for spot, cell in _held(sheet).items():
        yield spot, _cell(cell, protected=protected)


def _computed(sheet: Worksheet) -> Iterator[Spot]:
    """Yield the cells that one formula fills together, which only the first of them holds."""
    held = _held(sheet)
    areas = [area for cell in held.values() if (area := getattr(cell.value, "ref", None))]
    left_to_see = MOST_CELLS
    for area in areas:
        left, top, right, bottom = cast(tuple[int, int, int, int], range_boundaries(area))
        left_to_see -= (bottom - top + 1) * (right - left + 1)
        if left_to_see < 0:
            raise TooMuch
        yield from ((row, on) for row in range(top, bottom + 1) for on in range(left, right + 1))


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
        shares="%" in pattern,
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
    known: dict[str, tuple[str, ...] | None] = {}
    for areas, told in raw_rules(archive, part):
        formula = told.get("formula1", "")
        if told.get("type") == "list" and formula not in known:
            known[formula] = _choices(book, sheet, formula)
        rule = rule_of(told, known.get(formula) if told.get("type") == "list" else None)
        yield from ((area, rule) for area in areas)


def _choices(book: Workbook, sheet: Worksheet, formula: str) -> tuple[str, ...] | None:
    """Return the choices of a list, spelt out or in cells; None when a formula computes them."""
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
    held = _held(sheet)
    inside = sorted((row, on) for row, on in held if top <= row <= bottom and left <= on <= right)
    values = (getattr(held[spot], "value", None) for spot in inside[:_MOST_CHOICES])
    yield from (_text(value) for value in values if value is not None)
