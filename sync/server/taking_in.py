"""Take in what a laptop brings: look up what is here, sort, then number and keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sync.operations.chain import Link
from sync.operations.operation import Operation
from sync.protocol.codes import Role
from sync.protocol.messages import ExchangeRequest, ScopeRequest, Verdict
from sync.server.caller import Caller
from sync.server.judging import Bench
from sync.server.receiving import Held, Sorter, valid_promises
from sync.server.store.apart import Apart
from sync.server.store.chains import Chains
from sync.server.store.engine import Connection
from sync.server.store.erasures import Erasures
from sync.server.store.operations import Operations, Reception
from sync.server.store.spaces import Spaces

Pushed: TypeAlias = tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """One scope of a request, with what both scopes of it share."""

    caller: Caller
    request: ExchangeRequest
    scope: ScopeRequest
    role: Role


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer says of what was brought: the ends of its chains, and the verdicts."""

    ends: dict[str, Link]
    verdicts: Sequence[Verdict] = ()


def take_in(connection: Connection, asking: Asking, pushed: Pushed, reception: Reception) -> Given:
    """Judge operations, then number and keep them: the numbers are taken last."""
    scope = asking.scope.scope
    ends = chain_ends(connection, asking, pushed)
    sorter = _sorter(connection, asking, pushed, ends)
    for each in pushed:
        sorter.take(each)
    result = sorter.result
    Apart(connection, scope).add(result.parked, reception)
    chains = Chains(connection, scope)
    chains.move(result.ends)
    chains.keep_promises(each for kept in sorter.promised.values() for each in kept)
    if result.accepted:
        first = Spaces(connection).take_numbers(scope, [each.id for each in result.accepted])
        Operations(connection, scope).add(first, result.accepted, reception)
    return Given(ends, result.verdicts)


def _sorter(
    connection: Connection, asking: Asking, pushed: Pushed, ends: dict[str, Link]
) -> Sorter:
    """Read, a thousand operations at a time, all that sorting asks."""
    scope = asking.scope.scope
    chains, log = Chains(connection, scope), Operations(connection, scope)
    devices = {each.device for each in pushed}
    writers = chains.writers(devices)
    mine = {each for each, by in writers.items() if by.device == asking.caller.device}
    foreign = devices - mine
    kept = chains.promises(foreign) if foreign else ()
    bench = Bench(
        writers=writers,
        kinds=log.kinds({each.record for each in pushed}),
        ledger=Erasures(connection, scope).among({each.id for each in pushed}),
        role=asking.role,
    )
    behind = [
        each.id
        for each in pushed
        if each.device in ends and each.number <= ends[each.device].number
    ]
    held = Held(ends, log.present(behind), Apart(connection, scope).reasons(behind), mine)
    promised = valid_promises(scope, (*asking.scope.attestations, *kept), pushed, bench)
    return Sorter(bench, held, promised)


def chain_ends(connection: Connection, asking: Asking, pushed: Pushed) -> dict[str, Link]:
    """Return where the chains brought end here, and the one that the laptop writes now."""
    devices = {asking.request.incarnation, *(each.device for each in pushed)}
    return Chains(connection, asking.scope.scope).ends(devices)
