"""Checks that the operations of each device follow one another without a gap or a fork."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sync.operations.operation import Operation, verify

Chain: TypeAlias = tuple[str, str]
"""A device and a scope: each device numbers its operations apart in each scope."""


class FaultReason(StrEnum):
    """Why an operation does not fit its chain."""

    GAP = "gap"
    WRONG_PREVIOUS = "wrong_previous"
    WRONG_HASH = "wrong_hash"
    FORK = "fork"


@dataclass(frozen=True, slots=True)
class Fault:
    """Name an operation and what is wrong with it."""

    operation_id: str
    reason: FaultReason


@dataclass(frozen=True, slots=True)
class Link:
    """The last operation of a chain that was checked before: its number and its id."""

    number: int
    id: str


@dataclass(frozen=True, slots=True)
class _Member:
    """What the check keeps of an operation once its hash was made: not its content."""

    id: str
    number: int
    previous: str
    whole: bool


def check_chain(
    operations: Iterable[Operation],
    *,
    known: Mapping[Chain, Link] | None = None,
    redacted_ids: Container[str] = (),
) -> tuple[Fault, ...]:
    """List what is wrong with the operations, in an order that does not depend on theirs.

    A chain starts at number 1, or after its link in ``known``, so that a page can be checked
    without reading the whole log. The same operation given twice is no fault. An operation after
    a gap is reported once; those that follow it are checked among themselves. The operations may
    be a stream: their content is not kept.
    """
    chains: dict[Chain, dict[str, _Member]] = defaultdict(dict)
    for operation in operations:
        chains[operation.device, operation.scope][operation.id] = _Member(
            operation.id, operation.number, operation.previous, verify(operation, redacted_ids)
        )
    starts = known or {}
    return tuple(
        fault
        for chain, members in sorted(chains.items())
        for fault in _faults(members.values(), starts.get(chain, Link(0, "")))
    )


def _faults(members: Iterable[_Member], start: Link) -> Iterator[Fault]:
    ids: dict[int, set[str]] = defaultdict(set)
    ids[start.number].add(start.id)
    ordered = sorted(members, key=lambda member: (member.number, member.id))
    for member in ordered:
        ids[member.number].add(member.id)
    for member in ordered:
        if not member.whole:
            yield Fault(member.id, FaultReason.WRONG_HASH)
        if member.number >= 1 and len(ids[member.number]) > 1:
            yield Fault(member.id, FaultReason.FORK)
        if Link(member.number, member.id) != start:
            yield from _misplaced(member, start, ids.get(member.number - 1))


def _misplaced(member: _Member, start: Link, before: set[str] | None) -> Iterator[Fault]:
    if before is None or member.number < 1:
        # What comes before a known link was checked once and need not be given again.
        if member.number > start.number or member.number < 1:
            yield Fault(member.id, FaultReason.GAP)
    elif member.previous not in before:
        yield Fault(member.id, FaultReason.WRONG_PREVIOUS)
