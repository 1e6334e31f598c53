"""Whether an answer keeps the promises of the protocol; what does not is not our server's."""

from collections.abc import Collection, Sequence

from sync.client.errors import NotOurServer
from sync.operations.operation import Operation
from sync.protocol.messages import ExchangeReply, ExchangeRequest, Run, ScopeReply, ScopeRequest
from sync.protocol.runs import NotWhole, unpack
from sync.protocol.versions import speaks


def check_reply(request: ExchangeRequest, reply: ExchangeReply) -> None:
    """Check the shape of an answer; raises NotOurServer."""
    if not speaks(reply.protocol):
        raise NotOurServer(f"it speaks protocol {reply.protocol}")
    if [each.scope for each in reply.scopes] != [each.scope for each in request.scopes]:
        raise NotOurServer("it answers for other scopes")
    for asked, given in zip(request.scopes, reply.scopes, strict=True):
        _check_scope(asked, given, same_epoch=asked.epoch == reply.epoch)


def whole(runs: Sequence[Run], scope: str, erased: Collection[str]) -> tuple[Operation, ...]:
    """Return the operations of runs; raises NotOurServer when one is not what its id names."""
    try:
        return tuple(unpack(runs, scope, erased))
    except NotWhole as problem:
        raise NotOurServer(str(problem)) from problem


def names_erased(runs: Sequence[Run]) -> bool:
    """Tell whether operations without content are among these."""
    return any(line.erased for run in runs for line in run.lines)


def _check_scope(asked: ScopeRequest, given: ScopeReply, *, same_epoch: bool) -> None:
    if given.cursor > given.version and given.runs:
        raise NotOurServer("it gives operations beyond its own version")
    if same_epoch and given.cursor < asked.cursor <= given.version:
        raise NotOurServer("its numbers go back")
    if same_epoch and given.version >= asked.cursor and given.erasures < asked.erasures:
        raise NotOurServer("its ledger of erasures goes back")
    numbers = sum(len(run.lines) for run in given.runs)
    if numbers > max(asked.want, 1):
        raise NotOurServer("it gives more than was asked")
