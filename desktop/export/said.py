"""Say a value as one reads it in a document: 1 234,50 €, 58,3 %, 30/06/2026."""

from datetime import date

from desktop.export.content import As, Typed, Value
from sync.records.french import euros, number


def said(value: Value, held: As = As.TEXT) -> str:
    """Return a value in French, with its unit when it is money or a part; "" for none."""
    if isinstance(value, Typed):
        return said(value.value, value.held)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float):
        return _number(value, held)
    return str(value)


def _number(value: int | float, held: As) -> str:
    match held:
        case As.EUROS:
            return euros(round(value))
        case As.SHARE:
            return f"{number(round(100 * value, 1))}\u00a0%"
        case As.YEAR | As.CODE | As.TEXT | As.LONG_TEXT:
            return str(value)
    return number(value)
