"""What a list asks for, and the SQL that answers it without reading whole rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import orjson

from desktop.errors import BadInput
from desktop.store.folding import folded, holdable
from desktop.store.schema import MANY, columns, indexed
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, field_of

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "empty", "filled", "in"]

_MOMENTS = frozenset({"modified_at", "created_at", "deleted_at"})
_OF_THE_RECORD = _MOMENTS | {"version"}
_EQUALS = {"=": "IS", "!=": "IS NOT"}
"""Unlike = and !=, these also answer about empty cells."""
_RANGES = frozenset({"<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a field; the values of "in" are a tuple."""

    field: str
    operator: Operator
    value: str | int | float | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A list of one kind: conditions, order, words searched; `order` "" is the kind's own."""

    kind: str
    filters: tuple[Filter, ...] = ()
    order: str = ""
    descending: bool | None = None
    text: str = ""
    trashed: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL and its parameters."""

    sql: str
    parameters: tuple[object, ...]


def numbers_of(query: ListQuery) -> Statement:
    """Return the SELECT of the row numbers of a list, in its order.

    Raises BadInput for a field that the kind does not have.
    """
    model = RECORD_TYPES[query.kind]
    order, descending = model.order_by
    if query.order:
        order, descending = query.order, False
    if query.descending is not None:
        descending = query.descending
    names = {order, *(condition.field for condition in query.filters)}
    join = " JOIN record r ON r.seq = k.seq" if names & _OF_THE_RECORD else ""
    conditions = [_condition(query.kind, condition) for condition in query.filters]
    found = indexed(model)
    if any(each.operator == "=" and each.field in found for each in query.filters):
        # The few rows of an organisation are read, not the thousands before a day.
        conditions = [
            (f"+{sql}" if each.operator in _RANGES else sql, values)
            for each, (sql, values) in zip(query.filters, conditions, strict=True)
        ]
    where = "k.trashed = ?"
    if conditions:
        # Apart, so that the order is still read from its index and only the conditions read rows;
        # the sign + keeps SQLite, which has no statistics, from the opposite choice.
        where += (
            f' AND +k.seq IN (SELECT k.seq FROM "{query.kind}" k{join} WHERE k.trashed = ? AND '
            f"{' AND '.join(sql for sql, _ in conditions)})"
        )
    direction = "DESC" if descending else "ASC"
    limit = "" if query.limit is None else f" LIMIT {int(query.limit)} OFFSET {int(query.offset)}"
    return Statement(
        f'SELECT k.seq FROM "{query.kind}" k{join} WHERE {where}'
        f" ORDER BY {_rank(query.kind, order)} {direction}, k.seq {direction}{limit}",
        (
            int(query.trashed),
            *([int(query.trashed)] if conditions else ()),
            *(value for _, values in conditions for value in values),
        ),
    )


def _rank(kind: str, name: str) -> str:
    """Return what a list is put in order by: texts as a reader does, "École" before "Zumba"."""
    column = column_of(kind, name)
    written = name not in _OF_THE_RECORD and field_of(RECORD_TYPES[kind], name).is_free_text
    return f"loosely({column})" if written else column


def loosely(text: object) -> str:
    """Return a text as `contains` compares it: the SQL function of that name."""
    return folded(str(text)).replace("’", "'") if text is not None else ""


def _condition(kind: str, condition: Filter) -> tuple[str, tuple[object, ...]]:
    column, operator = column_of(kind, condition.field), condition.operator
    several = isinstance(condition.value, tuple)
    if operator not in get_args(Operator) or several is not (operator == "in"):
        raise BadInput(
            f"«\u00a0{operator}\u00a0» n’est pas une comparaison. La liste n’a pas été faite."
        )
    if operator == "empty":
        return f"{column} IS NULL", ()
    if operator == "filled":
        return f"{column} IS NOT NULL", ()
    field = (
        None if condition.field in _OF_THE_RECORD else field_of(RECORD_TYPES[kind], condition.field)
    )
    if isinstance(condition.value, tuple):
        return _one_of(column, condition.value, many=field is not None and field.kind in MANY)
    if field is not None and field.kind in MANY and _is_one_of_many(field, operator):
        told = "=" if operator == "!=" else ">"
        return f"instr(coalesce({column}, ''), ?) {told} 0", (_element(condition.value),)
    if operator == "contains":
        return f"instr(loosely({column}), ?) > 0", (holdable(loosely(condition.value)),)
    return f"{column} {_EQUALS.get(operator, operator)} ?", (_compared(condition),)


def _is_one_of_many(field: FieldSpec, operator: str) -> bool:
    """Tell whether a condition on many values is about a whole one, as on codes it always is."""
    coded = field.codes is not None or bool(field.about.list_name or field.about.target)
    return field.kind is not Kind.ITEMS and (coded or operator != "contains")


def _one_of(column: str, values: tuple[str, ...], *, many: bool) -> tuple[str, tuple[object, ...]]:
    """Return the condition that one of the values is there.

    One parameter for any number of values: SQLite limits how many there are.
    """
    if not many:
        wanted = orjson.dumps([holdable(value) for value in values]).decode()
        return f"{column} IN (SELECT value FROM json_each(?))", (wanted,)
    wanted = orjson.dumps([_element(value) for value in values]).decode()
    held = f"instr(coalesce({column}, ''), w.value) > 0"
    return f"EXISTS (SELECT 1 FROM json_each(?) w WHERE {held})", (wanted,)


def _element(value: object) -> str:
    """Return one of many values as it stands in their JSON text, quotes included."""
    return orjson.dumps(holdable(value) if isinstance(value, str) else value).decode()


def _compared(condition: Filter) -> object:
    """Return the value, a day or a moment as the milliseconds that the base holds."""
    value = condition.value
    if not isinstance(value, str):
        return value
    if condition.field not in _MOMENTS:
        return holdable(value)
    try:
        moment = datetime.fromisoformat(value)  # without an offset: the time of this computer
    except ValueError as error:
        raise BadInput(
            f"«\u00a0{value}\u00a0» n’est pas une date. Écrivez-la comme 2026-11-23. "
            "La liste n’a pas été faite.",
            condition.field,
        ) from error
    return int(moment.timestamp() * 1000)


def column_of(kind: str, name: str) -> str:
    """Return the column of a field; raises BadInput for one that the kind does not have."""
    if name in _OF_THE_RECORD:
        return f"r.{name}"
    if name not in columns(RECORD_TYPES[kind]) or name in ("seq", "trashed", "extra"):
        raise BadInput(
            f"Le champ «\u00a0{name}\u00a0» n’existe pas pour ce type de fiche. "
            "La liste n’a pas été faite.",
            name,
        )
    return f'k."{name}"'
