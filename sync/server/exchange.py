"""Exchange operations with a laptop: what it brings is judged and kept, what it lacks is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sync.protocol.codes import Refusal, Role
from sync.protocol.messages import (
    ChainEnd,
    Directory,
    ExchangeReply,
    ExchangeRequest,
    Policy,
    ScopeReply,
    ScopeRequest,
)
from sync.protocol.runs import NotWhole, pack, unpack
from sync.protocol.versions import OLDEST_PROTOCOL, PROTOCOL
from sync.server.caller import PRIVATE, Caller
from sync.server.giving import cut
from sync.server.refusals import Refused
from sync.server.store.chains import announce, owner_of
from sync.server.store.directory import directory_of
from sync.server.store.engine import Connection, Store
from sync.server.store.erasures import Erasures
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations, Reception
from sync.server.store.people import People
from sync.server.store.spaces import Spaces, SpaceState
from sync.server.taking_in import Asking, Given, Pushed, chain_ends, take_in

MINIMUM_SCHEMA: Final = 1
"""The oldest version of the records that still receives; any may send."""


@dataclass(frozen=True)
class Exchange:
    """Answer exchanges."""

    store: Store
    now_ms: Callable[[], int]

    def exchange(self, caller: Caller, request: ExchangeRequest) -> ExchangeReply:
        """Keep what is brought and give what lacks; raises Refused.

        Each scope is one transaction, so that an answer that is lost costs nothing: whatever is
        sent again is known already.
        """
        _check_protocol(request.protocol)
        asked = [_asking(caller, request, scope) for scope in request.scopes]
        pushed = [_unpack(each.scope) for each in asked]
        head = self._head(caller, request)
        return ExchangeReply(
            protocol=PROTOCOL,
            epoch=head.epoch,
            time_ms=self.now_ms(),
            minimum_schema=MINIMUM_SCHEMA,
            role=(caller.role(_shared(request)) or Role.AGENT).value,
            policy=head.policy,
            directory=head.directory,
            scopes=tuple(
                self._answer(each, brought, head.epoch)
                for each, brought in zip(asked, pushed, strict=True)
            ),
        )

    def _head(self, caller: Caller, request: ExchangeRequest) -> "Head":
        """Read what both scopes share, once it is known whose chain the laptop writes now."""
        with self.store.reading(caller.person) as connection:
            head = _head(connection, caller, request)
        if not head.owner:
            self.store.write(EVERYBODY, lambda c: _announce(c, caller, request.incarnation))
            return self._head(caller, request)
        if head.owner != caller.device:
            raise Refused(Refusal.MALFORMED)
        return head

    def _answer(self, asking: Asking, pushed: Pushed, epoch: str) -> ScopeReply:
        name = asking.caller.name_for(asking.scope.scope)
        if pushed:
            return self.store.write(name, lambda c: self._receive(c, asking, pushed, epoch))
        with self.store.reading(name) as connection:
            reply = _give(connection, asking, epoch, Given(chain_ends(connection, asking, ())))
            moved = _has_moved(connection, asking, epoch)
        if moved:
            self.store.write(name, lambda c: self._move_cursor(c, asking))
        return reply

    def _receive(
        self, connection: Connection, asking: Asking, pushed: Pushed, epoch: str
    ) -> ScopeReply:
        scope = asking.scope.scope
        reception = Reception(asking.request.incarnation, self.now_ms())
        given = take_in(connection, asking, pushed, reception)
        if _has_moved(connection, asking, epoch):
            Spaces(connection).move_cursor(
                scope, asking.caller.device, asking.scope.cursor, reception.at
            )
        return _give(connection, asking, epoch, given)

    def _move_cursor(self, connection: Connection, asking: Asking) -> None:
        Spaces(connection).move_cursor(
            asking.scope.scope, asking.caller.device, asking.scope.cursor, self.now_ms()
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer says once: ``owner`` is the laptop whose the asking chain is."""

    epoch: str
    owner: str
    policy: Policy
    directory: Directory | None = None


def _head(connection: Connection, caller: Caller, request: ExchangeRequest) -> Head:
    epoch, owner = Spaces(connection).epoch(), owner_of(connection, request.incarnation)
    space = _shared(request)
    if not space or owner != caller.device:
        return Head(epoch, owner, Policy())
    state = _state(connection, space)
    changed = state.directory != request.directory
    directory = directory_of(connection, space, state) if changed else None
    return Head(epoch, owner, Policy(lock_after_days=state.lock_after_days), directory)


def _shared(request: ExchangeRequest) -> str:
    """Return the space of a request, "" when it is about own notes only."""
    return next((s.scope for s in request.scopes if not s.scope.startswith(PRIVATE)), "")


def _give(connection: Connection, asking: Asking, epoch: str, given: Given) -> ScopeReply:
    asked, state = asking.scope, _state(connection, asking.scope.scope)
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
            start, state.version, asking.request.incarnation, asked.want + 1
        )
        page = cut(following, asked.want, start, state.version)
    erased = Erasures(connection, asked.scope).after(asked.erasures if same else 0)
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
        erased=tuple(erased),
        erasures=state.erasures,
    )


def _has_moved(connection: Connection, asking: Asking, epoch: str) -> bool:
    asked = asking.scope
    if asked.epoch != epoch or not asking.role.reads:
        return False
    return Spaces(connection).cursor(asked.scope, asking.caller.device) != asked.cursor


def _announce(connection: Connection, caller: Caller, incarnation: str) -> None:
    """Note whose the chain is that the laptop writes now, unless somebody was faster."""
    if owner_of(connection, incarnation):
        return
    announce(connection, incarnation, caller.device)
    for scope in caller.memberships:
        People(connection).directory_changed(scope)


def _state(connection: Connection, scope: str) -> SpaceState:
    state = Spaces(connection).state(scope)
    if state is None:
        raise Refused(Refusal.NOT_FOUND)
    return state


def _asking(caller: Caller, request: ExchangeRequest, scope: ScopeRequest) -> Asking:
    role = caller.role(scope.scope)
    if role is None:
        raise Refused(Refusal.NOT_FOUND)
    return Asking(caller, request, scope, role)


def _unpack(asked: ScopeRequest) -> Pushed:
    """Compute the ids, before any transaction; what has no content is judged by the ledger."""
    claimed = {line.erased for run in asked.runs for line in run.lines if line.erased}
    try:
        return tuple(unpack(asked.runs, asked.scope, claimed))
    except NotWhole as problem:
        raise Refused(Refusal.MALFORMED) from problem


def _check_protocol(protocol: int) -> None:
    if protocol < OLDEST_PROTOCOL:
        raise Refused(Refusal.TOO_OLD)
    if protocol > PROTOCOL:
        raise Refused(Refusal.TOO_NEW)
