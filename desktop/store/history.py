"""What happened to a record, from its operations: who, when, which fields, and any version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sync.operations.heads import Heads
from sync.operations.merge import project
from sync.operations.operation import DELETED, Operation, Value, Verb
from sync.operations.rules import Rule
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of

RESOLVE: Final = "resolve"
"""The reason of an operation by which a person chose between several versions."""


@dataclass(frozen=True, slots=True)
class Step:
    """One save in a record's life: values before and after, by field."""

    number: int
    operation: Operation
    before: Mapping[str, Value] = field(default_factory=dict)
    after: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reversal:
    """What takes an operation back: a verb, and for an edit the values to write."""

    record: str
    verb: Verb
    values: Mapping[str, Value] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()


def steps(operations: Sequence[Operation]) -> tuple[Step, ...]:
    """Return the saves of one record in the order of their clocks."""
    known: dict[str, Value] = {}
    found = []
    for number, operation in enumerate(operations, start=1):
        values = operation.values()
        before = {name: known[name] for name in values if known.get(name) is not None}
        known.update(values)
        found.append(Step(number, operation, before, values))
    return tuple(found)


def values_at(kind: str, operations: Iterable[Operation]) -> dict[str, Value]:
    """Return what a set of operations of one record says, by field, without the empty.

    Each scope is projected apart: nobody who shares a record had seen the private notes on it.
    """
    scopes: dict[str, list[Operation]] = {}
    for operation in operations:
        scopes.setdefault(operation.scope, []).append(operation)
    values: dict[str, Value] = {}
    for gathered in scopes.values():
        values.update(project(gathered, rules_of(kind)).values)
    return {name: value for name, value in values.items() if value is not None and value != []}


def rules_of(kind: str) -> Mapping[str, Rule]:
    """Return the merge rule of each field of a kind."""
    return {spec.name: spec.about.merge for spec in fields_of(RECORD_TYPES[kind])}


def reversal(operation: Operation, heads: Heads, history: Sequence[Operation]) -> Reversal:
    """Return what takes an operation back.

    A field that was changed again since keeps its present value and is named in `skipped`: to undo
    never throws away what came later.
    """
    if operation.verb is Verb.CREATE:
        return Reversal(operation.record, Verb.DELETE)
    if operation.verb is Verb.RESTORE and operation.reason == RESOLVE:
        # It was in use before the person chose to keep it: it stays so.
        return Reversal(operation.record, Verb.EDIT)
    if operation.verb in (Verb.DELETE, Verb.RESTORE):
        back = Verb.RESTORE if operation.verb is Verb.DELETE else Verb.DELETE
        return Reversal(operation.record, back)
    names = [name for name in operation.values() if name != DELETED]
    own = [name for name in names if _stands(operation, heads.of(name), name, history)]
    earlier = _ancestors(operation, history)
    before = values_at(operation.kind, earlier) if earlier else {}
    return Reversal(
        operation.record,
        Verb.EDIT,
        {name: before.get(name) for name in own},
        tuple(name for name in names if name not in own),
    )


def _stands(
    operation: Operation, heads: tuple[str, ...], name: str, history: Sequence[Operation]
) -> bool:
    """Tell whether a field still is what the operation made it.

    Either nothing came since, or the same person took back all that came.
    """
    if heads == (operation.id,):
        return True
    last = next((other for other in history if (other.id,) == heads), None)
    return (
        last is not None
        and last.reason in ("undo", "redo")
        and last.author == operation.author
        and last.values().get(name) == operation.values().get(name)
    )


def _ancestors(operation: Operation, history: Sequence[Operation]) -> list[Operation]:
    """Return what the author had seen of the same fields, which no clock tells."""
    known = {other.id: other for other in history}
    found: dict[str, Operation] = {}
    waiting = list(operation.parents)
    while waiting:
        key = waiting.pop()
        if key in known and key not in found:
            found[key] = known[key]
            waiting += known[key].parents
    return list(found.values())
