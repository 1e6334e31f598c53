"""What observations say together: facts that come back, and what goes well, and where.

A recurrence is the same theme, place and neighbourhood seen at least twice within 90 days
(domain reference, 6.5); two observations that somebody brought together count as one place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop.services.reading import Reading
from desktop.services.stored_values import day_of, whole_of
from desktop.store.folding import folded
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.operations.operation import Value
from sync.records.coding import to_json
from sync.records.fields import field_of
from sync.records.observation import FollowUp, Observation, ObservationNature

WINDOW: Final = timedelta(days=90)
LEAST: Final = 2
FIELDS: Final = (
    "observed_on",
    "nature",
    "theme",
    "place",
    "known_place",
    "territory",
    "follow_up",
    "told_by_count",
    "collection",
    "responsible",
    "forwarded_on",
    "closed_on",
    "returned_on",
    "same_as",
)
CLOSED: Final = frozenset({FollowUp.SOLVED.value, FollowUp.EXPLAINED.value})
_KNOWN_PLACE: Final = field_of(Observation, "known_place")
_ARTICLE = re.compile(r"^(?:(?:au|aux|du|des|de la|de l|le|la|les|un|une|l) )+")


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation, as what is counted needs it; codes and ids are left as they are."""

    id: str
    code: str
    heading: str
    on: date
    nature: str
    theme: str
    place: str
    known_place: str
    territory: str
    follow_up: str
    told_by: int
    collection: str
    responsible: str
    forwarded_on: date | None
    closed_on: date | None
    returned_on: date | None
    same_as: str

    @property
    def closed(self) -> bool:
        """Tell whether an answer is known."""
        return self.follow_up in CLOSED

    @property
    def awaits_return(self) -> bool:
        """Tell whether the answer is known but was not told yet to those who spoke."""
        return self.closed and self.returned_on is None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The same fact, the latest observation first."""

    seen: tuple[Seen, ...]
    place: str

    @property
    def theme(self) -> str:
        """Return the code of the theme."""
        return self.seen[0].theme

    @property
    def territory(self) -> str:
        """Return the id of the neighbourhood; empty when it was not said."""
        return self.seen[0].territory

    @property
    def first(self) -> date:
        """Return the day of the first observation."""
        return self.seen[-1].on

    @property
    def last(self) -> date:
        """Return the day of the latest observation."""
        return self.seen[0].on

    @property
    def people(self) -> int:
        """Return how many people said it, all observations together."""
        return sum(one.told_by for one in self.seen)

    @property
    def collections(self) -> tuple[str, ...]:
        """Return how it was collected, the most frequent first."""
        return _frequent(one.collection for one in self.seen)

    @property
    def responsible(self) -> tuple[str, ...]:
        """Return the ids of those who should act, the most often named first."""
        return _frequent(one.responsible for one in self.seen)

    @property
    def follow_ups(self) -> tuple[tuple[str, int], ...]:
        """Return how many observations are at each step, the least advanced first."""
        counts = Counter(one.follow_up for one in self.seen)
        return tuple((step.value, counts[step.value]) for step in FollowUp if counts[step.value])

    @property
    def returned_on(self) -> date | None:
        """Return the last day on which residents were answered."""
        return max((one.returned_on for one in self.seen if one.returned_on), default=None)


@dataclass(frozen=True, slots=True)
class Recurring:
    """What comes back, what goes well, and the words for their codes and links."""

    recurrences: tuple[Recurrence, ...]
    resources: tuple[Recurrence, ...]
    names: Mapping[str, str]

    def named(self, key: str) -> str:
        """Return the heading of a record or the label of a theme or place; empty when unknown."""
        return self.names.get(key, "")


def seen_in(reading: Reading, *filters: Filter, limit: int | None = None) -> tuple[Seen, ...]:
    """Return the observations that answer to every condition, the latest first."""
    picked = reading.pick(ListQuery("observation", filters, limit=limit), FIELDS)
    return tuple(
        _seen(one, reading.label_of(_KNOWN_PLACE, str(one.values[4])) if one.values[4] else "")
        for one in picked
    )


def seen_of(reading: Reading, record_id: str) -> Seen:
    """Return one observation; raises NotFound."""
    record = reading.get(record_id)
    values = to_json(record)
    cells = tuple(values.get(name) for name in FIELDS)
    place = reading.label_of(_KNOWN_PLACE, str(values.get("known_place") or ""))
    return _seen(Picked(record.id, record.code, record.heading(), cells), place)


def recurrences_in(seen: Iterable[Seen]) -> tuple[Recurrence, ...]:
    """Return the facts that came back within 90 days, those told by most people first."""
    faults = (one for one in seen if one.nature != ObservationNature.RESOURCE)
    found = (_recurrence(_closest(group)) for group in _grouped(faults))
    kept = (one for one in found if len(one.seen) >= LEAST)
    return tuple(sorted(kept, key=lambda one: (-len(one.seen), -one.people, one.place)))


def resources_in(seen: Iterable[Seen]) -> tuple[Recurrence, ...]:
    """Return what goes well and where, what was seen most often first."""
    good = (one for one in seen if one.nature == ObservationNature.RESOURCE)
    found = (_recurrence(group) for group in _grouped(good))
    return tuple(sorted(found, key=lambda one: (-len(one.seen), -one.last.toordinal(), one.place)))


def recurring(reading: Reading, since: date | None = None) -> Recurring:
    """Return what comes back and what goes well among the observations since a day."""
    filters = (Filter("observed_on", ">=", since.isoformat()),) if since else ()
    seen = seen_in(reading, *filters)
    found, good = recurrences_in(seen), resources_in(seen)
    links = {key for one in (*found, *good) for key in (one.territory, *one.responsible) if key}
    return Recurring(found, good, {**reading.headings(links), **theme_labels(reading)})


def theme_labels(reading: Reading) -> Mapping[str, str]:
    """Return the label of each theme by its code."""
    return {entry.code: entry.label for entry in reading.entries("observation_theme")}


def place_key(text: str) -> str:
    """Return a place as it is compared: « Le parking » and « parking » are one."""
    plain = " ".join("".join(c if c.isalnum() else " " for c in folded(text)).split())
    return _ARTICLE.sub("", plain)


def _grouped(seen: Iterable[Seen]) -> Iterable[list[Seen]]:
    """Yield the observations of one theme and place, those brought together included."""
    known = {one.id: one for one in seen}
    groups: dict[object, list[Seen]] = defaultdict(list)
    for one in known.values():
        told = _root(one, known)
        key = place_key(told.place)
        # A fact without a place is near nothing, unless somebody said that it is the same.
        groups[(told.theme, told.territory, key) if key else told.id].append(one)
    return groups.values()


def _root(one: Seen, known: Mapping[str, Seen]) -> Seen:
    passed = {one.id}
    while one.same_as in known and one.same_as not in passed:
        one = known[one.same_as]
        passed.add(one.id)
    return one


def _closest(group: Sequence[Seen]) -> Sequence[Seen]:
    """Return the most observations of a group that fit in 90 days, the latest of equals."""
    best: Sequence[Seen] = ()
    latest_first = sorted(group, key=lambda one: one.on, reverse=True)
    end = 0
    for start, one in enumerate(latest_first):
        while end < len(latest_first) and one.on - latest_first[end].on <= WINDOW:
            end += 1
        if end - start > len(best):
            best = latest_first[start:end]
    return best


def _recurrence(group: Sequence[Seen]) -> Recurrence:
    latest_first = tuple(sorted(group, key=lambda one: one.on, reverse=True))
    return Recurrence(latest_first, next((one.place for one in latest_first if one.place), ""))


def _frequent(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value, _ in Counter(filter(None, values)).most_common())


def _seen(picked: Picked, known_place: str) -> Seen:
    on, nature, theme, place, listed, territory, follow_up, *rest = picked.values
    told_by, collection, responsible, forwarded, closed, returned, same = rest
    return Seen(
        picked.id,
        picked.code,
        picked.heading,
        day_of(on) or date.min,
        _text(nature),
        _text(theme),
        known_place or _text(place),
        _text(listed),
        _text(territory),
        _text(follow_up),
        1 if (people := whole_of(told_by)) is None else people,
        _text(collection),
        _text(responsible),
        day_of(forwarded),
        day_of(closed),
        day_of(returned),
        _text(same),
    )


def _text(value: Value) -> str:
    return "" if value is None else str(value)
