"""A cell of a filled template as XML: text stays text, days are days, amounts are numbers."""

from datetime import date
from typing import Final

from desktop.export.template.seen import Entry, named
from desktop.export.text import cell_text, markup

_FIRST_DAY: Final = date(1899, 12, 30)
_DAYS_FROM_1904: Final = 1462


def cell(entry: Entry, style: str, prefix: str, *, since_1904: bool = False) -> bytes:
    """Return the XML of a cell with its value and the number of its style ("" for none)."""
    opening = f'<{prefix}c r="{named(entry.spot)}"' + (f' s="{style}"' if style else "")
    value = entry.value
    if isinstance(value, str):
        text = markup(cell_text(value).text)
        inner = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
        return f'{opening} t="inlineStr">{inner}</{prefix}c>'.encode()
    if isinstance(value, date):
        value = (value - _FIRST_DAY).days - (_DAYS_FROM_1904 if since_1904 else 0)
    return f"{opening}><{prefix}v>{value!r}</{prefix}v></{prefix}c>".encode()
