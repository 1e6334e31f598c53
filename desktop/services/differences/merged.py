"""What was put together without asking: what each had written, and what was made of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.services.differences.wording import Words, title_of
from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from desktop.store import differences as kept
from desktop.store.authorship import writers
from desktop.store.history import rules_of
from desktop.store.stored import Stored, moment_of
from sync.operations.rules import Rule
from sync.records import RECORD_TYPES

_APART: Final = {
    Rule.TEXT: "Les deux textes ont été réunis.",
    Rule.SET: "Les deux listes ont été réunies.",
    Rule.ITEMS: "Les lignes des deux côtés ont été réunies.",
}
_CROSSED: Final = {
    Rule.TEXT: "Le même passage avait changé des deux côtés\u00a0: les deux phrases sont gardées.",
    Rule.ITEMS: "La même ligne avait changé des deux côtés\u00a0: la plus récente est montrée.",
}
_LATEST: Final = "La valeur la plus récente est montrée."


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person had written."""

    shown: str
    author: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Reunion:
    """A field that was put together; `result` is what it holds now."""

    number: int
    record: str
    kind: str
    field: str
    label: str
    heading: str
    title: str
    sentence: str
    at: datetime
    result: str
    before: tuple[Contribution, ...]


def merged(reading: Reading, limit: int = 50) -> tuple[Reunion, ...]:
    """Return what was put together of the person's own work and not looked at."""
    return tuple(
        _reunion(reading, each, stored)
        for each in kept.unseen(reading.base.db, limit)
        if (stored := reading.base.repository.find(each.record)) is not None
    )


def seen(notebook: Notebook, numbers: Collection[int]) -> None:
    """Remember that the person has looked at these."""
    with notebook.base.writing():
        kept.mark_seen(notebook.base.db, numbers)


def _reunion(reading: Reading, each: kept.Together, stored: Stored) -> Reunion:
    rule = rules_of(each.kind).get(each.field, Rule.LATEST)
    told = (_CROSSED if each.overlap else _APART).get(rule, _LATEST)
    return Reunion(
        each.number,
        each.record,
        each.kind,
        each.field,
        RECORD_TYPES[each.kind].label,
        stored.record().heading(),
        title_of(each.kind, each.field),
        told,
        moment_of(each.at),
        Words(reading).of(each.kind, each.field, stored.values.get(each.field)),
        _contributions(reading, each),
    )


def _contributions(reading: Reading, each: kept.Together) -> tuple[Contribution, ...]:
    known = writers(reading.base.db, each.operations)
    values = {
        operation.id: operation.values().get(each.field)
        for operation in reading.base.log.of_record(each.record)
        if operation.id in known
    }
    return tuple(
        Contribution(
            Words(reading).of(each.kind, each.field, values.get(key)),
            writer.name,
            moment_of(writer.at),
            writer.person == reading.base.identity.person.id,
        )
        for key, writer in known.items()
    )
