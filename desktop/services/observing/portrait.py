"""The portrait of a territory: its resources first, what is observed, who acts, what is born."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.services.observing.follow_up import Tied
from desktop.services.observing.recurrences import Seen, seen_in, theme_labels
from desktop.services.observing.territory_map import nature_counts
from desktop.services.reading import Reading
from desktop.store.query import Filter, ListQuery
from sync.records.observation import ObservationNature

_LATEST: Final = 8
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Some:
    """The first records of a list, and how many there are in all."""

    shown: tuple[Tied, ...]
    count: int

    @property
    def left_over(self) -> int:
        """Return how many are not shown."""
        return self.count - len(self.shown)


@dataclass(frozen=True, slots=True)
class Portrait:
    """A territory since a day; counts by nature come in the order of the declaration."""

    resources: tuple[Seen, ...]
    latest: tuple[Seen, ...]
    by_nature: tuple[int, ...]
    by_theme: tuple[tuple[str, int], ...]
    organisations: Some
    ideas: Some


def portrait(reading: Reading, territory: str, since: date) -> Portrait:
    """Return what the notebook knows of a territory; figures count from `since` on."""
    here = Filter("territory", "=", territory)
    good = Filter("nature", "=", ObservationNature.RESOURCE.value)
    counted = Filter("observed_on", ">=", since.isoformat())
    return Portrait(
        seen_in(reading, here, good, limit=_LATEST),
        seen_in(reading, here, limit=_LATEST),
        nature_counts(seen_in(reading, here, counted)),
        _themes(reading, ListQuery("observation", (here, counted))),
        _organisations(reading, territory, since.year),
        _some(reading, ListQuery("idea", (here,), limit=_MOST)),
    )


def _themes(reading: Reading, query: ListQuery) -> tuple[tuple[str, int], ...]:
    labels = theme_labels(reading)
    counts = reading.tally(query, "theme")
    named = ((labels.get(str(code), str(code)), count) for code, count in counts.items() if code)
    return tuple(sorted(named, key=lambda one: (-one[1], one[0])))


def _organisations(reading: Reading, territory: str, year: int) -> Some:
    """Return those who say that they act here, and those who carry an action here this year."""
    declared = ListQuery("organisation", (Filter("intervention_territories", "=", territory),))
    acting = {one.id: one.heading for one in reading.pick(declared, ())}
    carriers = set(_carriers(reading, territory, year)) - acting.keys()
    acting |= reading.headings(carriers)
    ordered = sorted(acting.items(), key=lambda one: one[1].casefold())
    shown = tuple(Tied(key, "organisation", "", name) for key, name in ordered[:_MOST])
    return Some(shown, len(acting))


def _carriers(reading: Reading, territory: str, year: int) -> Iterable[str]:
    of_this_year = Filter("year", ">=", year)
    for field in ("territory", "neighbourhoods"):
        actions = ListQuery("action", (Filter(field, "=", territory), of_this_year))
        tallied = reading.tally(actions, "organisation")
        yield from (str(organisation) for organisation in tallied if organisation)


def _some(reading: Reading, query: ListQuery) -> Some:
    picked = reading.pick(query, ())
    count = sum(reading.tally(ListQuery(query.kind, query.filters), "territory").values())
    shown = tuple(Tied(one.id, query.kind, one.code, one.heading) for one in picked)
    return Some(shown, count)
