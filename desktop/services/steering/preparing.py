"""Prepare a session: what has waited since the last one, and what the field has to say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.services.reading import Reading
from desktop.services.steering.commitments import ReviewDue, reviews_due
from desktop.services.steering.decisions import OPEN, FollowedDecision, followed
from desktop.services.steering.linked import MOST, Linked, of_type
from desktop.services.stored_values import day_of, text_of
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.coding import to_json
from sync.records.evaluation_base import EvaluationForm
from sync.records.meeting import Meeting
from sync.records.observation import FollowUp

_TO_FORWARD = Filter("follow_up", "=", FollowUp.TO_FORWARD.value)
_STORY = Filter("form", "=", EvaluationForm.STORY.value)
_OFFERED = 12
_DAYS_WITHOUT_A_MEETING = 365


@dataclass(frozen=True, slots=True)
class Material:
    """An observation or a story that no instance has seen yet."""

    id: str
    kind: str
    heading: str
    on: date | None
    here: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a session could take up; `more` counts the field material that is not listed.

    It counts no further than what was read: then `at_least` is true.
    """

    last: Linked | None
    last_on: date | None
    decisions: tuple[FollowedDecision, ...]
    reviews: tuple[ReviewDue, ...]
    material: tuple[Material, ...]
    more: int
    at_least: bool

    @property
    def nothing(self) -> bool:
        """Tell whether nothing waits."""
        return not (self.decisions or self.reviews or self.material)


def waiting(reading: Reading, meeting_id: str, today: date) -> Waiting:
    """Return what waits for a session since the last one of its type; raises NotFound."""
    meeting = of_type(reading, meeting_id, Meeting)
    held_on = meeting.held_on or today
    before = _before(reading, meeting, held_on)
    last = before[0] if before else None
    material, at_least = _material(
        reading, meeting, (day_of(last.values[0]) if last else None, held_on)
    )
    return Waiting(
        Linked(last.id, "meeting", last.heading) if last else None,
        day_of(last.values[0]) if last else None,
        _undone(reading, [earlier.id for earlier in before], today),
        reviews_due(reading, held_on),
        material[:_OFFERED],
        max(len(material) - _OFFERED, 0),
        at_least,
    )


def with_material(
    reading: Reading, meeting_id: str, ids: Iterable[str]
) -> Mapping[str, tuple[str, ...]]:
    """Return the edit that adds field material to what a session has, each record once."""
    kept = to_json(reading.get(meeting_id)).get("field_material")
    present = map(str, kept) if isinstance(kept, list) else ()
    return {"field_material": tuple(dict.fromkeys((*present, *ids)))}


def _before(reading: Reading, meeting: Meeting, held_on: date) -> tuple[Picked, ...]:
    """Return the earlier sessions of the same type, the latest first."""
    conditions = (
        Filter("meeting_type", "=", meeting.meeting_type),
        Filter("held_on", "<", held_on.isoformat()),
    )
    query = ListQuery("meeting", conditions, "held_on", descending=True, limit=MOST)
    return reading.pick(query, ("held_on",))


def _undone(reading: Reading, meetings: list[str], today: date) -> tuple[FollowedDecision, ...]:
    if not meetings:
        return ()
    found = followed(reading, Filter("meeting", "in", tuple(meetings)), today)
    return tuple(decision for decision in found if decision.state in OPEN)


def _material(
    reading: Reading, meeting: Meeting, days: tuple[date | None, date]
) -> tuple[tuple[Material, ...], bool]:
    """Return what no session has seen, its own territory first, and whether there is more."""
    since, until = days
    start = since or date.fromordinal(max(1, until.toordinal() - _DAYS_WITHOUT_A_MEETING))
    seen = _presented(reading)
    asked = (("observation", "observed_on", _TO_FORWARD), ("evaluation", "evaluated_on", _STORY))
    rows = {
        kind: reading.pick(_between(kind, on, kept, (start, until)), (on, "territory"))
        for kind, on, kept in asked
    }
    found = [
        _heard(picked, kind, meeting.territory)
        for kind, picks in rows.items()
        for picked in picks
        if picked.id not in seen
    ]
    found.sort(key=lambda m: (not m.here, -(m.on or date.min).toordinal()))
    return tuple(found), any(len(picks) == MOST for picks in rows.values())


def _heard(picked: Picked, kind: str, territory: str | None) -> Material:
    here = territory is None or text_of(picked.values[1]) == territory
    return Material(picked.id, kind, picked.heading, day_of(picked.values[0]), here)


def _between(kind: str, on: str, kept: Filter, days: tuple[date, date]) -> ListQuery:
    first, last = days
    conditions = (kept, Filter(on, ">=", first.isoformat()), Filter(on, "<=", last.isoformat()))
    return ListQuery(kind, conditions, on, descending=True, limit=MOST)


def _presented(reading: Reading) -> frozenset[str]:
    """Return the ids of all the field material that sessions have seen."""
    query = ListQuery("meeting", (Filter("field_material", "filled"),))
    rows = reading.pick(query, ("field_material",))
    return frozenset(
        str(each) for row in rows if isinstance(row.values[0], list) for each in row.values[0]
    )
