"""Write one cell of a workbook, with the few looks that all our sheets share."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from desktop.export.text import looks_like_formula, markup

_FONT: Final = "Calibri"
_INK, _PALE, _LINE = "1F2A37", "DCE6F2", "C9D1DB"
_EXCEL_DAY_ZERO = date(1899, 12, 30)
# Excel believes that 1900 was a leap year: numbers of days are only sure after that.
_FIRST_SURE_DAY = date(1900, 3, 1)


class Look(StrEnum):
    """What a cell looks like, by what it holds."""

    TITLE = "title"
    SENTENCE = "sentence"
    HEADER = "header"
    LABEL = "label"
    TEXT = "text"
    LONG_TEXT = "long_text"
    QUOTED = "quoted"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"


_FORMATS: Final = {
    Look.INTEGER: "0",  # without thousands: most whole numbers here are years or small counts
    Look.NUMBER: "#,##0.##",
    Look.MONEY: '#,##0.00\\ "€"',
    Look.DATE: "dd/mm/yyyy",
    Look.TIME: "hh:mm",
    Look.MOMENT: "dd/mm/yyyy hh:mm",
    Look.TEXT: "@",  # keeps the leading zeros of a number that somebody edits
}
# Some versions of Excel show ##### for a longer text in a cell of text format.
_LONGEST_SHOWN_AS_TEXT: Final = 255
_TEXT_OPENS, _TEXT_CLOSES = '<t xml:space="preserve">', "</t></is></c>"
_FREE: Final = {Look.TITLE, Look.SENTENCE, Look.LABEL}


class Cells:
    """The cells of one workbook: each method returns the XML of a cell, without its place."""

    def __init__(self, workbook: Workbook) -> None:
        self._styles = {look: _register(workbook, look) for look in Look}

    def text(self, value: str, look: Look = Look.TEXT) -> str:
        """Return a text cell; one that starts like a formula says so, and stays text."""
        if not value:
            return self.empty(look)
        if look is Look.TEXT and looks_like_formula(value):
            look = Look.QUOTED
        elif look is Look.TEXT and len(value) > _LONGEST_SHOWN_AS_TEXT:
            look = Look.LONG_TEXT
        style = self._styles[look]
        text = markup(value)
        return f' s="{style}" t="inlineStr"><is>{_TEXT_OPENS}{text}{_TEXT_CLOSES}'

    def empty(self, look: Look = Look.TEXT) -> str:
        """Return a cell without a value, which keeps the lines of its row."""
        return f' s="{self._styles[look]}"/>'

    def number(self, value: int | float | str, look: Look = Look.INTEGER) -> str:
        """Return a number cell; a text is written as it is, for exact decimals."""
        return f' s="{self._styles[look]}"><v>{value}</v></c>'

    def euros(self, cents: int) -> str:
        """Return an amount given in cents, without any rounding."""
        return self.number(decimal_euros(cents), Look.MONEY)

    def day(self, value: date) -> str:
        """Return a real date, or a text for the days that Excel does not count well."""
        if value < _FIRST_SURE_DAY:
            return self.text(f"{value.day:02}/{value.month:02}/{value.year:04}")
        return self.number(_days(value), Look.DATE)

    def hour(self, value: time) -> str:
        """Return a time of day."""
        return self.number(repr(_fraction(value)), Look.TIME)

    def moment(self, value: datetime) -> str:
        """Return a moment, in the time of this computer."""
        local = value.astimezone()
        if local.date() < _FIRST_SURE_DAY:
            return self.text(f"{local:%d/%m/%Y %H:%M}")
        return self.number(repr(_days(local.date()) + _fraction(local.time())), Look.MOMENT)

    def formula(self, formula: str, value: int | str, look: Look = Look.INTEGER) -> str:
        """Return a formula of ours with the value it has now, for readers that do not compute."""
        return f' s="{self._styles[look]}"><f>{markup(formula)}</f><v>{value}</v></c>'


def row_markup(number: int, cells: Iterable[str], height: float) -> str:
    """Return the XML of a row of a height in points; its cells start at the first column."""
    written = [
        f'<c r="{_letter(place)}{number}"{cell}' for place, cell in enumerate(cells, 1) if cell
    ]
    return f'<row r="{number}" ht="{height:g}">{"".join(written)}</row>'


def lines_in(cell: str, width: int) -> int:
    """Return about how many lines the text of a cell takes in a column of a width in characters."""
    opens = cell.find(_TEXT_OPENS)
    if opens < 0:
        return 1
    text = cell[opens + len(_TEXT_OPENS) : -len(_TEXT_CLOSES)]
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, -(-len(line) // width)) for line in text.split("\n"))


def decimal_euros(cents: int) -> str:
    """Return cents as a decimal number of euros."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02}"


_letter = lru_cache(maxsize=1_024)(get_column_letter)


def _register(workbook: Workbook, look: Look) -> int:
    """Add the style of a look to the workbook; return its number."""
    sheet = workbook.create_sheet("style")
    cell = sheet.cell(1, 1)
    cell.font = _font(look)
    cell.alignment = _alignment(look)
    cell.number_format = _FORMATS.get(look, "General")
    if look is Look.HEADER:
        cell.fill = PatternFill("solid", fgColor=_PALE)
    if look not in _FREE:
        cell.border = Border(bottom=Side("thin", _LINE))
    if look is Look.QUOTED:
        cell.quotePrefix = True
    number = int(cell.style_id)
    workbook.remove(sheet)
    return number


def _alignment(look: Look) -> Alignment:
    """Keep days away from the column before, numbers from the column after."""
    wrapped = look not in (Look.TITLE, Look.SENTENCE)
    if look in (Look.DATE, Look.TIME, Look.MOMENT):
        return Alignment(horizontal="left", vertical="top", wrap_text=wrapped)
    if look in (Look.INTEGER, Look.NUMBER, Look.MONEY):
        return Alignment(horizontal="right", indent=1, vertical="top", wrap_text=wrapped)
    return Alignment(vertical="top", wrap_text=wrapped)


def _font(look: Look) -> Font:
    size = {Look.TITLE: 16, Look.SENTENCE: 11}.get(look, 10)
    bold = look in (Look.TITLE, Look.HEADER, Look.LABEL)
    return Font(name=_FONT, size=size, bold=bold, color=_INK)


def _days(value: date) -> int:
    return (value - _EXCEL_DAY_ZERO).days


def _fraction(value: time) -> float:
    return (value.hour * 3_600 + value.minute * 60 + value.second) / 86_400
