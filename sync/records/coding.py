"""Between a record and its stored values: plain JSON out, and a reading that never fails in."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from sync.operations.operation import RESERVED, Value
from sync.records.base import KEPT_BY_THE_STORE, Declared, Record
from sync.records.fields import FieldSpec, fields_of

R = TypeVar("R", bound=Record)

_NOT_OPERATIONS = set(KEPT_BY_THE_STORE | RESERVED)
_EMPTY: tuple[Value, ...] = ("", [])
_PLAIN = frozenset({str, int, float, bool, type(None)})


def to_json(record: Record) -> dict[str, Value]:
    """Return the values of an operation: declared fields and kept extras, empty ones left out.

    What the store keeps itself (`KEPT_BY_THE_STORE`) is left out too. Codes become text, days
    and hours ISO 8601, lists stay in their order.
    """
    try:
        written = record.model_dump(
            mode="json", exclude=_NOT_OPERATIONS, exclude_none=True, warnings="error"
        )
    except PydanticSerializationError:
        written = _written(record, _NOT_OPERATIONS)
    return {name: value for name, value in written.items() if value not in _EMPTY}


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


def heading_of(model: type[Record], values: Mapping[str, Any]) -> str:
    """Return the heading of what `from_json` would, from the fields that make it alone."""
    given = {name: values[name] for name in model.heading_fields if name in values}
    if not _PLAIN.issuperset(map(type, given.values())):
        return from_json(model, {**values, "id": ""}).heading()
    cleaned = model.cleaned(given)
    return model.headed(
        absent if (value := cleaned.get(name)) is None else _part(model, name, value)
        for name, absent in _heading_parts(model)
    )


@cache
def _heading_parts(model: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a heading, each with what it shows when it was not given."""
    fields = ((name, model.model_fields[name]) for name in model.heading_fields)
    return tuple(
        (name, None if field.is_required() else field.get_default(call_default_factory=True))
        for name, field in fields
    )


def _part(model: type[Record], name: str, value: Any) -> Any:
    """Return one value as the record would hold it: typed where it is sound."""
    try:
        return _reader(model, name).validate_python(value)
    except ValidationError:
        return value


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


def understood(record: R) -> R:
    """Return a record with only what this version understands, to count and to compare.

    A value that breaks today's rules reads as empty, and of a list only such lines are left out.
    Never to be saved: `from_json` keeps what this leaves out.
    """
    model = type(record)
    sound, _ = typed(model, to_json(record))
    held = {
        field.name: _sound_part(model, field.name, getattr(record, field.name))
        for field in fields_of(model)
        if field.name not in sound
        and field.name not in _NOT_OPERATIONS
        and getattr(record, field.name, None) is not None
    }
    return record.model_copy(update=held) if held else record


def _sound_part(model: type[BaseModel], name: str, value: Any) -> Any:
    info = model.model_fields[name]
    if isinstance(value, list | tuple) and isinstance(info.default, tuple):
        return tuple(part for part in value if _is_sound(_reader(model, name), part))
    return None if info.is_required() else info.get_default(call_default_factory=True)


def _is_sound(reader: TypeAdapter[Any], part: Any) -> bool:
    try:
        reader.validate_python([_plain(part)])
    except (ValidationError, PydanticSerializationError):
        return False
    return True


def _written(part: BaseModel, left_out: Collection[str] = ()) -> dict[str, Value]:
    """Return what pydantic would, for values that it does not expect in their field."""
    held = part.__dict__ | (part.__pydantic_extra__ or {})
    return {
        name: _plain(value)
        for name, value in held.items()
        if value is not None and name not in left_out
    }


def _plain(value: Any) -> Value:
    if isinstance(value, BaseModel):
        return _written(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items() if part is not None}
    plain: Value = to_jsonable_python(value, inf_nan_mode="constants")
    return plain


def _salvaged_values(model: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    cleaned = _cleaned(model, values)
    sound, refused = typed(model, values)
    held = {name: value for name, value in cleaned.items() if name not in model.model_fields}
    held |= {field.name: None for field in fields_of(model) if field.required}
    held |= sound
    held |= {
        field.name: _kept(field, model, cleaned[field.name])
        for field in fields_of(model)
        if field.name in refused and cleaned[field.name] not in _EMPTY
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
    return dict(model.cleaned(values)) if issubclass(model, Declared) else dict(values)
