"""Read a content as somebody who looks for a figure: by sheet, by title, by line."""

from typing import Any

from desktop.export.content import Content, Sheet, Typed


def sheet(told: Content, name: str) -> Sheet:
    """Return the sheet that has a name."""
    return next(each for each in told.sheets if each.name == name)


def cells(found: Sheet, title: str) -> list[Any]:
    """Return a column from top to bottom."""
    return [row[found.place_of(title)] for row in found.rows]


def line(found: Sheet, name: object) -> dict[str, Any]:
    """Return the first row that begins with a value, by title."""
    row = next(row for row in found.rows if row[0] == name)
    return {column.title: value for column, value in zip(found.columns, row, strict=True)}


def given(found: Sheet, title: str) -> dict[Any, Any]:
    """Return the cells of a column that are neither empty nor zero, by their first cell."""
    return {row[0]: row[found.place_of(title)] for row in found.rows if row[found.place_of(title)]}


def summary(told: Content) -> dict[Any, Any]:
    """Return the marks of the first sheet by what they count."""
    rows = sheet(told, "Synthèse").rows
    return {row[0]: row[1].value for row in rows if isinstance(row[1], Typed)}


def remarks(told: Content) -> dict[str, tuple[str, ...]]:
    """Return the records to correct by sentence."""
    return {each.sentence: each.records for each in told.remarks}


def assert_sound(told: Content) -> None:
    """Assert that rows fit their columns, that checks hold, that each list named is there."""
    for check in told.checks:
        found = sheet(told, check.sheet)
        values = cells(found, check.column) if check.column else [1] * len(found.rows)
        assert sum(value or 0 for value in values) == check.expected, check
    for each in told.sheets:
        assert all(len(row) == len(each.columns) for row in each.rows), each.name
        assert not each.references or len(each.references) == len(each.rows), each.name
        assert each.when_empty
    listed = {column.listed for each in told.sheets for column in each.columns}
    assert listed - {""} <= {each.name for each in told.lists}
