"""What becomes of one observation: who should act, since when it waits, what it is tied to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.services.observing.recurrences import (
    WINDOW,
    Seen,
    place_key,
    seen_in,
    seen_of,
    theme_labels,
)
from desktop.services.reading import Reading
from desktop.services.steering.linked import one_linked
from desktop.store.query import Filter, ListQuery
from sync.records import RECORD_TYPES
from sync.records.observation import FollowUp, Observation

_MOST_NEAR: Final = 50
_TIED: Final = (
    ("idea", "born_of"),
    ("task", "about"),
    ("meeting", "field_material"),
    ("attachment", "about"),
)
_BEFORE_FORWARDED: Final = frozenset({FollowUp.TO_FORWARD.value, ""})


class Awaited(StrEnum):
    """What the observation waits for."""

    FORWARDING = "forwarding"
    ANSWER = "answer"
    RETURN = "return"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Tied:
    """A record that comes from the observation, or speaks of it."""

    id: str
    kind: str
    code: str
    heading: str

    @property
    def label(self) -> str:
        """Return what kind of record it is, in French."""
        return RECORD_TYPES[self.kind].label


@dataclass(frozen=True, slots=True)
class Following:
    """One observation and its answer."""

    seen: Seen
    theme: str
    responsible: str
    nearby: tuple[Seen, ...]
    tied: tuple[Tied, ...]

    @property
    def awaited(self) -> Awaited:
        """Return the next step that somebody waits for."""
        if self.seen.closed:
            return Awaited.RETURN if self.seen.awaits_return else Awaited.NOTHING
        if self.seen.follow_up in _BEFORE_FORWARDED:
            return Awaited.FORWARDING
        return Awaited.ANSWER

    @property
    def waiting_since(self) -> date:
        """Return the day of the last step: what is awaited waits since then."""
        days = (self.seen.on, self.seen.forwarded_on, self.seen.closed_on)
        return max(day for day in days if day is not None)

    def waited(self, today: date) -> int:
        """Return for how many days the next step is awaited."""
        return max(0, (today - self.waiting_since).days)


def following(reading: Reading, record_id: str) -> Following:
    """Return an observation, the same facts nearby, and what is tied to it; raises NotFound."""
    seen = seen_of(reading, record_id)
    names = reading.headings([seen.responsible]) if seen.responsible else {}
    return Following(
        seen,
        theme_labels(reading).get(seen.theme, seen.theme),
        names.get(seen.responsible, ""),
        nearby(reading, seen),
        tuple(_tied(reading, record_id)),
    )


def nearby(reading: Reading, mine: Seen) -> tuple[Seen, ...]:
    """Return the other observations of the same fact: brought together, or within 90 days."""
    linked = seen_in(reading, Filter("same_as", "in", (mine.id, *filter(None, (mine.same_as,)))))
    told = one_linked(reading, mine.same_as)
    first = (seen_of(reading, told.id),) if told and told.kind == Observation.kind else ()
    together = {one.id: one for one in (*first, *linked)}
    alike = {one.id: one for one in _alike(reading, mine)}
    found = [one for one in {**alike, **together}.values() if one.id != mine.id]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True)[:_MOST_NEAR])


def forwarded(seen: Seen, today: date) -> dict[str, object]:
    """Return what to write when the observation is handed over to who should act."""
    step = FollowUp.FORWARDED.value if seen.follow_up in _BEFORE_FORWARDED else seen.follow_up
    return {"follow_up": step, "forwarded_on": today.isoformat()}


def solved(today: date) -> dict[str, object]:
    """Return what to write when the fact is no more."""
    return {"follow_up": FollowUp.SOLVED.value, "closed_on": today.isoformat()}


def returned(today: date) -> dict[str, object]:
    """Return what to write when the residents were answered."""
    return {"returned_on": today.isoformat()}


def _alike(reading: Reading, mine: Seen) -> Iterable[Seen]:
    key = place_key(mine.place)
    if not key:
        return
    if not date.min + WINDOW <= mine.on <= date.max - WINDOW:
        return
    since, until = (mine.on - WINDOW).isoformat(), (mine.on + WINDOW).isoformat()
    conditions = (
        Filter("territory", "=", mine.territory or None),
        Filter("theme", "=", mine.theme),
        Filter("observed_on", ">=", since),
        Filter("observed_on", "<=", until),
    )
    yield from (one for one in seen_in(reading, *conditions) if place_key(one.place) == key)


def _tied(reading: Reading, record_id: str) -> Iterable[Tied]:
    for kind, field in _TIED:
        query = ListQuery(kind, (Filter(field, "=", record_id),), limit=20)
        for picked in reading.pick(query, ()):
            yield Tied(picked.id, kind, picked.code, picked.heading)
