"""What can be put in a template: the figures, the checked totals, the cells and the columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.export.content import As, Check, Column, Content, Passed, Row, Sheet, Typed, Value

MOST_ROWS: Final = 60
"""A longer sheet is a list: it is poured by columns, not picked cell by cell."""

_JOINT: Final = " · "


class PickKind(StrEnum):
    """Of what sort a pick is; the value is how it is kept."""

    FIGURE = "figure"
    CHECK = "check"
    CELL = "cell"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to put in a template, by its names: they outlive the rows of today.

    ``code`` is that of the workbook ("W1", "CRF"); ``sheet``, ``row`` and ``column`` its place
    there; a figure and a check have only a ``row``, their title.
    """

    code: str
    kind: PickKind
    row: str = ""
    sheet: str = ""
    column: str = ""

    @property
    def title(self) -> str:
        """Return what it is called in a list."""
        row = f"{self.row} (total vérifié)" if self.kind is PickKind.CHECK else self.row
        column = f"colonne {self.column}" if self.kind is PickKind.COLUMN else self.column
        return _JOINT.join(filter(None, (self.code, self.sheet, row, column)))


@dataclass(frozen=True, slots=True)
class Picked:
    """A pick with what it says today: one value, or those of a column from its top."""

    pick: Pick
    values: tuple[Typed, ...]


def picks(passed: Passed) -> Iterator[Picked]:
    """Yield all that a content offers: its figures, its checks, its cells, its columns."""
    content = passed.content
    for figure in content.figures:
        pick = Pick(content.code, PickKind.FIGURE, figure.what)
        yield Picked(pick, (_typed(figure.value, figure.held),))
    for check in content.checks:
        pick = Pick(content.code, PickKind.CHECK, check.what)
        yield Picked(pick, (Typed(check.expected, _held(content, check)),))
    for sheet in content.sheets:
        yield from _cells(content, sheet)
        yield from _columns(content, sheet)


def offered(passed: Passed) -> dict[Pick, Picked]:
    """Return all that a content offers by its names; of two alike, the first."""
    found: dict[Pick, Picked] = {}
    for one in picks(passed):
        found.setdefault(one.pick, one)
    return found


def row_labels(sheet: Sheet) -> tuple[str, ...]:
    """Return what names each row: as few of its first columns as tell all rows apart."""
    labels = tuple(_label(row[:1]) for row in sheet.rows)
    for count in range(2, len(sheet.columns) + 1):
        if len(set(labels)) == len(labels):
            break
        labels = tuple(_label(row[:count]) for row in sheet.rows)
    return labels


def _cells(content: Content, sheet: Sheet) -> Iterator[Picked]:
    if not 0 < len(sheet.rows) <= MOST_ROWS:
        return
    labels = row_labels(sheet)
    for row, label in zip(sheet.rows, labels, strict=True):
        if labels.count(label) > 1:
            continue  # nothing names it alone
        yield from _of_row(content.code, sheet, row, label)


def _of_row(code: str, sheet: Sheet, row: Row, label: str) -> Iterator[Picked]:
    for column, value in zip(sheet.columns[1:], row[1:], strict=True):
        pick = Pick(code, PickKind.CELL, label, sheet.name, column.title)
        yield Picked(pick, (_typed(value, column.held),))


def _columns(content: Content, sheet: Sheet) -> Iterator[Picked]:
    for at, column in enumerate(sheet.columns):
        pick = Pick(content.code, PickKind.COLUMN, "", sheet.name, column.title)
        yield Picked(pick, tuple(_typed(row[at], column.held) for row in sheet.rows))


def _held(content: Content, check: Check) -> As:
    """Return how a checked total is held: as its column, or a number of rows."""
    if not check.column:
        return As.WHOLE
    sheet = next((one for one in content.sheets if one.name == check.sheet), None)
    columns: Sequence[Column] = sheet.columns if sheet else ()
    return next((one.held for one in columns if one.title == check.column), As.WHOLE)


def _typed(value: Value, held: As) -> Typed:
    return value if isinstance(value, Typed) else Typed(value, held)


def _label(cells: Row) -> str:
    texts = (cell.value if isinstance(cell, Typed) else cell for cell in cells)
    return _JOINT.join(str(text) for text in texts if text not in (None, ""))
