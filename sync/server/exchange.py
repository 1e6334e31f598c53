"""Exchange operations with a laptop: what it brings is judged and kept, what it lacks is given."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from sync.protocol.codes import Refusal, Role
from sync.protocol.limits import REQUEST_OPERATIONS
from sync.protocol.messages import (
    ChainEnd,
    Directory,
    ExchangeReply,
    ExchangeRequest,
    Policy,
    ScopeReply,
    ScopeRequest,
)
from sync.protocol.runs import NotWhole, pack
from sync.protocol.versions import OLDEST_PROTOCOL, PROTOCOL
from sync.server.caller import PRIVATE, Caller
from sync.server.epochs import WentBack, begin_anew
from sync.server.giving import cut
from sync.server.refusals import Refused
from sync.server.store.chains import Chains, announce, chains_of, owner_of
from sync.server.store.directory import directory_of
from sync.server.store.engine import Connection, Store
from sync.server.store.erasures import Erasures
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations
from sync.server.store.people import People
from sync.server.store.spaces import Spaces, SpaceState
from sync.server.taking_in import Asking, Given, Pushed, take_in, unpacked

T = TypeVar("T")

_CHAINS: Final = 1_000
"""A laptop begins one at each restore: so many are a way to make everybody's directory grow."""

MINIMUM_SCHEMA: Final = 1
"""The oldest version of the records that still receives; any may send."""


