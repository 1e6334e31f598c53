"""What is still missing from a record before a supervisor can validate it."""

from typing import Any

from pydantic import BaseModel

from sync.records.base import Record
from sync.records.fields import FieldSpec, Shown, Stage, fields_of


def what_is_missing(record: Record) -> tuple[FieldSpec, ...]:
    """Return the empty fields that saving or validating needs, in the order of the form."""
    return tuple(
        field
        for field in fields_of(type(record))
        if field.stage is not Stage.OPTIONAL
        and field.about.shown is not Shown.SYSTEM
        and applies(field, record)
        and is_empty(getattr(record, field.name, None))
    )


def can_be_validated(record: Record) -> bool:
    """Tell whether nothing is missing any more."""
    return not what_is_missing(record)


def applies(field: FieldSpec, record: BaseModel) -> bool:
    """Tell whether a field makes sense for a record (or a line), given its other values.

    Yes and no compare as "true" and "false"; of several codes, one that matches is enough.
    """
    when = field.about.when
    if when is None:
        return True
    value = getattr(record, when.field, None)
    values = value if isinstance(value, tuple | list) else (value,)
    return any(_comparable(part) in when.values for part in values)


def is_empty(value: Any) -> bool:
    """Tell whether a value says nothing; "no" and 0 are answers."""
    return value is None or value in ("", ()) or value == []


def _comparable(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
