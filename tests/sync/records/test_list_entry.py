"""The entry of a list: a code that changes meaning with its vintage."""

from typing import Any

from sync.operations.rules import Rule
from sync.records.base import Record
from sync.records.fields import fields_of
from sync.records.judgement import judge
from sync.records.list_entry import ListEntry

LIVING: dict[str, Any] = {
    "list_name": "theme",
    "vintage": "2024",
    "entry_code": "3.1",
    "entry_label": "Cadre de vie",
}


def test_records_hold_the_code_with_its_vintage() -> None:
    dated = judge(ListEntry, LIVING).record
    timeless = judge(ListEntry, LIVING | {"vintage": ""}).record

    assert isinstance(dated, ListEntry)
    assert isinstance(timeless, ListEntry)
    assert dated.stored_code == "2024:3.1"
    assert timeless.stored_code == "3.1"
    assert dated.active


def test_a_list_that_no_field_reads_is_refused() -> None:
    judgement = judge(ListEntry, LIVING | {"list_name": "couleurs"})

    assert [finding.field for finding in judgement.errors] == ["list_name"]


def test_the_latest_change_of_an_entry_wins() -> None:
    own = [field for field in fields_of(ListEntry) if field.name not in Record.model_fields]

    rules = {field.about.merge for field in own}

    assert rules == {Rule.LATEST}
