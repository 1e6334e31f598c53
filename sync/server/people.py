"""Begin a server, make spaces, invite people: what only the holder of the server does."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sync.protocol.codes import Role
from sync.protocol.sealing import new_sealing_key
from sync.protocol.signing import to_text
from sync.server.auditing import Event, Happening
from sync.server.drawing import draw
from sync.server.invitations import Slowness
from sync.server.store.audit import Audit
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.identity import Identity, keep_identity, read_identity
from sync.server.store.invitations import Invitations
from sync.server.store.people import People, Space

LOCK_AFTER_DAYS: Final = 45


class NotBegun(Exception):  # noqa: N818 - named after what is missing
    """Say that a database holds no server yet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to be invited where."""

    space_name: str
    person_name: str
    role: Role
    new_person: bool = False
    """Whether somebody of the same name in the space is another person."""


@dataclass(frozen=True, slots=True)
class Invited:
    """The code to read aloud, and until when; ``known`` when the person has been here before."""

    code: str
    expires_at: int
    space: str
    person: str
    new_space: bool
    known: bool


def new_id() -> str:
    """Draw 128 bits."""
    return secrets.token_hex(16)


def begin(store: Store, now_ms: int) -> Identity:
    """Make a server of an empty database; one that was made already is left as it is."""
    with store.writing(EVERYBODY) as connection:
        there = read_identity(connection)
        if there is not None:
            return there
        private, public = new_sealing_key()
        identity = Identity(new_id(), new_id(), public, private)
        keep_identity(connection, identity)
        log = Audit(connection)
        log.open()
        log.add(now_ms, Happening(Event.INIT, subject=identity.server))
        return identity


def identity_of(store: Store) -> Identity:
    """Return what a server is; raises NotBegun."""
    with store.reading(EVERYBODY) as connection:
        identity = read_identity(connection)
    if identity is None:
        raise NotBegun
    return identity


@dataclass(frozen=True, slots=True)
class Inviting:
    """Invite people into spaces."""

    store: Store
    now_ms: Callable[[], int]
    slowness: Slowness = field(default_factory=Slowness)

    def invite(self, wish: Wish) -> Invited:
        """Make an invitation, and its space and its person where they are new."""
        drawn, now = draw(self.store, self.slowness), self.now_ms()
        with self.store.writing(EVERYBODY) as connection:
            people, log = People(connection), Audit(connection)
            space = people.space_named(wish.space_name)
            space_id = space.id if space else _make_space(people, log, wish.space_name, now)
            person = "" if wish.new_person else people.person_named(space_id, wish.person_name)
            invitation = drawn.invitation(
                space_id, person or _make_person(people, space_id, wish, now), wish.role, now
            )
            Invitations(connection).add(invitation)
            log.add(now, Happening(Event.INVITED, subject=invitation.person, detail=space_id))
        return Invited(
            drawn.code,
            invitation.expires_at,
            space_id,
            invitation.person,
            space is None,
            bool(person),
        )


def _make_space(people: People, log: Audit, name: str, now: int) -> str:
    space = Space(new_id(), name, LOCK_AFTER_DAYS, to_text(secrets.token_bytes(32)))
    people.add_space(space, now)
    log.add(now, Happening(Event.SPACE, subject=space.id))
    return space.id


def _make_person(people: People, space: str, wish: Wish, now: int) -> str:
    """Make a person, a member from the first laptop on."""
    person = new_id()
    people.add_person(person, wish.person_name, now)
    people.set_member(space, person, wish.role, active=False)
    return person
