"""Who had seen what: the operations of one record, ordered by cause rather than by clock."""

from collections.abc import Iterable, Iterator, Sequence

from sync.operations.operation import DELETED, EVERY, Operation, Value, Verb


class Ancestry:
    """Index the operations of one record, given in any order and any number of times.

    A set of operations is an integer with one bit per operation, the bits being in (clock, id)
    order: the ancestors of a thousand operations then take a few milliseconds.
    Raises ValueError if the operations are not all of one record.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = _distinct(operations)
        """Each operation once, by (clock, id)."""
        places = {operation.id: place for place, operation in enumerate(self.operations)}
        self.everything = (1 << len(self.operations)) - 1
        """The set of all the operations."""
        self.missing = tuple(
            sorted({p for op in self.operations for p in op.parents if p not in places})
        )
        """The parents that are named but not there yet."""
        self._seen = _closure(
            [[places[p] for p in op.parents if p in places] for op in self.operations]
        )
        self._values = [operation.values() for operation in self.operations]
        self._creations = 0
        self._touching: dict[str, int] = {}
        for place, operation in enumerate(self.operations):
            self._enter(1 << place, operation)

    def _enter(self, bit: int, operation: Operation) -> None:
        names: Iterable[str] = (DELETED,)
        if operation.verb is Verb.CREATE:
            self._creations |= bit
            names = operation.names()
        elif operation.verb is Verb.EDIT:
            names = operation.names()
        for name in names:
            self._touching[name] = self._touching.get(name, 0) | bit

    def fields(self) -> tuple[str, ...]:
        """Name the fields that any operation gives, sorted, the pseudo-fields left out."""
        return tuple(sorted(self._touching.keys() - {DELETED}))

    def touching(self, field: str) -> int:
        """Return the operations that touch a field, a creation touching them all."""
        if field == DELETED:
            return self._touching.get(DELETED, 0)
        return self._creations | (0 if field == EVERY else self._touching.get(field, 0))

    def heads(self, field: str, within: int | None = None) -> tuple[int, ...]:
        """Return the places of the operations on a field that no other on it descends from."""
        touching = self.touching(field)
        if within is not None:
            touching &= within
        seen = 0
        for place in places_in(touching):
            seen |= self._seen[place]
        return tuple(places_in(touching & ~seen))

    def seen_by(self, place: int) -> int:
        """Return the ancestors of an operation: all that its author had seen."""
        return self._seen[place]

    def common(self, places: Sequence[int]) -> int:
        """Return the ancestors that several operations share."""
        shared = self.everything
        for place in places:
            shared &= self._seen[place]
        return shared

    def value(self, place: int, field: str) -> Value:
        """Return what an operation says of a field, null if it does not."""
        return self._values[place].get(field)

    def tells(self, place: int, field: str) -> bool:
        """Tell whether an operation itself gives a value: not erased, not left out on creation."""
        return field in self._values[place]


def places_in(members: int) -> Iterator[int]:
    """Give the places of a set of operations, by (clock, id)."""
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest


def _distinct(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    known: dict[str, Operation] = {}
    for operation in operations:
        # An erased copy wins over a full one that comes back by a backup or a slow device.
        if operation.id not in known or operation.redacted:
            known[operation.id] = operation
    if len({operation.record for operation in known.values()}) > 1:
        raise ValueError("operations of several records cannot be projected together")
    return tuple(sorted(known.values(), key=lambda operation: (operation.clock, operation.id)))


def _closure(parents: Sequence[Sequence[int]]) -> list[int]:
    """Return all the ancestors of each place, without recursion: histories can be long."""
    seen: list[int] = [0] * len(parents)
    entered = bytearray(len(parents))
    for start in range(len(parents)):
        stack = [start]
        while stack:
            place = stack[-1]
            entered[place] = 1
            waiting = [parent for parent in parents[place] if not entered[parent]]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            for parent in parents[place]:
                seen[place] |= seen[parent] | (1 << parent)
    return seen
