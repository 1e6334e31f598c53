"""Say the value of a field, as a readable text or as a cell of its own type."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from desktop.export.cells import Cells, Look, decimal_euros
from desktop.export.perimeter import Perimeter
from desktop.export.source import Cut, Source
from desktop.export.text import cell_text
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind

_MOST_TITLES: Final = 20_000
_GONE: Final = "(fiche retirée)"
_KEPT: Final = "(fiche gardée dans le carnet)"
# Excel keeps 15 digits of a number.
_SURE_INTEGER: Final = 10**15


class Teller:
    """Reads values out within a perimeter, and remembers the texts it had to cut."""

    def __init__(self, source: Source, perimeter: Perimeter) -> None:
        self._source = source
        self._perimeter = perimeter
        self._titles: dict[str, str] = {}
        self.cuts: list[Cut] = []

    def text(self, field: FieldSpec, value: Any) -> str:
        """Return a value in readable French; "" when it is not given."""
        if value is None or value == ():
            return ""
        expected, tell = _TEXTS[field.kind]
        return tell(self, field, value) if isinstance(value, expected) else str(value)

    def cell(self, cells: Cells, field: FieldSpec, value: Any, place: Cut) -> str:
        """Return the cell of a value; `place` says where, should it be too long."""
        if value is None:
            return cells.empty()
        expected, write = _TYPED.get(field.kind, _NOT_TYPED)
        if isinstance(value, expected):
            return write(cells, value)
        fitted = cell_text(self.text(field, value))
        if fitted.cut_from:
            self.cuts.append(replace(place, length=fitted.cut_from))
        return cells.text(fitted.text)

    def link(self, record_id: str) -> str:
        """Return the code and the heading of a record, as far as they may leave."""
        record_id = str(record_id)
        if record_id not in self._titles:
            if len(self._titles) >= _MOST_TITLES:
                self._titles.clear()
            self._titles[record_id] = self._title(self._source.record(record_id))
        return self._titles[record_id]

    def label(self, field: FieldSpec, code: object) -> str:
        """Return the French label of a code; what is none is told as it is."""
        said = str(code)
        return field.label_of(said) if field.codes else self._source.label_of(field, said)

    def heading(self, record: Record) -> str:
        """Return the heading of a record if all that makes it may leave."""
        if self._perimeter.keeps(record) and self._perimeter.names(type(record)):
            return record.heading()
        return ""

    def lines(self, items: tuple[BaseModel, ...]) -> list[BaseModel]:
        """Return the lines of a field that may leave."""
        return [
            item for item in items if isinstance(item, BaseModel) and self._perimeter.agreed(item)
        ]

    def line(self, item: BaseModel) -> str:
        """Return a line inside a record as one readable line."""
        told = (
            (field.title, self.text(field, getattr(item, field.name, None)))
            for field in self._perimeter.fields(type(item))
            if field.name != "id"
        )
        return " ; ".join(f"{title} : {_on_one_line(text)}" for title, text in told if text)

    def _title(self, record: Record | None) -> str:
        if record is None or record.deleted_at is not None:
            return _GONE
        if not self._perimeter.cites(record):
            return _KEPT
        return " – ".join(filter(None, (record.code, self.heading(record))))


def _links(teller: Teller, _field: FieldSpec, value: tuple[str, ...]) -> str:
    return "\n".join(map(teller.link, value))


def _codes(teller: Teller, field: FieldSpec, value: tuple[object, ...]) -> str:
    return " ; ".join(teller.label(field, code) for code in value if code is not None)


def _items(teller: Teller, _field: FieldSpec, value: tuple[BaseModel, ...]) -> str:
    return "\n".join(map(teller.line, teller.lines(value)))


def _euros(_teller: Teller, _field: FieldSpec, value: int) -> str:
    return decimal_euros(value).replace(".", ",") + " €"


def _as_it_is(_teller: Teller, _field: FieldSpec, value: Any) -> str:
    return str(value)


# By kind: what a sound value is, and how it is told. A newer version may have written another.
_Text = tuple[type, Callable[[Teller, FieldSpec, Any], str]]
_TEXTS: Final[Mapping[Kind, _Text]] = MappingProxyType(
    {
        Kind.TEXT: (str, _as_it_is),
        Kind.LONG_TEXT: (str, _as_it_is),
        Kind.INTEGER: (int, _as_it_is),
        Kind.NUMBER: (float, lambda _, __, value: f"{value:g}".replace(".", ",")),
        Kind.MONEY: (int, _euros),
        Kind.YES_NO: (bool, lambda _, __, value: "Oui" if value else "Non"),
        Kind.DATE: (date, lambda _, __, value: french_day(value)),
        Kind.TIME: (time, lambda _, __, value: f"{value:%H:%M}"),
        Kind.MOMENT: (datetime, lambda _, __, value: french_moment(value)),
        Kind.CODE: (str, lambda teller, field, value: teller.label(field, value)),
        Kind.CODES: (tuple, _codes),
        Kind.LINK: (str, lambda teller, _, value: teller.link(value)),
        Kind.LINKS: (tuple, _links),
        Kind.ITEMS: (tuple, _items),
    }
)


def _integer(cells: Cells, value: int) -> str:
    if abs(value) < _SURE_INTEGER:
        return cells.number(int(value))
    return cells.text(str(value))


def _number(cells: Cells, value: float) -> str:
    return cells.number(repr(value), Look.NUMBER) if math.isfinite(value) else cells.empty()


# The kinds that a workbook knows; every other one is told in words.
_Typed = tuple[type | tuple[()], Callable[[Cells, Any], str]]
_TYPED: Final[Mapping[Kind, _Typed]] = MappingProxyType(
    {
        Kind.INTEGER: (int, _integer),
        Kind.NUMBER: (float, _number),
        Kind.MONEY: (int, Cells.euros),
        Kind.DATE: (date, Cells.day),
        Kind.TIME: (time, Cells.hour),
        Kind.MOMENT: (datetime, Cells.moment),
    }
)
_NOT_TYPED: Final[_Typed] = ((), Cells.text)


def french_day(day: date) -> str:
    """Return a day as France writes it, whatever its year."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def french_moment(moment: datetime) -> str:
    """Return a moment in the time of this computer."""
    local = moment.astimezone()
    return f"{french_day(local.date())} {local:%H:%M}"


def _on_one_line(text: str) -> str:
    return " / ".join(text.splitlines())
