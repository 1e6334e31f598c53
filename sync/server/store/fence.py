"""The second fence: PostgreSQL itself shows a member the rows of his spaces only."""

from collections.abc import Iterator
from typing import Final

EVERYBODY: Final = "*"
"""Whoever runs the server's own commands: sees the rows of all spaces."""

SETTING: Final = "carnet.person"


def fence(table: str) -> Iterator[str]:
    """Yield the statements that put a table behind the fence, even for the table's owner.

    An administrator is a member who sees no work. Without a person nothing is seen.
    """
    whoever = f"current_setting('{SETTING}', true)"
    spaces = (
        f"SELECT m.space FROM membership m WHERE m.person = {whoever}"
        " AND m.active AND m.role <> 'administrator'"
    )
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield (
        f'CREATE POLICY members ON "{table}"'
        f" USING ({whoever} = '{EVERYBODY}' OR space IN ({spaces}))"
    )
