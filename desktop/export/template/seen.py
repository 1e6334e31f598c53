"""What is seen of a financer's own workbook before anything is put in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_from_string,
    get_column_letter,
)

Spot = tuple[int, int]
"""A row and a column, both from 1."""


class Bound(StrEnum):
    """What a rule of the sheet asks of a cell."""

    LIST = "list"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    LENGTH = "textLength"
    OTHER = "custom"


_SAID: Final = {
    "between": "entre {0} et {1}",
    "notBetween": "en dehors de {0} à {1}",
    "equal": "égal à {0}",
    "notEqual": "différent de {0}",
    "greaterThan": "supérieur à {0}",
    "lessThan": "inférieur à {0}",
    "greaterThanOrEqual": "au moins {0}",
    "lessThanOrEqual": "au plus {0}",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of entry: a list of choices, or bounds; ``choices`` None when it cannot be read."""

    bound: Bound
    choices: tuple[str, ...] | None = None
    operator: str = "between"
    limits: tuple[float, ...] = ()

    def choice(self, text: str) -> str | None:
        """Return the choice that is this text, in the spelling of the list; None when none is."""
        wanted = " ".join(text.split()).casefold()
        found = (one for one in self.choices or () if " ".join(one.split()).casefold() == wanted)
        return next(found, None)

    def holds(self, value: float) -> bool:
        """Tell whether a number passes the bounds; unknown bounds let everything through."""
        if not self.limits:
            return True
        low, high = self.limits[0], self.limits[-1]
        return {
            "between": low <= value <= high,
            "notBetween": not low <= value <= high,
            "equal": value == low,
            "notEqual": value != low,
            "greaterThan": value > low,
            "lessThan": value < low,
            "greaterThanOrEqual": value >= low,
            "lessThanOrEqual": value <= low,
        }.get(self.operator, True)

    @property
    def said(self) -> str:
        """Say the bounds in French; "" for none."""
        numbers = [f"{limit:g}".replace(".", ",") for limit in self.limits]
        return _SAID.get(self.operator, "").format(*numbers, *numbers) if numbers else ""


@dataclass(frozen=True, slots=True)
class CellSeen:
    """A cell of the template: what it shows, and what stands against writing in it.

    ``covered`` is the part of a merged cell that shows nothing; ``days`` says that its format is
    one of dates, ``shares`` one of percentages.
    """

    text: str = ""
    formula: bool = False
    covered: bool = False
    locked: bool = False
    days: bool = False
    shares: bool = False


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table of Excel: its name, its corners; ``totals`` when its last row adds up.

    ``headed`` when its first row names its columns: another text there breaks the file.
    """

    name: str
    first: Spot
    last: Spot
    totals: bool = False
    headed: bool = True


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet: the cells it holds, what covers or binds them. ``part`` is its place in the file.

    The cells that a merged one covers are among ``cells``.
    """

    name: str
    part: str
    rows: int
    columns: int
    cells: Mapping[Spot, CellSeen]
    merged: tuple[tuple[Spot, Spot], ...] = ()
    tables: tuple[TableSeen, ...] = ()
    rules: tuple[tuple[tuple[Spot, Spot], Rule], ...] = ()
    protected: bool = False
    hidden: bool = False

    def at(self, spot: Spot) -> CellSeen:
        """Return a cell, an empty one where the file holds none."""
        return self.cells.get(spot) or CellSeen(locked=self.protected)

    def rule_at(self, spot: Spot) -> Rule | None:
        """Return the rule that binds a cell."""
        return next((rule for area, rule in self.rules if _inside(spot, area)), None)

    def table_at(self, spot: Spot) -> TableSeen | None:
        """Return the table that a cell is in."""
        found = (table for table in self.tables if _inside(spot, (table.first, table.last)))
        return next(found, None)

    def label_of(self, spot: Spot) -> str:
        """Return the text that names a cell: the nearest on its left, else the nearest above."""
        row, column = spot
        beside = (self.at((row, at)).text for at in range(column - 1, 0, -1))
        above = (self.at((at, column)).text for at in range(row - 1, 0, -1))
        return next(filter(None, beside), "") or next(filter(None, above), "")


@dataclass(frozen=True, slots=True)
class TemplateSeen:
    """A template: its sheets, and what to know before filling it.

    ``since_1904`` tells from which year its days are counted.
    """

    file_name: str
    sheets: tuple[SheetSeen, ...]
    remarks: tuple[str, ...] = ()
    since_1904: bool = False

    def sheet(self, name: str) -> SheetSeen | None:
        """Return the sheet of a name; None when there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written in one cell: text, a number, or a day. ``like`` gives a new cell its look.

    A ``share`` is shown as a percentage: under a format of whole numbers, 35 % would read 0.
    """

    sheet: str
    spot: Spot
    value: str | int | float | date
    share: bool = False
    like: Spot | None = None


def letters(column: int) -> str:
    """Return the letters of a column, from 1."""
    return get_column_letter(column)


def named(spot: Spot) -> str:
    """Return the name of a cell: B5."""
    return f"{letters(spot[1])}{spot[0]}"


def spot_of(name: str) -> Spot:
    """Return the row and the column of a name such as B5; raises ValueError."""
    letters, row = coordinate_from_string(name)
    return row, column_index_from_string(letters)


def _inside(spot: Spot, area: tuple[Spot, Spot]) -> bool:
    (top, left), (bottom, right) = area
    return top <= spot[0] <= bottom and left <= spot[1] <= right
