"""Keep the laptops: their public keys, and their tokens only as hashes."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, and_, bindparam, insert, select, update

from sync.protocol.codes import Role
from sync.server.store.asking import Lists, Question
from sync.server.store.schema import device, incarnation, membership, person

_Query: TypeAlias = Select[str, str, str, str, str, str, str, int, int]


class DeviceState(StrEnum):
    """What became of a laptop."""

    ACTIVE = "active"
    REVOKED = "revoked"
    WIPING = "wiping"
    """Asked to empty itself at its next contact."""
    WIPED = "wiped"


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A laptop that joined."""

    id: str
    person: str
    name: str
    initials: str
    public_key: str
    state: str
    unlock_secret: str
    enrolled_at: int
    last_seen_at: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A laptop as it is shown to whoever looks after the server."""

    device: KnownDevice
    person_name: str


class Devices:
    """The laptops, within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: KnownDevice, token_hash: str, first_incarnation: str) -> None:
        """Keep a laptop, and the chain that it writes first."""
        self._connection.execute(
            insert(device).values(
                id=new.id,
                person=new.person,
                name=new.name,
                initials=new.initials,
                public_key=new.public_key,
                token_hash=token_hash,
                state=new.state,
                unlock_secret=new.unlock_secret,
                enrolled_at=new.enrolled_at,
                last_seen_at=new.last_seen_at,
            )
        )
        self._connection.execute(insert(incarnation).values(id=first_incarnation, device=new.id))

    def by_token(self, token_hash: str) -> tuple[KnownDevice, dict[str, Role]] | None:
        """Return the laptop that holds a token, whatever its state, and what its person may do.

        That is a role by scope; one statement, for each request begins with it.
        """
        rows = _BY_TOKEN.ask(self._connection, token=token_hash).all()
        if not rows:
            return None
        roles = {space: Role(role) for space, role, *_ in rows if space is not None}
        return KnownDevice(*rows[0][2:]), roles

    def get(self, device_id: str) -> KnownDevice | None:
        """Return a laptop."""
        return self._one(_DEVICES.where(device.c.id == device_id))

    def of_person(self, person_id: str) -> tuple[str, ...]:
        """Return the laptops of a person, whatever their state."""
        query = select(device.c.id).where(device.c.person == person_id).order_by(device.c.id)
        return tuple(self._connection.execute(query).scalars())

    def listed(self, space_id: str = "") -> tuple[Listed, ...]:
        """Return the laptops, of a space or of all, by person and name."""
        query = _DEVICES
        if space_id:
            members = select(membership.c.person).where(membership.c.space == space_id)
            query = query.where(device.c.person.in_(members))
        found = [KnownDevice(*row) for row in self._connection.execute(query)]
        people = select(person.c.id, person.c.name)
        names = {row.id: str(row.name) for row in self._connection.execute(people)}
        listed = (Listed(one, names[one.person]) for one in found)
        return tuple(sorted(listed, key=lambda one: (one.person_name, one.device.enrolled_at)))

    def initials_in(self, space_id: str) -> frozenset[str]:
        """Return the initials taken in a space, also by laptops that left: their codes remain."""
        members = select(membership.c.person).where(membership.c.space == space_id)
        query = select(device.c.initials).where(device.c.person.in_(members))
        return frozenset(self._connection.execute(query).scalars())

    def set_state(self, device_id: str, state: DeviceState, among: Collection[DeviceState]) -> bool:
        """Change the state of a laptop that is in one of some states; False when it is in none."""
        changed = self._connection.execute(
            update(device)
            .where(device.c.id == device_id, device.c.state.in_([one.value for one in among]))
            .values(state=state.value)
        )
        return changed.rowcount == 1

    def seen(self, device_id: str, now: int) -> None:
        """Note that a laptop was heard."""
        self._connection.execute(
            update(device).where(device.c.id == device_id).values(last_seen_at=now)
        )

    def _one(self, query: _Query) -> KnownDevice | None:
        row = self._connection.execute(query).first()
        return KnownDevice(*row) if row else None


_PARTS = (
    device.c.id,
    device.c.person,
    device.c.name,
    device.c.initials,
    device.c.public_key,
    device.c.state,
    device.c.unlock_secret,
    device.c.enrolled_at,
    device.c.last_seen_at,
)
_DEVICES = select(*_PARTS)


def _by_token(_: Lists) -> Select[Any]:
    active = and_(membership.c.person == device.c.person, membership.c.active)
    return (
        select(membership.c.space, membership.c.role, *_PARTS)
        .select_from(device)
        .outerjoin(membership, active)
        .where(device.c.token_hash == bindparam("token"))
    )


_BY_TOKEN = Question(_by_token)
