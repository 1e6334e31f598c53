"""The partner: the alliance and its history."""

from sync.records.judgement import judge
from sync.records.partner import AllianceLevel, Partner

CAF = {"name": "Caf", "echelon": "CAF"}


def test_the_history_of_the_alliance_opens_with_its_present_level() -> None:
    record = judge(Partner, CAF | {"alliance_level": "2"}).record

    assert isinstance(record, Partner)
    assert [step.level for step in record.alliance_history] == [AllianceLevel.CONSULTED]


def test_a_level_that_the_history_does_not_tell_is_pointed_out() -> None:
    history = [
        {"level": "1", "on": "2025-06-01"},
        {"level": "0", "on": "2024-06-01"},
    ]

    judgement = judge(Partner, CAF | {"alliance_level": "3", "alliance_history": history})

    assert [finding.field for finding in judgement.warnings] == ["alliance_level"]
    assert "1 – Informé" in judgement.warnings[0].sentence
    assert judgement.record is not None


def test_a_level_outside_of_the_scale_suggests_nothing_and_is_refused() -> None:
    judgement = judge(Partner, CAF | {"alliance_level": "7"})

    assert [finding.field for finding in judgement.errors] == ["alliance_level"]
    assert Partner.suggestions({"alliance_level": "7"}) == {}
