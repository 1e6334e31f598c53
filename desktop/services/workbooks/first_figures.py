"""The sheet of the first figures of the workbooks of money: unlike figures, each with its words."""

from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Column, Row, Sheet, Typed
from desktop.services.workbooks.figures import share

SYNTHESIS: Final = "Synthèse"


def first_figures(title: str, rows: Sequence[Row]) -> Sheet:
    """Return rows of a figure, its value, its part and how to read it, as a sheet."""
    return Sheet(
        SYNTHESIS,
        title,
        "Les premiers chiffres du périmètre\u00a0; chacun se retrouve dans les feuilles qui"
        " suivent.",
        (
            Column("Chiffre", As.TEXT, "Ce que la ligne compte.", width=46),
            Column("Valeur", As.NUMBER, "Le nombre ou le montant.", width=18),
            Column("Part (%)", As.SHARE, "La part de ce que dit la ligne.", "%", width=10),
            Column("Comment le lire", As.TEXT, "Ce que la ligne comprend.", width=66),
        ),
        rows,
        filters=False,
    )


def whole(value: int) -> Typed:
    """Return a count of records."""
    return Typed(value, As.WHOLE)


def euros(cents: int) -> Typed:
    """Return an amount."""
    return Typed(cents, As.EUROS)


def part(some: int, every: int) -> Typed:
    """Return a part of a whole; empty of nothing."""
    return Typed(share(some, every), As.SHARE)
