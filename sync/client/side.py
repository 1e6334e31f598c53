"""How far one scope is within a round: what is in the air, what stays, what must be done next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from sync.client.ports import Arrival, Local, Outgoing, ScopeState
from sync.operations.operation import Operation, canonical_bytes
from sync.protocol.codes import Reason
from sync.protocol.limits import BODY_BYTES, PAGE_OPERATIONS, REQUEST_OPERATIONS
from sync.protocol.messages import ChainEnd, ScopeReply, Verdict
from sync.protocol.runs import pack


class Next(IntEnum):
    """What a scope needs before it can go on exchanging; the greater comes first."""

    NOTHING = 0
    FIRST = 1
    """Its whole log, in one stream."""

    REPAIR = 2
    """A comparison of what both sides hold."""

    LEAVE = 3
    """A new chain, for the present one was also written elsewhere."""


@dataclass(frozen=True, slots=True)
class Page:
    """Operations to send: ``raw`` as the base gave them, without those that stay for later."""

    raw: Outgoing = field(default_factory=Outgoing)
    operations: tuple[Operation, ...] = ()
    passed: int = 0
    """How many operations that stay for later were passed over before this page."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the server has of a page: in its log, or kept apart for a person to look at."""

    entered: tuple[Operation, ...]
    parked: tuple[Verdict, ...]


@dataclass(slots=True)
class Side:
    """One scope in this round. ``behind`` operations that stay for later precede the next page."""

    state: ScopeState
    end: ChainEnd
    left: set[str] = field(default_factory=set)
    stopped: set[str] = field(default_factory=set)
    """Chains of which an operation stays for later: the server can have nothing that follows."""

    behind: int = 0
    page: Page = Page()
    receives: bool = True
    reads: bool = True
    """Whether the server gives this scope to this role and this version."""

    next: Next = Next.NOTHING
    renumbered: bool = False
    """The server was restored: its numbers, and what it sent with them, are not comparable."""

    first: Arrival | None = None
    repairs: int = 0
    departures: int = 0
    forks: dict[str, ChainEnd] = field(default_factory=dict)
    """Where each chain that was also written elsewhere parts from what the server knows."""

    beyond: bool = False
    """The server knows more of the present chain than this base: a twin writes it."""

    reply: ScopeReply | None = None

    def begin(self, state: ScopeState, end: ChainEnd) -> None:
        """Start again from what the base holds now."""
        self.state, self.end = state, end
        self.behind, self.page, self.receives = 0, Page(), True
        self.next, self.renumbered = Next.NOTHING, False
        self.beyond, self.first, self.reply = False, None, None
        self.forks.clear()

    def following(self, local: Local, flying: Page) -> Page:
        """Return the page after one that was sent and not answered yet."""
        known, passed = self.behind + flying.passed + len(flying.raw.operations), 0
        while True:
            raw = local.outgoing(self.state.scope, known)
            fresh = tuple(each for each in raw.operations if each.id not in self.left)
            if fresh or not raw.more:
                raw = self._proven(local, raw, known)
                fresh = tuple(each for each in raw.operations if each.id not in self.left)
                return Page(raw, fresh, passed)
            known += len(raw.operations)
            passed += len(raw.operations)

    def _proven(self, local: Local, raw: Outgoing, known: int) -> Outgoing:
        """Join the pages that follow while one carries a chain short of what proves it.

        The server believes what somebody else wrote up to the operation that is attested.
        """
        while raw.more and _falls_short(raw):
            following = local.outgoing(self.state.scope, known + len(raw.operations))
            joined = Outgoing(
                raw.operations + following.operations,
                tuple(dict.fromkeys(raw.attestations + following.attestations)),
                following.more,
            )
            if not _fits(joined):
                break
            raw = joined
        return raw

    def judge(self, reply: ScopeReply, page: Page, epoch: str) -> Taken:
        """Sort what was sent; what neither entered nor is kept apart decides what comes next."""
        self.reply = reply
        other_epoch = bool(self.state.epoch) and epoch != self.state.epoch
        if self.reads and (other_epoch or reply.version < self.state.cursor):
            self.renumbered, self.next = True, Next.REPAIR
        sent = {each.id: each for each in page.operations}
        mine = [each for each in reply.verdicts if each.operation in sent]
        parked = tuple(each for each in mine if _is_parked(each.reason))
        stay = [(sent[each.operation], each.reason) for each in mine if each not in parked]
        self._keep(stay)
        self._look_beyond(reply.known, last=not page.raw.more)
        self.behind += page.passed + len(page.raw.operations) - len(page.operations) + len(stay)
        out = {each.operation for each in mine}
        entered = tuple(each for each in page.operations if each.id not in out)
        return Taken(entered, parked)

    def _keep(self, stay: Iterable[tuple[Operation, str]]) -> None:
        for operation, reason in stay:
            if reason == Reason.FORK and operation.device not in self.stopped:
                self._leave(
                    ChainEnd(
                        device=operation.device,
                        number=operation.number - 1,
                        id=operation.previous,
                    )
                )
            elif reason == Reason.GAP and operation.device not in self.stopped and not self.repairs:
                self.next = max(self.next, Next.REPAIR)
            else:
                self.stopped.add(operation.device)
                self.left.add(operation.id)

    def _look_beyond(self, known: Iterable[ChainEnd], *, last: bool) -> None:
        for end in known:
            if end.device == self.end.device and end.number > self.end.number:
                self.beyond = True
        # Before the last page, the very operation where the two part may still be to send.
        if self.beyond and last and self.end.device not in self.forks:
            self._leave(self.end)

    def _leave(self, fork: ChainEnd) -> None:
        self.next = Next.LEAVE
        known = self.forks.setdefault(fork.device, fork)
        if fork.number < known.number:
            self.forks[fork.device] = fork


def _falls_short(page: Outgoing) -> bool:
    """Tell whether an attestation names an operation beyond those of its chain in a page."""
    ends = {each.device: each.number for each in page.operations}
    return any(each.number > ends.get(each.device, each.number) for each in page.attestations)


def _fits(page: Outgoing) -> bool:
    """Tell whether one request can hold a page, with another one for the other scope."""
    return (
        len(page.operations) <= REQUEST_OPERATIONS
        and len(page.attestations) <= PAGE_OPERATIONS
        and len(pack(page.operations)) <= PAGE_OPERATIONS
        and sum(len(canonical_bytes(each)) for each in page.operations) <= BODY_BYTES // 3
    )


def _is_parked(reason: str) -> bool:
    """Tell whether the server keeps it apart; a reason of a later version is tried again."""
    return reason in {each.value for each in Reason if each.parked}
