"""The visit: saved in one minute, completed later."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sync.records.completeness import what_is_missing
from sync.records.fields import Sensitivity, field_of
from sync.records.judgement import judge
from sync.records.visit import Alert, Visit

ONE_MINUTE: dict[str, Any] = {
    "visited_on": "2025-03-12",
    "visit_type": "ECOUTE",
    "facts": "Douze personnes autour d’un café.",
}


def test_a_visit_is_saved_in_one_minute() -> None:
    judgement = judge(Visit, ONE_MINUTE)

    assert judgement.findings == ()
    assert isinstance(judgement.record, Visit)
    assert judgement.record.alert is Alert.NONE
    assert judgement.record.heading() == "12/03/2025"


def test_a_visit_saved_in_one_minute_still_misses_its_context() -> None:
    record = judge(Visit, ONE_MINUTE).record

    assert record is not None
    assert [field.name for field in what_is_missing(record)] == [
        "territory",
        "duration_minutes",
        "mode",
        "people_present",
        "purpose",
        "support_needs",
        "support_given",
    ]


def test_a_visit_in_the_future_is_saved_with_a_warning() -> None:
    next_week = datetime.now(UTC).date() + timedelta(days=7)

    judgement = judge(Visit, ONE_MINUTE | {"visited_on": next_week.isoformat()})

    assert [finding.field for finding in judgement.warnings] == ["visited_on"]
    assert judgement.record is not None


def test_support_longer_than_the_visit_is_pointed_out() -> None:
    support = [
        {"support_type": "MONTAGE", "minutes": 40},
        {"support_type": "BUDGET", "minutes": 30},
    ]

    judgement = judge(Visit, ONE_MINUTE | {"duration_minutes": 60, "support_given": support})

    assert [finding.field for finding in judgement.warnings] == ["support_given"]
    assert "70 minutes" in judgement.warnings[0].sentence


def test_no_need_at_all_does_not_go_with_a_need() -> None:
    judgement = judge(Visit, ONE_MINUTE | {"support_needs": ["AUCUN", "BUDGET"]})

    assert [finding.field for finding in judgement.warnings] == ["support_needs"]


def test_a_private_note_stays_on_the_computer() -> None:
    about = field_of(Visit, "private_note").about

    assert about.private
    assert about.sensitivity is Sensitivity.NEVER_EXPORTED
