"""Cut what a laptop lacks of a scope into pages that one answer holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from sync.operations.operation import Operation
from sync.protocol.limits import PAGE_BYTES


@dataclass(frozen=True, slots=True)
class Cut:
    """A page of the log; ``cursor`` is the number up to which it reaches."""

    operations: tuple[Operation, ...]
    cursor: int


def cut(numbered: Iterable[tuple[int, Operation]], most: int, start: int, end: int) -> Cut:
    """Take operations until there are enough or they weigh enough, one at least.

    When they run out, the page reaches the ``end`` of the scope: what is left out on purpose, for
    the laptop brought it itself, is passed over.
    """
    operations: list[Operation] = []
    size, cursor = 0, start
    for number, operation in numbered:
        size += len(operation.fields)
        if operations and (len(operations) == most or size > PAGE_BYTES):
            return Cut(tuple(operations), cursor)
        operations.append(operation)
        cursor = number
    return Cut(tuple(operations), end)
