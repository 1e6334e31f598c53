"""What is missing before a record can be validated."""

from typing import Any

import pytest

from sync.records.base import Record
from sync.records.coding import from_json
from sync.records.completeness import applies, can_be_validated, is_empty, what_is_missing
from sync.records.fields import field_of


def _missing(record: Record) -> list[str]:
    return [field.name for field in what_is_missing(record)]


def test_a_bare_record_misses_what_saving_and_validating_need(sample: type[Record]) -> None:
    record = from_json(sample, {"id": "1", "code": "EXE-26-JD-0001"})

    missing = _missing(record)

    assert missing == ["date", "year", "purpose", "minutes"]
    assert not can_be_validated(record)


def test_zero_and_no_are_answers(sample: type[Record], sound: dict[str, Any]) -> None:
    record = from_json(sample, sound | {"minutes": 0, "urgent": False, "modes": []})

    assert _missing(record) == []
    assert can_be_validated(record)


def test_a_field_that_depends_on_another_is_only_missing_when_it_applies(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    calm = from_json(sample, sound | {"modes": ["SUR_PLACE"]})
    urgent = from_json(sample, sound | {"urgent": True, "modes": ["SUR_PLACE", "TELEPHONE"]})

    assert _missing(calm) == []
    assert _missing(urgent) == ["urgent_reason", "mode_note"]
    assert applies(field_of(sample, "urgent_reason"), urgent)
    assert not applies(field_of(sample, "urgent_reason"), calm)


@pytest.mark.parametrize(
    ("value", "empty"),
    [(None, True), ("", True), ((), True), ([], True), (0, False), (False, False), ("x", False)],
)
def test_only_nothing_is_empty(value: object, empty: bool) -> None:
    found = is_empty(value)

    assert found is empty
