"""The agreement: several years, an amount for each."""

from typing import Any

from sync.records.agreement import Agreement
from sync.records.judgement import judge

CPO: dict[str, Any] = {"title": "Vie de quartier", "first_year": 2025, "last_year": 2027}


def test_an_agreement_is_headed_by_its_title_and_years() -> None:
    record = judge(Agreement, CPO).record

    assert record is not None
    assert record.heading() == "Vie de quartier – 2025 – 2027"


def test_an_agreement_cannot_end_before_it_starts() -> None:
    judgement = judge(Agreement, CPO | {"last_year": 2024})

    assert [finding.field for finding in judgement.errors] == ["last_year"]


def test_an_amount_outside_of_the_years_is_pointed_out() -> None:
    amounts = [{"year": 2025, "amount": 500_000}, {"year": 2028, "amount": 500_000}]

    judgement = judge(Agreement, CPO | {"amounts": amounts})

    assert [finding.field for finding in judgement.warnings] == ["amounts"]
    assert "2028" in judgement.warnings[0].sentence
