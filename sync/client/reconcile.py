"""Exact comparison of what the server and this base hold, and its repair in both directions."""

from collections.abc import Iterator, Mapping, Sequence

from sync.client.calls import Calls
from sync.client.errors import NotOurServer
from sync.client.guard import RemovalGuard
from sync.client.outcome import Phase, Tally
from sync.client.ports import Applied, Arrival, Local, Remote, ScopeState, Watcher
from sync.client.replies import names_erased, whole
from sync.operations.digest import BUCKETS, bucket
from sync.operations.operation import Operation
from sync.protocol.limits import NAMED_IDS, PAGE_OPERATIONS
from sync.protocol.messages import BucketDigests


class Repair:
    """Compare a scope part by part, by ids: nothing is ever wiped and fetched again.

    What the server lacks goes out again with the next exchange; what is lacking here comes now.
    """

    def __init__(self, local: Local, remote: Remote, calls: Calls, guard: RemovalGuard) -> None:
        self._local = local
        self._remote = remote
        self._calls = calls
        self._guard = guard
        self._tally = Tally()

    def run(self, state: ScopeState, watcher: Watcher) -> Applied:
        """Repair a scope and adopt the numbers of the server as it is now."""
        there = self._calls.now(self._remote.buckets, state.scope)
        parts = _unequal_parts(there, self._local.held(state.scope))
        unsent = self._unsent(state.scope) if parts else frozenset()
        done = 0
        for group in _groups(parts, max(there.count, state.count)):
            watcher.report(done, len(parts), Phase.REPAIR)
            self._compare(state, group, unsent)
            done += len(group)
        erasures = state.erasures if state.epoch == there.epoch else 0
        self._local.synchronised(
            ScopeState(
                scope=state.scope,
                cursor=there.version,
                epoch=there.epoch,
                # A restored server may have another ledger: it is read again from its start.
                erasures=erasures,
                digest=there.digest,
                count=there.count,
            )
        )
        return Applied(self._tally.received, frozenset(self._tally.records), self._tally.refused)

    def _compare(self, state: ScopeState, parts: Sequence[int], unsent: frozenset[str]) -> None:
        there = frozenset(self._calls.now(self._remote.ids, state.scope, parts))
        if {bucket(each) for each in there} - set(parts):
            raise NotOurServer("it names operations of other parts")
        here = self._local.held_ids(state.scope, parts)
        if lacking := here - there:
            self._local.offer_again(state.scope, lacking)
        fetched = self._fetch(state, sorted(there - here - unsent))
        known = fetched | (there & unsent)
        if known:
            # A page may bring what this base has in another way, such as kept apart before.
            unbelieved = known - self._local.held_ids(state.scope, parts)
            if unbelieved:
                self._local.believe(state.scope, unbelieved)

    def _fetch(self, state: ScopeState, ids: Sequence[str]) -> frozenset[str]:
        got: set[str] = set()
        for start in range(0, len(ids), PAGE_OPERATIONS):
            waiting = set(ids[start : start + PAGE_OPERATIONS])
            while waiting:
                came = self._receive(state, sorted(waiting))
                if not came:
                    break
                got |= came
                waiting -= came
        return frozenset(got)

    def _receive(self, state: ScopeState, ids: Sequence[str]) -> set[str]:
        """Receive some operations, as many as fit in one answer; return their ids."""
        singles = self._calls.now(self._remote.operations, state.scope, ids)
        erased = frozenset(singles.erased)
        if names_erased(singles.runs):
            erased |= self._local.erased(state.scope)
        operations = whole(singles.runs, state.scope, erased)
        came = _ids(operations)
        if came - set(ids):
            raise NotOurServer("it gives operations that were not asked for")
        if operations:
            self._guard.admit(operations)
            arrival = Arrival(
                scope=state.scope,
                operations=operations,
                epoch=state.epoch,
                erased=singles.erased,
                attestations=singles.attestations,
            )
            self._tally.add(self._local.apply(arrival))
        return came

    def _unsent(self, scope: str) -> frozenset[str]:
        ids: set[str] = set()
        known = 0
        while True:
            page = self._local.outgoing(scope, known)
            ids |= _ids(page.operations)
            known += len(page.operations)
            if not page.more:
                return frozenset(ids)


def _ids(operations: Sequence[Operation]) -> set[str]:
    return {operation.id for operation in operations}


def _unequal_parts(there: BucketDigests, here: Mapping[int, str]) -> list[int]:
    return [
        part
        for part, digest in enumerate(there.buckets)
        if int(digest or "0", 16) != int(here.get(part) or "0", 16)
    ]


def _groups(parts: Sequence[int], count: int) -> Iterator[Sequence[int]]:
    """Cut parts so that each group names about half as many operations as one answer may."""
    size = max(1, NAMED_IDS * BUCKETS // (2 * max(count, 1)))
    for start in range(0, len(parts), size):
        yield parts[start : start + size]
