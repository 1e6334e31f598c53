"""Pour sheets into a workbook as their rows come: no file but the workbook, little memory.

openpyxl's own streaming keeps each sheet in a plain temporary file until the end. Here the
rows go straight into the compressed archive; openpyxl makes everything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import IO, Any, BinaryIO, Final, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship, RelationshipList
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink, HyperlinkList
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.related import Related
from openpyxl.worksheet.table import Table, TableColumn, TablePartList, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import tostring

from desktop.export.cells import Cells, Look, lines_in, row_markup

PRODUCT: Final = "Carnet de quartier"
HEADER_ROW: Final = 4
_MEMBER: Final[Literal["w"]] = "w"
_CHUNK: Final = 200
_LINE_HEIGHT, _PADDING, _TITLE_HEIGHT = 13, 3, 26  # points
_MOST_LINES: Final = 15
# Columns that a landscape A4 page shows at a size one can read.
_PAGE_WIDTH: Final = 260


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet before its rows: its name, its title and sentence, its columns."""

    name: str
    table: str
    title: str
    sentence: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    links: dict[str, str] = field(default_factory=dict)  # cell -> sheet it leads to


class Package:
    """A workbook being written into an open binary file."""

    def __init__(self, file: BinaryIO, *, title: str) -> None:
        self._workbook = Workbook()
        self._blank = self._workbook.worksheets[0]
        self.cells = Cells(self._workbook)
        self._workbook.remove(self._blank)
        self._archive = ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._writer = _PartsWriter(self._workbook, self._archive)
        self._tables = 0
        properties = self._workbook.properties
        properties.creator, properties.title = PRODUCT, title
        properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)

    def add(self, plan: SheetPlan, rows: Iterable[Iterable[str]]) -> int:
        """Write a sheet with a table; return how many rows it got. Rows are made of cells."""
        sheet = self._workbook.create_sheet(plan.name)
        sheet._id = len(self._workbook.worksheets)  # noqa: SLF001 - the name of the part
        _lay_out(sheet, plan)
        with self._archive.open(_part(sheet), _MEMBER, force_zip64=True) as stream:
            _open_sheet(stream, sheet)
            written = _write_rows(stream, self._above(plan), rows, plan.widths)
            table = self._table(plan, written)
            _close_sheet(stream, sheet, plan, has_table=table is not None)
        self._writer.manifest.append(sheet)
        if table is not None:
            self._attach(sheet, table)
        return written

    def close(self, first: str) -> None:
        """Write the parts that bind the sheets; the one named `first` is shown first."""
        sheet = self._workbook[first]
        self._workbook.move_sheet(sheet, -self._workbook.index(sheet))
        self._workbook.active = 0
        self._writer.save()

    def abandon(self) -> None:
        """Let go of the archive without finishing it."""
        self._archive.fp = None  # or the destructor would write into a file given up

    def _above(self, plan: SheetPlan) -> list[list[str]]:
        cells = self.cells
        above = [
            [cells.text(plan.title, Look.TITLE)],
            [cells.text(plan.sentence, Look.SENTENCE)],
            [],
        ]
        if plan.table:
            above.append([cells.text(header, Look.HEADER) for header in plan.headers])
        return above

    def _table(self, plan: SheetPlan, rows: int) -> Table | None:
        if not plan.table or not rows:
            return None
        self._tables += 1
        area = f"A{HEADER_ROW}:{get_column_letter(len(plan.headers))}{HEADER_ROW + rows}"
        table = Table(id=self._tables, displayName=plan.table, ref=area)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        for number, header in enumerate(plan.headers, 1):
            table.tableColumns.append(TableColumn(id=number, name=header))
        table.autoFilter = AutoFilter(ref=area)
        return table

    def _attach(self, sheet: Worksheet, table: Table) -> None:
        self._archive.writestr(table.path[1:], _xml(table))
        self._writer.manifest.append(table)
        relations = RelationshipList()
        relations.append(Relationship(Id="rId1", type="table", Target=table.path))
        folder, _, name = _part(sheet).rpartition("/")
        self._archive.writestr(f"{folder}/_rels/{name}.rels", _xml(relations))


class _PartsWriter(ExcelWriter):
    """openpyxl's writer of everything but the sheets, which are already in the archive."""

    def _write_worksheets(self) -> None:
        pass


def _part(sheet: Worksheet) -> str:
    return str(sheet.path)[1:]


def _lay_out(sheet: Worksheet, plan: SheetPlan) -> None:
    for place, width in enumerate(plan.widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", 9  # A4
    setup.fitToWidth, setup.fitToHeight = -(-sum(plan.widths) // _PAGE_WIDTH), 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.7
    margins.header = margins.footer = 0.3
    footer = (PRODUCT, "&A", "Page &P / &N")
    for part, text in zip(("left", "center", "right"), footer, strict=True):
        getattr(sheet.oddFooter, part).text = text
    if plan.table:
        sheet.freeze_panes = f"B{HEADER_ROW + 1}"
        sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        sheet.print_title_cols = "A:A"


def _open_sheet(stream: IO[bytes], sheet: Worksheet) -> None:
    stream.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{SHEET_MAIN_NS}">'.encode()
    )
    for part in (sheet.sheet_properties, sheet.views, sheet.sheet_format, sheet.column_dimensions):
        stream.write(_xml(part))
    stream.write(b"<sheetData>")


def _write_rows(
    stream: IO[bytes],
    above: list[list[str]],
    rows: Iterable[Iterable[str]],
    widths: tuple[int, ...],
) -> int:
    """Write all rows, the table's by handfuls; return how many the table got."""
    number = 0
    pending = []
    for number, made in enumerate(chain(above, rows), 1):
        cells = list(made)
        pending.append(row_markup(number, cells, _height(number, cells, widths)))
        if len(pending) >= _CHUNK:
            stream.write("".join(pending).encode())
            pending.clear()
    stream.write("".join(pending).encode())
    return number - len(above)


def _height(number: int, cells: list[str], widths: tuple[int, ...]) -> int:
    """Return the height of a row: not every program finds it by itself."""
    if number == 1:
        return _TITLE_HEIGHT
    if number < HEADER_ROW:
        return _LINE_HEIGHT + _PADDING
    lines = max(
        (lines_in(cell, width) for cell, width in zip(cells, widths, strict=False)), default=1
    )
    return min(lines, _MOST_LINES) * _LINE_HEIGHT + _PADDING


def _close_sheet(stream: IO[bytes], sheet: Worksheet, plan: SheetPlan, *, has_table: bool) -> None:
    stream.write(b"</sheetData>")
    if plan.links:
        links = [
            Hyperlink(ref=cell, location=f"{quoted_sheet(name)}!A1")
            for cell, name in plan.links.items()
        ]
        stream.write(_xml(HyperlinkList(links)))
    for part in (sheet.page_margins, sheet.page_setup, sheet.HeaderFooter):
        stream.write(_xml(part))
    if has_table:
        tables = TablePartList()
        tables.append(Related(id="rId1"))
        stream.write(_xml(tables))
    stream.write(b"</worksheet>")


def _xml(part: Any) -> bytes:
    """Return any declared part of openpyxl as XML, without a declaration."""
    written: bytes = tostring(part.to_tree())
    return written


def quoted_sheet(name: str) -> str:
    """Return the name of a sheet as formulas and links write it."""
    return "'" + name.replace("'", "''") + "'"
