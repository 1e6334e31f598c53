"""Pour sheets into a workbook as their rows come: no file but the workbook, little memory.

openpyxl's own streaming keeps each sheet in a plain temporary file until the end. Here the
rows go straight into the compressed archive; openpyxl makes everything else.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any, BinaryIO, Final, Literal
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship, RelationshipList
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.drawing import Drawing as RelatedDrawing
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink, HyperlinkList
from openpyxl.worksheet.pagebreak import RowBreak
from openpyxl.worksheet.related import Related
from openpyxl.worksheet.table import Table, TableColumn, TablePartList, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import tostring

from desktop.export.cells import Cells, Look
from desktop.export.drawing import Drawing, Picture, Placed
from desktop.export.lines import Lines
from desktop.export.page import keep_charts_whole, lay_out

PRODUCT: Final = "Carnet de quartier"
HEADER_ROW: Final = 4
TOTAL: Final = "Total"
_TABLE, _DRAWING = "rId1", "rId2"
MEMBER: Final[Literal["w"]] = "w"
"""How a part of an archive is opened to be written."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet before its rows: its name, its title and sentence, its columns.

    ``exact`` asks for the header in the first row and nothing but the rows under it;
    ``on_paper`` how many of the first columns are printed, 0 for all.
    """

    name: str
    table: str
    title: str
    sentence: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    links: dict[str, str] = field(default_factory=dict)  # cell -> sheet it leads to
    filters: bool = True
    exact: bool = False
    figures: frozenset[int] = frozenset()  # places of the columns whose header stands right
    on_paper: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands under the rows: the cells of a total, the columns it adds up, charts.

    ``totals`` is called once all rows were given; it returns no cell for no row of totals.
    """

    totals: Callable[[], Sequence[str]] = tuple
    totalled: tuple[int, ...] = ()
    pictures: Sequence[Picture] = ()


_BARE: Final = Ending()


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

    def add(self, plan: SheetPlan, rows: Iterable[Iterable[str]], ending: Ending = _BARE) -> int:
        """Write a sheet with a table; return how many rows it got. Rows are made of cells."""
        sheet = self._workbook.create_sheet(plan.name)
        sheet._id = len(self._workbook.worksheets)  # noqa: SLF001 - the name of the part
        header_row = 1 if plan.exact else HEADER_ROW if plan.table else 0
        lay_out(sheet, plan.widths, header_row=header_row, footer=(PRODUCT, "&A", "Page &P / &N"))
        parts = _Parts(plan)
        with self._archive.open(_part(sheet), MEMBER, force_zip64=True) as stream:
            _open_sheet(stream, sheet)
            lines = Lines(stream, plan.widths, self.cells, free=0 if plan.exact else HEADER_ROW - 1)
            lines.write(self._above(plan))
            written = lines.write(rows)
            table = self._table(plan, written)
            if table is not None:
                _total(table, lines.write(_only(ending.totals())), ending.totalled)
                _print_only(sheet, plan.on_paper, table)
            if ending.pictures:
                above, made = lines.height, lines.write_under(ending.pictures)
                parts.breaks = keep_charts_whole(sheet, plan.widths, above, made)
                parts.charts = [placed for block in made for placed in block.placed]
            parts.table = table
            _close_sheet(stream, sheet, parts)
        self._writer.manifest.append(sheet)
        self._attach(sheet, table, Drawing(parts.charts) if parts.charts else None)
        return written

    def name(self, name: str, sheet: str, cell: str) -> None:
        """Give a name to a cell, for formulas."""
        target = f"{quoted_sheet(sheet)}!{cell}"
        self._workbook.defined_names[name] = DefinedName(name, attr_text=target)

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
        headers = [
            cells.text(header, Look.FIGURE_HEADER if place in plan.figures else Look.HEADER)
            for place, header in enumerate(plan.headers)
        ]
        if plan.exact:
            return [headers]
        above = [
            [cells.text(plan.title, Look.TITLE)],
            [cells.text(plan.sentence, Look.SENTENCE)],
            [],
        ]
        if plan.table:
            above.append(headers)
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
        if plan.filters:
            table.autoFilter = AutoFilter(ref=area)
        return table

    def _attach(self, sheet: Worksheet, table: Table | None, drawing: Drawing | None) -> None:
        relations = RelationshipList()
        if table is not None:
            self._archive.writestr(table.path[1:], _xml(table))
            self._writer.manifest.append(table)
            relations.append(Relationship(Id=_TABLE, type="table", Target=table.path))
        if drawing is not None:
            self._writer.write_drawing(drawing)
            relations.append(Relationship(Id=_DRAWING, type="drawing", Target=drawing.path))
        if len(relations):
            folder, _, name = _part(sheet).rpartition("/")
            self._archive.writestr(f"{folder}/_rels/{name}.rels", _xml(relations))


