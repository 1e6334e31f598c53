"""Between a record and its stored values: plain JSON out, and a reading that never fails in."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from sync.operations.operation import RESERVED, Value
from sync.records.base import KEPT_BY_THE_STORE, Record
from sync.records.fields import FieldSpec, Kind, fields_of

R = TypeVar("R", bound=Record)
Encoder = Callable[[Any], Value]

_AS_IT_IS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.INTEGER, Kind.NUMBER, Kind.MONEY})
_NOT_OPERATIONS = KEPT_BY_THE_STORE | RESERVED


def to_json(record: Record) -> dict[str, Value]:
    """Return the values of an operation: declared fields and kept extras, empty ones left out.

    What the store keeps itself (`KEPT_BY_THE_STORE`) is left out too. Codes become text, days
    and hours ISO 8601, lists stay in their order.
    """
    return _encoded(record, _encoders(type(record)))


def from_json(model: type[R], values: Mapping[str, Any]) -> R:
    """Return the record that stored values describe; never refuse them.

    Values written by a newer version may break today's rules: those are kept as they are, so
    that the record can be shown and saved again without loss. Unknown fields stay in
    `model_extra`; a required field that is missing reads as None.
    """
    try:
        return model.model_validate(values)
    except ValidationError:
        held = _salvaged_values(model, values)
        return model.model_construct(**held)  # type: ignore[return-value]  # the plugin says Record


def typed(model: type[BaseModel], values: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Return the declared values that are sound, in their types, and the names of the others."""
    sound: dict[str, Any] = {}
    refused: set[str] = set()
    cleaned = _cleaned(model, values)
    for field in fields_of(model):
        if cleaned.get(field.name) is None:
            continue
        try:
            sound[field.name] = _reader(model, field.name).validate_python(cleaned[field.name])
        except ValidationError:
            refused.add(field.name)
    return sound, refused


def _encoded(part: BaseModel, encoders: tuple[tuple[str, Encoder | None], ...]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    held = part.__dict__
    for name, encode in encoders:
        value = held.get(name)
        if not value and (value is None or value in ((), "")):
            continue
        values[name] = value if encode is None else encode(value)
    if extras := part.__pydantic_extra__:
        for name, value in extras.items():
            if value is not None and name not in _NOT_OPERATIONS:
                values[name] = _plain(value)
    return values


@cache
def _encoders(model: type[BaseModel]) -> tuple[tuple[str, Encoder | None], ...]:
    kept_out = KEPT_BY_THE_STORE if issubclass(model, Record) else frozenset()
    return tuple(
        (field.name, _encoder(field)) for field in fields_of(model) if field.name not in kept_out
    )


def _encoder(field: FieldSpec) -> Encoder | None:
    if field.kind is Kind.ITEMS and field.item is not None:
        return _items_encoder(field.item)
    if field.kind in _AS_IT_IS:
        return _as_it_is
    return _plain


def _items_encoder(item: type[BaseModel]) -> Encoder:
    def encode(rows: Any) -> Value:
        encoders = _encoders(item)
        return [
            _encoded(row, encoders) if isinstance(row, BaseModel) else _plain(row) for row in rows
        ]

    return encode


def _as_it_is(value: Any) -> Value:
    return value if type(value) in {str, int, float} else _plain(value)


def _plain(value: Any) -> Value:
    """Return any value as JSON holds it; also what a newer version wrote in an unknown shape."""
    if type(value) in {str, int, float, bool} or value is None:
        return value  # type: ignore[no-any-return]  # the test above is the proof
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, BaseModel):
        return _encoded(value, _encoders(type(value)))
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _salvaged_values(model: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    cleaned = _cleaned(model, values)
    sound, refused = typed(model, values)
    held = {name: value for name, value in cleaned.items() if name not in model.model_fields}
    held |= {field.name: None for field in fields_of(model) if field.required}
    held |= sound
    held |= {
        field.name: _kept(field, model, cleaned[field.name])
        for field in fields_of(model)
        if field.name in refused
    }
    held.pop("_fields_set", None)  # a parameter of model_construct
    return held


def _kept(field: FieldSpec, model: type[BaseModel], value: Any) -> Any:
    """Keep what can be understood of a refused value: the sound elements of a list, or lines."""
    if not isinstance(value, list | tuple):
        return value
    if field.item is not None:
        return tuple(_kept_row(field.item, row) for row in value)
    return tuple(_kept_element(_reader(model, field.name), part) for part in value)


def _kept_row(item: type[BaseModel], row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    try:
        return item.model_validate(row)
    except ValidationError:
        return item.model_construct(**_salvaged_values(item, row))


def _kept_element(reader: TypeAdapter[Any], part: Any) -> Any:
    try:
        return reader.validate_python([part])[0]
    except (ValidationError, IndexError, TypeError):
        return part


@cache
def _reader(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """Return what reads one field alone, with its bounds."""
    info = model.model_fields[name]
    annotated: Any = Annotated  # built from values, which type checkers cannot follow
    return TypeAdapter(annotated[(info.annotation, *info.metadata)])


def _cleaned(model: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as the type itself cleans them before it judges them."""
    return dict(model._clean(values))  # type: ignore[attr-defined]  # noqa: SLF001
