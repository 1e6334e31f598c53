"""Questions asked at each request: written once for each kind of database, then only filled in."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    ARRAY,
    ClauseElement,
    ColumnElement,
    Connection,
    CursorResult,
    Dialect,
    Executable,
    String,
    TableValuedAlias,
    any_,
    bindparam,
    column,
    func,
    select,
)
from sqlalchemy.sql.compiler import SQLCompiler

from sync.server.store.arrays import text_array

_LISTS: Final = ARRAY(String)

Given: TypeAlias = str | int | Collection[str]


class Lists:
    """How a statement names the values of a list, which are one parameter in both databases."""

    def __init__(self, dialect: Dialect) -> None:
        self._lite = dialect.name == "sqlite"

    def among(self, asked: ColumnElement[str], name: str) -> ColumnElement[bool]:
        """Ask for the rows whose column has one of the values."""
        if not self._lite:
            return asked == any_(bindparam(name, type_=_LISTS))
        return asked.in_(select(self.rows(name).c.value))

    def rows(self, name: str) -> TableValuedAlias:
        """Make the values rows of one column, ``value``."""
        if self._lite:
            return func.json_each(bindparam(name, type_=String)).table_valued("value")
        return (
            func.unnest(bindparam(name, type_=_LISTS))
            .table_valued(column("value", String))
            .render_derived()
        )


class Question:
    """A statement with named places: the driver is spoken to directly once it is written.

    The expression language costs more than what it asks, on a short request. Results are as the
    driver gives them: SQLite has numbers for truth values.
    """

    def __init__(self, build: Callable[[Lists], Executable]) -> None:
        self._build = build
        self._written: dict[str, _Written] = {}

    def ask(self, connection: Connection, **given: Given) -> CursorResult[*tuple[Any, ...]]:
        """Fill in the places, and do it."""
        dialect = connection.dialect
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = _write(self._build(Lists(dialect)), dialect)
        lite = dialect.name == "sqlite"
        values = dict(written.constants)
        for name, value in given.items():
            values[name] = value if isinstance(value, str | int) else _list(value, lite=lite)
        if lite:
            places = tuple(values[place] for place in written.places)
            return connection.exec_driver_sql(written.text, places)
        return connection.exec_driver_sql(written.text, values)


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement in the words of a database; ``places`` in their order where they have no name."""

    text: str
    places: tuple[str, ...]
    constants: Mapping[str, object]


def _write(statement: Executable, dialect: Dialect) -> _Written:
    assert isinstance(statement, ClauseElement)
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return _Written(str(compiled), tuple(compiled.positiontup or ()), constants)


def _list(values: Collection[str], *, lite: bool) -> object:
    if lite:
        return json.dumps(list(values))
    return text_array(values)
