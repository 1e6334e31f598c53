"""The decision: taken, carried out, told."""

from typing import Any

import pytest

from sync.records.decision import Decision, DecisionState
from sync.records.judgement import judge

LAMPS: dict[str, Any] = {
    "title": "Refaire l’éclairage",
    "nature": "ORIENTATION",
    "decided_on": "2025-06-24",
}


def test_a_decision_is_first_to_be_done() -> None:
    record = judge(Decision, LAMPS).record

    assert isinstance(record, Decision)
    assert record.state is DecisionState.TO_DO


@pytest.mark.parametrize("field", ["due_on", "communicated_on"])
def test_nothing_follows_from_a_decision_before_it_is_taken(field: str) -> None:
    judgement = judge(Decision, LAMPS | {field: "2025-06-01"})

    assert [finding.field for finding in judgement.errors] == [field]
