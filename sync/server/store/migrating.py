"""Bring the tables of a database to what this version of the server expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER = Path(__file__).parent / "migrations"


class NeedsUpgrade(Exception):  # noqa: N818 - named after what is needed
    """Say that a database was made by an older version of the server."""


class FromNewerProgram(Exception):  # noqa: N818 - named after where it comes from
    """Say that a database was made by a newer version of the server; it is left untouched."""


def revisions() -> list[str]:
    """Return the versions of the tables that this program knows, its own first."""
    return [each.revision for each in ScriptDirectory(str(_FOLDER)).walk_revisions()]


def prepare(connection: Connection, *, upgrade: bool = False) -> None:
    """Make the tables of an empty database, and bring others up to date only when asked.

    Raises NeedsUpgrade and FromNewerProgram.
    """
    present = MigrationContext.configure(connection).get_current_revision()
    known = revisions()
    if present is None or (upgrade and present in known[1:]):
        migrate(connection)
    elif present not in known:
        raise FromNewerProgram(present)
    elif present != known[0]:
        raise NeedsUpgrade(present)


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that are missing, in the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
