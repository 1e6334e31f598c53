"""Between a record type's declaration and the columns of its table."""

from collections.abc import Mapping, Sequence
from functools import cache

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
    fitted, odd = _fitted(_expected(model), values)
    cells = {**_empty(model), **fitted}
    return (*cells.values(), _written({name: values[name] for name in odd}) if odd else None)


def fitting(model: type[Record], values: Mapping[str, Value]) -> dict[str, object] | None:
    """Return the cells of some fields by column; None when one has no column that can hold it."""
    fitted, odd = _fitted(_expected(model), values)
    return None if odd else fitted


def _fitted(
    types: Mapping[str, type], values: Mapping[str, Value]
) -> tuple[dict[str, object], list[str]]:
    """Return the cells by column, and the fields that no column holds as they are."""
    cells: dict[str, object] = {}
    odd: list[str] = []
    for name, value in values.items():
        expected = types.get(name)
        if expected is None:
            odd.append(name)
        elif value is None:
            cells[name] = None
        elif type(value) is not expected or (expected is int and not _held(value)):
            odd.append(name)
        elif expected is list:
            cells[name] = orjson.dumps(value).decode() if value else None
        else:
            cells[name] = value
    return cells, odd


@cache
def _empty(model: type[Record]) -> Mapping[str, None]:
    return dict.fromkeys(_expected(model))


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
