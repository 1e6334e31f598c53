"""The commitment: at least two partners, a proof, a review every three months."""

from datetime import date
from typing import Any

from sync.records.commitment import Commitment
from sync.records.completeness import what_is_missing
from sync.records.judgement import judge

HEALTH: dict[str, Any] = {
    "title": "Une permanence santé",
    "shared_stake": "Que chacun puisse voir un médecin.",
    "due_on": "2026-01-31",
}


def test_a_commitment_must_name_its_partners_and_both_parts_to_be_validated() -> None:
    record = judge(Commitment, HEALTH).record

    assert record is not None
    assert {"partners", "our_part", "their_part", "means"} <= {
        field.name for field in what_is_missing(record)
    }


def test_a_single_partner_is_not_enough() -> None:
    alone = judge(Commitment, HEALTH | {"partners": ["a" * 32]})
    together = judge(Commitment, HEALTH | {"partners": ["a" * 32, "b" * 32]})

    assert [finding.field for finding in alone.warnings] == ["partners"]
    assert together.findings == ()


def test_a_commitment_is_looked_at_again_after_three_months() -> None:
    record = judge(Commitment, HEALTH | {"last_review_on": "2025-11-30"}).record

    assert isinstance(record, Commitment)
    assert record.next_review_on == date(2026, 2, 28)


def test_a_promise_kept_asks_for_a_proof() -> None:
    judgement = judge(Commitment, HEALTH | {"state": "TENU"})

    assert [finding.field for finding in judgement.warnings] == ["evidence"]


def test_a_review_planned_before_the_last_one_is_pointed_out() -> None:
    values = HEALTH | {"last_review_on": "2025-11-30", "next_review_on": "2025-09-30"}

    judgement = judge(Commitment, values)

    assert [finding.field for finding in judgement.warnings] == ["next_review_on"]
