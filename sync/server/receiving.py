"""Put what a laptop brings in its place: new, known already, kept apart, or not yet possible."""

from collections import defaultdict
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
    ``mine`` the chains of the laptop that brings them.
    """

    ends: dict[str, Link]
    known: set[str]
    apart: Mapping[str, Reason]
    mine: Container[str]


@dataclass(slots=True)
class Sorted:
    """What becomes of operations brought: to log, to park, to answer."""

    accepted: list[Operation] = field(default_factory=list)
    parked: list[tuple[Operation, Reason]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    ends: dict[str, Link] = field(default_factory=dict)


class Sorter:
    """Sort operations in the order in which they are brought."""

    def __init__(self, bench: Bench, held: Held, promised: Mapping[str, Sequence[Attestation]]):
        self._bench = bench
        self._held = held
        self.promised = promised
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
        return None if self._vouched(operation) else Reason.NOT_ATTESTED

    def _vouched(self, operation: Operation) -> bool:
        if operation.device in self._held.mine or is_seed(operation):
            return True
        return any(
            each.id == operation.id if each.number == operation.number else True
            for each in self.promised.get(operation.device, ())
            if each.number >= operation.number
        )

    def _add(self, operation: Operation) -> None:
        end = Link(operation.number, operation.id)
        self._held.ends[operation.device] = self.result.ends[operation.device] = end
        if operation.id in self._bench.ledger and not operation.redacted:
            # It comes from a laptop that has not heard of the erasure yet.
            operation = redact(operation)
        reason = self._bench.judge(operation)
        kind = self._kinds.get(operation.record, operation.kind)
        if reason is None and kind != operation.kind:
            reason = Reason.OTHER_KIND
        if reason is None:
            self._kinds[operation.record] = operation.kind
            self._held.known.add(operation.id)
            self.result.accepted.append(operation)
        else:
            self._held.apart = {**self._held.apart, operation.id: reason}
            self.result.parked.append((operation, reason))
            self._say(operation, reason)

    def _say(self, operation: Operation, reason: Reason) -> None:
        self.result.verdicts.append(Verdict(operation=operation.id, reason=reason.value))


def valid_promises(
    scope: str,
    attestations: Iterable[Attestation],
    pushed: Sequence[Operation],
    bench: Bench,
) -> dict[str, list[Attestation]]:
    """Return the attestations that hold, by chain.

    Signed by the laptop whose chain it is, and true of the operation at that place when it is
    among those brought; when it lies beyond them, it is kept until that operation comes.
    """
    places = {(each.device, each.number): each.id for each in pushed}
    valid: dict[str, list[Attestation]] = defaultdict(list)
    false = set()
    for each in attestations:
        writer = bench.writers.get(each.device)
        if writer is None or not is_attested(writer.public_key, scope, each):
            continue
        if places.get((each.device, each.number), each.id) != each.id:
            false.add(each.device)
        valid[each.device].append(each)
    return {device: kept for device, kept in valid.items() if device not in false}
