"""Show a record as text: French titles, labels in place of codes, names in place of links."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from desktop.cli.output import day_and_hour, safe
from desktop.services.reading import Reading
from sync.records.base import Record
from sync.records.coding import to_json
from sync.records.completeness import what_is_missing
from sync.records.fields import FieldSpec, Kind, Shown, fields_of

_UNSAID: Final = frozenset({"id", "code", "version"})


def as_json(record: Record) -> dict[str, object]:
    """Return a record under the names of its fields, with what the notebook keeps of it."""
    return {
        "id": record.id,
        "kind": record.kind,
        **({"code": record.code} if record.code else {}),
        **{name: value for name, value in to_json(record).items() if name != "code"},
        "author": record.author,
        "created_at": record.created_at,
        "modified_at": record.modified_at,
        "deleted_at": record.deleted_at,
        "version": record.version,
    }


def as_text(notebook: Reading, record: Record) -> Iterator[str]:
    """Yield the lines that show a record to a person."""
    yield f"{record.label} {safe(record.code)}\u00a0: {safe(record.heading())}"
    yield f"Repère {record.id}, version {record.version}"
    if record.deleted_at is not None:
        yield f"À la corbeille depuis le {day_and_hour(record.deleted_at)}"
    section = ""
    for field in fields_of(type(record)):
        value = getattr(record, field.name, None)
        if field.name in _UNSAID or value is None or value == ():
            continue
        if field.about.section != section:
            section = field.about.section
            yield f"\n{section}"
        yield from _lines(notebook, field, value)
    missing = what_is_missing(record)
    if missing:
        yield f"\nPour être validée, il lui manque\u00a0: {', '.join(one.title for one in missing)}"


def shown(notebook: Reading, field: FieldSpec, value: Any) -> str:
    """Return one value as a person reads it, safe for a terminal."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ; ".join(shown(notebook, field, part) for part in value)
    if isinstance(value, BaseModel):
        return _row(notebook, value)
    return safe(_SHOWN.get(field.kind, _plain)(notebook, field, value), lines=True)


def _lines(notebook: Reading, field: FieldSpec, value: Any) -> Iterator[str]:
    if field.kind is Kind.ITEMS and isinstance(value, tuple):
        yield f"  {field.title}\u00a0:"
        yield from (f"    – {shown(notebook, field, row)}" for row in value)
        return
    text = shown(notebook, field, value).replace("\n", "\n    ")
    yield f"  {field.title}\u00a0: {text}"


def _row(notebook: Reading, row: BaseModel) -> str:
    held = (
        (field, getattr(row, field.name, None))
        for field in fields_of(type(row))
        if field.about.shown is not Shown.SYSTEM
    )
    return ", ".join(
        f"{field.title}\u00a0: {shown(notebook, field, value)}"
        for field, value in held
        if value is not None and value != ()
    )


def _plain(_notebook: Reading, _field: FieldSpec, value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


def _money(_notebook: Reading, _field: FieldSpec, value: Any) -> str:
    if not isinstance(value, int):
        return str(value)
    euros = f"{value / 100:,.2f}".replace(",", "\u202f").replace(".", ",")
    return f"{euros}\u00a0€"


def _yes_no(_notebook: Reading, _field: FieldSpec, value: Any) -> str:
    return "oui" if value else "non"


def _day(_notebook: Reading, _field: FieldSpec, value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _hour(_notebook: Reading, _field: FieldSpec, value: Any) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _moment(_notebook: Reading, _field: FieldSpec, value: Any) -> str:
    return day_and_hour(value) if isinstance(value, datetime) else str(value)


def _code(notebook: Reading, field: FieldSpec, value: Any) -> str:
    if field.codes is None and not field.about.list_name:
        return str(value)
    return notebook.label_of(field, str(value))


def _link(notebook: Reading, _field: FieldSpec, value: Any) -> str:
    return notebook.headings([str(value)]).get(str(value), str(value))


_SHOWN: Final[Mapping[Kind, Callable[[Reading, FieldSpec, Any], str]]] = MappingProxyType(
    {
        Kind.MONEY: _money,
        Kind.YES_NO: _yes_no,
        Kind.DATE: _day,
        Kind.TIME: _hour,
        Kind.MOMENT: _moment,
        Kind.CODE: _code,
        Kind.CODES: _code,
        Kind.LINK: _link,
        Kind.LINKS: _link,
    }
)
