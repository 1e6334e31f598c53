"""What a list asks for, and the SQL that answers it without reading whole rows."""

from dataclasses import dataclass
from typing import Literal

from desktop.errors import BadInput
from desktop.store.schema import MANY, columns
from sync.records import RECORD_TYPES
from sync.records.fields import field_of

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "empty", "filled"]

_OF_THE_RECORD = frozenset({"modified_at", "created_at", "deleted_at", "version"})


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a field."""

    field: str
    operator: Operator
    value: str | int | float | None = None


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
    where = " AND ".join(["k.trashed = ?", *(sql for sql, _ in conditions)])
    direction = "DESC" if descending else "ASC"
    limit = "" if query.limit is None else f" LIMIT {int(query.limit)} OFFSET {int(query.offset)}"
    return Statement(
        f'SELECT k.seq FROM "{query.kind}" k{join} WHERE {where}'
        f" ORDER BY {_column(query.kind, order)} {direction}, k.seq {direction}{limit}",
        (int(query.trashed), *(value for _, values in conditions for value in values)),
    )


def _condition(kind: str, condition: Filter) -> tuple[str, tuple[object, ...]]:
    column = _column(kind, condition.field)
    if condition.operator == "empty":
        return f"{column} IS NULL", ()
    if condition.operator == "filled":
        return f"{column} IS NOT NULL", ()
    if condition.operator == "contains" or _holds_many(kind, condition.field):
        return f"instr({column}, ?) > 0", (str(condition.value),)
    if condition.operator == "!=":
        return f"{column} IS NOT ?", (condition.value,)
    return f"{column} {condition.operator} ?", (condition.value,)


def _holds_many(kind: str, name: str) -> bool:
    return name in columns(RECORD_TYPES[kind]) and field_of(RECORD_TYPES[kind], name).kind in MANY


def _column(kind: str, name: str) -> str:
    if name in _OF_THE_RECORD:
        return f"r.{name}"
    if name not in columns(RECORD_TYPES[kind]) or name in ("seq", "trashed", "extra"):
        raise BadInput(
            f"Le champ «\u00a0{name}\u00a0» n’existe pas pour ce type de fiche. "
            "La liste n’a pas été faite.",
            name,
        )
    return f'k."{name}"'
