"""Laptops that write chains of operations and exchange them, without any base of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sync.operations.operation import Operation, Verb, canonical, seal
from sync.protocol.codes import Role
from sync.protocol.messages import (
    Attestation,
    ExchangeReply,
    ExchangeRequest,
    JoinReply,
    Run,
    ScopeReply,
    ScopeRequest,
)
from sync.protocol.runs import pack, unpack
from sync.protocol.signing import DeviceKey
from sync.server.caller import Caller
from sync.server.exchange import Exchange
from sync.server.people import new_id
from tests.sync.server.office import Office


@dataclass
class Laptop:
    """A laptop that joined; it keeps its chain and what it received."""

    office: Office
    key: DeviceKey
    joined: JoinReply
    role: Role
    scope: str
    incarnation: str = field(default_factory=new_id)
    chain: list[Operation] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    cursor: int = 0

    @property
    def caller(self) -> Caller:
        memberships = {self.joined.space: self.role}
        return Caller(self.joined.device, self.joined.person, memberships)

    @property
    def private(self) -> str:
        return f"me:{self.joined.person}"

    def write(
        self,
        record: str = "",
        *,
        kind: str = "visit",
        author: str | None = None,
        fields: str = "",
        verb: Verb | None = None,
        **values: str | None,
    ) -> Operation:
        """Add an operation to the chain."""
        before = self.chain[-1] if self.chain else None
        made = seal(
            device=self.incarnation,
            number=before.number + 1 if before else 1,
            previous=before.id if before else "",
            scope=self.scope,
            record=record or new_id(),
            kind=kind,
            verb=verb or (Verb.EDIT if record else Verb.CREATE),
            fields=fields or canonical({"title": "Visite", **values}),
            parents=(),
            clock=1,
            author=self.joined.person if author is None else author,
            schema=1,
        )
        self.chain.append(made)
        return made

    def attest(self) -> Attestation:
        """Vouch for the chain as it is."""
        end = self.chain[-1]
        return self.key.attest(self.scope, end.device, end.number, end.id)

    def push(
        self, operations: Sequence[Operation], *attestations: Attestation, want: int = 1_000
    ) -> ScopeReply:
        """Exchange once, whatever comes back."""
        return self.ask(pack(operations), attestations, want=want).scopes[0]

    def ask(
        self,
        runs: tuple[Run, ...] = (),
        attestations: Sequence[Attestation] = (),
        want: int = 1_000,
    ) -> ExchangeReply:
        """Exchange once and keep what comes."""
        asked = ScopeRequest(
            scope=self.scope,
            cursor=self.cursor,
            epoch=self.joined.epoch,
            want=want,
            runs=runs,
            attestations=tuple(attestations),
        )
        request = ExchangeRequest(
            protocol=1, schema_version=1, incarnation=self.incarnation, scopes=(asked,)
        )
        reply = Exchange(self.office.store, self.office.clock).exchange(self.caller, request)
        given = reply.scopes[0]
        self.received += [each.id for each in unpack(given.runs, self.scope, given.erased)]
        self.cursor = given.cursor
        return reply

    def in_private(self) -> "Laptop":
        """Return the same laptop, in its person's own notes."""
        return replace(self, scope=self.private, chain=[], received=[], cursor=0)


def laptop(office: Office, name: str = "Jeanne Doe", role: Role = Role.AGENT) -> Laptop:
    """Have a laptop join the space."""
    key, joined = office.enrol(name, role)
    return Laptop(office, key, joined, role, joined.space)
