"""The sheets of a content as any renderer writes them: where cells stand, what they add up to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from desktop.errors import BadInput
from desktop.export.content import As, Chart, Column, Content, Hidden, Sheet, Typed, Value
from desktop.export.naming import Names, unique_headers
from desktop.export.source import Cut
from desktop.export.text import cell_text, fits_as_it_is, plain
from sync.records import french

REFERENCE: Final = "Réf. fiche"
READ_ME: Final = "Lisez-moi"
CONTROLS: Final = "Contrôles"
DICTIONARY: Final = "Dictionnaire"
LISTS: Final = "Listes"
OWN_SHEETS: Final = (READ_ME, CONTROLS, DICTIONARY, LISTS)
HEADER_ROW: Final = 4
_MOST_ROWS: Final = 1_048_576  # of any spreadsheet, as the columns
_MOST_COLUMNS: Final = 16_384
FIGURES: Final = frozenset({As.WHOLE, As.NUMBER, As.EUROS})
"""How a column that can be added up is held."""

_REFERENCE: Final = Column(
    REFERENCE, As.CODE, "L’identifiant de la fiche dans le carnet de quartier.", width=38
)


class Formula(StrEnum):
    """What a cell of ours computes from other cells."""

    ROWS = "rows"
    """How many rows a sheet has."""

    FILLED = "filled"
    """How many cells of a column are filled."""

    SUM = "sum"
    """The sum of a column of a sheet."""

    GAP = "gap"
    """The difference between two cells of its own row."""

    VERDICT = "verdict"
    """Whether the gap of its own row is zero."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A formula with the value it has now; ``of`` the sheet and ``column`` the place it reads."""

    formula: Formula
    value: "int | float | str"
    held: As
    of: "Laid | None" = None
    column: int = 0


