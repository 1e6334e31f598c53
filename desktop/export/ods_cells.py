"""Make the cells of an OpenDocument spreadsheet from the values of a content."""

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from desktop.export.cells import decimal_euros
from desktop.export.content import As, Hidden, Typed
from desktop.export.explained import CONFORMS, EXPECTED, FOUND, GAP, TO_CHECK
from desktop.export.laid import Cell, Computed, Formula, Laid
from desktop.export.letters import letter
from desktop.export.said import said
from desktop.export.shown import shown

_SURE_INTEGER: Final = 10**15
_LOOKS: Final[Mapping[As, str]] = {
    As.TEXT: "text",
    As.LONG_TEXT: "long",
    As.CODE: "text",
    As.WHOLE: "count",
    As.YEAR: "year",
    As.NUMBER: "number",
    As.EUROS: "money",
    As.SHARE: "share",
    As.DAY: "day",
    As.YES_NO: "text",
}
_FIGURES: Final = frozenset({As.WHOLE, As.YEAR, As.NUMBER, As.EUROS, As.SHARE})
_FUNCTIONS: Final[Mapping[Formula, str]] = {
    Formula.ROWS: "ROWS",
    Formula.FILLED: "COUNTA",
    Formula.SUM: "SUM",
}
# A reader of XML joins spaces: those after the first are told apart. LibreOffice forgets the
# tabs of a cell, which would join two words: they become spaces.
_TAB: Final = 4
_SPACES: Final = re.compile(r"^ +| {2,}|\t")


def text_cell(text: str, look: str = "text", link: str = "") -> str:
    """Return a cell that holds a text, whatever it looks like; ``link`` names a sheet."""
    if not text:
        return f'<table:table-cell table:style-name="{look}"/>'
    lines = (_line(line) for line in text.split("\n"))
    if link:
        target = quoteattr(f"#{quoted(link)}.A1")
        lines = (
            f'<text:a xlink:type="simple" xlink:href={target}>{line}</text:a>' for line in lines
        )
    told = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return (
        f'<table:table-cell table:style-name="{look}" office:value-type="string">{told}'
        "</table:table-cell>"
    )


def cell(value: Cell, held: As, *, exact: bool = False) -> str:
    """Return the cell of a value; published layouts show their days as 2025-12-31."""
    if value.__class__ is str:
        return text_cell(str(value), _LOOKS[held] if held not in _FIGURES else "text")
    if isinstance(value, Typed | Computed):
        return cell(value.value, value.held, exact=exact)
    if value is None:
        return f'<table:table-cell table:style-name="{_LOOKS[held]}"/>'
    if isinstance(value, Hidden):
        return text_cell(value.value, "hidden")
    if isinstance(value, date):
        return _day(value, "day_iso" if exact else "day")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _figure(value, held)
    return text_cell(shown(value, held))


def total(laid: Laid, place: int, value: int | float) -> str:
    """Return the sum of a column, which follows the filters."""
    held, column = laid.columns[place].held, letter(place)
    formula = f"SUBTOTAL(109;[.{column}{laid.first_row}:.{column}{laid.last_row}])"
    return _number(value, held, f"total_{_LOOKS[held]}", formula)


def computed(value: Computed, number: int) -> str:
    """Return a cell of the sheet of controls, in the row of a number."""
    expected, found, gap = (f"[.{letter(at)}{number}]" for at in (EXPECTED, FOUND, GAP))
    if value.formula is Formula.VERDICT:
        formula = f'IF({gap}=0;"{CONFORMS}";"{TO_CHECK}")'
        opened = f'<table:table-cell table:style-name="long" table:formula={_formula(formula)}'
        return (
            f'{opened} office:value-type="string"><text:p>{value.value}</text:p></table:table-cell>'
        )
    if value.formula is Formula.GAP:
        formula = f"ROUND({expected}-{found};2)"
    else:
        formula = f"{_FUNCTIONS[value.formula]}({_area(value)})"
    assert not isinstance(value.value, str)
    return _number(value.value, value.held, _LOOKS[value.held], formula)


def quoted(name: str) -> str:
    """Return the name of a sheet as formulas and links write it."""
    return "'" + name.replace("'", "''") + "'"


def _area(value: Computed) -> str:
    assert value.of is not None
    column, laid = letter(value.column), value.of
    return f"[${quoted(laid.name)}.${column}${laid.first_row}:.${column}${laid.last_row}]"


def _figure(value: int | float, held: As) -> str:
    if not math.isfinite(value):
        return f'<table:table-cell table:style-name="{_LOOKS[held]}"/>'
    if held not in _FIGURES or abs(value) >= _SURE_INTEGER:
        return text_cell(shown(value, held))
    whole = held is As.NUMBER and value == int(value)
    return _number(value, held, "count" if whole else _LOOKS[held])


def _number(value: int | float, held: As, look: str, formula: str = "") -> str:
    kind = "float"
    if held is As.EUROS:
        written, kind = decimal_euros(round(value)), 'currency" office:currency="EUR'
    else:
        written = repr(value)
        kind = "percentage" if held is As.SHARE else kind
    computes = f" table:formula={_formula(formula)}" if formula else ""
    return (
        f'<table:table-cell table:style-name="{look}"{computes} office:value-type="{kind}"'
        f' office:value="{written}"><text:p>{escape(said(value, held))}</text:p>'
        "</table:table-cell>"
    )


def _formula(formula: str) -> str:
    return quoteattr(f"of:={formula}")


def _day(value: date, look: str) -> str:
    written = f"{value.year:04}-{value.month:02}-{value.day:02}"
    seen = written if look == "day_iso" else shown(value)
    return (
        f'<table:table-cell table:style-name="{look}" office:value-type="date"'
        f' office:date-value="{written}"><text:p>{seen}</text:p></table:table-cell>'
    )


def _line(text: str) -> str:
    if "  " in text or "\t" in text or text.startswith(" "):
        return _SPACES.sub(_kept, escape(text))
    return escape(text)


def _kept(found: re.Match[str]) -> str:
    spaces = found[0].expandtabs(_TAB)
    return f'<text:s text:c="{len(spaces)}"/>'
