"""Open a database for a command, and say in one way that it cannot be, now or later."""

import sqlite3
from pathlib import Path
from typing import Final

from psycopg import InterfaceError, OperationalError
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from sync.server.store.engine import Store, open_store

_AWAY: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What SQLite says of its file; the rest is about what it was asked, hence a bug."""

_PRIMARY: Final = 0xFF
"""The bits of a code of SQLite that are the same for all its variants."""


class Unreachable(Exception):  # noqa: N818 - named after what happened
    """Say that the database cannot be opened; it repeats no address, which may hold a password."""


def reach(place: str | Path, *, upgrade: bool = False) -> Store:
    """Open the database of a folder or of a URL.

    Raises Unreachable, and what `open_store` raises for another version's database.
    """
    try:
        return open_store(place, upgrade=upgrade)
    except (SQLAlchemyError, ArgumentError, OSError) as problem:
        raise Unreachable(type(problem).__name__) from problem


def is_away(problem: BaseException) -> bool:
    """Tell whether something went wrong because the database cannot work now."""
    if isinstance(problem, NoConnectionLeft):
        return True
    origin = problem.orig if isinstance(problem, DBAPIError) else problem
    if isinstance(origin, sqlite3.Error):
        return getattr(origin, "sqlite_errorcode", 0) & _PRIMARY in _AWAY
    return isinstance(origin, OperationalError | InterfaceError)
