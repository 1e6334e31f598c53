"""Keep what is said once of each scope: its last number, its digest, how much it holds."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Select, Update, and_, bindparam, select, update

from sync.operations.digest import digest_of
from sync.server.store.asking import Lists, Question
from sync.server.store.bulk import insert_rows
from sync.server.store.engine import CameBetween
from sync.server.store.schema import cursor, incarnation, meta, space

_c = space.c
_PARTS: Final = (
    _c.name, _c.version, _c.digest, _c.count, _c.erasures, _c.directory, _c.lock_after_days
)  # fmt: skip
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


def _opening(_: Lists) -> Select[Any]:
    announced = incarnation.c.id == bindparam("chain")
    return (
        select(meta.c.value, incarnation.c.device, *_PARTS)
        .select_from(meta)
        .outerjoin(incarnation, announced)
        .outerjoin(space, _c.id == bindparam("scope"))
        .where(meta.c.name == "epoch")
    )


def _state(_: Lists) -> Select[Any]:
    return select(*_PARTS).where(_c.id == bindparam("scope"))


def _state_and_cursor(_: Lists) -> Select[Any]:
    heard = and_(cursor.c.space == _c.id, cursor.c.device == bindparam("device"))
    query = select(cursor.c.version, *_PARTS).select_from(space).outerjoin(cursor, heard)
    return query.where(_c.id == bindparam("scope"))


def _locked(listed: Lists) -> Select[Any]:
    return _state(listed).with_for_update(key_share=True)


def _count(_: Lists) -> Update:
    return (
        update(space)
        .where(_c.id == bindparam("scope"))
        .values(
            version=bindparam("version_"), count=bindparam("count_"), digest=bindparam("digest_")
        )
    )


def _count_if_same(listed: Lists) -> Update:
    return _count(listed).where(
        _c.version == bindparam("seen_version"), _c.erasures == bindparam("seen_erasures")
    )


_OPENING: Final = Question(_opening)
_STATE: Final = Question(_state)
_STATE_AND_CURSOR: Final = Question(_state_and_cursor)
_LOCKED: Final = Question(_locked)
_COUNT: Final = Question(_count)
_COUNT_IF_SAME: Final = Question(_count_if_same)


class Spaces:
    """The scopes, within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def epoch(self) -> str:
        """Return the present life of this database."""
        query = select(meta.c.value).where(meta.c.name == "epoch")
        return str(self._connection.execute(query).scalar_one())

    def opening(self, chain: str, scope: str) -> tuple[str, str, SpaceState | None]:
        """Return the epoch, the laptop that writes a chain, and how a scope is.

        The laptop is "" when nobody announced the chain; there may be no such scope.
        """
        epoch, owner, *parts = _OPENING.ask(self._connection, chain=chain, scope=scope).one()
        return epoch, owner or "", SpaceState(*parts) if parts[0] is not None else None

    def state(self, scope: str) -> SpaceState | None:
        """Return how a scope is, None for one that is not there."""
        row = _STATE.ask(self._connection, scope=scope).first()
        return SpaceState(*row) if row else None

    def state_and_cursor(self, scope: str, device: str) -> tuple[SpaceState, int | None] | None:
        """Return also how far a laptop has said to have received."""
        row = _STATE_AND_CURSOR.ask(self._connection, scope=scope, device=device).first()
        return (SpaceState(*row[1:]), row[0]) if row else None

    def take_numbers(self, scope: str, seen: SpaceState, ids: Collection[str]) -> SpaceState:
        """Take a number for each new operation, the last ones of the state that is returned.

        Other writers of the scope wait from here to the commit: so nobody sees a number while a
        smaller one is still to come. Raises CameBetween when something was erased since ``seen``:
        it may be among these operations.
        """
        taken = _further(seen, ids)
        if _COUNT_IF_SAME.ask(
            self._connection,
            scope=scope, version_=taken.version, count_=taken.count, digest_=taken.digest,
            seen_version=seen.version, seen_erasures=seen.erasures,
        ).rowcount:  # fmt: skip
            return taken
        # In PostgreSQL several write at once, and another process was faster.
        here = SpaceState(*_LOCKED.ask(self._connection, scope=scope).one())
        if here.erasures != seen.erasures:
            raise CameBetween
        taken = _further(here, ids)
        _COUNT.ask(
            self._connection,
            scope=scope, version_=taken.version, count_=taken.count, digest_=taken.digest,
        )  # fmt: skip
        return taken

    def move_cursor(self, scope: str, device: str, version: int, now: int) -> None:
        """Note how far a laptop has received."""
        insert_rows(self._connection, cursor, [(scope, device, version, now)], _FURTHER)


def _further(state: SpaceState, ids: Collection[str]) -> SpaceState:
    """Return how a scope is with operations more."""
    return replace(
        state,
        version=state.version + len(ids),
        count=state.count + len(ids),
        digest=digest_of(ids, state.digest),
    )
