"""Read an exported file back, cell by cell, as the content it was made of."""

import csv
import io
import math
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO
from zipfile import ZipFile

from openpyxl import Workbook

from desktop.export.content import As, Content, Hidden, Sheet, Typed
from desktop.export.csv_sheets import guarded
from desktop.export.text import cell_text


def expected(value: Any, held: As) -> Any:
    """Return what a cell holds for a value of a content."""
    if isinstance(value, Typed):
        return expected(value.value, value.held)
    if isinstance(value, Hidden):
        return value.value
    if isinstance(value, str):
        return cell_text(value).text or None
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as Excel keeps it
    return value / 100 if held is As.EUROS and value is not None else value


def as_excel(value: Any) -> Any:
    """Return a value as Excel shows it: openpyxl leaves the escape of an underscore."""
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def rows_of(workbook: Workbook, name: str, first: int, count: int) -> list[list[Any]]:
    """Return some rows of a sheet, from the number of the first."""
    rows = workbook[name].iter_rows(min_row=first, max_row=first + count - 1, values_only=True)
    return [[as_excel(value) for value in row] for row in rows]


def told(sheet: Sheet) -> list[list[Any]]:
    """Return what the rows of a sheet hold in a file, their reference last."""
    held = [column.held for column in sheet.columns]
    rows = [[expected(*pair) for pair in zip(row, held, strict=True)] for row in sheet.rows]
    if sheet.references and not sheet.exact:
        for row, reference in zip(rows, sheet.references, strict=True):
            row.append(reference or None)
    return rows


def read_back(workbook: Workbook, sheet: Sheet) -> list[list[Any]]:
    """Return the rows of a sheet of an Excel workbook, as wide as what `told` says of it."""
    count, wide = len(sheet.rows), len(told(sheet)[0]) if sheet.rows else 0
    rows = rows_of(workbook, sheet.name, 2 if sheet.exact else 5, count) if count else []
    return [row[:wide] for row in rows]


def csv_files(file: BinaryIO, content: Content) -> Iterator[tuple[Sheet, list[list[str]]]]:
    """Yield each sheet of a content with the lines of its file in an archive of CSV files."""
    with ZipFile(file) as archive:
        names = archive.namelist()[1:]  # the first one is the sheet that explains the others
        for sheet, name in zip(content.sheets, names, strict=False):
            text = archive.read(name).decode("utf-8-sig")
            yield (
                sheet,
                [*csv.reader(io.StringIO(text), delimiter="," if sheet.exact else ";")],
            )


def says_in_csv(text: str, wanted: Any, *, exact: bool) -> bool:
    """Tell whether a cell of a CSV file says a value, text, day or number."""
    if wanted is None:
        return not text
    if isinstance(wanted, str):
        return text == guarded(wanted)
    if isinstance(wanted, datetime):
        return text == wanted.strftime("%Y-%m-%d" if exact else "%d/%m/%Y")
    number = float(text.rstrip("%").replace(",", "."))
    return math.isclose(number / 100 if text.endswith("%") else number, wanted, rel_tol=1e-8)
