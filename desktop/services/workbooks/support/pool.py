"""The ideas that lived during the period, and the days on which they went from stage to stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from desktop.services.ideas.path import days_to_support
from desktop.services.ideas.stages import PATH
from desktop.services.workbooks.sources import Sources
from sync.records.idea import GOING_ON, Idea
from sync.records.idea_items import IdeaOrigin, IdeaStage

FROM_RESIDENTS: Final = frozenset(
    {IdeaOrigin.RESIDENT, IdeaOrigin.GROUP, IdeaOrigin.CITIZENS_COUNCIL, IdeaOrigin.YOUTH}
)


class Pool:
    """Ideas heard in the period, or that reached a stage in it; the others are of other years."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    @cached_property
    def ideas(self) -> tuple[Idea, ...]:
        """Return the ideas of the period, the first heard first."""
        known = (i for i in self._sources.anywhen(Idea) if any(map(self._holds, days_of(i))))
        return tuple(sorted(known, key=lambda idea: (heard_on(idea) or date.max, idea.id)))

    @cached_property
    def undated(self) -> tuple[Idea, ...]:
        """Return the ideas that no day puts in any period."""
        return tuple(i for i in self._sources.anywhen(Idea) if not any(days_of(i)))

    @cached_property
    def heard(self) -> tuple[Idea, ...]:
        """Return the ideas heard during the period."""
        return tuple(idea for idea in self.ideas if self._holds(heard_on(idea)))

    @cached_property
    def supported(self) -> tuple[Idea, ...]:
        """Return the ideas whose support began during the period, whenever they were heard."""
        return tuple(idea for idea in self.ideas if self._holds(supported_on(idea)))

    def _holds(self, day: date | None) -> bool:
        return self._sources.scope.period.holds(day)


def days_of(idea: Idea) -> Iterator[date | None]:
    """Yield the day an idea was heard and those of its stages."""
    yield heard_on(idea)
    yield from (step.on for step in idea.stage_history)


def reached_on(idea: Idea, stage: IdeaStage) -> date | None:
    """Return the first day on which an idea is said to have reached a stage."""
    return next((step.on for step in idea.stage_history if step.stage is stage and step.on), None)


def heard_on(idea: Idea) -> date | None:
    """Return the day an idea was heard."""
    return idea.heard_on or reached_on(idea, IdeaStage.HEARD)


def supported_on(idea: Idea) -> date | None:
    """Return the day from which an idea is supported."""
    return reached_on(idea, IdeaStage.SUPPORTED)


def furthest(idea: Idea) -> int:
    """Return the place on the path of the furthest stage that an idea reached; 0 is heard."""
    stages = (idea.stage, *(step.stage for step in idea.stage_history))
    return max((PATH.index(stage) for stage in stages if stage in PATH), default=0)


def is_from_residents(idea: Idea) -> bool:
    """Tell whether residents, a group, young people or a citizens' council said it first."""
    return idea.origin_of_idea in FROM_RESIDENTS


def is_going_on(idea: Idea) -> bool:
    """Tell whether an idea still has a next step: not done, nor redirected, nor dropped."""
    return str(idea.stage) in GOING_ON.values


@dataclass(frozen=True, slots=True)
class Delays:
    """How many days went from the first word to the support."""

    days: tuple[int, ...]

    @classmethod
    def of(cls, ideas: "tuple[Idea, ...]") -> "Delays":
        """Return the delays of the ideas that have both days, in their order."""
        known = (days_to_support(idea) for idea in ideas)
        return cls(tuple(days for days in known if days is not None))
