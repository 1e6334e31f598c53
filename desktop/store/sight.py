"""What somebody had before their eyes when they typed: the heads of each field, at that moment.

What arrives while a form is open must not pass for something that was read and written over.
"""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from desktop.store.log import Draught, Log
from desktop.store.stored import Stored
from sync.operations.heads import Ids
from sync.operations.operation import Value, Verb
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of

Sight: TypeAlias = Mapping[str, Ids]
"""The heads that were seen, by field; of a field that is not there, those of now."""

ALL_SEEN: Final[Sight] = MappingProxyType({})


def sight_of(stored: Stored) -> Sight:
    """Return what one sees of a record that one reads now."""
    return {
        field.name: (stored.private_heads if field.about.private else stored.heads).of(field.name)
        for field in fields_of(RECORD_TYPES[stored.kind])
    }


def typed_before(log: Log, seen: Sight, now: Sight, names: Collection[str]) -> Sight:
    """Return the sight of these fields that others have changed since; one's own acts are known."""
    return {
        name: seen[name]
        for name in names
        if name in seen
        and seen[name] != now.get(name, ())
        and not all(map(log.is_of_own_chain, now.get(name, ())))
    }


def overtaken(log: Log, stored: Stored, seen: Sight, changed: Collection[str]) -> Sight:
    """Return the sight of the fields to write beside what arrived meanwhile, not over it.

    Operations that were sealed again since, in another chain, can be stood on no more.
    """
    now = sight_of(stored)
    late = {
        name: seen[name] for name in changed if name in seen and seen[name] != now.get(name, ())
    }
    known = log.known([each for ids in late.values() for each in ids])
    return {name: ids for name, ids in late.items() if known.issuperset(ids)}


def draughts(
    stored: Stored, changed: Mapping[str, Value], late: Sight, reason: str
) -> Iterator[Draught]:
    """Yield one edit for each set of parents: what one field had seen says nothing of another."""
    private = {field.name for field in fields_of(RECORD_TYPES[stored.kind]) if field.about.private}
    groups: dict[tuple[bool, Ids | None], dict[str, Value]] = {}
    for name, value in changed.items():
        groups.setdefault((name in private, late.get(name)), {})[name] = value
    for (own, parents), values in groups.items():
        if parents is None:
            heads = stored.private_heads if own else stored.heads
            parents = heads.parents(Verb.EDIT, values)
        yield Draught(stored.id, stored.kind, Verb.EDIT, values, parents, reason, own)
