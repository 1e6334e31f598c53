"""The messages of the protocol: frozen, validated, unknown parts ignored."""

from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sync.protocol.limits import NAMED_IDS, PAGE_OPERATIONS, PARENTS

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""128 bits in hexadecimal: an operation, a chain, a device, a person, a server epoch."""

IdOrNone = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")]
"""The same, or an empty text where there is none yet."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(max_length=200)]
Token = Annotated[str, StringConstraints(max_length=64)]
Count = Annotated[int, Field(ge=0, lt=2**63)]
ScopeId = Annotated[str, StringConstraints(pattern=r"^(me:)?[0-9a-f]{32}$")]
"""A space, or a person's own notes ("me:" and the person's id)."""

RecordId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,128}$")]
"""A key or a signature, in URL-safe base64 without padding."""


class Message(BaseModel):
    """What every message is: a value."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Line(NamedTuple):
    """One operation inside a run; what the run says is not said again.

    ``erased`` is "" or, for an operation whose content was erased, its id, which can then no
    longer be computed.
    """

    record: RecordId
    kind: Token
    verb: Token
    fields: str
    parents: Annotated[tuple[Id, ...], Field(max_length=PARENTS)]
    clock: Count
    author: Name
    schema: Count
    reason: Token
    erased: IdOrNone


class Run(Message):
    """Operations that follow one another in one chain of one scope.

    ``number`` and ``previous`` are those of the first; the ids are computed, and ``last`` is the
    id that the last one must have. Leaving the ids out saves a third of the bytes of a short edit.
    """

    device: Id
    number: Annotated[int, Field(ge=1, lt=2**63)]
    previous: IdOrNone
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=PAGE_OPERATIONS)]
    last: Id


class ChainEnd(Message):
    """The last operation of a chain that somebody knows."""

    device: Id
    number: Count
    id: IdOrNone


class Attestation(Message):
    """A device's signature of where one of its chains ends: it vouches for all that precedes."""

    device: Id
    number: Annotated[int, Field(ge=1, lt=2**63)]
    id: Id
    signature: Base64


class Verdict(Message):
    """Why an operation did not enter the log; ``reason`` is a `Reason`."""

    operation: Id
    reason: Token


class ScopeRequest(Message):
    """What a laptop sends of one scope, and from where it wants to receive.

    ``cursor`` counts in the numbers of the server whose ``epoch`` it holds. ``want`` is the most
    operations to receive, 0 for none. ``erasures`` is how far the ledger is known.
    """

    scope: ScopeId
    cursor: Count = 0
    epoch: IdOrNone = ""
    erasures: Count = 0
    want: Annotated[int, Field(ge=0, le=PAGE_OPERATIONS)] = PAGE_OPERATIONS
    runs: Annotated[tuple[Run, ...], Field(max_length=PAGE_OPERATIONS)] = ()
    attestations: Annotated[tuple[Attestation, ...], Field(max_length=PAGE_OPERATIONS)] = ()


class ExchangeRequest(Message):
    """One round trip: operations out, operations in, for one or two scopes.

    ``incarnation`` is the chain that this base writes now: the server remembers whose it is, and
    does not send back what it received from it. ``schema_version`` is that of the records.
    """

    protocol: Count
    schema_version: Count
    incarnation: Id
    directory: Count = 0
    scopes: Annotated[tuple[ScopeRequest, ...], Field(min_length=1, max_length=2)]


