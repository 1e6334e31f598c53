"""The funding: amounts that go from requested to paid."""

from typing import Any

from sync.records.completeness import what_is_missing
from sync.records.fields import Sensitivity, field_of
from sync.records.funding import Funding
from sync.records.judgement import judge

STATE: dict[str, Any] = {"funder_type": "ETAT_P147", "year": 2025}


def test_a_funding_starts_as_a_wish() -> None:
    record = judge(Funding, STATE).record

    assert record is not None
    assert record.heading() == "État, crédits politique de la ville (P147) – 2025 – Envisagé"
    assert [field.name for field in what_is_missing(record)] == ["action", "funder"]


def test_running_costs_are_funded_without_an_action() -> None:
    record = judge(Funding, STATE | {"purpose": "FONCTIONNEMENT"}).record

    assert record is not None
    assert [field.name for field in what_is_missing(record)] == ["funder"]


def test_more_paid_than_granted_is_pointed_out() -> None:
    judgement = judge(Funding, STATE | {"granted": 100_000, "paid": 120_000})

    assert [finding.field for finding in judgement.warnings] == ["paid"]
    assert "1\u202f200,00\u00a0€" in judgement.warnings[0].sentence


def test_a_refused_funding_grants_nothing() -> None:
    judgement = judge(Funding, STATE | {"status": "REFUSE", "granted": 100_000})

    assert [finding.field for finding in judgement.warnings] == ["status"]


def test_years_and_payments_are_in_order() -> None:
    disorder = {
        "first_year": 2025,
        "last_year": 2024,
        "payment_from": "2025-06-01",
        "payment_to": "2025-05-01",
    }

    judgement = judge(Funding, STATE | disorder)

    assert {finding.field for finding in judgement.errors} == {"last_year", "payment_to"}


def test_what_was_proposed_before_the_decision_stays_in_the_team() -> None:
    sensitivities = {
        name: field_of(Funding, name).about.sensitivity for name in ("proposed", "granted")
    }

    assert sensitivities == {"proposed": Sensitivity.INTERNAL, "granted": Sensitivity.PUBLIC}
