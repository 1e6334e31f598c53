"""Write a content as an OpenDocument spreadsheet: the same sheets as the Excel workbook.

An OpenDocument file is a small archive of XML: it is poured row by row, without a library, so
that a large sheet takes no memory and the file holds nothing but what is told here.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from textwrap import wrap
from typing import IO, BinaryIO, Final
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from desktop.export import ods_cells, ods_charts, ods_styles
from desktop.export.chart_plan import ChartPlan
from desktop.export.content import As, Column, Passed
from desktop.export.drawing import PAGE_WIDTH, SAID
from desktop.export.drawing import width_of as centimetres
from desktop.export.explained import controls, dictionary, lists
from desktop.export.front import Line, front_lines, front_sentence
from desktop.export.laid import (
    HEADER_ROW,
    OWN_SHEETS,
    READ_ME,
    Cell,
    Computed,
    Laid,
    Tally,
    laid_out,
)
from desktop.export.letters import letter
from desktop.export.naming import Names
from desktop.export.ods_cells import quoted, text_cell
from desktop.export.package import MEMBER, TOTAL
from desktop.export.progress import Advance, Progress
from desktop.export.source import About, Cut
from desktop.export.text import plain
from desktop.export.widths import widths_of
from desktop.export.workbook import FRONT_WIDTHS, STAND_RIGHT

_CHUNK: Final = 50
_PAGE_HEIGHT: Final = 18.0  # centimetres of a page above its footer
_LINES_ABOVE: Final = 7  # the title, its sentence, the header, the total


def write_ods(file: BinaryIO, passed: Passed, about: About, progress: Progress) -> None:
    """Write the spreadsheet into an open binary file; the progress may raise to give up."""
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        archive.writestr("mimetype", ods_styles.MIME, compress_type=ZIP_STORED)
        writer = _Spreadsheet(passed, about, progress)
        with archive.open("content.xml", MEMBER, force_zip64=True) as stream:
            writer.write(stream)
        title = plain(passed.content.title)
        made_at = f"{about.made_at:%Y-%m-%dT%H:%M:%S}"
        archive.writestr("styles.xml", ods_styles.STYLES)
        archive.writestr("meta.xml", ods_styles.meta(title, made_at))
        archive.writestr("settings.xml", ods_styles.settings(writer.frozen))
        for number, plan in enumerate(writer.charts, 1):
            archive.writestr(f"Object {number}/content.xml", ods_charts.drawn(plan))
            archive.writestr(f"Object {number}/styles.xml", ods_charts.STYLES)
        archive.writestr("META-INF/manifest.xml", ods_styles.manifest(len(writer.charts)))


class _Spreadsheet:
    """One spreadsheet being written.

    ``frozen`` tells the rows kept in view, by sheet; ``charts`` those whose parts are to come.
    """

    def __init__(self, passed: Passed, about: About, progress: Progress) -> None:
        self._passed = passed
        self._about = about
        self._sheets = laid_out(passed.content, Names(OWN_SHEETS))
        self._advance = Advance(sum(len(sheet.rows) for sheet in passed.content.sheets), progress)
        self._cuts: list[Cut] = []
        self.frozen: list[tuple[str, int]] = []
        self.charts: list[ChartPlan] = []

    def write(self, stream: IO[bytes]) -> None:
        """Write all the sheets."""
        content = self._passed.content
        stream.write(ods_styles.opened("content").encode())
        stream.write(ods_styles.content_styles(max(FRONT_WIDTHS)).encode())
        stream.write(b"<office:body><office:spreadsheet>")
        lines = front_lines(self._passed, self._about, self._sheets)
        _pour(stream, self._front(lines))
        tallies = {}
        for sheet, laid in zip(content.sheets, self._sheets, strict=True):
            tally = Tally(laid, self._cuts)
            _pour(stream, self._sheet(laid, tally))
            tallies[sheet.name] = (laid, tally)
        told = (
            controls(self._passed, tallies, self._cuts),
            dictionary(content, tallies),
            lists(content),
        )
        for own in told:
            _pour(stream, self._sheet(own, Tally(own, [])))
        stream.write(_names(lines).encode())
        stream.write(_ranges((*self._sheets, *told)).encode())
        stream.write(b"</office:spreadsheet></office:body></office:document-content>")

    def _front(self, lines: tuple[Line, ...]) -> Iterator[str]:
        self.frozen.append((READ_ME, 0))
        yield _opened(READ_ME, FRONT_WIDTHS)
        yield from _above(self._passed.content.title, front_sentence(self._about))
        for line in lines:
            yield _row(_front_cells(line))
        yield "</table:table>"

    def _sheet(self, laid: Laid, tally: Tally) -> Iterator[str]:
        self.frozen.append((laid.name, laid.first_row - 1))
        yield _opened(laid.name, widths_of(laid), _print_range(laid))
        if not laid.exact:
            yield from _above(laid.title, laid.sentence)
        yield _headers(laid)
        if not laid.rows and not laid.exact:
            yield _row([text_cell(laid.when_empty, "sentence")])
        held = [column.held for column in laid.columns]
        rows = self._advance.over(laid.name, tally.follow())
        for number, row in enumerate(rows, laid.first_row):
            yield _row(_cells(row, held, number, exact=laid.exact))
        if laid.totalled:
            yield _row(_totals(laid, tally))
        yield from self._charts(laid)
        yield "</table:table>"

    def _charts(self, laid: Laid) -> Iterator[str]:
        """Say what each chart shows, then leave it the rows that it covers."""
        plans = [ChartPlan(chart, laid) for chart in laid.charts if laid.rows]
        room = _Room(laid, plans) if plans else None
        for plan in plans:
            self.charts.append(plan)
            covered = ods_charts.covered_rows(plan)
            said = wrap(f"{plan.chart.title} – {plan.chart.said}", SAID)
            look = "page" if room and room.begins_a_page(len(said) + covered) else "ro"
            yield _row([], look)
            for piece in said:
                yield _row([text_cell(piece, "sentence")])
            yield _row([ods_charts.frame(plan, len(self.charts))], "chart")
            yield _row([], "chart", covered - 1)


class _Room:
    """How many centimetres are left on the page where charts are to stand."""

    def __init__(self, laid: Laid, plans: Sequence[ChartPlan]) -> None:
        widths = widths_of(laid)
        wide = max((centimetres(widths), *(plan.size[0] for plan in plans)))
        self._page = _PAGE_HEIGHT / min(1.0, PAGE_WIDTH / wide)
        lines = sum(_lines(row, widths) for row in laid.rows)
        self._left = self._page - (lines + _LINES_ABOVE) * ods_charts.ROW % self._page

    def begins_a_page(self, rows: int) -> bool:
        """Tell whether what takes so many rows would be cut by the end of the page."""
        needed = (rows + 1) * ods_charts.ROW
        cut = needed > self._left
        self._left = (self._page if cut else self._left) - needed
        return cut


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    texts = (
        -(-len(value) // width)
        for value, width in zip(row, widths, strict=False)
        if isinstance(value, str)
    )
    return max(1, max(texts, default=1))


def _cells(row: Sequence[Cell], held: Sequence[As], number: int, *, exact: bool) -> Iterator[str]:
    for value, as_ in zip(row, held, strict=True):
        if isinstance(value, Computed):
            yield ods_cells.computed(value, number)
        else:
            yield ods_cells.cell(value, as_, exact=exact)


def _totals(laid: Laid, tally: Tally) -> Iterator[str]:
    for place in range(len(laid.columns)):
        if place in laid.totalled:
            yield ods_cells.total(laid, place, tally.sum_of(place))
        else:
            yield text_cell("" if place else TOTAL, "total")


def _front_cells(line: Line) -> list[str]:
    if line.heads:
        return [text_cell(line.title, "header"), text_cell(str(line.value), "header")]
    look = "long" if line.leads_to else "label"
    return [text_cell(line.title, look, line.leads_to), ods_cells.cell(line.value, line.held)]


def _above(title: str, sentence: str) -> Iterator[str]:
    yield _row([text_cell(plain(title), "title")])
    yield _row([text_cell(plain(sentence), "sentence")])
    yield _row(["<table:table-cell/>"])


def _headers(laid: Laid) -> str:
    cells = (
        text_cell(header, "header_right" if column.held in STAND_RIGHT else "header")
        for column, header in _pairs(laid)
    )
    return f"<table:table-header-rows>{_row(cells)}</table:table-header-rows>"


def _pairs(laid: Laid) -> Iterator[tuple[Column, str]]:
    return zip(laid.columns, laid.headers, strict=True)


def _print_range(laid: Laid) -> str:
    """Return the cells that are printed, when some columns are not; "" for all."""
    if not laid.rows or laid.on_paper == len(laid.columns):
        return ""
    name, last = quoted(laid.name), laid.last_row + bool(laid.totalled)
    return f"{name}.A1:{name}.{letter(laid.on_paper - 1)}{last}"


def _opened(name: str, widths: Sequence[int], printed: str = "") -> str:
    columns = [f'<table:table-column table:style-name="co{width}"/>' for width in widths]
    only = f" table:print-ranges={quoteattr(printed)}" if printed else ""
    return (
        f'<table:table table:name={quoteattr(name)} table:style-name="ta"{only}>'
        f"<table:table-header-columns>{columns[0]}</table:table-header-columns>"
        f"{''.join(columns[1:])}"
    )


def _row(cells: Iterable[str], look: str = "ro", count: int = 1) -> str:
    told = "".join(cells) or "<table:table-cell/>"
    again = f' table:number-rows-repeated="{count}"' if count > 1 else ""
    return f'<table:table-row table:style-name="{look}"{again}>{told}</table:table-row>'


def _pour(stream: IO[bytes], pieces: Iterator[str]) -> None:
    for chunk in iter(lambda: "".join(islice(pieces, _CHUNK)), ""):
        stream.write(chunk.encode())


def _names(lines: tuple[Line, ...]) -> str:
    """Return the names that formulas may use for cells of the first sheet."""
    named = "".join(
        f'<table:named-range table:name="{line.named}"'
        f" table:base-cell-address={quoteattr(place)} table:cell-range-address={quoteattr(place)}/>"
        for number, line in enumerate(lines, HEADER_ROW)
        for place in (f"${quoted(READ_ME)}.$B${number}",)
        if line.named
    )
    return f"<table:named-expressions>{named}</table:named-expressions>" if named else ""


def _ranges(sheets: Iterable[Laid]) -> str:
    """Return the tables, with their filters where the sheet has some."""
    ranges = "".join(
        f'<table:database-range table:name="{laid.table}" table:target-range-address='
        + quoteattr(f"{name}.A{HEADER_ROW}:{name}.{letter(len(laid.columns) - 1)}{laid.last_row}")
        + f' table:display-filter-buttons="{str(laid.filters).lower()}"/>'
        for laid in sheets
        for name in (quoted(laid.name),)
        if laid.table and laid.rows
    )
    return f"<table:database-ranges>{ranges}</table:database-ranges>" if ranges else ""
