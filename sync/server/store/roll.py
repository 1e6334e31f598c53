"""Read who is in a space, with every laptop that each of them ever had."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sync.protocol.codes import Role
from sync.server.store.devices import Devices, KnownDevice
from sync.server.store.schema import membership, person


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person of a space; one who is not active left, or never came."""

    person: str
    name: str
    role: Role
    active: bool
    laptops: tuple[KnownDevice, ...]


def roll_of(connection: Connection, space: str) -> tuple[Enrolled, ...]:
    """Return the people of a space, by name, with their laptops, the oldest first."""
    laptops: dict[str, list[KnownDevice]] = defaultdict(list)
    for listed in Devices(connection).listed(space):
        laptops[listed.device.person].append(listed.device)
    c = membership.c
    query = (
        select(person.c.id, person.c.name, c.role, c.active)
        .join(membership, c.person == person.c.id)
        .where(c.space == space)
        .order_by(person.c.name, person.c.id)
    )
    return tuple(
        Enrolled(each, name, Role(role), active, tuple(laptops[each]))
        for each, name, role, active in connection.execute(query)
    )
