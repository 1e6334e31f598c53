"""Keep what is said once of each scope: its last number, its digest, how much it holds."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select, update

from sync.operations.digest import digest_of
from sync.server.store.bulk import insert_rows
from sync.server.store.schema import cursor, meta, space

_c = space.c
_STATE: Final = select(
    _c.name, _c.version, _c.digest, _c.count, _c.erasures, _c.directory, _c.lock_after_days
)
_FURTHER: Final = (
    "ON CONFLICT (space, device) DO UPDATE SET version = excluded.version, at = excluded.at"
)


@dataclass(frozen=True, slots=True)
class SpaceState:
    """How a scope is."""

    name: str
    version: int
    digest: str
    count: int
    erasures: int
    directory: int
    lock_after_days: int


class Spaces:
    """The scopes, within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def epoch(self) -> str:
        """Return the present life of this database."""
        query = select(meta.c.value).where(meta.c.name == "epoch")
        return str(self._connection.execute(query).scalar_one())

    def state(self, scope: str) -> SpaceState | None:
        """Return how a scope is, None for one that is not there."""
        row = self._connection.execute(_STATE.where(_c.id == scope)).first()
        return SpaceState(*row) if row else None

    def take_numbers(self, scope: str, ids: Collection[str]) -> int:
        """Take a number for each new operation and return the first, keeping the digest.

        Other writers of the scope wait from here to the commit: so nobody sees a number while a
        smaller one is still to come.
        """
        taken = self._connection.execute(
            update(space)
            .where(_c.id == scope)
            .values(version=_c.version + len(ids), count=_c.count + len(ids))
            .returning(_c.version, _c.digest)
        ).one()
        self._connection.execute(
            update(space).where(_c.id == scope).values(digest=digest_of(ids, taken.digest))
        )
        return int(taken.version) - len(ids) + 1

    def cursor(self, scope: str, device: str) -> int | None:
        """Return how far a laptop has said to have received."""
        query = select(cursor.c.version).where(cursor.c.space == scope, cursor.c.device == device)
        return self._connection.execute(query).scalar()

    def move_cursor(self, scope: str, device: str, version: int, now: int) -> None:
        """Note how far a laptop has received."""
        insert_rows(self._connection, cursor, [(scope, device, version, now)], _FURTHER)
