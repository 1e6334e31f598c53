"""Tables as files give them, before any heading is understood, and why one cannot be read."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar, Final

from desktop.errors import BadInput

Cell = str | int | float | bool | datetime | date | time | None

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 400


class UnreadableTable(BadInput):
    """Report a file that is not a table we can read; nothing was written."""

    says: ClassVar[str] = (
        "Ce fichier n’a pas pu être lu comme un tableau. Rien n’a été écrit dans le carnet."
    )
    advises: ClassVar[str] = (
        "Ouvrez-le dans votre tableur et enregistrez-le à nouveau au format «\u00a0.xlsx\u00a0» "
        "ou «\u00a0CSV UTF-8\u00a0», puis recommencez."
    )

    def __init__(self, sentence: str = "", advice: str = "") -> None:
        super().__init__(sentence or self.says, advice=advice or self.advises)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something, with its number as a spreadsheet counts it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or one whole CSV file; empty rows are left out."""

    name: str
    rows: tuple[Row, ...]


def too_many_rows() -> UnreadableTable:
    """Return the refusal of a table longer than a notebook is meant to take at once."""
    return UnreadableTable(
        f"Ce fichier a plus de {MOST_ROWS:_} lignes. Rien n’a été écrit.".replace("_", "\u202f"),
        "Partagez-le en plusieurs fichiers, puis importez-les l’un après l’autre.",
    )


def full(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells without the empty ones at the end, blank texts told as None."""
    kept = [None if isinstance(cell, str) and not cell.strip() else cell for cell in cells]
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)