class _PartsWriter(ExcelWriter):
    """openpyxl's writer of everything but the sheets, which are already in the archive."""

    def _write_worksheets(self) -> None:
        pass

    def write_drawing(self, drawing: Drawing) -> None:
        """Write the charts of a sheet; their own parts are written at the end."""
        self._write_drawing(drawing)  # type: ignore[attr-defined]  # not in the types


def _part(sheet: Worksheet) -> str:
    return str(sheet.path)[1:]


def _open_sheet(stream: IO[bytes], sheet: Worksheet) -> None:
    stream.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{SHEET_MAIN_NS}">'.encode()
    )
    for part in (sheet.sheet_properties, sheet.views, sheet.sheet_format, sheet.column_dimensions):
        stream.write(_xml(part))
    stream.write(b"<sheetData>")


def _only(cells: Sequence[str]) -> list[Sequence[str]]:
    return [cells] if cells else []


def _total(table: Table, rows: int, totalled: tuple[int, ...]) -> None:
    """Declare the row of totals of a table, when it has one."""
    if not rows:
        return
    first, _, last = table.ref.partition(":")
    end = re.sub(r"\d+$", lambda number: str(int(number[0]) + 1), last)
    table.ref, table.totalsRowCount = f"{first}:{end}", 1
    for place, column in enumerate(table.tableColumns):
        if place in totalled:
            column.totalsRowFunction = "sum"
        elif place == 0:
            column.totalsRowLabel = TOTAL


def _print_only(sheet: Worksheet, columns: int, table: Table) -> None:
    """Leave the columns after the first ones out of what is printed, titles and total kept."""
    if columns:
        rows = re.sub(r"^.*\D", "", table.ref)
        sheet.print_area = f"A1:{get_column_letter(columns)}{rows}"


@dataclass(slots=True)
class _Parts:
    """What follows the rows of a sheet in its part."""

    plan: SheetPlan
    table: Table | None = None
    breaks: RowBreak | None = None
    charts: list[Placed] = field(default_factory=list)


def _close_sheet(stream: IO[bytes], sheet: Worksheet, parts: _Parts) -> None:
    stream.write(b"</sheetData>")
    if parts.plan.links:
        links = [
            Hyperlink(ref=cell, location=f"{quoted_sheet(name)}!A1")
            for cell, name in parts.plan.links.items()
        ]
        stream.write(_xml(HyperlinkList(links)))
    for part in (sheet.page_margins, sheet.page_setup, sheet.HeaderFooter, parts.breaks):
        if part is not None:
            stream.write(_xml(part))
    if parts.table is not None:
        stream.write(_codes_are_meant(parts.table))
    if parts.charts:
        stream.write(_xml(RelatedDrawing(id=_DRAWING)))
    if parts.table is not None:
        tables = TablePartList()
        tables.append(Related(id=_TABLE))
        stream.write(_xml(tables))
    stream.write(b"</worksheet>")


def _codes_are_meant(table: Table) -> bytes:
    """Ask Excel for no green corner on a SIRET: it is a text of digits on purpose."""
    error = f'<ignoredError sqref="{table.ref}" numberStoredAsText="1"/>'
    return f"<ignoredErrors>{error}</ignoredErrors>".encode()


def _xml(part: Any) -> bytes:
    """Return any declared part of openpyxl as XML, without a declaration."""
    written: bytes = tostring(part.to_tree())
    return written


def quoted_sheet(name: str) -> str:
    """Return the name of a sheet as formulas and links write it."""
    return "'" + name.replace("'", "''") + "'"
