"""The ease of an organisation with each skill, now and before, and what it can pass on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.services.reading import Reading
from desktop.services.stored_values import day_of, lines_of, whole_of
from sync.operations.operation import Value
from sync.records.coding import understood

MOST: Final = 4
"""The level of those who can explain a skill to others."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The levels known on a day, one for each skill; None where nothing is known."""

    on: date
    levels: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Skills:
    """The names of the skills, and the levels at a few days, the oldest first."""

    names: tuple[str, ...]
    snapshots: tuple[Snapshot, ...]
    can_help_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    on: date
    competence: str
    level: int


def skills(reading: Reading, organisation: str) -> Skills:
    """Return the levels of an organisation through all its saves: first, before, now."""
    names = {entry.code: entry.label for entry in reading.entries("competence") if entry.active}
    seen = sorted(_seen(reading, organisation), key=lambda each: each.on)
    days = sorted({each.on for each in seen})
    shown = dict.fromkeys([*days[:1], *days[-2:]])
    snapshots = tuple(_snapshot(day, seen, tuple(names)) for day in shown)
    helps = dict(understood(reading.get(organisation))).get("can_help_with") or ()
    now = snapshots[-1].levels if snapshots else ()
    fluent = [code for code, level in zip(names, now, strict=False) if level == MOST]
    told = (names.get(code, code) for code in dict.fromkeys([*helps, *fluent]))
    return Skills(tuple(names.values()), snapshots, tuple(told))


def _snapshot(on: date, seen: Iterable[_Seen], codes: tuple[str, ...]) -> Snapshot:
    levels = {each.competence: each.level for each in seen if each.on <= on}
    return Snapshot(on, tuple(levels.get(code) for code in codes))


def _seen(reading: Reading, organisation: str) -> Iterator[_Seen]:
    for change in reading.history(organisation):
        for field in change.fields:
            if field.name == "autonomy":
                yield from _levels(field.after, change.at.astimezone().date())


def _levels(lines: Value, saved_on: date) -> Iterator[_Seen]:
    for line in lines_of(lines):
        level = whole_of(line.get("level"))
        if level is not None:
            day = day_of(line.get("assessed_on")) or saved_on
            yield _Seen(day, str(line.get("competence")), level)
