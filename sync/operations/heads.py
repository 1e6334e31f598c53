"""The heads of each field: the operations that nobody who touched the field has yet seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import orjson

from sync.operations.ancestry import Ancestry
from sync.operations.operation import DELETED, EVERY, Operation, Verb

Ids: TypeAlias = tuple[str, ...]


def heads_of(operations: Iterable[Operation]) -> Mapping[str, Ids]:
    """Return the sorted head ids of each field that the operations of one record touch.

    A head of a field is an operation on it that is no ancestor, through any chain of parents, of
    another operation on it. ``"*"`` holds the heads of every field not named, which are
    creations; ``"deleted"`` those of DELETE and RESTORE, if any. No clock plays a part.
    """
    return _heads(Ancestry(operations))


@dataclass(frozen=True, slots=True)
class Heads:
    """Hold the heads of a record in little room: its creations, and the fields that left them."""

    creations: Ids = ()
    departures: Mapping[str, Ids] = field(default_factory=dict)

    @classmethod
    def collect(cls, operations: Iterable[Operation]) -> "Heads":
        """Find the heads in the operations of one record, given in any order."""
        return cls.compact(_heads(Ancestry(operations)))

    @classmethod
    def compact(cls, heads: Mapping[str, Ids]) -> "Heads":
        """Pack what ``heads_of`` returns."""
        creations = heads.get(EVERY, ())
        return cls(
            creations,
            {
                name: ids
                for name, ids in heads.items()
                if name != EVERY and (name == DELETED or ids != creations)
            },
        )

    def of(self, field: str) -> Ids:
        """Return the heads of a field, sorted; those of ``"deleted"`` start empty."""
        return self.departures.get(field, () if field == DELETED else self.creations)

    def all(self) -> Ids:
        """Return the heads of all the fields together, sorted."""
        return tuple(sorted(set(self.creations).union(*self.departures.values())))

    def parents(self, verb: Verb, names: Iterable[str] = ()) -> Ids:
        """Return the parents to give to an operation written now, by someone who sees it all.

        For EDIT, the heads of the fields in ``names``; for DELETE and RESTORE, every head, because
        they concern the whole record; for CREATE, none.
        """
        if verb is Verb.CREATE:
            return ()
        if verb is Verb.EDIT:
            return _union(self, names)
        return self.all()

    def after(self, operation: Operation) -> "Heads":
        """Return the heads once an operation written here on top of them is added.

        Raises ValueError if its parents are not current heads, or do not hold all those of what it
        touches: it was then made elsewhere, and only ``collect`` on the whole set can tell.
        """
        if operation.verb is Verb.CREATE:
            if self.creations or self.departures or operation.parents:
                raise ValueError(f"creation {operation.id} comes after other operations")
            return Heads((operation.id,))
        names = operation.names() if operation.verb is Verb.EDIT else (DELETED,)
        self._demand_sight(operation, names)
        alone = (operation.id,)
        return Heads(self.creations, {**self.departures, **dict.fromkeys(names, alone)})

    def _demand_sight(self, operation: Operation, names: Iterable[str]) -> None:
        parents = set(operation.parents)
        needed = self.all() if operation.verb is Verb.DELETE else _union(self, names)
        if not (parents.issuperset(needed) and parents.issubset(self.all())):
            raise ValueError(f"operation {operation.id} does not stand on the current heads")

    def to_json(self) -> str:
        """Write the heads as canonical JSON text: equal heads give equal texts."""
        return orjson.dumps(
            {EVERY: self.creations, **self.departures}, option=orjson.OPT_SORT_KEYS
        ).decode()

    @classmethod
    def from_json(cls, text: str) -> "Heads":
        """Read what ``to_json`` wrote."""
        departures = {name: tuple(ids) for name, ids in orjson.loads(text).items()}
        return cls(departures.pop(EVERY, ()), departures)


def heads_in(history: Ancestry) -> Heads:
    """Find the heads in a history that is already indexed."""
    return Heads.compact(_heads(history))


def _heads(history: Ancestry) -> dict[str, Ids]:
    names = [EVERY, *history.fields()]
    if history.touching(DELETED):
        names.append(DELETED)
    return {
        name: tuple(sorted(history.operations[place].id for place in history.heads(name)))
        for name in names
    }


def _union(heads: Heads, names: Iterable[str]) -> Ids:
    found = {head for name in names for head in heads.of(name)}
    return tuple(sorted(found))
