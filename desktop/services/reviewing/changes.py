"""What others changed in a record, field by field: from what was known before to what it is."""

from dataclasses import dataclass

from desktop.services.answers import Change, FieldChange
from desktop.services.reading import Reading
from sync.records import RECORD_TYPES
from sync.records.base import SYSTEM, ReviewState
from sync.records.fields import fields_of

_OF_THE_REVIEW = frozenset({"review_state", "reviewed_by", "reviewed_on", "code"})


@dataclass(frozen=True, slots=True)
class Changes:
    """The fields to read again, in the order of the form; `is_new` when all of it is."""

    is_new: bool
    fields: tuple[FieldChange, ...]


def changes_of(reading: Reading, record: str) -> Changes:
    """Return what changed since the record was last validated or sent back; raises NotFound."""
    history = reading.history(record)
    last = max((each.number for each in history if _is_verdict(each)), default=0)
    found: dict[str, FieldChange] = {}
    for change in history:
        if change.number > last:
            for field in change.fields:
                first = found.get(field.name, field)
                found[field.name] = FieldChange(field.name, field.title, first.before, field.after)
    kind = reading.get(record).kind
    # What follows the life of the record comes after what it tells.
    told_first = sorted(fields_of(RECORD_TYPES[kind]), key=lambda one: one.about.section == SYSTEM)
    rank = {field.name: place for place, field in enumerate(told_first)}
    told = [
        field
        for field in found.values()
        if field.before != field.after and field.name in rank and field.name not in _OF_THE_REVIEW
    ]
    return Changes(last == 0, tuple(sorted(told, key=lambda field: rank[field.name])))


def _is_verdict(change: Change) -> bool:
    verdicts = (ReviewState.VALIDATED, ReviewState.TO_COMPLETE)
    return any(each.name == "review_state" and each.after in verdicts for each in change.fields)
