"""The sheet of the marks of a period, which opens W5 and W6: each with its value and its words."""

from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Column, Row, Sheet, Typed
from desktop.services.workbooks.parts import Part

_COLUMNS: Final = (
    Column("Repère", As.TEXT, "Ce qui est compté.", width=44),
    Column("Valeur", As.TEXT, "Le nombre, la part, la durée ou le montant.", width=18),
    Column("Ce que c’est", As.TEXT, "La définition, en une ligne.", width=66),
)


def period_marks(title: str, rows: Sequence[Row]) -> Part:
    """Return the marks as the first sheet of a workbook."""
    sheet = Sheet(
        "Synthèse",
        title,
        "Les repères de la période, toutes les fiches validées comprises.",
        _COLUMNS,
        rows,
        filters=False,
    )
    return Part((sheet,))


def mark(what: str, count: int, meaning: str) -> Row:
    """Return a count of records as a mark."""
    return what, Typed(count, As.WHOLE), meaning