Cell: TypeAlias = Value | Computed


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A sheet with its final name, its columns (the reference last) and its rows."""

    name: str
    table: str
    title: str
    sentence: str
    columns: tuple[Column, ...]
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    references: Sequence[str] = ()
    charts: tuple[Chart, ...] = ()
    filters: bool = True
    exact: bool = False
    when_empty: str = ""

    @property
    def first_row(self) -> int:
        """Return the number of the first row of data, from 1."""
        return 2 if self.exact else HEADER_ROW + 1

    @property
    def last_row(self) -> int:
        """Return the number of the last row of data; before the first when there is none."""
        return self.first_row + len(self.rows) - 1

    @property
    def on_paper(self) -> int:
        """Return how many columns are printed; all of them beside charts, which may be wider.

        The reference of a record is for whoever corrects it, in the file: paper needs the room.
        """
        return len(self.columns) - (bool(self.references) and not self.charts)

    @property
    def totalled(self) -> tuple[int, ...]:
        """Return the places of the columns whose sum stands under the table."""
        if self.exact or not self.rows:
            return ()
        return tuple(
            place
            for place, column in enumerate(self.columns)
            if column.total and column.held in FIGURES
        )

    def all_rows(self) -> Iterator[Sequence[Cell]]:
        """Yield the rows with their reference last, when the sheet has references."""
        if not self.references:
            yield from self.rows
            return
        for row, reference in zip(self.rows, self.references, strict=True):
            yield (*row, reference)


def laid_out(content: Content, names: Names) -> tuple[Laid, ...]:
    """Return the sheets of a content under names that every format accepts.

    Raises BadInput for a sheet that no spreadsheet would open whole.
    """
    sheets = tuple(lay(sheet, names) for sheet in content.sheets)
    for laid in sheets:
        _fits(laid)
    return sheets


def _fits(laid: Laid) -> None:
    rows, columns = laid.last_row + 1, len(laid.columns)  # a row of totals may come last
    for count, most, what in ((rows, _MOST_ROWS, "lignes"), (columns, _MOST_COLUMNS, "colonnes")):
        if count > most:
            raise BadInput(
                f"La feuille «\u00a0{laid.name}\u00a0» aurait {french.number(count)} {what}\u00a0:"
                f" un tableur n’en ouvre que {french.number(most)}. Rien n’a été écrit.",
                advice="Choisissez une période plus courte, ou moins de territoires.",
            )


def lay(sheet: Sheet, names: Names) -> Laid:
    """Return a sheet with its final name; a published layout keeps its columns untouched.

    A title may be the name of a financer: like any text, it is made to fit in a cell.
    """
    with_references = bool(sheet.references) and not sheet.exact
    columns = (*sheet.columns, _REFERENCE) if with_references else sheet.columns
    titles = tuple(plain(column.title) for column in columns)
    name = plain(sheet.name)
    return Laid(
        name=names.sheet(name),
        table="" if sheet.exact else names.table(name),
        title=plain(sheet.title),
        sentence=plain(sheet.sentence),
        columns=tuple(map(_titled, columns, titles)),
        headers=titles if sheet.exact else unique_headers(map(_curled, titles)),
        rows=sheet.rows,
        references=sheet.references if with_references else (),
        charts=tuple(map(_told, sheet.charts)),
        filters=sheet.filters,
        exact=sheet.exact,
        when_empty=plain(sheet.when_empty),
    )


def _titled(column: Column, title: str) -> Column:
    return column if column.title == title else replace(column, title=title)


def _curled(title: str) -> str:
    """Return a title without the straight quote that LibreOffice misreads in a formula."""
    return title.replace("'", "’")


def _told(chart: Chart) -> Chart:
    return replace(
        chart,
        title=plain(chart.title),
        said=plain(chart.said),
        by=plain(chart.by),
        of=tuple(map(plain, chart.of)),
        against=tuple(map(plain, chart.against)),
    )


class Tally:
    """What the rows of one sheet add up to, counted while they are written.

    ``hidden`` holds the places of the columns with a hidden cell, whose sum is not the whole;
    ``first_filled`` how many cells of the first column are not empty.
    """

    def __init__(self, laid: Laid, cuts: list[Cut]) -> None:
        self._laid = laid
        self._cuts = cuts
        self._held = tuple(
            (place, column.held)
            for place, column in enumerate(laid.columns)
            if column.held in FIGURES
        )
        self._sums: dict[int, int | float] = {place: 0 for place, _ in self._held}
        self.hidden: set[int] = set()
        self.first_filled = 0

    def sum_of(self, place: int) -> int | float:
        """Return the sum of a column; cents for a column of euros."""
        found = self._sums[place]
        return round(found, 10) if isinstance(found, float) else found

    def follow(self) -> Iterator[Sequence[Cell]]:
        """Yield the rows with texts that fit in a cell, and count them."""
        for number, row in enumerate(self._laid.all_rows(), self._laid.first_row):
            for place, held in self._held:
                self._count(place, held, row[place])
            if row[0] is not None and row[0] != "":
                self.first_filled += 1
            yield self._fitted(number, row)

    def _count(self, place: int, held: As, value: Cell) -> None:
        if isinstance(value, Typed):
            value = value.value if value.held is held else None
        if isinstance(value, Hidden):
            self.hidden.add(place)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self._sums[place] += value

    def _fitted(self, number: int, row: Sequence[Cell]) -> Sequence[Cell]:
        changed: list[Cell] | None = None
        for place, value in enumerate(row):
            text = value.value if isinstance(value, Typed) else value
            if text.__class__ is str and not fits_as_it_is(text):
                changed = changed or list(row)
                changed[place] = self._cut(number, place, text)
        return row if changed is None else changed

    def _cut(self, number: int, place: int, text: str) -> str:
        fitted = cell_text(text)
        if fitted.cut_from:
            header = self._laid.headers[place]
            self._cuts.append(Cut(self._laid.name, f"ligne {number}", header, fitted.cut_from))
        return fitted.text
