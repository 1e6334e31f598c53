"""Roadmaps with ordinary-law services: what each side does, with what means, kept or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.services.reading import Reading
from desktop.services.steering.decisions import FollowedDecision, followed
from desktop.services.steering.linked import (
    LinkedTask,
    late,
    linked,
    of_type,
    tasks_about,
)
from desktop.services.stored_values import code_of, day_of, text_of
from desktop.store.query import Filter, ListQuery
from sync.records.commitment import (
    MONTHS_BETWEEN_REVIEWS,
    Commitment,
    CommitmentState,
    Means,
    MeansNature,
    RoadmapStep,
)
from sync.records.deadlines import months_after
from sync.records.partner import AllianceLevel, Partner

GOING_ON = (
    CommitmentState.TO_NEGOTIATE,
    CommitmentState.AGREED,
    CommitmentState.IN_PROGRESS,
    CommitmentState.PARTLY_KEPT,
)
"""What is kept in part is still to be kept, and reviewed."""


@dataclass(frozen=True, slots=True)
class Ally:
    """A partner of a roadmap, and how far the alliance with it has come."""

    id: str
    name: str
    level: AllianceLevel


@dataclass(frozen=True, slots=True)
class MeansLine:
    """One means that a partner brings; `amount` in cents."""

    nature: MeansNature
    partner: str
    quantity: float | None
    amount: int | None
    note: str


@dataclass(frozen=True, slots=True)
class MeansTotal:
    """What the means of one nature add up to; `amount` in cents."""

    nature: MeansNature
    count: int
    quantity: float
    amount: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a roadmap; `late` is a number of days, 0 when it is not."""

    text: str
    due_on: date | None
    done_on: date | None
    late: int


@dataclass(frozen=True, slots=True)
class Review:
    """A review that was noted: the day it was held, who noted it, the state it left."""

    held_on: date
    author: str
    state: str


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A roadmap whose review is due; `on` is None when it was never reviewed nor planned."""

    id: str
    title: str
    state: CommitmentState
    on: date | None


@dataclass(frozen=True, slots=True)
class Roadmap:
    """One commitment as its panel tells it."""

    commitment: Commitment
    late: int
    allies: tuple[Ally, ...]
    means: tuple[MeansLine, ...]
    totals: tuple[MeansTotal, ...]
    steps: tuple[Step, ...]
    reviews: tuple[Review, ...]
    tasks: tuple[LinkedTask, ...]
    decisions: tuple[FollowedDecision, ...]

    @property
    def amount(self) -> int:
        """Return what all the means are worth, in cents."""
        return sum(total.amount for total in self.totals)

    @property
    def going_on(self) -> bool:
        """Tell whether the roadmap is still to be kept, and reviewed."""
        return self.commitment.state in GOING_ON


def roadmap(reading: Reading, commitment_id: str, today: date) -> Roadmap:
    """Return a roadmap with its two sides; raises NotFound."""
    made = of_type(reading, commitment_id, Commitment)
    named = reading.headings([line.partner for line in made.means if line.partner])
    return Roadmap(
        made,
        late(made.due_on, today, ended=made.state not in GOING_ON),
        allies(reading, made.partners),
        tuple(_means(line, named) for line in made.means),
        totals(made.means),
        tuple(_step(step, today, ended=made.state not in GOING_ON) for step in made.steps),
        past_reviews(reading, commitment_id),
        tasks_about(reading, commitment_id, today),
        followed(reading, Filter("concerns", "=", commitment_id), today),
    )


def next_review(last: date | None, planned: date | None) -> date | None:
    """Return the day of the next review: the one planned, or three months after the last."""
    if planned is not None and (last is None or planned > last):
        return planned
    return None if last is None else months_after(last, MONTHS_BETWEEN_REVIEWS)


def review_noted(today: date, state: CommitmentState | None = None) -> Mapping[str, Any]:
    """Return the edit that notes a review held today, and the state it leaves if that changed."""
    after = months_after(today, MONTHS_BETWEEN_REVIEWS)
    noted: dict[str, Any] = {"last_review_on": today, "next_review_on": after}
    return noted if state is None else {**noted, "state": state}


def reviews_due(reading: Reading, by: date) -> tuple[ReviewDue, ...]:
    """Return the roadmaps in progress whose review is due on a day, the oldest first."""
    open_ones = Filter("state", "in", tuple(state.value for state in GOING_ON))
    fields = ("title", "state", "last_review_on", "next_review_on")
    due = []
    for picked in reading.pick(ListQuery("commitment", (open_ones,)), fields):
        title, state, last, planned = picked.values
        on = next_review(day_of(last), day_of(planned))
        if on is None or on <= by:
            due.append(
                ReviewDue(
                    picked.id,
                    text_of(title),
                    code_of(CommitmentState, state, CommitmentState.TO_NEGOTIATE),
                    on,
                )
            )
    return tuple(sorted(due, key=lambda review: review.on or date.min))


def past_reviews(reading: Reading, commitment_id: str) -> tuple[Review, ...]:
    """Return the reviews that the history of a roadmap tells, the latest first."""
    found: list[Review] = []
    state = ""
    for change in reading.history(commitment_id):
        fields = {field.name: field for field in change.fields}
        state = text_of(fields["state"].after) if "state" in fields else state
        review = fields.get("last_review_on")
        if review is None:
            continue
        held_on, before = day_of(review.after), day_of(review.before)
        if change.reason == "undo" and found and found[-1].held_on == before:
            found.pop()
        elif held_on is not None:
            found.append(Review(held_on, change.author, state))
    return tuple(reversed(found))


def allies(reading: Reading, partners: Sequence[str]) -> tuple[Ally, ...]:
    """Return partners with the level of their alliance, in the order given."""
    return tuple(
        Ally(each.id, each.heading, of_type(reading, each.id, Partner).alliance_level)
        for each in linked(reading, partners)
        if each.kind == Partner.kind
    )


def totals(means: Sequence[Means]) -> tuple[MeansTotal, ...]:
    """Return what means add up to, by nature, in the order of the list of natures."""
    by_nature = {nature: [m for m in means if m.nature is nature] for nature in MeansNature}
    return tuple(
        MeansTotal(
            nature,
            len(lines),
            sum(line.quantity or 0 for line in lines),
            sum(line.amount or 0 for line in lines),
        )
        for nature, lines in by_nature.items()
        if lines
    )


def _means(line: Means, named: Mapping[str, str]) -> MeansLine:
    partner = named.get(line.partner or "", "")
    return MeansLine(line.nature, partner, line.quantity, line.amount, line.note or "")


def _step(step: RoadmapStep, today: date, *, ended: bool) -> Step:
    over = late(step.due_on, today, ended=ended or step.done_on is not None)
    return Step(step.step, step.due_on, step.done_on, over)
