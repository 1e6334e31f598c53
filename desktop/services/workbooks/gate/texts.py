"""Reads the free texts of a content, and keeps back those that nobody has looked at."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from desktop.export.content import As, Column, Content, Labels, Row, Sheet, Typed, Value
from desktop.services.workbooks.gate.origins import origins_of
from desktop.services.workbooks.gate.passages import LISTS, TO_READ, Passage, Readings, key_of

_WORDS: Final = (As.TEXT, As.LONG_TEXT, As.CODE)
# Days and official numbers may look like those of a telephone.
_WORD: Final = re.compile(r"[^\W\d_]{2}")


class Texts:
    """Goes over the texts of a content once; `held` grows as it does.

    Those that people wrote are read whole; of the names of bodies, places and lists, which are
    public and full of first names, only numbers and addresses are looked for.
    """

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
        return replace(
            content,
            sheets=tuple(map(self._sheet, content.sheets)),
            lists=tuple(map(self._list, content.lists)),
        )

    def _list(self, labels: Labels) -> Labels:
        entries = tuple((code, self._label(labels.name, label)) for code, label in labels.entries)
        return replace(labels, entries=entries)

    def _label(self, name: str, label: str) -> str:
        why = self._readings.why(label, named=True)
        keeps = why and self._keeps(Passage(key_of(label), "", LISTS, name, label, why))
        return TO_READ if keeps else label

    def _sheet(self, sheet: Sheet) -> Sheet:
        places = {
            at: is_written(column)
            for at, column in enumerate(sheet.columns)
            if column.held in _WORDS or is_written(column)
        }
        if not places:
            return sheet
        rows = tuple(self._row(sheet, places, at, row) for at, row in enumerate(sheet.rows))
        return replace(sheet, rows=rows)

    def _row(self, sheet: Sheet, places: Mapping[int, bool], at: int, row: Row) -> Row:
        changed: dict[int, Value] = {}
        for place, written in places.items():
            text = _text(row[place])
            if sheet.columns[place].held is As.CODE and not _WORD.search(text):
                continue
            why = self._readings.why(text, named=not written) if text else ""
            if why and self._keeps(_passage(sheet, at, place, text, why)):
                changed[place] = TO_READ
        return tuple(_with(row, changed)) if changed else row

    def _keeps(self, passage: Passage) -> bool:
        """Tell whether a passage stays, and remember it."""
        if passage.key in self._looked_at:
            return False
        before = self._held.get(passage.key)
        self._held[passage.key] = replace(before, times=before.times + 1) if before else passage
        return True


def _passage(sheet: Sheet, at: int, place: int, text: str, why: str) -> Passage:
    record = sheet.references[at] if at < len(sheet.references) else ""
    return Passage(key_of(text), record, sheet.name, sheet.columns[place].title, text, why)


def is_written(column: Column) -> bool:
    """Tell whether people typed the texts of a column, whatever its maker says of it."""
    return column.written or any(origin.is_free_text for origin in origins_of(column))


def _text(value: Value) -> str:
    held = value.value if isinstance(value, Typed) else value
    return held if isinstance(held, str) else ""


def _with(row: Row, changed: dict[int, Value]) -> Iterator[Value]:
    for place, value in enumerate(row):
        yield changed.get(place, value)
