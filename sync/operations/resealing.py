"""Give operations that nobody else has a new place: another space, another chain, new ids.

It happens when a notebook that lived alone joins a space, and when a copied or restored base
must leave the chain that its twin goes on writing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.operations.operation import Operation, seal


@dataclass(frozen=True, slots=True)
class Place:
    """The end of the chain that resealed operations go on from; ``author`` "" keeps theirs."""

    scope: str
    device: str
    number: int = 0
    previous: str = ""
    author: str = ""


def reseal(
    operations: Sequence[Operation], place: Place, renamed: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Operation]]:
    """Yield each former id with its operation in the new chain, parents before their children.

    Parents that are not among the operations keep their id, or the one given in ``renamed``.
    """
    ids = dict(renamed or {})
    number, previous = place.number, place.previous
    for operation in _parents_first(operations):
        number += 1
        moved = seal(
            device=place.device,
            number=number,
            previous=previous,
            scope=place.scope,
            record=operation.record,
            kind=operation.kind,
            verb=operation.verb,
            fields=operation.fields,
            parents=tuple(ids.get(parent, parent) for parent in operation.parents),
            clock=operation.clock,
            author=place.author or operation.author,
            schema=operation.schema,
            reason=operation.reason,
        )
        previous = ids[operation.id] = moved.id
        yield operation.id, moved


def _parents_first(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Yield each operation once, after those it names; without recursion: histories are long."""
    waiting = {operation.id: operation for operation in operations}
    for operation in operations:
        stack = [operation] if operation.id in waiting else []
        while stack:
            needed = [waiting[each] for each in stack[-1].parents if each in waiting]
            if needed:
                stack.extend(needed)
                continue
            ready = stack.pop()
            if waiting.pop(ready.id, None) is not None:
                yield ready