class ScopeReply(Message):
    """What the server answers for one scope.

    ``version`` and ``digest`` are of the whole scope after this exchange; ``cursor`` is the number
    up to which ``runs`` reach, ``remaining`` how many operations follow. Every operation received
    and not in ``verdicts`` is durable, whether new or known already. ``known`` gives the ends of
    the chains that were pushed and of the asking incarnation. ``runs`` is empty when the epoch
    differs: the laptop first compares what both hold.
    """

    scope: ScopeId
    version: Count
    digest: Id
    count: Count
    cursor: Count
    remaining: Count = 0
    known: tuple[ChainEnd, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    runs: tuple[Run, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    erased: tuple[Id, ...] = ()
    erasures: Count = 0


class Member(Message):
    """A person of the space. ``role`` is a `Role`."""

    person: Id
    name: Name
    role: Token
    active: bool = True


class DeviceCard(Message):
    """A laptop of a member: its public key, and the chains that it wrote."""

    device: Id
    person: Id
    name: Name
    public_key: Base64
    active: bool = True
    incarnations: tuple[Id, ...] = ()


class Directory(Message):
    """Who is in the space; ``version`` grows with each change."""

    version: Count
    space_name: Name
    members: tuple[Member, ...] = ()
    devices: tuple[DeviceCard, ...] = ()


class Policy(Message):
    """What the space asks of its laptops. ``lock_after_days`` 0 means never."""

    lock_after_days: Count = 45


class ExchangeReply(Message):
    """What the server answers; ``time_ms`` is its wall clock, for information only."""

    protocol: Count
    epoch: Id
    time_ms: Count
    minimum_schema: Count = 1
    role: Token
    policy: Policy = Policy()
    directory: Directory | None = None
    scopes: tuple[ScopeReply, ...]


class LogPage(Message):
    """A page of the whole log of a scope, streamed to a laptop that has nothing yet."""

    epoch: Id
    version: Count
    digest: Id
    count: Count
    cursor: Count
    runs: tuple[Run, ...]
    attestations: tuple[Attestation, ...] = ()
    erased: tuple[Id, ...] = ()
    erasures: Count = 0


class BucketDigests(Message):
    """The digest of each of the 256 parts of a scope, as hexadecimal, "" for an empty one.

    ``version`` and ``digest`` tell of which state of the scope.
    """

    epoch: Id
    version: Count
    digest: Id
    count: Count
    buckets: Annotated[tuple[IdOrNone, ...], Field(min_length=256, max_length=256)]


class BucketIds(Message):
    """The operations of some parts of a scope, by id."""

    ids: tuple[Id, ...]


class Wanted(Message):
    """Operations asked for by id."""

    ids: Annotated[tuple[Id, ...], Field(max_length=NAMED_IDS)]


class Singles(Message):
    """Operations given one by one, each a run of its own."""

    runs: tuple[Run, ...]
    attestations: tuple[Attestation, ...] = ()
    erased: tuple[Id, ...] = ()


class FileState(Message):
    """Which chunks of a file the server still lacks; ``whole`` once it verified the content."""

    missing: tuple[Count, ...] = ()
    whole: bool = False
    size: Count = 0


class JoinRequest(Message):
    """An invitation code, and the key of the laptop that uses it."""

    protocol: Count
    code: Annotated[str, StringConstraints(max_length=40)]
    public_key: Base64
    device_name: Name
    incarnation: Id
    wished_initials: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]


class JoinReply(Message):
    """What a laptop keeps of having joined.

    ``token`` is shown once. ``initials`` are unique among the laptops of the space, so that two
    never make the same readable code. ``server_key`` is the X25519 key to which unsent work is
    sealed before a wipe. ``unlock_secret`` makes the codes that open a locked notebook by phone.
    ``bundle_key`` closes the files carried on a USB key; an administrator is given none ("").
    """

    device: Id
    token: Base64
    person: Id
    person_name: Name
    initials: Token
    space: Id
    space_name: Name
    role: Token
    server: Id
    epoch: Id
    server_key: Base64
    unlock_secret: Base64
    bundle_key: Base64
    policy: Policy = Policy()


class WipeState(Message):
    """Whether this laptop must erase its notebook."""

    wipe: bool


class Sealed(Message):
    """Unsent work of a laptop that is about to be emptied, as `sync.protocol.sealing` makes it."""

    content: Annotated[str, StringConstraints(max_length=48 << 20)]


class Problem(Message):
    """Why a request was refused; ``code`` is a `Refusal`."""

    code: Token
    time_ms: Count = 0
    retry_after: Count = 0
