"""The observation: a fact, then an answer returned to those who told it."""

from typing import Any

import pytest

from sync.records.judgement import judge
from sync.records.observation import FollowUp, Observation

LAMP: dict[str, Any] = {
    "observed_on": "2025-11-03",
    "nature": "DYSFONCTIONNEMENT",
    "theme": "ECLAIRAGE",
    "facts": "Un lampadaire éteint devant l’école.",
    "place": "Place du marché",
}


def test_an_observation_waits_to_be_forwarded_and_counts_one_voice() -> None:
    record = judge(Observation, LAMP).record

    assert isinstance(record, Observation)
    assert record.follow_up is FollowUp.TO_FORWARD
    assert record.told_by_count == 1
    assert record.heading() == "03/11/2025 – Dysfonctionnement – Place du marché"


@pytest.mark.parametrize("field", ["forwarded_on", "closed_on", "returned_on"])
def test_no_answer_comes_before_the_fact(field: str) -> None:
    judgement = judge(Observation, LAMP | {field: "2025-11-01"})

    assert [finding.field for finding in judgement.errors] == [field]


def test_an_observation_without_follow_up_is_to_be_explained() -> None:
    closed = LAMP | {"follow_up": "SANS_SUITE_EXPLIQUEE"}

    silent = judge(Observation, closed)
    explained = judge(Observation, closed | {"return_comment": "Travaux prévus au printemps."})

    assert [finding.field for finding in silent.warnings] == ["return_comment"]
    assert explained.findings == ()
