"""Between a record type's declaration and the columns of its table."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import orjson

from sync.operations.operation import Value
from sync.records.base import KEPT_BY_THE_STORE, Record
from sync.records.fields import FieldSpec, Kind, Shown, fields_of

COLUMN_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "TEXT",
    Kind.LONG_TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "FLOAT",
    Kind.MONEY: "INTEGER",
    Kind.YES_NO: "INTEGER",
    Kind.DATE: "TEXT",
    Kind.TIME: "TEXT",
    Kind.MOMENT: "TEXT",
    Kind.CODE: "TEXT",
    Kind.CODES: "TEXT",
    Kind.LINK: "TEXT",
    Kind.LINKS: "TEXT",
    Kind.ITEMS: "TEXT",
}
"""The SQLite type of each kind of field; many values are one JSON text."""

MANY = frozenset({Kind.CODES, Kind.LINKS, Kind.ITEMS})

_TYPES: Mapping[Kind, type] = {
    Kind.INTEGER: int,
    Kind.MONEY: int,
    Kind.NUMBER: float,
    Kind.YES_NO: bool,
    **dict.fromkeys(MANY, list),
}
"""The JSON type of each kind of field; text for the others."""

_ODD: Final = object()
"""Stands for a value that no column holds as it is."""


@cache
def stored_fields(model: type[Record]) -> tuple[FieldSpec, ...]:
    """Return the fields that an operation carries, in their order of declaration."""
    return tuple(field for field in fields_of(model) if field.name not in KEPT_BY_THE_STORE)


@cache
def listed_fields(model: type[Record]) -> tuple[FieldSpec, ...]:
    """Return the fields that are columns of the list."""
    return tuple(field for field in fields_of(model) if field.about.shown is Shown.LIST)


@cache
def searched_fields(model: type[Record]) -> tuple[FieldSpec, ...]:
    """Return the fields that the search reads, lines of which some part is read included."""
    return tuple(
        field
        for field in stored_fields(model)
        if field.about.searched
        or (field.item is not None and any(part.about.searched for part in fields_of(field.item)))
    )


@cache
def columns(model: type[Record]) -> Mapping[str, str]:
    """Return the columns of the type's table with their SQLite types.

    `seq` is the row number shared with the table `record`; `trashed` repeats its deletion so that
    a list never has to join; `extra` holds, as JSON, the fields of a newer version.
    """
    declared = {field.name: COLUMN_TYPES[field.kind] for field in stored_fields(model)}
    return {"seq": "INTEGER", "trashed": "INTEGER", **declared, "extra": "TEXT"}


@cache
def indexed(model: type[Record]) -> tuple[str, ...]:
    """Return the columns with an index: the default order, the natural key, single links."""
    links = [field.name for field in stored_fields(model) if field.kind is Kind.LINK]
    declared = {field.name for field in stored_fields(model)}
    wanted = (model.order_by[0], *model.natural_key[:1], *links)
    return tuple(dict.fromkeys(name for name in wanted if name in declared))


def cells_of(model: type[Record], values: Mapping[str, Value]) -> tuple[object, ...]:
    """Return the cells of a row, in the order of `columns` after `seq` and `trashed`.

    What a newer version may give to a field of ours, and its column would alter, goes to `extra`
    like the fields that we do not know.
    """
    cells: dict[str, object] = dict.fromkeys(_expected(model))
    extra: dict[str, Value] = {}
    for name, value in values.items():
        cell = _cell(model, name, value)
        if cell is _ODD:
            extra[name] = value
        else:
            cells[name] = cell
    return (*cells.values(), _written(extra) if extra else None)


def fitting(model: type[Record], values: Mapping[str, Value]) -> dict[str, object] | None:
    """Return the cells of some fields by column; None when one has no column that can hold it."""
    cells = {name: _cell(model, name, value) for name, value in values.items()}
    return None if _ODD in cells.values() else cells


def _cell(model: type[Record], name: str, value: Value) -> object:
    """Return what the column of a field holds for a value, `_ODD` when it would alter it."""
    expected = _expected(model).get(name)
    if expected is None:
        return _ODD
    if value is None:
        return None
    if type(value) is not expected or (expected is int and not _held(value)):
        return _ODD
    if expected is list:
        return orjson.dumps(value).decode() if value else None
    return value


def _written(extra: Mapping[str, Value]) -> str:
    return orjson.dumps(extra, option=orjson.OPT_SORT_KEYS).decode()


def values_of(model: type[Record], cells: Sequence[object]) -> dict[str, Value]:
    """Return the JSON values of a row's cells (as `cells_of` orders them), without the empty."""
    values: dict[str, Value] = {}
    for field, cell in zip(stored_fields(model), cells, strict=False):
        if cell is not None:
            values[field.name] = value_of(field.kind, cell)
    extra = cells[-1]
    if isinstance(extra, str):
        values.update(orjson.loads(extra))
    return values


def searched_values(model: type[Record], cells: Sequence[object]) -> dict[str, Value]:
    """Return the JSON values of the cells of the searched fields, in their order."""
    found = zip(searched_fields(model), cells, strict=True)
    return {field.name: value_of(field.kind, cell) for field, cell in found if cell is not None}


@cache
def _expected(model: type[Record]) -> Mapping[str, type]:
    return {field.name: _TYPES.get(field.kind, str) for field in stored_fields(model)}


def _held(number: object) -> bool:
    """Tell whether SQLite can hold an integer, which JSON lets be longer."""
    return isinstance(number, int) and -(2**63) <= number < 2**63


def value_of(kind: Kind, cell: object) -> Value:
    """Return the JSON value that a cell of a kind of field holds."""
    if kind in MANY and isinstance(cell, str):
        decoded: Value = orjson.loads(cell)
        return decoded
    if kind is Kind.YES_NO and cell is not None:
        return bool(cell)
    return cell if isinstance(cell, str | int | float) else None
