"""Many values at once: one statement for a thousand rows, and questions about a thousand ids."""

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Connection,
    LargeBinary,
    String,
    Table,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.sql import ColumnElement

_ARRAYS: Final = ((BigInteger, "int8"), (Boolean, "bool"), (LargeBinary, "bytea"))


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[tuple[object, ...]],
    otherwise: str = "",
) -> None:
    """Insert rows, their values in the order of the table's columns.

    ``otherwise`` is what to do about a row that is there already, in SQL: the driver is spoken to
    directly, since a row costs ten times less than through the expression language.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_by_row(table) + otherwise, list(rows))
    else:
        columns = tuple(list(column) for column in zip(*rows, strict=True))
        connection.exec_driver_sql(_by_column(table) + otherwise, columns)


def among(
    connection: Connection, column: Column[str], values: Collection[str]
) -> ColumnElement[bool]:
    """Ask for the rows whose column has one of many values, in one parameter."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(listed.c.value))
    # No text of PostgreSQL holds a NUL, which it would refuse to be asked for.
    possible = [value for value in values if "\0" not in value]
    return column == any_(bindparam(None, possible, type_=ARRAY(String), unique=True))


@cache
def _by_row(table: Table) -> str:
    places = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {_target(table)} VALUES ({places}) "


@cache
def _by_column(table: Table) -> str:
    places = ", ".join(f"%s::{_array(column)}[]" for column in table.columns)
    return f"INSERT INTO {_target(table)} SELECT * FROM unnest({places}) "


def _target(table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'"{table.name}" ({names})'


def _array(column: Column[object]) -> str:
    return next((name for kind, name in _ARRAYS if isinstance(column.type, kind)), "text")
