"""Open a database for a command, and say in one way that it cannot be."""

from pathlib import Path

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from sync.server.store.engine import Store, open_store


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
