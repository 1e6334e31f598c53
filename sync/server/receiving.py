"""Put what a laptop brings in its place: new, known already, kept apart, or not yet possible."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.operations.chain import Link
from sync.operations.operation import Operation, redact
from sync.operations.seeds import is_seed
from sync.protocol.codes import Reason
from sync.protocol.messages import Attestation, Verdict
from sync.protocol.signing import is_attested
from sync.server.judging import Bench

_START = Link(0, "")


@dataclass(slots=True)
class Held:
    """What the server has of the chains that are brought.

    ``known`` are those of the operations brought that are in the log, ``apart`` those kept apart,
    ``mine`` the chains of the laptop that brings them, ``vouched`` the operations of other chains
    that their own laptops vouch for.
    """

    ends: dict[str, Link]
    known: set[str]
    apart: dict[str, Reason]
    mine: Container[str]
    vouched: Container[str]


@dataclass(slots=True)
class Sorted:
    """What becomes of operations brought: to log, to park, to answer."""

    accepted: list[Operation] = field(default_factory=list)
    parked: list[tuple[Operation, Reason]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    ends: dict[str, Link] = field(default_factory=dict)


class Sorter:
    """Sort operations in the order in which they are brought."""

    def __init__(self, bench: Bench, held: Held) -> None:
        self._bench = bench
        self._held = held
        self._broken: dict[str, Reason] = {}
        self._kinds: dict[str, str] = {}
        self.result = Sorted()

    def take(self, operation: Operation) -> None:
        """Sort one operation; once a chain breaks, what follows in it breaks too."""
        reason = self._broken.get(operation.device) or self._place(operation)
        if reason is not None:
            self._broken[operation.device] = reason
            self._say(operation, reason)
        elif operation.id in self._held.apart:
            self._say(operation, self._held.apart[operation.id])
        elif operation.id not in self._held.known:
            self._add(operation)

    def _place(self, operation: Operation) -> Reason | None:
        """Return what keeps an operation from following its chain."""
        end = self._held.ends.get(operation.device, _START)
        if operation.number <= end.number:
            there = operation.id in self._held.known or operation.id in self._held.apart
            return None if there else Reason.FORK
        if operation.number > end.number + 1:
            return Reason.GAP
        if operation.previous != end.id:
            return Reason.FORK
        believed = operation.device in self._held.mine or operation.id in self._held.vouched
        return None if believed or is_seed(operation) else Reason.NOT_ATTESTED

    def _add(self, operation: Operation) -> None:
        end = Link(operation.number, operation.id)
        self._held.ends[operation.device] = self.result.ends[operation.device] = end
        reason = self._bench.judge(operation)
        if operation.id in self._bench.ledger:
            # From a laptop that has not heard of the erasure yet, or that did not empty it.
            operation = redact(operation)
        kind = self._kinds.get(operation.record, operation.kind)
        if reason is None and kind != operation.kind:
            reason = Reason.OTHER_KIND
        if reason is None:
            self._kinds[operation.record] = operation.kind
            self._held.known.add(operation.id)
            self.result.accepted.append(operation)
        else:
            self._held.apart[operation.id] = reason
            self.result.parked.append((operation, reason))
            self._say(operation, reason)

    def _say(self, operation: Operation, reason: Reason) -> None:
        self.result.verdicts.append(Verdict(operation=operation.id, reason=reason.value))


@dataclass(frozen=True, slots=True)
class Word:
    """The attestations that hold among those given, and the operations that they vouch for."""

    attestations: tuple[Attestation, ...]
    vouched: frozenset[str]


def word_of(
    scope: str, given: Iterable[Attestation], pushed: Sequence[Operation], bench: Bench
) -> Word:
    """Return what attestations prove of operations: each one named, and those that lead to it.

    What leads to an operation shows by the hashes alone. An attestation of one that is not brought
    proves nothing of those before it: they may be others. So does one without content, whose hash
    nobody can make, unless the ledger names it.
    """
    brought = {each.id: each for each in pushed if not each.redacted or each.id in bench.ledger}
    good = tuple(each for each in given if _holds(scope, each, brought, bench))
    vouched: set[str] = set()
    for each in good:
        operation = brought.get(each.id)
        while operation is not None and operation.id not in vouched:
            vouched.add(operation.id)
            operation = brought.get(operation.previous)
    return Word(good, frozenset(vouched))


def _holds(scope: str, given: Attestation, brought: Mapping[str, Operation], bench: Bench) -> bool:
    operation, writer = brought.get(given.id), bench.writers.get(given.device)
    if operation is None or writer is None:
        return False
    same = (operation.device, operation.number) == (given.device, given.number)
    return same and is_attested(writer.public_key, scope, given)
