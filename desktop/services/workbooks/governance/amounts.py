"""Columns of amounts wide enough for the millions of a contract."""

from dataclasses import replace

from desktop.export.content import Column
from desktop.services.workbooks.columns import euros

_WIDTH = 18


def amount(title: str, meaning: str, origin: str, form: str = "") -> Column:
    """Return a column of cents whose total shows in bold."""
    return replace(euros(title, meaning, origin, form), width=_WIDTH)
