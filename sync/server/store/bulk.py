"""Many values at once: one statement for a thousand rows, and questions about a thousand ids."""

import json
from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import Column, Connection, Table, any_, bindparam, func, select
from sqlalchemy.sql import ColumnElement

from sync.server.store.arrays import kind_of, text_array


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
        columns = zip(table.columns, zip(*rows, strict=True), strict=True)
        packed = tuple(kind_of(column).pack(values) for column, values in columns)
        connection.exec_driver_sql(_by_column(table) + otherwise, packed)


def among(
    connection: Connection, column: Column[str], values: Collection[str]
) -> ColumnElement[bool]:
    """Ask for the rows whose column has one of many values, in one parameter."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(bindparam(None, text_array(values), unique=True))


@cache
def _by_row(table: Table) -> str:
    places = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {_target(table)} VALUES ({places}) "


@cache
def _by_column(table: Table) -> str:
    places = ", ".join(f"%s::{kind_of(column).name}[]" for column in table.columns)
    return f"INSERT INTO {_target(table)} SELECT * FROM unnest({places}) "


def _target(table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'"{table.name}" ({names})'
