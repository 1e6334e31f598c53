"""Which renderer writes which format; each is read when it is first asked for."""

from collections.abc import Callable
from typing import BinaryIO

from desktop.export.content import Passed
from desktop.export.source import About
from desktop.services.workbooks.choice import Format

Progress = Callable[[int, int, str], None]
Writer = Callable[[BinaryIO, Passed, About, Progress], None]


def writer_of(format: Format) -> Writer:
    """Return what writes a format."""
    # Late: openpyxl costs what starting the program need not pay.
    match format:
        case Format.XLSX:
            from desktop.export.workbook import write_workbook

            return write_workbook
        case Format.ODS:
            from desktop.export.ods import write_ods

            return write_ods
        case Format.ODT:
            from desktop.export.odt import write_odt

            return write_odt
    from desktop.export.csv_sheets import write_csv

    return write_csv
