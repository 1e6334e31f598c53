"""An alliance with an ordinary-law partner: how far it has come, and what it has yielded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.services.reading import Reading
from desktop.services.steering.linked import (
    MOST,
    Linked,
    of_type,
    one_linked,
    pointing,
)
from desktop.services.stored_values import code_of, day_of, lines_of, text_of
from desktop.store.query import Filter, ListQuery
from sync.records.coding import to_json
from sync.records.commitment import CommitmentState
from sync.records.partner import AllianceLevel, AllianceStep, Partner


@dataclass(frozen=True, slots=True)
class LevelReached:
    """A level of alliance on a day, and what played."""

    on: date
    level: AllianceLevel
    note: str


@dataclass(frozen=True, slots=True)
class SharedRoadmap:
    """A roadmap with the partner."""

    id: str
    title: str
    state: CommitmentState
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Alliance:
    """One partner as its panel tells it."""

    partner: Partner
    levels: tuple[LevelReached, ...]
    roadmaps: tuple[SharedRoadmap, ...]
    meetings: tuple[Linked, ...]
    contacts: tuple[Linked, ...]
    referent: Linked | None
    dispositifs: tuple[str, ...]

    def count(self, state: CommitmentState) -> int:
        """Return how many roadmaps are in a state."""
        return sum(1 for shared in self.roadmaps if shared.state is state)

    @property
    def since(self) -> date | None:
        """Return the day from which the present level is known."""
        present = self.partner.alliance_level
        return self.levels[-1].on if self.levels and self.levels[-1].level is present else None


def alliance(reading: Reading, partner_id: str) -> Alliance:
    """Return what is known of an alliance; raises NotFound."""
    partner = of_type(reading, partner_id, Partner)
    names = {entry.code: entry.label for entry in reading.entries("dispositif")}
    return Alliance(
        partner,
        levels_over_time(partner),
        _roadmaps(reading, partner_id),
        meetings_attended(reading, partner_id),
        pointing(reading, "contact", "partner", partner_id),
        one_linked(reading, partner.referent),
        tuple(names.get(code, code) for code in partner.dispositifs),
    )


def levels_over_time(partner: Partner) -> tuple[LevelReached, ...]:
    """Return the dated levels of an alliance, in the order of time."""
    dated = [
        LevelReached(step.on, step.level, step.note or "")
        for step in partner.alliance_history
        if step.on is not None
    ]
    return tuple(sorted(dated, key=lambda reached: reached.on))


def level_noted(
    reading: Reading, partner_id: str, level: AllianceLevel, on: date, note: str = ""
) -> Mapping[str, Any]:
    """Return the edit that notes a level reached on a day, after all that the history holds.

    The present level is that of the latest day: what is noted late about the past completes the
    history and changes nothing else. On one same day, what is noted last is right.
    """
    before = to_json(reading.get(partner_id)).get("alliance_history")
    kept = before if isinstance(before, list) else []
    step = AllianceStep(level=level, on=on, note=note.strip() or None)
    later = [line for line in lines_of(kept) if (day_of(line.get("on")) or date.min) > on]
    latest = max(later, key=lambda line: str(line["on"]), default={})
    return {
        "alliance_history": [*kept, step.model_dump(mode="json", exclude_none=True)],
        "alliance_level": latest.get("level", level.value),
    }


def meetings_attended(reading: Reading, body_id: str) -> tuple[Linked, ...]:
    """Return the sessions where a body was present, the latest first."""
    attended = Filter("attendance", "contains", body_id)
    query = ListQuery("meeting", (attended,), "held_on", descending=True, limit=MOST)
    return tuple(Linked(p.id, "meeting", p.heading) for p in reading.pick(query, ()))


def _roadmaps(reading: Reading, partner_id: str) -> tuple[SharedRoadmap, ...]:
    query = ListQuery("commitment", (Filter("partners", "=", partner_id),), limit=MOST)
    return tuple(
        SharedRoadmap(
            picked.id,
            text_of(picked.values[0]),
            code_of(CommitmentState, picked.values[1], CommitmentState.TO_NEGOTIATE),
            day_of(picked.values[2]),
        )
        for picked in reading.pick(query, ("title", "state", "due_on"))
    )
