"""Say a value in French words, for charts, for CSV and for cells of text."""

from datetime import date

from desktop.export.cells import decimal_euros
from desktop.export.content import As, Typed
from desktop.export.laid import Cell, Computed
from desktop.export.values import french_day


def shown(value: Cell, held: As = As.TEXT) -> str:
    """Return a value as France writes it, without separators of thousands; "" for none."""
    if isinstance(value, Typed | Computed):
        return shown(value.value, value.held)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, date):
        return french_day(value)
    if isinstance(value, int | float):
        return _number(value, held)
    return str(value)


def _number(value: int | float, held: As) -> str:
    if held is As.EUROS:
        return decimal_euros(int(value)).replace(".", ",")
    if isinstance(value, int):
        return str(value)
    return f"{value:.10g}".replace(".", ",")
