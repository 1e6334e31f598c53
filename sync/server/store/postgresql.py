"""Connect to PostgreSQL: few round trips for each transaction, and statements prepared early."""

import time
from typing import Any, Final

import psycopg
from psycopg.sql import quote
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from sync.server.store.arrays import send_arrays
from sync.server.store.fence import SETTING

_SURE_SECONDS: Final = 2.0
"""A connection that was used so lately is not asked whether it still stands."""

_PREPARED_AFTER: Final = 1
"""A statement is prepared the second time: what is asked here is asked all day."""

_READS: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITES: Final = "BEGIN ISOLATION LEVEL READ COMMITTED"


def postgresql(url: str) -> Engine:
    """Return what connects to a database; transactions begin by `_begin`, not by the driver."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(
        parsed,
        pool_size=8,
        max_overflow=8,
        pool_use_lifo=True,  # the one that was used last knows its statements
        isolation_level="AUTOCOMMIT",
        connect_args={"prepare_threshold": _PREPARED_AFTER},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "checkin", _note)
    event.listen(engine, "checkout", _check)
    event.listen(engine, "begin", _begin)
    return engine


def go_on_as(connection: Connection, person: str) -> None:
    """Go on in somebody's name, until the transaction ends."""
    connection.exec_driver_sql(
        f"SELECT set_config('{SETTING}', %(person)s, true)", {"person": person}
    )


def _begin(connection: Connection) -> None:
    """Begin a transaction in somebody's name: one way to the database and back for both."""
    options = connection.get_execution_options()
    if options.get("alone", False):
        return
    how = _WRITES if options.get("writes") else _READS
    name = quote(options["person"])
    connection.exec_driver_sql(f"{how}; SELECT set_config('{SETTING}', {name}, true)").close()


def _set_up(connection: psycopg.Connection[Any], entry: ConnectionPoolEntry) -> None:
    send_arrays(connection)
    entry.info["used_at"] = time.monotonic()


def _note(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info["used_at"] = time.monotonic()


def _check(connection: psycopg.Connection[Any], entry: ConnectionPoolEntry, _: object) -> None:
    """Look whether a connection still stands that nobody used for a while."""
    if time.monotonic() - entry.info["used_at"] < _SURE_SECONDS:
        return
    try:
        connection.execute("")
    except psycopg.OperationalError as problem:
        raise InvalidatePoolError from problem
