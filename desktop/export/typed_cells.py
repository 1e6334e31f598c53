"""Make the cells of a workbook from the values of a content, one maker per column."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

from openpyxl.utils import get_column_letter

from desktop.export.cells import Cells, Look, decimal_euros
from desktop.export.content import As, Hidden, Typed
from desktop.export.explained import CONFORMS, EXPECTED, FOUND, GAP, TO_CHECK
from desktop.export.laid import Cell, Computed, Formula, Laid
from desktop.export.package import quoted_sheet
from desktop.export.shown import shown

Maker: TypeAlias = Callable[[Cell], str]
# Excel keeps 15 digits of a number.
_SURE_INTEGER: Final = 10**15
_TEXTS: Final[Mapping[As, Look]] = {
    As.TEXT: Look.TEXT,
    As.LONG_TEXT: Look.LONG_TEXT,
    As.CODE: Look.TEXT,
    As.YES_NO: Look.TEXT,
}
_NUMBERS: Final[Mapping[As, Look]] = {
    As.WHOLE: Look.COUNT,
    As.YEAR: Look.INTEGER,
    As.NUMBER: Look.NUMBER,
    As.EUROS: Look.MONEY,
    As.SHARE: Look.SHARE,
}
_TOTALS: Final[Mapping[As, Look]] = {
    As.WHOLE: Look.TOTAL_COUNT,
    As.NUMBER: Look.TOTAL_NUMBER,
    As.EUROS: Look.TOTAL_MONEY,
}


class TypedCells:
    """The cells of one workbook; ``exact`` sheets write their days as their layout asks."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def makers(self, laid: Laid) -> list[Maker]:
        """Return what makes the cell of each column of a sheet."""
        day = Look.DATE_ISO if laid.exact else Look.DATE
        return [self._maker(column.held, day) for column in laid.columns]

    def one(self, value: Cell, held: As) -> str:
        """Return the cell of one value."""
        return self._maker(held, Look.DATE)(value)

    def total(self, laid: Laid, place: int, value: int | float) -> str:
        """Return the sum of a column of a table, which follows its filters."""
        held = laid.columns[place].held
        column = _structured(laid.headers[place])
        formula = f"SUBTOTAL(109,{laid.table}[{column}])"
        return self._cells.formula(formula, _figure(value, held), _TOTALS[held])

    def _maker(self, held: As, day: Look) -> Maker:
        """Return the quick way for the values one expects, which knows the others too."""
        if held in _TEXTS:
            return self._texts(held, day)
        if held is As.EUROS:
            return self._euros(held, day)
        return lambda value: self._any(value, held, day)

    def _texts(self, held: As, day: Look) -> Maker:
        text, look = self._cells.text, _TEXTS[held]
        empty = self._cells.empty(look)

        def make(value: Cell) -> str:
            if value.__class__ is str:
                return text(value, look)
            return empty if value is None else self._any(value, held, day)

        return make

    def _euros(self, held: As, day: Look) -> Maker:
        euros, empty = self._cells.euros, self._cells.empty(Look.MONEY)

        def make(value: Cell) -> str:
            if value.__class__ is int:
                return euros(value)
            return empty if value is None else self._any(value, held, day)

        return make

    def _any(self, value: Cell, held: As, day: Look) -> str:
        if isinstance(value, Typed):
            return self._any(value.value, value.held, day)
        if isinstance(value, Computed):
            return self._any(value.value, value.held, day)
        if value is None:
            return self._cells.empty(_NUMBERS.get(held, Look.TEXT))
        if isinstance(value, Hidden):
            return self._cells.text(value.value, Look.HIDDEN)
        if isinstance(value, date):
            return self._cells.day(value, day)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._number(value, held)
        return self._cells.text(shown(value, held), _TEXTS.get(held, Look.TEXT))

    def _number(self, value: int | float, held: As) -> str:
        if not math.isfinite(value):
            return self._cells.empty()
        if held not in _NUMBERS or abs(value) >= _SURE_INTEGER:
            return self._cells.text(shown(value, held))
        whole = held is As.NUMBER and value == int(value)
        look = Look.COUNT if whole else _NUMBERS[held]
        return self._cells.number(_figure(value, held), look)


class ControlCells(TypedCells):
    """The cells of the sheet of controls, whose formulas read the other sheets."""

    def row(self, row: tuple[Cell, ...], laid: Laid, number: int) -> list[str]:
        """Return the cells of the row of a number."""
        return [
            self._computed(cell, number)
            if isinstance(cell, Computed)
            else self.one(cell, column.held)
            for cell, column in zip(row, laid.columns, strict=True)
        ]

    def _computed(self, cell: Computed, number: int) -> str:
        expected, found, gap = (
            f"{get_column_letter(at + 1)}{number}" for at in (EXPECTED, FOUND, GAP)
        )
        if cell.formula is Formula.VERDICT:
            formula = f'IF({gap}=0,"{CONFORMS}","{TO_CHECK}")'
            return self._cells.verdict(formula, str(cell.value))
        if cell.formula is Formula.GAP:
            formula = f"ROUND({expected}-{found},2)"
        else:
            formula = _FUNCTIONS[cell.formula] + f"({area(cell)})"
        assert not isinstance(cell.value, str)
        return self._cells.formula(formula, _figure(cell.value, cell.held), _NUMBERS[cell.held])


_FUNCTIONS: Final[Mapping[Formula, str]] = {
    Formula.ROWS: "ROWS",
    Formula.FILLED: "COUNTA",
    Formula.SUM: "SUM",
}


def area(cell: Computed) -> str:
    """Return the cells of the column that a formula reads."""
    assert cell.of is not None
    letter = get_column_letter(cell.column + 1)
    first, last = cell.of.first_row, cell.of.last_row
    return f"{quoted_sheet(cell.of.name)}!${letter}${first}:${letter}${last}"


def _figure(value: int | float, held: As) -> str:
    if held is As.EUROS:
        return decimal_euros(round(value))
    return repr(value)


def _structured(header: str) -> str:
    """Return the title of a column as references to a table write it."""
    return "".join(f"'{sign}" if sign in "[]#@'" else sign for sign in header)
