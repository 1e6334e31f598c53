"""The observations of a workbook: all those that count, and those that may be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from desktop.services.observing.recurrences import CLOSED, Seen, seen_in
from desktop.services.workbooks import figures
from desktop.services.workbooks.sources import Sources
from desktop.store.query import Filter
from sync.records.observation import FollowUp, Observation, ObservationNature

UNDER_WAY: Final = frozenset({FollowUp.FORWARDED.value, FollowUp.IN_PROGRESS.value})
"""The steps at which somebody has the fact in hand and has not answered yet."""


@dataclass(frozen=True)
class Watch:
    """The observations of the period: `records` and `seen` are the same facts, by day."""

    sources: Sources
    records: tuple[Observation, ...]
    seen: tuple[Seen, ...]

    @cached_property
    def told(self) -> Mapping[str, Observation]:
        """Return by id the observations that may have a row of their own."""
        return {each.id: each for each in self.records if self.sources.tellable(each)}

    @cached_property
    def asking(self) -> tuple[Seen, ...]:
        """Return what calls for an answer: everything but what goes well."""
        return tuple(each for each in self.seen if each.nature != ObservationNature.RESOURCE)

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """Return the label of each theme, in the order of the list; then those met beside it."""
        entries = self.sources.reading.entries("observation_theme")
        listed = {each.code: each.label for each in entries if each.active}
        met = sorted({each.theme for each in self.seen} - listed.keys())
        return {
            **listed,
            **{code: self.sources.label(Observation, "theme", code) for code in met},
        }


def watch(sources: Sources) -> Watch:
    """Read the observations of the scope."""
    records = {each.id: each for each in sources.of(Observation)}
    period = sources.scope.period
    found = seen_in(
        sources.reading,
        Filter("observed_on", ">=", period.first.isoformat()),
        Filter("observed_on", "<=", period.last.isoformat()),
    )
    seen = sorted((one for one in found if one.id in records), key=lambda one: (one.on, one.code))
    return Watch(sources, tuple(records[one.id] for one in seen), tuple(seen))


def answered_in(one: Seen) -> int | None:
    """Return the days from the transmission, else the observation, to the answer."""
    if not one.closed or one.closed_on is None:
        return None
    return max(0, (one.closed_on - (one.forwarded_on or one.on)).days)


def waiting(one: Seen, today: date) -> int | None:
    """Return for how many days what was transmitted has had no answer."""
    if one.follow_up not in UNDER_WAY:
        return None
    return max(0, (today - (one.forwarded_on or one.on)).days)


def middle(days: Iterable[int | None]) -> float | None:
    """Return the median of the known delays, None when there is none."""
    return figures.middle([each for each in days if each is not None])


def is_at(one: Seen, *steps: FollowUp) -> bool:
    """Tell whether an observation is at one of the steps of its answer."""
    return one.follow_up in steps


def answers(seen: Iterable[Seen]) -> int:
    """Return how many observations have a known answer."""
    return sum(one.follow_up in CLOSED for one in seen)
