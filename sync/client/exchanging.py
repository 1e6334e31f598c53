"""Operations out and in, until both sides hold the same: the heart of a round."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from sync.client.calls import Calls
from sync.client.errors import NotOurServer
from sync.client.first import FirstSync
from sync.client.guard import RemovalGuard
from sync.client.outcome import Phase, Tally
from sync.client.ports import Arrival, Local, Remote, Watcher
from sync.client.reconcile import Repair
from sync.client.replies import check_reply, names_erased, whole
from sync.client.side import Next, Page, Side, Taken
from sync.operations.operation import Operation
from sync.protocol.codes import Role
from sync.protocol.limits import PAGE_OPERATIONS
from sync.protocol.messages import ExchangeReply, ExchangeRequest, ScopeReply, ScopeRequest
from sync.protocol.runs import pack
from sync.protocol.versions import PROTOCOL

MANY: Final = 2_000
"""Operations beyond which a base that has none receives them in one stream."""

_PRIVATE: Final = "me:"
_MOST_REPAIRS: Final = 2
_MOST_DEPARTURES: Final = 2


class Answered(NamedTuple):
    """An answer, and the operations verified already: all but where content was erased."""

    reply: ExchangeReply
    verified: Mapping[str, tuple[Operation, ...]]


@dataclass(frozen=True, slots=True)
class Flight:
    """A request in the air."""

    request: ExchangeRequest
    pages: Mapping[str, Page]
    answer: Future[Answered]


class Exchanging:
    """Exchange the scopes of a base with the server.

    While a request is in the air, the answer before it is written and the page after it is read:
    a round over a slow line costs its round trips and little more.
    """

    def __init__(
        self, local: Local, remote: Remote, calls: Calls, *, agreed: int, schema_version: int
    ) -> None:
        self._local = local
        self._remote = remote
        self._calls = calls
        self._schema = schema_version
        self._sides: dict[str, Side] = {}
        self._learnt = False
        self._guard = RemovalGuard(local, agreed)
        self.tally = Tally()

    def run(self, watcher: Watcher) -> None:
        """Exchange until nothing goes out, nothing remains, and both sides were seen equal."""
        again = True
        while again:
            self._begin()
            self._exchange(watcher)
            again = self._settle(watcher)
        self.tally.left = sum(len(side.left) for side in self._sides.values())

    def _begin(self) -> None:
        for state in self._local.scopes():
            end = self._local.own_end(state.scope)
            side = self._sides.setdefault(state.scope, Side(state, end))
            side.begin(state, end)
            side.page = side.following(self._local, Page())

    def _exchange(self, watcher: Watcher) -> None:
        flight: Flight | None = self._send(self._sides.values())
        while flight is not None:
            pages = {
                scope: self._sides[scope].following(self._local, page) if page.raw.more else Page()
                for scope, page in flight.pages.items()
            }
            answered = self._calls.result(flight.answer)
            reply = answered.reply
            check_reply(flight.request, reply)
            taken = self._judge(flight, reply, pages)
            following = self._following()
            self._take_in(flight.request, answered, taken)
            self._report(watcher, reply)
            flight = following

    def _following(self) -> Flight | None:
        sides = self._sides.values()
        if any(side.next for side in sides):
            return None
        going = [side for side in sides if side.receives or side.page.operations]
        return self._send(going) if going else None

    def _send(self, sides: Iterable[Side]) -> Flight:
        want = 0 if self.tally.too_old else PAGE_OPERATIONS
        request = ExchangeRequest(
            protocol=PROTOCOL,
            schema_version=self._schema,
            incarnation=self._local.incarnation,
            directory=self._local.directory(),
            scopes=tuple(_asked(side, want) for side in sides),
        )
        pages = {each.scope: self._sides[each.scope].page for each in request.scopes}
        return Flight(request, pages, self._calls.start(_answered, self._remote, request))

    def _judge(
        self, flight: Flight, reply: ExchangeReply, pages: Mapping[str, Page]
    ) -> dict[str, Taken]:
        """Decide from an answer what comes next; return what the server has of each page."""
        self._learn_role(flight.request, reply)
        taken = {}
        for asked, given in zip(flight.request.scopes, reply.scopes, strict=True):
            side = self._sides[given.scope]
            taken[given.scope] = side.judge(given, flight.pages[given.scope], reply.epoch)
            side.page = pages[given.scope]
            side.receives = not side.next and _goes_on(side, asked, given, reply.epoch)
            if side.receives and asked.cursor == 0 and _held_back(given) > MANY:
                side.next = Next.FIRST
            if side.reads and not side.renumbered:
                side.state = replace(
                    side.state, cursor=given.cursor, epoch=reply.epoch, erasures=given.erasures
                )
        return taken

    def _learn_role(self, request: ExchangeRequest, reply: ExchangeReply) -> None:
        """Note what this scope may be asked for: an administrator still has notes of their own."""
        if any(not each.scope.startswith(_PRIVATE) for each in request.scopes):
            self.tally.role = reply.role
        self.tally.too_old = reply.minimum_schema > self._schema
        for scope, side in self._sides.items():
            sees = scope.startswith(_PRIVATE) or self.tally.role != Role.ADMINISTRATOR
            side.reads = sees and not self.tally.too_old

    def _take_in(
        self, request: ExchangeRequest, answered: Answered, taken: Mapping[str, Taken]
    ) -> None:
        """Write an answer: first what the server has of ours, then what it sent."""
        reply = answered.reply
        arrivals = [
            (asked, _arrival(self._local, given, answered))
            for asked, given in zip(request.scopes, reply.scopes, strict=True)
        ]
        if not self._learnt or reply.directory is not None:
            self._local.learn(reply.directory, reply.role, reply.policy, reply.time_ms)
            self._learnt = True
        for scope, had in taken.items():
            if had.entered or had.parked:
                self._local.acknowledge(scope, had.entered, had.parked)
                self.tally.sent += len(had.entered)
                self.tally.parked += had.parked
        if any(side.beyond or side.next is Next.LEAVE for side in self._sides.values()):
            # The server kept from this chain what its twin wrote: all is asked again without it.
            return
        for asked, arrival in arrivals:
            self._write(asked, arrival)

    def _write(self, asked: ScopeRequest, arrival: Arrival) -> None:
        side = self._sides[arrival.scope]
        if side.renumbered or not side.reads:
            return
        if side.next is Next.FIRST:
            side.first = arrival
            return
        before = (asked.cursor, asked.epoch, asked.erasures)
        moved = before != (arrival.cursor, arrival.epoch, arrival.erasures)
        if moved or arrival.operations or arrival.erased:
            self._guard.admit(arrival.operations)
            self.tally.add(self._local.apply(arrival))

    def _report(self, watcher: Watcher, reply: ExchangeReply) -> None:
        watcher.check()
        done = self.tally.sent + self.tally.received
        ahead = sum(len(side.page.operations) for side in self._sides.values())
        remaining = sum(given.remaining for given in reply.scopes)
        watcher.report(done, done + ahead + remaining, Phase.EXCHANGE)

    def _settle(self, watcher: Watcher) -> bool:
        """Do what exchanging cannot; tell whether to exchange again after it."""
        leaving = [side for side in self._sides.values() if side.next is Next.LEAVE]
        if leaving:
            for side in leaving:
                self._leave(side)
            return True
        states = {state.scope: state for state in self._local.scopes()}
        again = False
        for scope, side in self._sides.items():
            if side.first is not None:
                first = FirstSync(self._local, self._remote, self._calls)
                self.tally.add(first.run(side.first, watcher))
                again = True
            elif side.next is Next.REPAIR or self._differs(side, states[scope].digest):
                again = self._repair(side, watcher) or again
        return again

    def _leave(self, side: Side) -> None:
        present = self._local.incarnation
        for chain, fork in side.forks.items():
            if chain == present:
                side.departures += 1
            else:
                # One of ours from before, or one that we only carry: tried once.
                side.stopped.add(chain)
            if side.departures > _MOST_DEPARTURES:
                raise NotOurServer("it knows a chain that was begun a moment ago")
            moved = self._local.leave_chain(side.state.scope, fork)
            if moved or chain == present:
                self.tally.moved = (self.tally.moved or 0) + moved

    def _differs(self, side: Side, digest: str) -> bool:
        reply = side.reply
        if reply is None or reply.remaining or not side.reads:
            return False
        return int(digest or "0", 16) != int(reply.digest, 16)

    def _repair(self, side: Side, watcher: Watcher) -> bool:
        side.repairs += 1
        if side.repairs > _MOST_REPAIRS:
            if side.state.scope not in self.tally.unequal:
                self.tally.unequal.append(side.state.scope)
            return False
        repair = Repair(self._local, self._remote, self._calls, self._guard)
        self.tally.add(repair.run(side.state, watcher))
        self.tally.repaired += 1
        return True


def _asked(side: Side, want: int) -> ScopeRequest:
    return ScopeRequest(
        scope=side.state.scope,
        cursor=side.state.cursor,
        epoch=side.state.epoch,
        erasures=side.state.erasures,
        want=want,
        runs=pack(side.page.operations),
        attestations=side.page.raw.attestations if side.page.operations else (),
    )


def _answered(remote: Remote, request: ExchangeRequest) -> Answered:
    """Make a request and verify what it answers, while the base writes what came before."""
    reply = remote.exchange(request)
    plain = (given for given in reply.scopes if not names_erased(given.runs))
    return Answered(reply, {each.scope: whole(each.runs, each.scope, ()) for each in plain})


def _arrival(local: Local, given: ScopeReply, answered: Answered) -> Arrival:
    operations = answered.verified.get(given.scope)
    if operations is None:
        erased = local.erased(given.scope).union(given.erased)
        operations = whole(given.runs, given.scope, erased)
    return Arrival(
        scope=given.scope,
        operations=operations,
        epoch=answered.reply.epoch,
        cursor=given.cursor,
        erased=given.erased,
        erasures=given.erasures,
        attestations=given.attestations,
    )


def _goes_on(side: Side, asked: ScopeRequest, given: ScopeReply, epoch: str) -> bool:
    if not given.remaining or not side.reads:
        return False
    if given.cursor <= asked.cursor and asked.epoch == epoch and asked.want:
        raise NotOurServer("it says that operations follow, and gives none")
    return True


def _held_back(given: ScopeReply) -> int:
    return given.remaining + sum(len(run.lines) for run in given.runs)
