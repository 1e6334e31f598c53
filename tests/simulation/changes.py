"""What a person changes in a record: one field of each rule of merging."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sync.records.base import Record
from sync.records.organisation import Organisation
from sync.records.visit import SupportNeed, Visit

_NEEDS: Final = tuple(SupportNeed)
_FIRST: Final = date(2025, 1, 1)


def changes_of(record: Record, how: int, word: str) -> Mapping[str, Any]:
    """Return new values that hold a word never typed before, or a day never given."""
    if isinstance(record, Organisation):
        return _of_organisation(record, how, word)
    assert isinstance(record, Visit)
    return _of_visit(record, how, word)


def _of_organisation(record: Organisation, how: int, word: str) -> Mapping[str, Any]:
    changes: tuple[Mapping[str, Any], ...] = (
        {"name": f"Asso {word}"},
        {"acronym": word},
        {"purpose": f"{record.purpose or 'Agir'} {word}"},
        {"name": f"Asso {word}", "acronym": word},
        {"street": f"rue {word}"},
    )
    return changes[how % len(changes)]


def _of_visit(record: Visit, how: int, word: str) -> Mapping[str, Any]:
    number = int(word[3:-1])
    given = [each.model_dump(mode="json") for each in record.support_given]
    need = _NEEDS[number % (len(_NEEDS) - 1)]
    changes: tuple[Mapping[str, Any], ...] = (
        {"facts": f"{record.facts} {word}"},
        {"visited_on": _day(number)},
        {"place": word},
        {"private_note": word},
        {"support_given": [*given, {"support_type": "CONSEIL", "note": word}]},
        {"support_needs": [*{*record.support_needs, need}]},
        {"facts": f"{word} puis rien"},
        {"place": f"lieu {number}", "visited_on": _day(number), "private_note": word},
    )
    return changes[how % len(changes)]


def _day(number: int) -> str:
    return (_FIRST + timedelta(days=number)).isoformat()
