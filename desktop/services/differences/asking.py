"""What a person must decide: for each record and field, who wrote what, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.services.differences.wording import Words, title_of
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.store import differences as kept
from desktop.store.authorship import Writer, writers
from desktop.store.enrolment import enrolment_of
from desktop.store.history import rules_of
from desktop.store.stored import moment_of
from sync.operations.merge import Choice, Difference, project
from sync.operations.operation import DELETED, Operation, Value
from sync.protocol.codes import Role
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values, in French, and who gave it last; `computer` is "" when unknown."""

    value: Value
    shown: str
    author: str
    computer: str
    at: datetime
    mine: bool
    operations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A field on which a person must choose; `proposed` is the version that shows meanwhile."""

    field: str
    title: str
    versions: tuple[Version, ...]
    proposed: int


@dataclass(frozen=True, slots=True)
class Undecided:
    """A record on which a person must choose, field by field."""

    record: str
    kind: str
    label: str
    code: str
    heading: str
    since: datetime
    postponed: bool
    questions: tuple[Question, ...]


def count(reading: Reading) -> int:
    """Return how many records wait for somebody's choice."""
    return kept.count(reading.base.db)


def may_decide(reading: Reading) -> bool:
    """Tell whether what this person decides reaches the others: a reader writes nothing."""
    enrolment = enrolment_of(reading.base.settings)
    return enrolment is None or enrolment.role not in (Role.READER, Role.ADMINISTRATOR)


def to_decide(reading: Reading) -> int:
    """Return how many records wait for this person's choice."""
    return count(reading) if may_decide(reading) else 0


def differences(reading: Reading, limit: int = 50) -> tuple[Undecided, ...]:
    """Return the records that wait for a choice, the postponed last."""
    with reading.base.at_one_moment():
        found = [_undecided(reading, each) for each in kept.pending(reading.base.db, limit)]
    return tuple(each for each in found if each.questions)


def difference_of(reading: Reading, record: str) -> Undecided:
    """Return what one record waits for; raises NotFound when it waits for nothing."""
    pending = kept.of_one(reading.base.db, record)
    if pending is None:
        raise NotFound("Cette fiche n’attend aucun choix. Rien n’a changé.")
    return _undecided(reading, pending)


def open_questions(reading: Reading, record: str, kind: str) -> tuple[Difference, ...]:
    """Return what all the operations of a record leave to decide, as the log says now."""
    scopes: dict[str, list[Operation]] = {}
    for operation in reading.base.log.of_record(record):
        scopes.setdefault(operation.scope, []).append(operation)
    rules = rules_of(kind)
    return tuple(
        difference for each in scopes.values() for difference in project(each, rules).differences
    )


def _undecided(reading: Reading, pending: kept.Pending) -> Undecided:
    named = reading.base.repository.by_ids([pending.record])[pending.record]
    order = [DELETED, *(field.name for field in fields_of(RECORD_TYPES[pending.kind]))]
    found = open_questions(reading, pending.record, pending.kind)
    questions = (
        _question(reading, pending.kind, difference)
        for difference in sorted(found, key=lambda each: _rank(order, each.field))
    )
    return Undecided(
        pending.record,
        pending.kind,
        RECORD_TYPES[pending.kind].label,
        named.code,
        named.heading,
        moment_of(pending.since),
        pending.postponed,
        tuple(questions),
    )


def _rank(order: Sequence[str], field: str) -> int:
    return order.index(field) if field in order else len(order)


def _question(reading: Reading, kind: str, difference: Difference) -> Question:
    versions = tuple(
        _version(reading, kind, difference.field, choice) for choice in difference.choices
    )
    shown = len(versions) - 1
    if difference.field == DELETED:
        shown = next(place for place, each in enumerate(versions) if each.value is False)
    return Question(difference.field, title_of(kind, difference.field), versions, shown)


def _version(reading: Reading, kind: str, field: str, choice: Choice) -> Version:
    known = writers(reading.base.db, choice.operations)
    last = max(known.values(), key=lambda writer: writer.at, default=Writer("", "", "", 0))
    return Version(
        choice.value,
        Words(reading).of(kind, field, choice.value),
        last.name,
        last.computer,
        moment_of(last.at),
        any(each.person == reading.base.identity.person.id for each in known.values()),
        choice.operations,
    )
