"""Keep where each chain ends, whose it is, and who vouched for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, select

from sync.operations.chain import Link
from sync.operations.operation import Operation
from sync.protocol.codes import Role
from sync.protocol.messages import Attestation
from sync.server.store.asking import Lists, Question
from sync.server.store.bulk import insert_rows
from sync.server.store.schema import attestation, chain, device, incarnation, membership

_MOVE: Final = (
    "ON CONFLICT (space, device) DO UPDATE SET number = excluded.number, id = excluded.id"
    " WHERE chain.number < excluded.number"
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


@dataclass(frozen=True, slots=True)
class Looked:
    """What is here of some chains: where they end, and whose they are.

    A chain that has not begun has no end, one that nobody has announced no writer.
    """

    ends: dict[str, Link]
    writers: dict[str, Writer]


def _look(listed: Lists) -> Select[Any]:
    asked = listed.rows("chains")
    here = and_(chain.c.space == bindparam("space"), chain.c.device == asked.c.value)
    member = and_(
        membership.c.space == bindparam("space"),
        membership.c.person == device.c.person,
        membership.c.active,
    )
    return (
        select(
            asked.c.value, chain.c.number, chain.c.id,
            device.c.id, device.c.person, device.c.public_key, device.c.state, membership.c.role,
        )
        .select_from(asked)
        .outerjoin(chain, here)
        .outerjoin(incarnation, incarnation.c.id == asked.c.value)
        .outerjoin(device, device.c.id == incarnation.c.device)
        .outerjoin(membership, member)
    )  # fmt: skip


def _vouchers(listed: Lists) -> Select[Any]:
    c, other = attestation.c, attestation.alias().c
    end = select(chain.c.number).where(chain.c.space == c.space, chain.c.device == c.device)
    last = select(func.max(other.number)).where(
        other.space == c.space,
        other.device == c.device,
        other.number <= end.correlate(attestation).scalar_subquery(),
    )
    return select(c.device, c.number, c.id, c.signature).where(
        c.space == bindparam("space"),
        listed.among(c.device, "chains"),
        c.number == last.scalar_subquery(),
    )


def _owner(_: Lists) -> Select[Any]:
    return select(incarnation.c.device).where(incarnation.c.id == bindparam("chain"))


_LOOK: Final = Question(_look)
_VOUCHERS: Final = Question(_vouchers)
_OWNER: Final = Question(_owner)


class Chains:
    """The chains of one scope, within a transaction."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection = connection
        self._space = space

    def look(self, chains: Collection[str]) -> Looked:
        """Return where some chains end here, and whose they are."""
        found = Looked({}, {})
        for each, number, end, id_, person, key, state, role in _LOOK.ask(
            self._connection, chains=chains, space=self._space
        ):
            if number is not None:
                found.ends[each] = Link(number, end)
            if id_ is not None:
                may = Role(role) if role and state == _ACTIVE else None
                found.writers[each] = Writer(id_, person, key, may)
        return found

    def move(self, ends: Mapping[str, Link]) -> None:
        """Note where chains end now; one that another process moved further stays there."""
        rows = [(self._space, each, end.number, end.id) for each, end in ends.items()]
        insert_rows(self._connection, chain, rows, _MOVE)

    def vouchers(self, operations: Iterable[Operation]) -> tuple[Attestation, ...]:
        """Return, for each chain of some operations, what vouches for most of what is here."""
        chains = {each.device for each in operations}
        if not chains:
            return ()
        rows = _VOUCHERS.ask(self._connection, chains=chains, space=self._space)
        return tuple(map(_attestation, rows))

    def keep(self, attestations: Iterable[Attestation]) -> None:
        """Keep attestations that were verified."""
        rows = [
            (self._space, each.device, each.number, each.id, each.signature)
            for each in attestations
        ]
        insert_rows(self._connection, attestation, rows, _KEEP)


def _attestation(row: Row[*tuple[Any, ...]]) -> Attestation:
    device_, number, id_, signature = row
    return Attestation(device=device_, number=number, id=id_, signature=signature)


def owner_of(connection: Connection, chain_id: str) -> str:
    """Return the laptop that writes a chain, "" when nobody has announced it."""
    return _OWNER.ask(connection, chain=chain_id).scalar() or ""


def chains_of(connection: Connection, owner: str) -> int:
    """Return how many chains a laptop has announced."""
    query = select(func.count()).where(incarnation.c.device == owner)
    return int(connection.execute(query).scalar_one())


def announce(connection: Connection, chain_id: str, owner: str) -> None:
    """Note that a laptop writes a chain."""
    insert_rows(connection, incarnation, [(chain_id, owner)])
