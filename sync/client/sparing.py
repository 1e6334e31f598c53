"""Send what is large once: after a lost answer, first ask whether it arrived all the same."""

from collections.abc import Callable
from typing import Final, TypeVar

from sync.protocol.messages import (
    ExchangeReply,
    ExchangeRequest,
    FileState,
    ScopeReply,
    ScopeRequest,
)

T = TypeVar("T")

_LARGE: Final = 50
"""Operations beyond which asking costs far less than sending them again."""


def exchanged_once(
    request: ExchangeRequest, exchange: Callable[[ExchangeRequest], ExchangeReply]
) -> Callable[[], ExchangeReply]:
    """Return what exchanges; made again, it leaves out what the server turns out to have."""
    if sum(len(run.lines) for scope in request.scopes for run in scope.runs) < _LARGE:
        return lambda: exchange(request)

    def ask() -> ExchangeReply | None:
        left = without_known(request, exchange(asking(request)))
        return None if left is None else exchange(left)

    return _sparing(ask, lambda: exchange(request))


def put_once(
    index: int, look: Callable[[], FileState], put: Callable[[], FileState]
) -> Callable[[], FileState]:
    """Return what sends a chunk; made again, it first looks whether the server has it."""

    def ask() -> FileState | None:
        state = look()
        return state if state.size and index not in state.missing else None

    return _sparing(ask, put)


def _sparing(ask: Callable[[], T | None], send: Callable[[], T]) -> Callable[[], T]:
    """Return a call that sends, and when it is made again asks first: None to send again."""
    sent = False

    def call() -> T:
        nonlocal sent
        answer = ask() if sent else None
        sent = True
        return send() if answer is None else answer

    return call


def asking(request: ExchangeRequest) -> ExchangeRequest:
    """Return what asks where the chain of this laptop ends on the server, and no more."""
    nothing = {"runs": (), "attestations": (), "want": 0}
    scopes = tuple(scope.model_copy(update=nothing) for scope in request.scopes)
    return request.model_copy(update={"scopes": scopes})


def without_known(request: ExchangeRequest, reply: ExchangeReply) -> ExchangeRequest | None:
    """Return a request without the chains that the server has to their end; None for the same.

    An operation that the server kept apart is not told again so: both sides are then seen to
    differ, and it is offered once more by the repair.
    """
    chain = request.incarnation
    scopes = tuple(
        _left(asked, known, chain)
        for asked, known in zip(request.scopes, reply.scopes, strict=False)
    )
    same = scopes == request.scopes or len(scopes) != len(request.scopes)
    return None if same else request.model_copy(update={"scopes": scopes})


def _left(asked: ScopeRequest, reply: ScopeReply, chain: str) -> ScopeRequest:
    own = [run for run in asked.runs if run.device == chain]
    ends = {end.id for end in reply.known if end.device == chain}
    if not own or own[-1].last not in ends:
        return asked
    others = tuple(run for run in asked.runs if run.device != chain)
    return asked.model_copy(update={"runs": others})
