"""Take in what a laptop brings: look up what is here, sort, then number and keep."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sync.operations.chain import Link
from sync.operations.operation import Operation
from sync.protocol.codes import Role
from sync.protocol.messages import ExchangeRequest, ScopeRequest, Verdict
from sync.protocol.runs import unpack
from sync.server.caller import Caller
from sync.server.judging import Bench
from sync.server.receiving import Held, Sorter, Word, word_of
from sync.server.store.apart import Apart
from sync.server.store.chains import Chains, Looked
from sync.server.store.engine import Connection
from sync.server.store.erasures import Erasures
from sync.server.store.operations import Operations, Reception
from sync.server.store.spaces import Spaces, SpaceState

Pushed: TypeAlias = tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """One scope of a request, with what both scopes of it share.

    ``looked_at`` when a person takes in what a laptop left that has been put out since: its own
    chains are then judged by the role of its person alone.
    """

    caller: Caller
    request: ExchangeRequest
    scope: ScopeRequest
    role: Role
    looked_at: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer says of what was brought: the ends of its chains, and the verdicts.

    ``state`` is how the scope is after it, ``top`` the last number that was there before it.
    """

    ends: dict[str, Link]
    state: SpaceState
    top: int
    verdicts: Sequence[Verdict] = ()


def unpacked(asked: ScopeRequest) -> Pushed:
    """Compute the ids, before any transaction; what has no content is judged by the ledger.

    Raises NotWhole.
    """
    claimed = {line.erased for run in asked.runs for line in run.lines if line.erased}
    return tuple(unpack(asked.runs, asked.scope, claimed))


def take_in(
    connection: Connection, asking: Asking, pushed: Pushed, seen: SpaceState, at: int
) -> Given:
    """Judge operations, then number and keep them: the numbers are taken last."""
    scope = asking.scope.scope
    chains, reception = Chains(connection, scope), Reception(asking.request.incarnation, at)
    looked = chains.look({asking.request.incarnation, *(each.device for each in pushed)})
    bench = _bench(connection, asking, pushed, looked, seen)
    word = word_of(scope, asking.scope.attestations, pushed, bench)
    sorter = Sorter(bench, _held(connection, asking, pushed, looked, word))
    for each in pushed:
        sorter.take(each)
    result, state = sorter.result, seen
    Apart(connection, scope).add(result.parked, reception)
    chains.move(result.ends)
    chains.keep(word.attestations)
    if result.accepted:
        ids = [each.id for each in result.accepted]
        state = Spaces(connection).take_numbers(scope, seen, ids)
        first = state.version - len(ids) + 1
        Operations(connection, scope).add(first, result.accepted, reception)
    top = state.version - len(result.accepted)
    return Given(looked.ends, state, top, result.verdicts)


def _bench(
    connection: Connection, asking: Asking, pushed: Pushed, looked: Looked, seen: SpaceState
) -> Bench:
    scope, writers = asking.scope.scope, looked.writers
    ids = {each.id for each in pushed}
    if asking.looked_at:
        mine = _chains_of(asking, looked)
        writers = {**writers, **{each: replace(writers[each], role=asking.role) for each in mine}}
    return Bench(
        writers=writers,
        kinds=Operations(connection, scope).kinds({each.record for each in pushed}),
        ledger=Erasures(connection, scope).among(ids) if seen.erasures else (),
        role=asking.role,
    )


def _held(
    connection: Connection, asking: Asking, pushed: Pushed, looked: Looked, word: Word
) -> Held:
    scope, ends = asking.scope.scope, looked.ends
    behind = [
        each.id
        for each in pushed
        if each.device in ends and each.number <= ends[each.device].number
    ]
    return Held(
        ends=ends,
        known=Operations(connection, scope).present(behind),
        apart=Apart(connection, scope).reasons(behind),
        mine=_chains_of(asking, looked),
        vouched=word.vouched,
    )


def _chains_of(asking: Asking, looked: Looked) -> set[str]:
    """Return the chains of the laptop that asks, among those brought."""
    return {each for each, by in looked.writers.items() if by.device == asking.caller.device}
