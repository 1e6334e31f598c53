"""What a record type declares of each field, and the one reader of these declarations."""

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Self, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sync.operations.rules import Rule
from sync.records.findings import Finding


class CodeList(StrEnum):
    """A closed list: the code is stored and exchanged, the French label is shown."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member that is its code and knows its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Kind(StrEnum):
    """What a field holds. Each consumer has one entry per kind; a test walks them."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"  # integer cents of euro
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    CODE = "code"
    CODES = "codes"
    LINK = "link"
    LINKS = "links"
    ITEMS = "items"


class Sensitivity(StrEnum):
    """Who may read a field outside the team."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    NEVER_EXPORTED = "never_exported"


class Shown(StrEnum):
    """Where a field is shown."""

    LIST = "list"  # a column of the list, and the form
    FORM = "form"
    DETAILS = "details"  # the folded part of the form
    SYSTEM = "system"  # kept by the notebook itself, never typed


class Stage(StrEnum):
    """When a field must be filled in."""

    SAVE = "save"
    VALIDATE = "validate"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class When:
    """The field only makes sense for these values of another field."""

    field: str
    values: frozenset[str]


Check = Callable[[Any], Finding | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What pydantic cannot say of a field."""

    section: str
    shown: Shown
    searched: bool
    sensitivity: Sensitivity
    personal: bool
    merge: Rule
    stage: Stage = Stage.OPTIONAL
    kind: Kind | None = None
    list_name: str = ""
    target: tuple[str, ...] = ()
    check: Check | None = None
    when: When | None = None
    private: bool = False
    unit: str = ""
    width: int = 16


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field as every consumer sees it."""

    name: str
    title: str
    help: str
    kind: Kind
    stage: Stage
    about: About
    minimum: float | None
    maximum: float | None
    max_length: int | None
    codes: type[CodeList] | None
    item: type[BaseModel] | None

    @property
    def required(self) -> bool:
        """Tell whether a record cannot be saved without it."""
        return self.stage is Stage.SAVE

    @property
    def header(self) -> str:
        """Return the title with its unit, as a column header says it."""
        return f"{self.title} ({self.about.unit})" if self.about.unit else self.title

    @property
    def is_free_text(self) -> bool:
        """Tell whether people write it as they like, unlike a code or an official number."""
        coded = self.about.check is not None or self.name.endswith("code")
        return self.kind is Kind.TEXT and not coded

    @property
    def is_year(self) -> bool:
        """Tell whether the number is a year, which is written without a thousands space."""
        bounds = (self.minimum or 0, self.maximum or 0)
        return self.kind is Kind.INTEGER and bounds[0] >= 1900 and bounds[1] <= 2200

    def label_of(self, code: str) -> str:
        """Return the French label of a closed code, or the code itself when it is unknown."""
        if self.codes is None:
            return code
        return next((member.label for member in self.codes if member == code), code)


@cache
def fields_of(model: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """Return the declared fields of a record or item type, in their order of declaration."""
    return tuple(_spec(name, info) for name, info in model.model_fields.items())


@cache
def field_of(model: type[BaseModel], name: str) -> FieldSpec:
    """Return one declared field; raise KeyError when the type has none of that name."""
    for field in fields_of(model):
        if field.name == name:
            return field
    raise KeyError(name)


def _spec(name: str, info: FieldInfo) -> FieldSpec:
    about = next((entry for entry in info.metadata if isinstance(entry, About)), None)
    if about is None:
        raise TypeError(f"{name} is declared without About")
    inner, many = _inner(info.annotation)
    return FieldSpec(
        name=name,
        title=info.title or "",
        help=info.description or "",
        kind=about.kind or _kind(inner, many=many, linked=bool(about.target)),
        stage=Stage.SAVE if info.is_required() else about.stage,
        about=about,
        minimum=_bound(info, annotated_types.Ge, "ge"),
        maximum=_bound(info, annotated_types.Le, "le"),
        max_length=_length(info),
        codes=inner if _is_subclass(inner, CodeList) else None,
        item=inner if _is_subclass(inner, BaseModel) else None,
    )


def _inner(annotation: Any) -> tuple[Any, bool]:
    """Return the type inside `X | None` and `tuple[X, ...]`, and whether there are many."""
    if get_origin(annotation) in (types.UnionType, typing.Union):
        annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
    many = get_origin(annotation) is tuple
    if many:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation, many


_SIMPLE: dict[Any, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.YES_NO,
    date: Kind.DATE,
    time: Kind.TIME,
    datetime: Kind.MOMENT,
}


def _kind(inner: Any, *, many: bool, linked: bool) -> Kind:
    if _is_subclass(inner, BaseModel):
        return Kind.ITEMS
    if linked:
        return Kind.LINKS if many else Kind.LINK
    if many:
        return Kind.CODES
    if _is_subclass(inner, CodeList):
        return Kind.CODE
    return _SIMPLE[inner]


def _is_subclass(inner: Any, parent: type) -> bool:
    return isinstance(inner, type) and issubclass(inner, parent)


def _bound(info: FieldInfo, constraint: type, attribute: str) -> float | None:
    for entry in info.metadata:
        if isinstance(entry, constraint):
            return float(getattr(entry, attribute))
    return None


def _length(info: FieldInfo) -> int | None:
    for entry in info.metadata:
        if isinstance(entry, annotated_types.MaxLen):
            return entry.max_length
    return None
