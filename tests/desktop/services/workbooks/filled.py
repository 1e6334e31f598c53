"""What the tests of the workbooks write in their own small notebooks, and read of a content."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.export.content import Content, Row, Sheet, Typed, Value
from desktop.services.notebook import Notebook
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources

TODAY = date(2026, 11, 23)
SHARED: Mapping[str, str] = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE"}


def add(notebook: Notebook, kind: str, **values: Any) -> str:
    """Save a validated record that may be told unless the values say otherwise; return its id."""
    return notebook.add(kind, {**SHARED, **values}).record.id


def visit(notebook: Notebook, on: str, **values: Any) -> str:
    """Save a visit."""
    given = {"visited_on": on, "visit_type": "ECOUTE", "facts": "Vu.", **values}
    return add(notebook, "visit", **given)


def idea(notebook: Notebook, heard: str, **values: Any) -> str:
    """Save an idea heard on a day; `steps` holds pairs of a stage and a day."""
    steps = values.pop("steps", ())
    given = {
        "title": "Un banc",
        "summary": "S’asseoir.",
        "territory": values.pop("territory", None) or place(notebook),
        "origin_of_idea": "HABITANT",
        "heard_on": heard,
        "stage": steps[-1][0] if steps else "ENTENDUE",
        "stage_history": [{"stage": stage, "on": on} for stage, on in steps],
    }
    return add(notebook, "idea", **{**given, **values})


def place(notebook: Notebook, name: str = "Les Tilleuls") -> str:
    """Save a neighbourhood."""
    return add(
        notebook, "territory", name=name, territory_type="QUARTIER_VECU", territory_code=name
    )


def sources(notebook: Notebook, first: int = 2026, last: int = 2026, **scope: Any) -> Sources:
    """Return what a workbook of some years may read."""
    return Sources(notebook, Scope(Period.of_years(first, last), **scope), TODAY)


def sheet(content: Content, name: str) -> Sheet:
    """Return the sheet of a name."""
    return next(each for each in content.sheets if each.name == name)


def value(cell: Value) -> Value:
    """Return what a cell holds, however it is held."""
    return cell.value if isinstance(cell, Typed) else cell


def row(table: Sheet, first: str) -> dict[str, Value]:
    """Return the row that begins with a text, by the titles of the columns."""
    found = next(each for each in table.rows if value(each[0]) == first)
    return dict(zip(titles(table), map(value, found), strict=True))


def titles(table: Sheet) -> list[str]:
    """Return the titles of the columns."""
    return [column.title for column in table.columns]


def column(table: Sheet, title: str) -> list[Value]:
    """Return the values of a column."""
    place_of = table.place_of(title)
    return [value(each[place_of]) for each in table.rows]


def every_row(content: Content) -> list[Row]:
    """Return all the rows of all the sheets."""
    return [each for table in content.sheets for each in table.rows]


def unproved(content: Content) -> list[str]:
    """Return the checks whose sheet does not add up to what was counted apart."""
    return [
        check.what
        for check in content.checks
        if _found(content, check.sheet, check.column) != check.expected
    ]


def misshapen(content: Content) -> list[str]:
    """Return the sheets whose rows, charts or references do not fit their columns."""
    return [table.name for table in content.sheets if not _fits(table)]


def _found(content: Content, name: str, title: str) -> int:
    table = sheet(content, name)
    if not title:
        return len(table.rows)
    return sum(int(str(each)) for each in column(table, title) if each is not None)


def _fits(table: Sheet) -> bool:
    names = titles(table)
    drawn = [title for chart in table.charts for title in (chart.by, *chart.of, *chart.against)]
    widths = {len(each) for each in table.rows} <= {len(names)}
    known = set(drawn) <= set(names) and len(set(names)) == len(names)
    return widths and known and len(table.references) in (0, len(table.rows))
