"""The action: its budget, its dates, its report."""

from datetime import date
from typing import Any

from sync.records.action import Action
from sync.records.completeness import applies
from sync.records.fields import field_of
from sync.records.judgement import judge

CAFE: dict[str, Any] = {"title": "Café des parents", "year": 2025}


def test_the_financial_report_is_due_six_months_after_the_exercise() -> None:
    record = judge(Action, CAFE).record

    assert isinstance(record, Action)
    assert record.report_due_on == date(2026, 6, 30)


def test_a_year_that_means_nothing_suggests_no_date() -> None:
    suggestions = [Action.suggestions({"year": year}) for year in (None, "bientôt", 99_999, True)]

    assert suggestions == [{}, {}, {}, {}]


def test_a_final_budget_must_be_in_balance() -> None:
    budget = [{"account": "641", "planned": 90_000}, {"account": "74etat", "planned": 80_000}]

    typing = judge(Action, CAFE | {"budget": budget})
    final = judge(Action, CAFE | {"budget": budget, "budget_final": True})

    assert [finding.field for finding in typing.warnings] == ["budget"]
    assert typing.record is not None
    assert [finding.field for finding in final.errors] == ["budget"]


def test_a_cost_other_than_the_expenses_is_pointed_out() -> None:
    budget = [{"account": "641", "planned": 90_000}, {"account": "74etat", "planned": 90_000}]

    judgement = judge(Action, CAFE | {"budget": budget, "planned_cost": 95_000})

    assert [finding.field for finding in judgement.warnings] == ["planned_cost"]


def test_an_action_cannot_end_before_it_starts() -> None:
    judgement = judge(Action, CAFE | {"starts_on": "2025-09-01", "ends_on": "2025-08-31"})

    assert [finding.field for finding in judgement.errors] == ["ends_on"]


def test_the_axis_of_the_tax_relief_is_asked_of_landlords_alone() -> None:
    axis = field_of(Action, "tfpb_axis")

    landlord = judge(Action, CAFE | {"dispositif": "TFPB"}).record
    other = judge(Action, CAFE | {"dispositif": "FPH"}).record

    assert landlord is not None
    assert other is not None
    assert applies(axis, landlord)
    assert not applies(axis, other)


def test_a_report_due_within_its_own_exercise_is_pointed_out() -> None:
    judgement = judge(Action, CAFE | {"report_due_on": "2025-06-30"})

    assert [finding.field for finding in judgement.warnings] == ["report_due_on"]
