"""Desks that write, exchange and merge operations, each with a clock of its own."""

from collections.abc import Callable, Iterable

import pytest

from sync.operations.clock import HybridClock
from sync.operations.heads import Heads
from sync.operations.merge import Projection, project
from sync.operations.operation import Operation, Value, Verb, canonical, seal
from sync.operations.rules import Rule

RULES = {
    "name": Rule.PERSON,
    "status": Rule.LATEST,
    "note": Rule.TEXT,
    "tags": Rule.SET,
    "lines": Rule.ITEMS,
}


class Desk:
    """One device and the operations of one record that it holds."""

    def __init__(self, device: str, record: str = "visit-1") -> None:
        self.device = device
        self.record = record
        self.now = 1_000
        self.held: dict[str, Operation] = {}
        self.written: list[Operation] = []
        self.seen: dict[str, frozenset[str]] = {}
        self._clock = HybridClock(lambda: self.now)

    def create(self, **fields: Value) -> Operation:
        return self.write(Verb.CREATE, fields)

    def edit(self, **fields: Value) -> Operation:
        return self.write(Verb.EDIT, fields)

    def delete(self) -> Operation:
        return self.write(Verb.DELETE, {})

    def restore(self) -> Operation:
        return self.write(Verb.RESTORE, {})

    def write(self, verb: Verb, fields: dict[str, Value]) -> Operation:
        """Write on top of all that this desk holds, and note what it had seen."""
        operation = seal(
            device=self.device,
            number=len(self.written) + 1,
            previous=self.written[-1].id if self.written else "",
            scope="space",
            record=self.record,
            kind="visit",
            verb=verb,
            fields=canonical(fields),
            parents=self.heads().parents(verb, fields),
            clock=self._clock.tick(),
            author=self.device,
            schema=1,
        )
        self.seen[operation.id] = frozenset(self.held)
        self.held[operation.id] = operation
        self.written.append(operation)
        return operation

    def take(self, operations: Iterable[Operation]) -> None:
        self.held |= {operation.id: operation for operation in operations}

    def learn(self, *others: "Desk") -> "Desk":
        for other in others:
            self.take(other.held.values())
        return self

    def heads(self) -> Heads:
        return Heads.collect(self.held.values())

    def state(self) -> Projection:
        return project(self.held.values(), RULES)

    def is_asked_about(self) -> set[str]:
        return {difference.field for difference in self.state().differences}


@pytest.fixture(scope="session")
def desk() -> Callable[[str], Desk]:
    return Desk


@pytest.fixture
def pair() -> Callable[..., tuple[Desk, Desk]]:
    """Make two desks that both hold the record with these fields."""

    def make(**fields: Value) -> tuple[Desk, Desk]:
        anne, bruno = Desk("anne"), Desk("bruno")
        anne.create(**fields)
        bruno.now += 1_000
        return anne, bruno.learn(anne)

    return make
