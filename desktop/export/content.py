"""What a workbook says before any file format: sheets of typed columns, figures beside charts.

Everything a financer receives is made of these values: the gate reads them, the renderers
(.xlsx, .ods, .csv) write them, and neither knows of the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class As(StrEnum):
    """How the values of a column are held and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"
    """A text that may look like a number: SIRET, QPV, reference."""

    WHOLE = "whole"
    YEAR = "year"
    NUMBER = "number"
    EUROS = "euros"
    """Integer cents."""

    SHARE = "share"
    """A part of 1, shown as a percentage."""

    DAY = "day"
    YES_NO = "yes_no"


class Hidden(StrEnum):
    """What stands in a cell whose value may not be told."""

    FEW = "<5"
    """A count of fewer than five people."""

    BESIDE = "n. c."
    """A value that would let one work out the count that is hidden beside it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A value held otherwise than its column says, as in a table of unlike figures.

    ``people`` says that it counts people, as `Column.people` does of a whole column.
    """

    value: "str | int | float | bool | date | Hidden | None"
    held: As
    people: bool = False


Value: TypeAlias = str | int | float | bool | date | Hidden | Typed | None
Row: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, how it is held, and what the dictionary says of it.

    ``origin`` names the field of the notebook ("action.requested") or the computation; ``form``
    the box of the official form it matches. ``total`` asks for a sum that follows the filters;
    ``people`` marks a number of people, or what is computed
    from one (a share, a gap), which the gate hides below five; ``written`` a text
    that somebody typed freely, which the gate reads; ``listed`` names the list of its labels.
    """

    title: str
    held: As
    meaning: str
    unit: str = ""
    origin: str = ""
    form: str = ""
    width: int = 0
    total: bool = False
    people: bool = False
    written: bool = False
    listed: str = ""


class Marks(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"
    RADAR = "radar"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the rows of its own sheet; ``said`` tells in words what it shows.

    ``by`` is the title of the column of categories, ``of`` the titles of the columns drawn, and
    ``against`` those drawn as a line over them, such as an objective. ``rows`` is how many of
    the first rows are drawn; 0 for all.
    """

    title: str
    marks: Marks
    by: str
    of: tuple[str, ...]
    said: str
    against: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: one title, one sentence, columns, rows already in their order.

    ``filters`` are for sheets of data, not for syntheses. ``exact`` sheets follow a published
    layout: header in the first row, nothing else, no column of ours. ``references`` hold, for
    each row, the id of the record it comes from ("" for none), for the gate and corrections;
    the renderers show them last, as "Réf. fiche".
    """

    name: str
    title: str
    sentence: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    charts: tuple[Chart, ...] = ()
    filters: bool = True
    exact: bool = False
    references: Sequence[str] = ()
    when_empty: str = "Aucune fiche ne correspond à ce périmètre."

    def place_of(self, title: str) -> int:
        """Return the place of the column with a title, from 0."""
        return next(at for at, column in enumerate(self.columns) if column.title == title)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the content: the name of its sheet, its row and its column, both from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A count of people shown in one cell that others add up to, in any sheet.

    The gate hides cells until no sum gives back a hidden count. A row total, the total of a
    theme over the lines of that theme, the same count in two sheets are all sums.
    """

    total: Place
    parts: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Records that are not here, how many, and why."""

    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Check:
    """A figure counted twice: from the records, and by a formula over a column of a sheet.

    ``expected`` is a number of rows, a whole number or cents, counted otherwise than from the
    rows of the sheet; ``column`` "" counts the rows.
    """

    what: str
    expected: int
    sheet: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at before sending: a sentence, and the records to correct.

    It is said to the team, in the assistant and by the commands; no renderer writes it.
    """

    sentence: str
    records: tuple[str, ...] = ()
    blocking: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the first sheet: a title and its text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Labels:
    """A list of codes and their labels, shown on the sheet of lists."""

    name: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few figures of the preview: 214 visites, 12 450,00 €."""

    what: str
    value: Value
    held: As = As.WHOLE


@dataclass(frozen=True, slots=True)
class Content:
    """All that a workbook says; ``code`` is "W1" to "W6", or the name of another document."""

    code: str
    title: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()
    checks: tuple[Check, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    figures: tuple[Figure, ...] = ()
    lists: tuple[Labels, ...] = ()
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """A content that went through the gate; only the gate makes one, renderers take no other.

    ``withheld`` tells what the gate hid or removed, and why.
    """

    content: Content
    withheld: tuple[LeftOut, ...] = ()
