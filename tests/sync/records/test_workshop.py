"""The workshop: what a group learns together."""

from sync.records.completeness import what_is_missing
from sync.records.judgement import judge
from sync.records.workshop import Workshop

BUDGET = {"title": "Lire un budget", "held_on": "2025-09-18"}


def test_a_workshop_is_saved_with_its_subject_and_its_day() -> None:
    record = judge(Workshop, BUDGET).record

    assert record is not None
    assert record.heading() == "18/09/2025 – Lire un budget"
    assert [field.name for field in what_is_missing(record)] == [
        "territory",
        "organisations",
        "competences",
        "learned",
    ]


def test_the_level_of_a_group_goes_from_0_to_4() -> None:
    gain = {"competence": "BUDGET", "before": 1, "after": 5}

    judgement = judge(Workshop, BUDGET | {"autonomy": [gain]})

    assert judgement.record is None
    assert judgement.errors[0].field.startswith("autonomy")
