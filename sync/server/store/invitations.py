"""Keep the invitations: their codes only as slow hashes."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from sync.server.invitations import TRIES
from sync.server.store.schema import invitation


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who was invited where. ``id`` is the readable part of the code; moments in ms since 1970."""

    id: str
    space: str
    person: str
    role: str
    code_hash: str
    salt: str
    expires_at: int
    created_at: int


class Invitations:
    """The invitations, within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def has(self, handle: str) -> bool:
        """Tell whether a handle was ever given."""
        query = select(invitation.c.id).where(invitation.c.id == handle)
        return self._connection.execute(query).first() is not None

    def add(self, new: Invitation) -> None:
        """Keep an invitation."""
        self._connection.execute(
            insert(invitation).values(
                id=new.id,
                space=new.space,
                person=new.person,
                role=new.role,
                code_hash=new.code_hash,
                salt=new.salt,
                expires_at=new.expires_at,
                created_at=new.created_at,
            )
        )

    def attempt(self, handle: str, now: int) -> Invitation | None:
        """Count a try and return the invitation, None when it is void, used or expired.

        The try is counted before the code is compared: a hundred guesses at once are a hundred.
        """
        counted = self._connection.execute(
            update(invitation)
            .where(_open(handle, now), invitation.c.tries < TRIES)
            .values(tries=invitation.c.tries + 1)
        )
        if counted.rowcount != 1:
            return None
        c = invitation.c
        query = select(
            c.id, c.space, c.person, c.role, c.code_hash, c.salt, c.expires_at, c.created_at
        ).where(c.id == handle)
        return Invitation(*self._connection.execute(query).one())

    def use(self, handle: str, now: int) -> bool:
        """Use an invitation up; False when another one was faster."""
        used = self._connection.execute(
            update(invitation).where(_open(handle, now)).values(used_at=now)
        )
        return used.rowcount == 1

    def close(self, space: str, person: str, now: int) -> None:
        """Let no invitation of a person be used any more."""
        self._connection.execute(
            update(invitation).where(_unused(space, person)).values(expires_at=now)
        )

    def change_role(self, space: str, person: str, role: str) -> None:
        """Let the invitations of a person give another role."""
        self._connection.execute(update(invitation).where(_unused(space, person)).values(role=role))


def _unused(space: str, person: str) -> ColumnElement[bool]:
    c = invitation.c
    return and_(c.space == space, c.person == person, c.used_at.is_(None))


def _open(handle: str, now: int) -> ColumnElement[bool]:
    c = invitation.c
    return and_(c.id == handle, c.used_at.is_(None), c.expires_at > now)
