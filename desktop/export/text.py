"""What text must become before a workbook can hold it, so that text always stays text."""

import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

MOST_UNITS: Final = 32_767
"""The most UTF-16 units that Excel keeps in a cell; beyond, it declares the file damaged."""

_SURELY_SHORT: Final = MOST_UNITS // 2
# What XML 1.0 cannot hold, plus the two signs that are never characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CHANGED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Excel reads "_x0041_" inside a text as the letter A.
_EXCEL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = frozenset("=+-@\t\r\n|%＝＋－＠")


@dataclass(frozen=True, slots=True)
class CellText:
    """A text as a cell can hold it; `cut_from` is its first length when it was too long."""

    text: str
    cut_from: int = 0


def fits_as_it_is(value: str) -> bool:
    """Tell, quickly and when sure, whether a cell can hold a text without any change."""
    return len(value) <= _SURELY_SHORT and (value.isprintable() or not _CHANGED.search(value))


def cell_text(value: str) -> CellText:
    """Return the text without what no workbook can hold, cut with a visible mark if too long."""
    text = _SURROGATES.sub("\ufffd", value)
    text = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= MOST_UNITS or _units(text) <= MOST_UNITS:
        return CellText(text)
    mark = f"… [texte coupé : {len(text)} caractères, à lire dans le carnet]"
    return CellText(_first_units(text, MOST_UNITS - _units(mark)) + mark, len(text))


def plain(value: str) -> str:
    """Return a text that a cell can hold, when nobody needs to know that it was cut."""
    return value if fits_as_it_is(value) else cell_text(value).text


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet that is typed this text would compute something."""
    first = text[:1]
    return first in _FORMULA_STARTS or (first.isspace() and text.lstrip()[:1] in _FORMULA_STARTS)


def markup(text: str) -> str:
    """Return the text as the content of an XML element that Excel reads back unchanged."""
    if "_x" in text:
        text = _EXCEL_ESCAPE.sub("_x005F_", text)
    return escape(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _first_units(text: str, most: int) -> str:
    # An odd half left by the cut in the middle of an emoji is dropped.
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", errors="ignore")
