"""What a note led to: the tasks and decisions born of it, and how a new one begins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.stored_values import day_of
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import understood
from sync.records.decision import DecisionNature, DecisionState
from sync.records.fields import field_of
from sync.records.task import TaskState

MOST: Final = 50
_FIRST_DELAY: Final = timedelta(days=14)
_DONE: Final[Mapping[str, str]] = {
    "task": TaskState.DONE.value,
    "decision": DecisionState.DONE.value,
}
_TO_DO: Final[Mapping[str, str]] = {
    "task": TaskState.TO_DO.value,
    "decision": DecisionState.TO_DO.value,
}
_GIVEN_UP: Final = frozenset({TaskState.DROPPED.value, DecisionState.LAPSED.value})
_TITLES: Final[Mapping[str, str]] = {"task": "what", "decision": "title"}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A task or a decision that came out of a note."""

    id: str
    kind: str
    text: str
    due_on: date | None
    done: bool


def follow_ups(note: Record, reading: Reading) -> tuple[FollowUp, ...]:
    """Return what is linked to a note from either side, what is still to do first."""
    about = ListQuery("task", (Filter("about", "=", note.id),), limit=MOST)
    concerned = ListQuery("decision", (Filter("concerns", "=", note.id),), limit=MOST)
    found = _picked("task", reading.pick(about, _fields("task")))
    found += _picked("decision", reading.pick(concerned, _fields("decision")))
    known = {each.id for each in found}
    links = [
        link for link in getattr(understood(note), "decisions", ())[:MOST] if link not in known
    ]
    found += [each for link in links if (each := _linked(link, reading)) is not None]
    return tuple(sorted(found, key=lambda each: (each.done, each.due_on or date.max, each.text)))


def ticked(follow_up: FollowUp, today: date) -> Mapping[str, Any]:
    """Return what ticking or unticking changes in a task or a decision."""
    done = not follow_up.done
    changes: dict[str, Any] = {"state": (_DONE if done else _TO_DO)[follow_up.kind]}
    if follow_up.kind == "task":
        changes["done_on"] = today.isoformat() if done else None
    return changes


def kinds_begun(note_kind: str) -> tuple[str, ...]:
    """Return which follow-ups a note of a kind may have: those that can point back at it."""
    links = {"task": "about", "decision": "concerns"}
    return tuple(
        kind
        for kind, link in links.items()
        if note_kind in field_of(RECORD_TYPES[kind], link).about.target
    )


def begun(kind: str, note: Record, *, who: str, today: date) -> Mapping[str, Any]:
    """Return the values with which a task or a decision of a note begins.

    The first line of « Ce que l’on décide » becomes its title; the whole is the reason.
    """
    decided = str(getattr(note, "decided", None) or "").strip()
    first = decided.partition("\n")[0][: _longest(kind)]
    if kind == "task":
        due = (today + _FIRST_DELAY).isoformat()
        return _given(what=first, who=who, due_on=due, about=note.id)
    return _given(
        title=first,
        nature=DecisionNature.ORIENTATION.value,
        decided_on=today.isoformat(),
        reason=decided,
        concerns=[note.id],
        territory=getattr(note, "territory", None),
    )


def _fields(kind: str) -> tuple[str, ...]:
    return _TITLES[kind], "due_on", "state"


def _picked(kind: str, found: Iterable[Picked]) -> list[FollowUp]:
    return [
        FollowUp(each.id, kind, str(title or each.heading), day_of(due_on), state == _DONE[kind])
        for each in found
        for title, due_on, state in [each.values]
        if state not in _GIVEN_UP
    ]


def _linked(record_id: str, reading: Reading) -> FollowUp | None:
    try:
        record = reading.get(record_id)
    except NotFound:
        return None
    given_up = getattr(record, "state", None) in _GIVEN_UP
    if record.deleted_at is not None or record.kind not in _TITLES or given_up:
        return None
    title = str(getattr(record, _TITLES[record.kind]) or record.code)
    done = getattr(record, "state", None) == _DONE[record.kind]
    due = getattr(record, "due_on", None)
    return FollowUp(record.id, record.kind, title, due if isinstance(due, date) else None, done)


def _longest(kind: str) -> int:
    return field_of(RECORD_TYPES[kind], _TITLES[kind]).max_length or 0


def _given(**values: Any) -> Mapping[str, Any]:
    return {name: value for name, value in values.items() if value}
