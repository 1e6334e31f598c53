"""Decisions of the instances: where each stands, what it set going, how its state changed."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.services.reading import Reading
from desktop.services.steering.linked import (
    MOST,
    Linked,
    LinkedTask,
    late,
    linked,
    of_type,
    one_linked,
    tasks_about,
)
from desktop.services.stored_values import code_of, day_of, text_of
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.decision import Decision, DecisionState

OPEN = (DecisionState.TO_DO, DecisionState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class FollowedDecision:
    """One decision in a list; `late` is a number of days, 0 when it is not."""

    id: str
    title: str
    state: DecisionState
    owner: str
    due_on: date | None
    late: int


@dataclass(frozen=True, slots=True)
class StateChange:
    """A state, from when, and set by whom."""

    at: datetime
    author: str
    state: str


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """What followed from one decision."""

    decision: Decision
    late: int
    meeting: Linked | None
    tasks: tuple[LinkedTask, ...]
    concerns: tuple[Linked, ...]
    past: tuple[StateChange, ...]

    @property
    def open(self) -> bool:
        """Tell whether something remains to be done."""
        return self.decision.state in OPEN


def decision_told(reading: Reading, decision_id: str, today: date) -> DecisionTold:
    """Return what followed from a decision; raises NotFound."""
    decision = of_type(reading, decision_id, Decision)
    return DecisionTold(
        decision,
        late(decision.due_on, today, ended=decision.state not in OPEN),
        one_linked(reading, decision.meeting),
        tasks_about(reading, decision_id, today),
        linked(reading, decision.concerns),
        past_states(reading, decision_id),
    )


def followed(reading: Reading, conditions: Filter, today: date) -> tuple[FollowedDecision, ...]:
    """Return the decisions of a condition, the open ones first, then by day."""
    query = ListQuery("decision", (conditions,), limit=MOST)
    fields = ("title", "state", "owner", "due_on")
    found = [_followed(picked, today) for picked in reading.pick(query, fields)]
    return tuple(sorted(found, key=lambda d: (d.state not in OPEN, d.due_on or date.max)))


def past_states(reading: Reading, record_id: str) -> tuple[StateChange, ...]:
    """Return each state that a record was given, the first first; codes, not labels."""
    return tuple(
        StateChange(change.at, change.author, text_of(field.after))
        for change in reading.history(record_id)
        for field in change.fields
        if field.name == "state" and field.after
    )


def _followed(picked: Picked, today: date) -> FollowedDecision:
    title, code, owner, due = picked.values
    due_on, state = day_of(due), code_of(DecisionState, code, DecisionState.TO_DO)
    over = late(due_on, today, ended=state not in OPEN)
    return FollowedDecision(picked.id, text_of(title), state, text_of(owner), due_on, over)
