"""Write one cell of a workbook, with the few looks that all our sheets share."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from textwrap import wrap
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from desktop.export.text import looks_like_formula, markup

_FONT: Final = "Calibri"
_INK, _PALE, _LINE, _LINK = "1F2A37", "DCE6F2", "C9D1DB", "1F4E79"
_EXCEL_DAY_ZERO = date(1899, 12, 30)
# Excel believes that 1900 was a leap year: numbers of days are only sure after that.
_FIRST_SURE_DAY = date(1900, 3, 1)


# A space that does not break, as a cell too narrow shows ##### rather than two lines.
MONEY_FORMAT: Final = '#,##0.00"\u00a0€"'
SHARE_FORMAT: Final = '0.0"\u00a0"%'


class Look(StrEnum):
    """What a cell looks like, by what it holds."""

    TITLE = "title"
    SENTENCE = "sentence"
    HEADER = "header"
    FIGURE_HEADER = "figure_header"
    LABEL = "label"
    LINK = "link"
    TEXT = "text"
    LONG_TEXT = "long_text"
    QUOTED = "quoted"
    HIDDEN = "hidden"
    INTEGER = "integer"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    DATE_ISO = "date_iso"
    TIME = "time"
    MOMENT = "moment"
    TOTAL = "total"
    TOTAL_COUNT = "total_count"
    TOTAL_NUMBER = "total_number"
    TOTAL_MONEY = "total_money"


_FORMATS: Final = {
    Look.INTEGER: "0",  # without thousands: most whole numbers here are years or small counts
    Look.COUNT: "#,##0",
    Look.NUMBER: "#,##0.0#",
    Look.MONEY: MONEY_FORMAT,
    Look.SHARE: SHARE_FORMAT,
    Look.DATE: "dd/mm/yyyy",
    Look.DATE_ISO: "yyyy-mm-dd",
    Look.TIME: "hh:mm",
    Look.MOMENT: "dd/mm/yyyy hh:mm",
    Look.TOTAL_COUNT: "#,##0",
    Look.TOTAL_NUMBER: "#,##0.0#",
    Look.TOTAL_MONEY: MONEY_FORMAT,
    Look.TEXT: "@",  # keeps the leading zeros of a number that somebody edits
}
# Some versions of Excel show ##### for a longer text in a cell of text format.
_LONGEST_SHOWN_AS_TEXT: Final = 255
_ROOM: Final = 3  # characters that bold letters and the button of a filter take
_TEXT_OPENS, _TEXT_CLOSES = '<t xml:space="preserve">', "</t></is></c>"
_FREE: Final = {Look.TITLE, Look.SENTENCE, Look.LABEL, Look.LINK}
_HEADERS: Final = {Look.HEADER, Look.FIGURE_HEADER}
_DAYS: Final = {Look.DATE, Look.DATE_ISO, Look.TIME, Look.MOMENT}
_TOTALS: Final = {Look.TOTAL, Look.TOTAL_COUNT, Look.TOTAL_NUMBER, Look.TOTAL_MONEY}
_FIGURES: Final = {Look.INTEGER, Look.COUNT, Look.NUMBER, Look.MONEY, Look.SHARE} | (
    _TOTALS - {Look.TOTAL}
)


class Cells:
    """The cells of one workbook: each method returns the XML of a cell, without its place."""

    def __init__(self, workbook: Workbook) -> None:
        self._styles = {look: _register(workbook, look) for look in Look}
        self._opens = {
            look: f' s="{style}" t="inlineStr"><is>{_TEXT_OPENS}'
            for look, style in self._styles.items()
        }

    def text(self, value: str, look: Look = Look.TEXT) -> str:
        """Return a text cell; one that starts like a formula says so, and stays text."""
        if not value:
            return self.empty(look)
        if look is Look.TEXT and looks_like_formula(value):
            look = Look.QUOTED
        elif look is Look.TEXT and len(value) > _LONGEST_SHOWN_AS_TEXT:
            look = Look.LONG_TEXT
        return f"{self._opens[look]}{markup(value)}{_TEXT_CLOSES}"

    def empty(self, look: Look = Look.TEXT) -> str:
        """Return a cell without a value, which keeps the lines of its row."""
        return f' s="{self._styles[look]}"/>'

    def number(self, value: int | float | str, look: Look = Look.INTEGER) -> str:
        """Return a number cell; a text is written as it is, for exact decimals."""
        return f' s="{self._styles[look]}"><v>{value}</v></c>'

    def euros(self, cents: int) -> str:
        """Return an amount given in cents, without any rounding."""
        return self.number(decimal_euros(cents), Look.MONEY)

    def day(self, value: date, look: Look = Look.DATE) -> str:
        """Return a real date, or a text for the days that Excel does not count well."""
        if value < _FIRST_SURE_DAY:
            return self.text(f"{value.day:02}/{value.month:02}/{value.year:04}")
        return self.number(_days(value), look)

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

    def verdict(self, formula: str, words: str) -> str:
        """Return a formula of ours that gives words, with those it gives now."""
        style, said = self._styles[Look.LONG_TEXT], markup(words)
        return f' s="{style}" t="str"><f>{markup(formula)}</f><v>{said}</v></c>'


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


def header_lines_in(cell: str, width: int) -> int:
    """Return how many lines a header takes: it is bold, and leaves room for its filter."""
    opens = cell.find(_TEXT_OPENS)
    text = cell[opens + len(_TEXT_OPENS) : -len(_TEXT_CLOSES)] if opens >= 0 else ""
    return max(1, len(wrap(text, max(width - _ROOM, 4))))


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
    if look in _HEADERS:
        cell.fill = PatternFill("solid", fgColor=_PALE)
    if look in _TOTALS:
        cell.border = Border(top=Side("medium", _INK))
    elif look not in _FREE:
        cell.border = Border(bottom=Side("thin", _LINE))
    if look is Look.QUOTED:
        cell.quotePrefix = True
    number = int(cell.style_id)
    workbook.remove(sheet)
    return number


def _alignment(look: Look) -> Alignment:
    """Keep days away from the column before, numbers from the column after."""
    if look in _FIGURES:  # LibreOffice forgets the indent of a number that may wrap
        return Alignment(horizontal="right", indent=1, vertical="top")
    if look is Look.FIGURE_HEADER:
        return Alignment(horizontal="right", indent=1, vertical="top", wrap_text=True)
    if look in _DAYS:
        return Alignment(horizontal="left", vertical="top")
    if look is Look.HIDDEN:
        return Alignment(horizontal="center", vertical="top")
    return Alignment(vertical="top", wrap_text=look not in (Look.TITLE, Look.SENTENCE))


def _font(look: Look) -> Font:
    size = {Look.TITLE: 16, Look.SENTENCE: 11}.get(look, 10)
    bold = look in (Look.TITLE, Look.LABEL) or look in _HEADERS | _TOTALS
    if look is Look.LINK:
        return Font(name=_FONT, size=size, underline="single", color=_LINK)
    return Font(name=_FONT, size=size, bold=bold, color=_INK)


def _days(value: date) -> int:
    return (value - _EXCEL_DAY_ZERO).days


def _fraction(value: time) -> float:
    return (value.hour * 3_600 + value.minute * 60 + value.second) / 86_400
