"""The member of the brigade: a code, never a name."""

from sync.records.base import Record
from sync.records.fields import Sensitivity, fields_of
from sync.records.judgement import judge
from sync.records.observer import Observer


def test_a_member_is_known_by_a_code_alone() -> None:
    judgement = judge(Observer, {"observer_code": "BR-07"})

    assert judgement.findings == ()
    assert judgement.record is not None
    assert judgement.record.heading() == "BR-07"


def test_no_field_of_a_member_is_public() -> None:
    own = [field for field in fields_of(Observer) if field.name not in Record.model_fields]

    public = [field.name for field in own if field.about.sensitivity is Sensitivity.PUBLIC]

    assert public == ["territory"]


def test_a_member_cannot_leave_before_arriving() -> None:
    judgement = judge(
        Observer, {"observer_code": "BR-07", "since": "2025-03-01", "until": "2025-02-01"}
    )

    assert [finding.field for finding in judgement.errors] == ["until"]
