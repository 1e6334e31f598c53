"""Write a content as an Excel workbook: the first sheet, its sheets, those that explain them."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from desktop.export.cells import Look
from desktop.export.charts import drawn
from desktop.export.content import As, Passed
from desktop.export.explained import controls, dictionary, lists
from desktop.export.front import Line, front_lines, front_sentence
from desktop.export.laid import FIGURES, OWN_SHEETS, READ_ME, Cell, Laid, Tally, laid_out
from desktop.export.naming import Names
from desktop.export.package import HEADER_ROW, TOTAL, Ending, Package, SheetPlan
from desktop.export.progress import Advance, Progress
from desktop.export.source import About, Cut
from desktop.export.text import plain
from desktop.export.typed_cells import ControlCells, Maker, TypedCells
from desktop.export.widths import widths_of

FRONT_WIDTHS: Final = (38, 110)
STAND_RIGHT: Final = FIGURES | {As.YEAR, As.SHARE}


def write_workbook(file: BinaryIO, passed: Passed, about: About, progress: Progress) -> None:
    """Write the workbook into an open binary file, sheet by sheet, row by row.

    Whatever the progress raises leaves the file unfinished: it is then to be thrown away.
    """
    package = Package(file, title=plain(passed.content.title))
    try:
        _Workbook(package, passed, progress).write(about)
    except BaseException:
        package.abandon()
        raise


class _Workbook:
    """One workbook being written, and what its sheets were found to add up to."""

    def __init__(self, package: Package, passed: Passed, progress: Progress) -> None:
        self._package = package
        self._passed = passed
        self._typed = TypedCells(package.cells)
        self._cuts: list[Cut] = []
        self._advance = Advance(sum(len(sheet.rows) for sheet in passed.content.sheets), progress)

    def write(self, about: About) -> None:
        """Write every sheet, the first one first."""
        content, names = self._passed.content, Names(OWN_SHEETS)
        sheets = laid_out(content, names)
        self._write_front(front_lines(self._passed, about, sheets), front_sentence(about))
        written = [(laid, self._write_sheet(laid)) for laid in sheets]
        tallies = dict(zip((sheet.name for sheet in content.sheets), written, strict=True))
        own = controls(self._passed, tallies, self._cuts)
        cells = ControlCells(self._package.cells)
        rows = (
            cells.row(tuple(row), own, number) for number, row in enumerate(own.rows, own.first_row)
        )
        self._package.add(plan_of(own), rows if own.rows else self._nothing(own))
        for explained in (dictionary(content, tallies), lists(content)):
            self._write_sheet(explained)
        self._package.close(READ_ME)

    def _write_sheet(self, laid: Laid) -> Tally:
        tally = Tally(laid, self._cuts)
        if not laid.rows:
            self._package.add(plan_of(laid), self._nothing(laid))
            return tally
        ending = Ending(
            totals=lambda: self._totals(laid, tally),
            totalled=laid.totalled,
            pictures=[drawn(chart, laid) for chart in laid.charts],
        )
        rows = self._advance.over(laid.name, tally.follow())
        self._package.add(plan_of(laid), made(self._typed.makers(laid), rows), ending)
        return tally

    def _nothing(self, laid: Laid) -> list[list[str]]:
        """Say that a sheet has no row; a published layout has nothing but its header."""
        if laid.exact:
            return []
        cells = self._package.cells
        headers = [cells.text(header, Look.HEADER) for header in laid.headers]
        return [headers, [cells.text(laid.when_empty, Look.SENTENCE)]]

    def _totals(self, laid: Laid, tally: Tally) -> list[str]:
        if not laid.totalled:
            return []
        cells = self._package.cells
        made = [cells.empty(Look.TOTAL) for _ in laid.columns]
        if 0 not in laid.totalled:
            made[0] = cells.text(TOTAL, Look.TOTAL)
        for place in laid.totalled:
            made[place] = self._typed.total(laid, place, tally.sum_of(place))
        return made

    def _write_front(self, lines: tuple[Line, ...], sentence: str) -> None:
        plan = SheetPlan(
            name=READ_ME,
            table="",
            title=plain(self._passed.content.title),
            sentence=plain(sentence),
            headers=(),
            widths=FRONT_WIDTHS,
            links={
                f"A{HEADER_ROW + place}": line.leads_to
                for place, line in enumerate(lines)
                if line.leads_to
            },
        )
        self._package.add(plan, map(self._front_row, lines))
        for place, line in enumerate(lines):
            if line.named:
                self._package.name(line.named, READ_ME, f"$B${HEADER_ROW + place}")

    def _front_row(self, line: Line) -> list[str]:
        look = Look.HEADER if line.heads else Look.LINK if line.leads_to else Look.LABEL
        cells = self._package.cells
        if line.heads:
            return [cells.text(line.title, look), cells.text(str(line.value), look)]
        return [cells.text(line.title, look), self._typed.one(line.value, line.held)]


def made(makers: list[Maker], rows: Iterator[Sequence[Cell]]) -> Iterator[list[str]]:
    """Yield the cells of rows."""
    for row in rows:
        yield [make(value) for make, value in zip(makers, row, strict=True)]


def plan_of(laid: Laid) -> SheetPlan:
    """Return how a sheet is laid out; without rows it is no table."""
    return SheetPlan(
        name=laid.name,
        table=laid.table if laid.rows else "",
        title=laid.title,
        sentence=laid.sentence,
        headers=laid.headers,
        widths=widths_of(laid),
        filters=laid.filters,
        exact=laid.exact,
        figures=frozenset(
            place for place, column in enumerate(laid.columns) if column.held in STAND_RIGHT
        ),
        on_paper=laid.on_paper if laid.on_paper < len(laid.columns) else 0,
    )
