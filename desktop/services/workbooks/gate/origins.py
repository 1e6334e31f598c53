"""The fields of the notebook that a column says it comes from, and what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pydantic import BaseModel

from desktop.export.content import Column
from desktop.services.workbooks.gate.leak import LeakError
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind, Sensitivity, field_of

_DOTTED: Final = re.compile(r"\b([a-z_]+)\.([a-z_]+)(?:\.([a-z_]+))?\b")
# What one calls a body or a place: public, and full of first names.
_NAMED_BY_LAW: Final = frozenset({"organisation", "partner", "territory", "contract"})


@dataclass(frozen=True, slots=True)
class Origin:
    """A field, with the field of lines above it when it is inside one."""

    model: type[Record]
    field: FieldSpec
    above: FieldSpec | None = None

    @property
    def path(self) -> str:
        """Return the name of the field as columns write it: « visit.verbatims.quote »."""
        inner = f".{self.field.name}" if self.above else ""
        return f"{self.model.kind}.{(self.above or self.field).name}{inner}"

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """Return the field and the one above it: both must be open."""
        return (self.above, self.field) if self.above else (self.field,)

    @property
    def may_never_leave(self) -> bool:
        """Tell whether the field is private, of a person, or confidential in any form."""
        return any(
            each.about.private
            or each.about.personal
            or each.about.sensitivity in (Sensitivity.NEVER_EXPORTED, Sensitivity.CONFIDENTIAL)
            for each in self.fields
        )

    @property
    def is_open(self) -> bool:
        """Tell whether a financer may read the field of a record."""
        public = all(each.about.sensitivity is Sensitivity.PUBLIC for each in self.fields)
        return public and not self.may_never_leave

    @property
    def is_free_text(self) -> bool:
        """Tell whether somebody typed it as they liked, names of bodies and places aside."""
        if self.field.name == "id":
            # Drawn, never typed; its figures may look like those of a telephone.
            return False
        if self.field.kind is Kind.LONG_TEXT:
            return True
        if self.field.about.target:
            return any(map(_is_called_freely, self.field.about.target))
        return self.field.is_free_text and self.model.kind not in _NAMED_BY_LAW


@cache
def _is_called_freely(kind: str) -> bool:
    """Tell whether the heading of a kind, which its links show, is a text typed as one liked."""
    model = RECORD_TYPES[kind]
    written = any(field_of(model, name).is_free_text for name in model.heading_fields)
    return written and kind not in _NAMED_BY_LAW


def origins_of(column: Column) -> tuple[Origin, ...]:
    """Return the fields that a column names as its origin; raises LeakError for one unknown."""
    return _origins(column.origin)


@cache
def _origins(origin: str) -> tuple[Origin, ...]:
    return tuple(_found(origin))


def _found(origin: str) -> Iterator[Origin]:
    for kind, name, inner in _DOTTED.findall(origin):
        if kind in RECORD_TYPES:
            yield _origin(RECORD_TYPES[kind], name, inner)


def _origin(model: type[Record], name: str, inner: str) -> Origin:
    field = _field(model, name)
    if not inner:
        return Origin(model, field)
    if field.item is None:
        raise LeakError(f"{model.kind}.{name} has no line to take {inner} from")
    return Origin(model, _field(field.item, inner), field)


def _field(model: type[BaseModel], name: str) -> FieldSpec:
    try:
        return field_of(model, name)
    except KeyError:
        raise LeakError(
            f"a column says it comes from {name}, which {model.__name__} has not"
        ) from None
