"""The state of a record as a pure function of the set of its operations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from sync.operations.ancestry import Ancestry, places_in
from sync.operations.heads import Heads, Ids, heads_in
from sync.operations.items import merge_items
from sync.operations.operation import DELETED, EVERY, Operation, Value, Verb
from sync.operations.rules import Rule, Settlement
from sync.operations.sets import merge_sets
from sync.operations.text import merge_texts

_MERGERS = {Rule.TEXT: merge_texts, Rule.SET: merge_sets, Rule.ITEMS: merge_items}

_DEEPEST_BASE = 8
"""Beyond so many crossed merges, the latest common value is base enough."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one of the values to choose from, and the operations that gave it."""

    value: Value
    operations: Ids


@dataclass(frozen=True, slots=True)
class Difference:
    """Name a field on which a person must decide; the choices are by (clock, id).

    For ``"deleted"`` the choice True holds the deletions, and False the operations that keep the
    record visible because who deleted it had not seen them.
    """

    field: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Tell of an automatic merge that was more than additions put together.

    ``overlap`` when two sides changed the same place: both are kept, or the latest shows.
    """

    field: str
    rule: Rule
    operations: Ids
    overlap: bool = False


@dataclass(frozen=True, slots=True)
class Projection:
    """Hold what a record is: its values, its heads, and what the merge must tell its reader.

    ``missing`` names the parents that have not arrived, in whose absence a difference may be shown
    that is none.
    """

    values: Mapping[str, Value]
    heads: Heads
    deleted: bool
    differences: tuple[Difference, ...] = ()
    merged: tuple[Merged, ...] = ()
    missing: Ids = ()


def project(
    operations: Iterable[Operation],
    rules: Mapping[str, Rule],
    *,
    default: Rule = Rule.LATEST,
) -> Projection:
    """Return the state of one record, whatever the order and the repetitions of its operations.

    A field without a rule comes from a newer version and merges by ``default``: the latest value
    shows, since nobody can be asked about a field this version cannot show. Nothing is lost: the
    operations keep the others, and the newer version applies its own rule to the same set.
    Raises ValueError if the operations are of several records.
    """
    history = Ancestry(operations)
    values: dict[str, Value] = {}
    differences: list[Difference] = []
    merged: list[Merged] = []
    for field in history.fields():
        rule = rules.get(field, default)
        settled = _Field(history, field, rule).settle(history.everything)
        values[field] = settled.value
        if isinstance(settled, _Open):
            differences.append(Difference(field, settled.choices))
        elif settled.listed:
            heads = _ids(history, history.heads(field))
            merged.append(Merged(field, rule, heads, settled.overlap))
    deleted, contested = _deletion(history)
    return Projection(
        values=values,
        heads=heads_in(history),
        deleted=deleted,
        differences=(*differences, *contested),
        merged=tuple(merged),
        missing=history.missing,
    )


@dataclass(frozen=True, slots=True)
class _Open(Settlement):
    """A value shown while a person has not chosen."""

    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of one history, and its rule."""

    history: Ancestry
    field: str
    rule: Rule

    def settle(self, within: int, depth: int = 0) -> Settlement:
        """Make one value of the heads of the field among the operations ``within``."""
        heads = self.history.heads(self.field, within)
        # A head that was erased, or a creation that left the field out, says nothing.
        heads = tuple(place for place in heads if self.history.tells(place, self.field))
        if not heads:
            return Settlement(None)
        values = [self.history.value(place, self.field) for place in heads]
        choices = self._choices(heads)
        if len(choices) == 1:
            return Settlement(values[-1])
        if self.rule is Rule.LATEST:
            return Settlement(values[-1], listed=True)
        if self.rule is Rule.PERSON:
            return _Open(values[-1], choices=choices)
        settled = _MERGERS[self.rule](self._base(heads, depth), values)
        # A value of another shape than the rule expects was not made by this version: ask.
        return settled or _Open(values[-1], choices=choices)

    def _base(self, heads: Sequence[int], depth: int) -> Value:
        """Return what the authors of the heads had all seen.

        That is the latest common ancestor; where several are unseen by one another, it is their
        own merge, so that what was removed after a merge is not taken for an addition.
        """
        common = self.history.common(heads)
        if depth < _DEEPEST_BASE:
            return self.settle(common, depth + 1).value
        latest = [*places_in(common & self.history.touching(self.field))]
        return self.history.value(latest[-1], self.field) if latest else None

    def _choices(self, heads: Sequence[int]) -> tuple[Choice, ...]:
        groups: dict[bytes, list[int]] = {}
        for place in heads:
            value = self.history.value(place, self.field)
            groups.setdefault(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), []).append(place)
        return tuple(
            Choice(self.history.value(places[0], self.field), _ids(self.history, places))
            for places in groups.values()
        )


def _deletion(history: Ancestry) -> tuple[bool, tuple[Difference, ...]]:
    """Tell whether the record is hidden, and whether that has to be decided."""
    heads = history.heads(DELETED)
    deletions = [place for place in heads if history.operations[place].verb is Verb.DELETE]
    if not deletions:
        return False, ()
    restorations = [place for place in heads if place not in deletions]
    standing = _field_heads(history)
    unseen = [
        [*restorations, *(head for head in standing if not history.seen_by(deletion) >> head & 1)]
        for deletion in deletions
    ]
    if not all(unseen):
        return True, ()
    keeping = Choice(False, _ids(history, sorted({place for each in unseen for place in each})))
    return False, (Difference(DELETED, (Choice(True, _ids(history, deletions)), keeping)),)


def _field_heads(history: Ancestry) -> list[int]:
    fields = [*history.fields(), EVERY]
    return sorted({place for field in fields for place in history.heads(field)})


def _ids(history: Ancestry, places: Iterable[int]) -> Ids:
    return tuple(history.operations[place].id for place in places)
