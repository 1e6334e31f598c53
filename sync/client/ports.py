"""What the engine asks of the server, of the laptop's base, and of whoever watches."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sync.operations.operation import Operation
from sync.protocol.files import FileStates
from sync.protocol.messages import (
    Attestation,
    BucketDigests,
    ChainEnd,
    Directory,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    LogPage,
    Policy,
    Singles,
    Verdict,
)


class Remote(Protocol):
    """The server, as a laptop that joined sees it. Every call raises `SyncError`s.

    Each call is one round trip and may be repeated without harm.
    """

    def exchange(self, request: ExchangeRequest) -> ExchangeReply:
        """Send a page of operations and receive one."""

    def log(self, scope: str, since: int) -> AbstractContextManager[Iterator[LogPage]]:
        """Stream all the operations of a scope after a number, in one answer."""

    def buckets(self, scope: str) -> BucketDigests:
        """Return the digests of the 256 parts of a scope."""

    def ids(self, scope: str, buckets: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of the operations of some parts."""

    def operations(self, scope: str, ids: Sequence[str]) -> Singles:
        """Return some operations; those that are not there are left out."""

    def file(self, scope: str, sha256: str, size: int) -> FileState:
        """Return which chunks of a file the server lacks; ``size`` 0 only asks."""

    def file_states(self, scope: str, names: Sequence[str]) -> FileStates:
        """Return what the server holds of several files; those it never heard of are left out."""

    def put_chunk(self, scope: str, sha256: str, index: int, content: bytes) -> FileState:
        """Send a chunk."""

    def chunk(self, scope: str, sha256: str, index: int) -> bytes:
        """Receive a chunk."""


@dataclass(frozen=True, slots=True)
class ScopeState:
    """How far a scope of this laptop is with its server.

    ``digest`` and ``count`` are of the operations that the server is known to hold.
    """

    scope: str
    cursor: int = 0
    epoch: str = ""
    erasures: int = 0
    digest: str = "0" * 32
    count: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A page of operations that the server does not have yet, in the order of their chains."""

    operations: tuple[Operation, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page received: applied, with its cursor, in one transaction.

    ``cursor`` None leaves the cursor where it is (a repair, a USB key).
    """

    scope: str
    operations: tuple[Operation, ...]
    epoch: str = ""
    cursor: int | None = None
    erased: tuple[str, ...] = ()
    erasures: int | None = None
    attestations: tuple[Attestation, ...] = ()
    way: str = "server"


@dataclass(frozen=True, slots=True)
class Applied:
    """What a page changed here: operations new to this base, records they touch, files wanted."""

    added: int = 0
    records: frozenset[str] = frozenset()
    refused: int = 0


@dataclass(frozen=True, slots=True)
class FileToMove:
    """An attached file to send or to fetch; ``size`` in bytes, 0 when unknown.

    ``scope`` is that of the record which names it, "" for the shared space: the photo of a
    private note goes to its author's own devices only.
    """

    sha256: str
    size: int
    scope: str = ""


class Local(Protocol):
    """The base of this laptop. Each method is at most one short transaction, never a request."""

    @property
    def incarnation(self) -> str:
        """Return the chain that this base writes now."""

    def scopes(self) -> tuple[ScopeState, ...]:
        """Return the shared space, then the person's own notes."""

    def outgoing(self, scope: str, known: int = 0) -> Outgoing:
        """Return the next page that the server lacks, after the ``known`` first ones in flight."""

    def acknowledge(
        self, scope: str, operations: Iterable[Operation], verdicts: Iterable[Verdict]
    ) -> None:
        """Note that the server holds these, and which it keeps apart."""

    def own_end(self, scope: str) -> ChainEnd:
        """Return where the present chain of this base ends."""

    def leave_chain(self, scope: str, fork: ChainEnd) -> int:
        """Go on under a new incarnation from what the server knows; return how many were moved.

        The base was copied or restored: operations beyond the fork that the server does not have
        are sealed again in a new chain. ``fork`` may be in a former chain of this base, whose
        unsent operations then join the present one; in a chain of somebody else nothing changes.
        """

    def removals(self, operations: Iterable[Operation]) -> tuple[int, int]:
        """Return how many visible records these would send to the trash, and how many there are."""

    def apply(self, arrival: Arrival) -> Applied:
        """Write a page received, its cursor with the last of it; twice changes nothing.

        What stops it half-way leaves the cursor where it was: the page is then asked for again.
        Operations are known to be whole. What this version cannot take in is kept and shown later.
        """

    def apply_all(self, scope: str, pages: Iterator[Arrival]) -> Applied:
        """Write the whole log of a scope into a base that has nothing of it, fast; resumable."""

    def held(self, scope: str) -> Mapping[int, str]:
        """Return the digest of each part of a scope that the server is believed to hold."""

    def held_ids(self, scope: str, buckets: Collection[int]) -> frozenset[str]:
        """Return the ids behind those digests, for some parts."""

    def offer_again(self, scope: str, ids: Collection[str]) -> None:
        """Note that the server lacks operations it once had: they go out again.

        So does what it kept apart: it may lack that too, and nothing follows it without.
        """

    def believe(self, scope: str, ids: Collection[str]) -> None:
        """Note that the server holds operations that this base thought unsent."""

    def synchronised(self, state: ScopeState) -> None:
        """Set cursor and epoch after both sides were compared."""

    def erased(self, scope: str) -> frozenset[str]:
        """Return the ledger: the ids of the operations whose content is gone for everybody."""

    def learn(self, directory: Directory | None, role: str, policy: Policy, time_ms: int) -> None:
        """Keep who is in the space, what one may do there, and the server's time."""

    def directory(self) -> int:
        """Return the version of the directory that is known."""

    def files_to_send(self) -> tuple[FileToMove, ...]:
        """Return the files that lie here and that the server may lack."""

    def files_to_fetch(self) -> tuple[FileToMove, ...]:
        """Return the files that records name and that do not lie here."""

    def read_chunk(self, sha256: str, index: int) -> bytes:
        """Return a chunk of a file that lies here; raises OSError for one that cannot be read."""

    def keep_chunk(self, sha256: str, index: int, content: bytes) -> None:
        """Keep a chunk received, until the file is whole."""

    def chunks_held(self, sha256: str) -> frozenset[int]:
        """Return the chunks received so far."""

    def finish_file(self, sha256: str) -> bool:
        """Put the chunks together if their content is the one announced; else start again."""

    def file_sent(self, sha256: str) -> None:
        """Note that the server holds a file."""


class Watcher(Protocol):
    """Who follows an exchange and may stop it."""

    def check(self) -> None:
        """Raise to stop here; everything done so far stays done."""

    def report(self, done: int, total: int, what: str) -> None:
        """Hear how far it is; ``what`` is a `Phase`."""
