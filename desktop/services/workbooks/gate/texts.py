"""Reads the free texts of a content, and keeps back those that nobody has looked at."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from desktop.export.content import Column, Content, Row, Sheet, Typed, Value
from desktop.services.workbooks.gate.origins import origins_of
from desktop.services.workbooks.gate.passages import TO_READ, Passage, Readings, key_of


class Texts:
    """Goes over the written columns once; `held` grows as it does."""

    def __init__(self, readings: Readings, looked_at: Collection[str]) -> None:
        self._readings = readings
        self._looked_at = looked_at
        self._held: dict[str, Passage] = {}

    @property
    def held(self) -> tuple[Passage, ...]:
        """Return the texts to look at, once each, in the order of the sheets."""
        return tuple(self._held.values())

    def of(self, content: Content) -> Content:
        """Return the content with the texts to look at replaced by a few words."""
        return replace(content, sheets=tuple(map(self._sheet, content.sheets)))

    def _sheet(self, sheet: Sheet) -> Sheet:
        places = tuple(at for at, column in enumerate(sheet.columns) if is_written(column))
        if not places:
            return sheet
        rows = tuple(self._row(sheet, places, at, row) for at, row in enumerate(sheet.rows))
        return replace(sheet, rows=rows)

    def _row(self, sheet: Sheet, places: tuple[int, ...], at: int, row: Row) -> Row:
        changed: dict[int, Value] = {}
        for place in places:
            text = _text(row[place])
            if text and not self._may_leave(sheet, at, place, text):
                changed[place] = TO_READ
        return tuple(_with(row, changed)) if changed else row

    def _may_leave(self, sheet: Sheet, at: int, place: int, text: str) -> bool:
        why = self._readings.why(text)
        if not why:
            return True
        key = key_of(text)
        if key in self._looked_at:
            return True
        record = sheet.references[at] if at < len(sheet.references) else ""
        column = sheet.columns[place].title
        self._held.setdefault(key, Passage(key, record, sheet.name, column, text, why))
        return False


def is_written(column: Column) -> bool:
    """Tell whether people typed the texts of a column, whatever its maker says of it."""
    return column.written or any(origin.is_free_text for origin in origins_of(column))


def _text(value: Value) -> str:
    held = value.value if isinstance(value, Typed) else value
    return held if isinstance(held, str) else ""


def _with(row: Row, changed: dict[int, Value]) -> Iterator[Value]:
    for place, value in enumerate(row):
        yield changed.get(place, value)