@dataclass(frozen=True)
class Exchange:
    """Answer exchanges."""

    store: Store
    now_ms: Callable[[], int]

    def exchange(self, caller: Caller, request: ExchangeRequest) -> ExchangeReply:
        """Keep what is brought and give what lacks; raises Refused.

        What is brought to a scope is one transaction, so that an answer that is lost costs
        nothing: whatever is sent again is known already.
        """
        _check_protocol(request.protocol)
        try:
            return self._answer(caller, request)
        except WentBack:
            begin_anew(self.store, caller, self.now_ms())
            return self._answer(caller, _from_nowhere(request))

    def _answer(self, caller: Caller, request: ExchangeRequest) -> ExchangeReply:
        asked = [_asking(caller, request, scope) for scope in request.scopes]
        pushed = [_unpack(each.scope) for each in asked]
        quiet = [each for each, brought in zip(asked, pushed, strict=True) if not brought]
        head, replies = self._read(caller, request, quiet)
        return ExchangeReply(
            protocol=PROTOCOL,
            epoch=head.epoch,
            time_ms=self.now_ms(),
            minimum_schema=MINIMUM_SCHEMA,
            role=(caller.role(_shared(request)) or Role.AGENT).value,
            policy=head.policy,
            directory=head.directory,
            scopes=tuple(
                self._keep(each, brought, head.epoch) if brought else next(replies)
                for each, brought in zip(asked, pushed, strict=True)
            ),
        )

    def _read(
        self, caller: Caller, request: ExchangeRequest, quiet: Sequence[Asking]
    ) -> tuple["Head", Iterator[ScopeReply]]:
        """Read all that writes nothing, once it is known whose chain the laptop writes now."""
        if not quiet and (head := self._glance(caller, request)):
            return head, iter(())
        with self.store.reading(caller.person) as connection:
            head = _head(connection, caller, request)
            if head.owner == caller.device:
                given = [self._look(connection, each, head.epoch) for each in quiet]
        if not head.owner:
            self.store.write(EVERYBODY, lambda c: _announce(c, caller, request.incarnation))
            return self._read(caller, request, quiet)
        if head.owner != caller.device:
            raise Refused(Refusal.MALFORMED)
        for asking, (_, moved) in zip(quiet, given, strict=True):
            if moved:
                self._write(asking, partial(self._move_cursor, asking=asking))
        return head, iter([reply for reply, _ in given])

    def _glance(self, caller: Caller, request: ExchangeRequest) -> "Head | None":
        """Return what an answer says once, None when one question does not tell it all."""
        with self.store.glancing() as connection:
            epoch, owner, state = _opening(connection, request)
        if owner != caller.device or (state and state.directory != request.directory):
            return None
        return Head(epoch, owner, _policy(state))

    def _look(self, connection: Connection, asking: Asking, epoch: str) -> tuple[ScopeReply, bool]:
        """Return the answer to a laptop that brings nothing, and whether it got further."""
        self.store.name(connection, asking.caller.name_for(asking.scope.scope))
        state, cursor = _state_and_cursor(connection, asking, epoch)
        looked = Chains(connection, asking.scope.scope).look({asking.request.incarnation})
        given = Given(looked.ends, state, state.version)
        return _give(connection, asking, epoch, given), _has_moved(asking, epoch, cursor)

    def _keep(self, asking: Asking, pushed: Pushed, epoch: str) -> ScopeReply:
        return self._write(asking, lambda c: self._receive(c, asking, pushed, epoch))

    def _receive(
        self, connection: Connection, asking: Asking, pushed: Pushed, epoch: str
    ) -> ScopeReply:
        state, cursor = _state_and_cursor(connection, asking, epoch)
        given = take_in(connection, asking, pushed, state, self.now_ms())
        if _has_moved(asking, epoch, cursor):
            self._move_cursor(connection, asking=asking)
        return _give(connection, asking, epoch, given)

    def _move_cursor(self, connection: Connection, *, asking: Asking) -> None:
        Spaces(connection).move_cursor(
            asking.scope.scope, asking.caller.device, asking.scope.cursor, self.now_ms()
        )

    def _write(self, asking: Asking, work: Callable[[Connection], T]) -> T:
        scope = asking.scope.scope
        return self.store.write_with_others(asking.caller.name_for(scope), scope, work)


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer says once: ``owner`` is the laptop whose the asking chain is."""

    epoch: str
    owner: str
    policy: Policy
    directory: Directory | None = None


def _head(connection: Connection, caller: Caller, request: ExchangeRequest) -> Head:
    epoch, owner, state = _opening(connection, request)
    if state is None or owner != caller.device:
        return Head(epoch, owner, Policy())
    changed = state.directory != request.directory
    directory = directory_of(connection, _shared(request), state) if changed else None
    return Head(epoch, owner, _policy(state), directory)


def _opening(
    connection: Connection, request: ExchangeRequest
) -> tuple[str, str, SpaceState | None]:
    """Return the epoch, the laptop whose the asking chain is, and how the space is, if any."""
    space = _shared(request)
    epoch, owner, state = Spaces(connection).opening(request.incarnation, space)
    if space and state is None:
        raise Refused(Refusal.NOT_FOUND)
    return epoch, owner, state


def _policy(state: SpaceState | None) -> Policy:
    return Policy(lock_after_days=state.lock_after_days) if state else Policy()


def _shared(request: ExchangeRequest) -> str:
    """Return the space of a request, "" when it is about own notes only."""
    return next((s.scope for s in request.scopes if not s.scope.startswith(PRIVATE)), "")


def _give(connection: Connection, asking: Asking, epoch: str, given: Given) -> ScopeReply:
    asked, state = asking.scope, given.state
    known = tuple(
        ChainEnd(device=device, number=end.number, id=end.id) for device, end in given.ends.items()
    )
    if not asking.role.reads:
        return ScopeReply(
            scope=asked.scope, version=0, digest="0" * 32, count=0, cursor=0,
            known=known, verdicts=tuple(given.verdicts),
        )  # fmt: skip
    same = asked.epoch == epoch
    start = min(asked.cursor, state.version) if same else 0
    page = cut((), 0, start, start)
    if same and asked.want and asking.request.schema_version >= MINIMUM_SCHEMA:
        following = Operations(connection, asked.scope).after(
            start, given.top, asking.request.incarnation, asked.want + 1
        )
        page = cut(following, asked.want, start, state.version)
    known_erasures = asked.erasures if same else 0
    # Also what is erased while this is read, between one question and the next.
    erased = {each.id: None for each in page.operations if each.redacted}
    if known_erasures < state.erasures:
        erased |= dict.fromkeys(Erasures(connection, asked.scope).after(known_erasures))
    return ScopeReply(
        scope=asked.scope,
        version=state.version,
        digest=state.digest,
        count=state.count,
        cursor=page.cursor,
        remaining=state.version - page.cursor,
        known=known,
        verdicts=tuple(given.verdicts),
        runs=pack(page.operations),
        attestations=Chains(connection, asked.scope).vouchers(page.operations),
        erased=tuple(erased),
        erasures=state.erasures,
    )


def _has_moved(asking: Asking, epoch: str, cursor: int | None) -> bool:
    asked = asking.scope
    return asked.epoch == epoch and asking.role.reads and asked.cursor != cursor


def _announce(connection: Connection, caller: Caller, incarnation: str) -> None:
    """Note whose the chain is that the laptop writes now, unless somebody was faster."""
    if owner_of(connection, incarnation):
        return
    if chains_of(connection, caller.device) >= _CHAINS:
        raise Refused(Refusal.THROTTLED)
    announce(connection, incarnation, caller.device)
    for scope in caller.memberships:
        People(connection).directory_changed(scope)


def _state_and_cursor(
    connection: Connection, asking: Asking, epoch: str
) -> tuple[SpaceState, int | None]:
    asked = asking.scope
    found = Spaces(connection).state_and_cursor(asked.scope, asking.caller.device)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    if asking.role.reads and asked.epoch == epoch and asked.cursor > found[0].version:
        raise WentBack
    return found


def _from_nowhere(request: ExchangeRequest) -> ExchangeRequest:
    """Return a request that brings the same, of a laptop that first compares."""
    scopes = tuple(scope.model_copy(update={"epoch": ""}) for scope in request.scopes)
    return request.model_copy(update={"scopes": scopes})


def _asking(caller: Caller, request: ExchangeRequest, scope: ScopeRequest) -> Asking:
    role = caller.role(scope.scope)
    if role is None:
        raise Refused(Refusal.NOT_FOUND)
    return Asking(caller, request, scope, role)


def _unpack(asked: ScopeRequest) -> Pushed:
    if sum(len(run.lines) for run in asked.runs) > REQUEST_OPERATIONS:
        raise Refused(Refusal.TOO_LARGE)
    try:
        return unpacked(asked)
    except NotWhole as problem:
        raise Refused(Refusal.MALFORMED) from problem


def _check_protocol(protocol: int) -> None:
    if protocol < OLDEST_PROTOCOL:
        raise Refused(Refusal.TOO_OLD)
    if protocol > PROTOCOL:
        raise Refused(Refusal.TOO_NEW)
