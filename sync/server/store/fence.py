"""The second fence: PostgreSQL itself shows a member the rows of his spaces only.

Its policies stand in the migrations. They hold for the owner of the tables as well, not for a role
that PostgreSQL lets pass everywhere: `climbs` tells.
"""

from typing import Final

from sqlalchemy import Connection, text

EVERYBODY: Final = "*"
"""Whoever runs the server's own commands: sees the rows of all spaces."""

SETTING: Final = "carnet.person"


def climbs(connection: Connection) -> bool:
    """Tell whether the role of a connection passes over the fence: superuser, or BYPASSRLS."""
    if connection.dialect.name == "sqlite":
        return False
    query = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    return bool(connection.execute(query).scalar_one())
