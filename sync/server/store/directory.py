"""Say who is in a space, and with which laptops, as it is told to its members."""

from collections import defaultdict

from sqlalchemy import Connection, select

from sync.protocol.messages import DeviceCard, Directory, Member
from sync.server.store.schema import device, incarnation, membership, person
from sync.server.store.spaces import SpaceState


def directory_of(connection: Connection, space: str, state: SpaceState) -> Directory:
    """Return the directory of a space; whoever left stays named, for what he wrote stays."""
    members = select(person.c.id, person.c.name, membership.c.role, membership.c.active)
    rows = connection.execute(
        members.join(membership, membership.c.person == person.c.id)
        .where(membership.c.space == space)
        .order_by(person.c.name, person.c.id)
    )
    return Directory(
        version=state.directory,
        space_name=state.name,
        members=tuple(
            Member(person=each, name=name, role=role, active=active)
            for each, name, role, active in rows
        ),
        devices=_devices(connection, space),
    )


def _devices(connection: Connection, space: str) -> tuple[DeviceCard, ...]:
    c = device.c
    here = select(membership.c.person).where(membership.c.space == space)
    written: dict[str, list[str]] = defaultdict(list)
    chains = select(incarnation.c.device, incarnation.c.id).join(
        device, c.id == incarnation.c.device
    )
    for owner, each in connection.execute(
        chains.where(c.person.in_(here)).order_by(incarnation.c.id)
    ):
        written[owner].append(each)
    query = select(c.id, c.person, c.name, c.public_key, c.state).where(c.person.in_(here))
    return tuple(
        DeviceCard(
            device=each,
            person=owner,
            name=name,
            public_key=key,
            active=state == "active",
            incarnations=tuple(written[each]),
        )
        for each, owner, name, key, state in connection.execute(query.order_by(c.name, c.id))
    )
