"""A kind of record as JSON Schema, for the programs of others: French titles, bounds, codes."""

from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import BaseModel

from sync.records.base import Item, Record
from sync.records.fields import CodeList, FieldSpec, Kind, Shown, fields_of

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TYPES: MappingProxyType[Kind, Schema] = MappingProxyType(
    {
        Kind.TEXT: {"type": "string"},
        Kind.LONG_TEXT: {"type": "string"},
        Kind.INTEGER: {"type": "integer"},
        Kind.NUMBER: {"type": "number"},
        Kind.MONEY: {"type": "integer"},
        Kind.YES_NO: {"type": "boolean"},
        Kind.DATE: {"type": "string", "format": "date"},
        # "format": "time" would ask for a time zone.
        Kind.TIME: {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"},
        Kind.MOMENT: {"type": "string", "format": "date-time"},
        Kind.CODE: {"type": "string"},
        Kind.CODES: {"type": "string"},
        Kind.LINK: {"type": "string"},
        Kind.LINKS: {"type": "string"},
    }
)
_MANY = frozenset({Kind.CODES, Kind.LINKS, Kind.ITEMS})
_MONEY_UNIT = "centime d’euro"


def json_schema(model: type[Record]) -> Schema:
    """Return the JSON Schema (draft 2020-12) of one record as `carnet add` takes it.

    What the notebook keeps itself is `readOnly`. `x-…` words carry what JSON Schema has no
    word for: stage, sensitivity, personal data, merge rule, unit, target kinds, reference list.
    """
    items = {field.item for field in fields_of(model) if field.item is not None}
    schema: Schema = {"$schema": DRAFT, "title": model.label, "description": model.label_plural}
    schema |= _object(model) | {"x-kind": model.kind, "x-prefix": model.prefix}
    if items:
        schema["$defs"] = {
            item.__name__: _item(item) for item in sorted(items, key=lambda item: item.__name__)
        }
    return schema


def _item(item: type[BaseModel]) -> Schema:
    title = item.label if issubclass(item, Item) else item.__name__
    return {"title": title} | _object(item)


def _object(model: type[BaseModel]) -> Schema:
    fields = fields_of(model)
    required = [
        field.name for field in fields if field.required and field.about.shown is not Shown.SYSTEM
    ]
    return {
        "type": "object",
        "properties": {field.name: _property(field, model) for field in fields},
        "required": required,
        "additionalProperties": True,
    }


def _property(field: FieldSpec, model: type[BaseModel]) -> Schema:
    schema: Schema = {"title": field.title, "description": field.help}
    schema |= _many(field) if field.kind in _MANY else _one(field) | _bounds(field)
    schema |= _default(field, model)
    if field.about.shown is Shown.SYSTEM:
        schema["readOnly"] = True
    return schema | _trade(field)


def _one(field: FieldSpec) -> Schema:
    if field.item is not None:
        return {"$ref": f"#/$defs/{field.item.__name__}"}
    schema = dict(_TYPES[field.kind])
    if field.codes is not None:
        schema["oneOf"] = _choices(field.codes)
    return schema


def _many(field: FieldSpec) -> Schema:
    schema: Schema = {"type": "array", "items": _one(field)}
    if field.max_length is not None:
        schema["maxItems"] = field.max_length
    return schema


def _choices(codes: type[CodeList]) -> list[Schema]:
    return [{"const": code.value, "title": code.label} for code in codes]


def _bounds(field: FieldSpec) -> Schema:
    schema: Schema = {}
    if field.minimum is not None:
        schema["minimum"] = _tidy(field.minimum)
    if field.maximum is not None:
        schema["maximum"] = _tidy(field.maximum)
    if field.max_length is not None:
        schema["maxLength"] = field.max_length
    return schema


def _default(field: FieldSpec, model: type[BaseModel]) -> Schema:
    default = model.model_fields[field.name].default
    if isinstance(default, CodeList):
        return {"default": default.value}
    return {"default": default} if isinstance(default, bool | int | float) else {}


def _trade(field: FieldSpec) -> Schema:
    about = field.about
    schema: Schema = {
        "x-stage": field.stage.value,
        "x-sensitivity": about.sensitivity.value,
        "x-personal": about.personal,
        "x-merge": about.merge.value,
    }
    if field.kind is Kind.MONEY or about.unit:
        schema["x-unit"] = _MONEY_UNIT if field.kind is Kind.MONEY else about.unit
    if about.list_name:
        schema["x-list"] = about.list_name
    if about.target:
        schema["x-target"] = list(about.target)
    if about.when is not None:
        schema["x-when"] = {"field": about.when.field, "values": sorted(about.when.values)}
    return schema


def _tidy(bound: float) -> int | float:
    return int(bound) if bound.is_integer() else bound
