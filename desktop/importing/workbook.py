"""Read the sheets of an .xlsx workbook: values only, never a formula, a link or a macro."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from desktop.importing.archive import refuse_declarations, weigh
from desktop.importing.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Row,
    Table,
    UnreadableTable,
    too_many_rows,
)
from desktop.importing.table import full as filled

_LAST_ROW = 1_048_576  # of any spreadsheet
_LONGEST_CELL = 100_000

# What openpyxl raises on broken workbooks; it promises no type of its own.
_BROKEN = (
    InvalidFileException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_workbook(path: Path) -> tuple[Table, ...]:
    """Return the visible sheets of a workbook, in their order, empty rows left out.

    Raises `UnreadableTable` when the file is broken, too big, or is not a workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on every style it does not keep
            # An open file: openpyxl judges a path by its ending, and names often lie.
            with path.open("rb") as file:
                with zipfile.ZipFile(file) as archive:
                    weigh(archive, path.stat().st_size)
                    refuse_declarations(archive)
                return _tables(file)
    except _BROKEN as error:
        raise UnreadableTable from error


def _tables(file: BinaryIO) -> tuple[Table, ...]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        room = MOST_ROWS
        tables: list[Table] = []
        for sheet in shown or book.worksheets:
            table = Table(sheet.title, tuple(_rows(sheet, room)))
            room -= len(table.rows)
            tables.append(table)
        return tuple(tables)
    finally:
        book.close()


def _rows(sheet: Any, room: int) -> Iterator[Row]:
    """Yield the rows that hold something; `sheet` is a read-only sheet, which has no types."""
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    found = 0
    rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(rows, start=1):
        if number > _LAST_ROW:
            raise UnreadableTable
        if values.count(None) == len(values):
            continue
        cells = filled(tuple(_cell(value) for value in values))
        if cells:
            found += 1
            if found > room:
                raise too_many_rows()
            yield Row(number, cells)


def _cell(value: object) -> Cell:
    if isinstance(value, timedelta):
        if timedelta() <= value < timedelta(days=1):
            return time(*divmod(value.seconds // 60, 60))
        return str(value)
    if isinstance(value, str):
        if len(value) > _LONGEST_CELL:
            raise UnreadableTable
        return value
    if value is None or isinstance(value, bool | int | float | datetime | date | time):
        return value
    return str(value)
