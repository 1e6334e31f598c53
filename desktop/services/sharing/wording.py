"""Say in French, for a reader outside the team, the values that may leave the notebook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel

from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.sharing.counts import FEW, FEW_SAID, masked
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind
from sync.records.french import euros, inside, number, quoted

_HIDDEN: Final = "non communiqué"
_SEVERAL: Final = frozenset({Kind.CODES, Kind.LINKS})


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a field, one a line, and whether something in them was hidden."""

    text: str
    masked: bool
    hidden_links: bool


class SharedWords:
    """Reads values out; `may_be_named` says which linked records may be cited."""

    def __init__(self, reading: Reading, may_be_named: Callable[[Record], bool]) -> None:
        self._reading = reading
        self._may_be_named = may_be_named

    def of(self, field: FieldSpec, value: Any) -> str:
        """Return a value in words; "" when nothing of it may be said."""
        if field.kind in _SEVERAL:
            said = (self._one(field, part) for part in _parts(value))
            return ", ".join(filter(None, said))
        return self._one(field, value)

    def lines(self, lines: Sequence[BaseModel], fields: Sequence[FieldSpec]) -> Lines:
        """Return the lines with these fields, their small counts hidden."""
        hidden = masked(lines, fields)
        told = [
            _sentence([(field, self._in_line(field, line, row, hidden)) for field in fields])
            for row, line in enumerate(lines)
        ]
        links = any(
            self.hidden_links(field, getattr(line, field.name, None))
            for line in lines
            for field in fields
        )
        return Lines("\n".join(filter(None, told)), bool(hidden), links)

    def hidden_links(self, field: FieldSpec, value: Any) -> str:
        """Return « 2 fiches » for the linked records that may not be cited; "" for none."""
        if field.kind not in (Kind.LINK, Kind.LINKS):
            return ""
        count = sum(not self._heading(link) for link in _parts(value))
        return f"{count}\u00a0fiche{'s' if count > 1 else ''}" if count else ""

    def _in_line(
        self, field: FieldSpec, line: BaseModel, row: int, hidden: frozenset[tuple[int, str]]
    ) -> str:
        value = getattr(line, field.name, None)
        if (row, field.name) not in hidden:
            return self.of(field, value)
        return FEW_SAID if isinstance(value, int | float) and value < FEW else _HIDDEN

    def _one(self, field: FieldSpec, value: Any) -> str:
        if value is None:
            return ""
        if field.kind in (Kind.LINK, Kind.LINKS):
            return self._heading(value)
        if field.kind in (Kind.CODE, Kind.CODES):
            return self._reading.label_of(field, str(value))
        return _plain(field, value)

    def _heading(self, record_id: Any) -> str:
        try:
            record = self._reading.get(str(record_id))
        except NotFound:
            return ""
        if not self._may_be_named(record):
            return ""
        return self._reading.headings([record.id]).get(record.id, "")


def _parts(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,) if value else ()


def _plain(field: FieldSpec, value: Any) -> str:
    match value:
        case bool():
            return "Oui" if value else "Non"
        case datetime():
            return f"{value.astimezone():%d/%m/%Y à %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case int() | float():
            return _number(field, value)
        case StrEnum():
            return field.label_of(value)
        case _:
            return quoted(str(value)) if field.name == "quote" else str(value)


def _number(field: FieldSpec, value: float) -> str:
    if field.kind is Kind.MONEY:
        return euros(int(value))
    unit = f"\u00a0{field.about.unit}" if field.about.unit else ""
    return (str(value) if field.is_year else number(value)) + unit


def _sentence(told: Sequence[tuple[FieldSpec, str]]) -> str:
    """Return « Pouvoir d’agir – niveau : 2 – Visible »: the first value speaks for itself."""
    given = [(field, text) for field, text in told if text]
    return " – ".join(
        text if place == 0 else f"{inside(field.title)}\u00a0: {text}"
        for place, (field, text) in enumerate(given)
    )
