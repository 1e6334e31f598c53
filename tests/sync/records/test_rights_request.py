"""The rights request: one month to answer, and never shared."""

from datetime import date
from typing import Any

from sync.records.base import Diffusion
from sync.records.judgement import judge
from sync.records.rights_request import RightsRequest

ACCESS: dict[str, Any] = {"request_type": "ACCES", "received_on": "2025-01-31"}


def test_a_request_is_to_be_answered_within_a_month() -> None:
    record = judge(RightsRequest, ACCESS).record

    assert isinstance(record, RightsRequest)
    assert record.due_on == date(2025, 2, 28)
    assert record.diffusion is Diffusion.CONFIDENTIAL


def test_an_answer_out_of_time_asks_for_its_reason() -> None:
    judgement = judge(RightsRequest, ACCESS | {"done_on": "2025-03-15"})

    assert [finding.field for finding in judgement.warnings] == ["answer"]


def test_an_answer_cannot_come_before_the_request() -> None:
    judgement = judge(RightsRequest, ACCESS | {"done_on": "2025-01-01"})

    assert [finding.field for finding in judgement.errors] == ["done_on"]


def test_a_request_cannot_be_made_shareable() -> None:
    judgement = judge(RightsRequest, ACCESS | {"diffusion": "INTERNE"})

    assert [finding.field for finding in judgement.errors] == ["diffusion"]
