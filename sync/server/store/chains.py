"""Keep where each chain ends, whose it is, and who vouched for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, and_, select

from sync.operations.chain import Link
from sync.protocol.codes import Role
from sync.protocol.messages import Attestation
from sync.server.store.bulk import among, insert_rows
from sync.server.store.schema import attestation, chain, device, incarnation, membership

_MOVE: Final = (
    "ON CONFLICT (space, device) DO UPDATE SET number = excluded.number, id = excluded.id"
)
_KEEP: Final = "ON CONFLICT DO NOTHING"
_ACTIVE: Final = "active"


@dataclass(frozen=True, slots=True)
class Writer:
    """The laptop that writes a chain, and what its person may do in the scope now.

    ``role`` is None for somebody who is not, or no longer, a member, and for a revoked laptop.
    """

    device: str
    person: str
    public_key: str
    role: Role | None


class Chains:
    """The chains of one scope, within a transaction."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection = connection
        self._space = space

    def ends(self, devices: Collection[str]) -> dict[str, Link]:
        """Return where some chains end; those that have not begun are left out."""
        c = chain.c
        query = select(c.device, c.number, c.id).where(
            c.space == self._space, among(self._connection, c.device, devices)
        )
        return {each: Link(number, id_) for each, number, id_ in self._connection.execute(query)}

    def move(self, ends: Mapping[str, Link]) -> None:
        """Note where chains end now."""
        rows = [(self._space, each, end.number, end.id) for each, end in ends.items()]
        insert_rows(self._connection, chain, rows, _MOVE)

    def writers(self, devices: Collection[str]) -> dict[str, Writer]:
        """Return whose some chains are; those that nobody has announced are left out."""
        member = and_(
            membership.c.space == self._space,
            membership.c.person == device.c.person,
            membership.c.active,
        )
        query = (
            select(
                incarnation.c.id, device.c.id, device.c.person, device.c.public_key,
                device.c.state, membership.c.role,
            )
            .join(device, device.c.id == incarnation.c.device)
            .outerjoin(membership, member)
            .where(among(self._connection, incarnation.c.id, devices))
        )  # fmt: skip
        return {
            each: Writer(id_, person, key, Role(role) if role and state == _ACTIVE else None)
            for each, id_, person, key, state, role in self._connection.execute(query)
        }

    def promises(self, devices: Collection[str]) -> tuple[Attestation, ...]:
        """Return the attestations that were kept of some chains."""
        c = attestation.c
        query = select(c.device, c.number, c.id, c.signature).where(
            c.space == self._space, among(self._connection, c.device, devices)
        )
        rows = self._connection.execute(query)
        return tuple(
            Attestation(device=each, number=number, id=id_, signature=signature)
            for each, number, id_, signature in rows
        )

    def keep_promises(self, attestations: Iterable[Attestation]) -> None:
        """Keep attestations that were verified."""
        rows = [
            (self._space, each.device, each.number, each.id, each.signature)
            for each in attestations
        ]
        insert_rows(self._connection, attestation, rows, _KEEP)


def owner_of(connection: Connection, chain_id: str) -> str:
    """Return the laptop that writes a chain, "" when nobody has announced it."""
    query = select(incarnation.c.device).where(incarnation.c.id == chain_id)
    return connection.execute(query).scalar() or ""


def announce(connection: Connection, chain_id: str, owner: str) -> None:
    """Note that a laptop writes a chain."""
    insert_rows(connection, incarnation, [(chain_id, owner)])
