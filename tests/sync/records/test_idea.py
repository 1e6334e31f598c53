"""The idea: from the day it is heard, stage after stage."""

from datetime import date
from typing import Any

import pytest

from sync.records.completeness import what_is_missing
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage
from sync.records.judgement import judge

GARDEN: dict[str, Any] = {
    "title": "Jardin partagé",
    "summary": "Planter ensemble derrière la tour.",
    "origin_of_idea": "HABITANT",
    "territory": "1" * 32,
    "heard_on": "2025-02-03",
}


def test_the_history_opens_with_the_day_the_idea_was_heard() -> None:
    record = judge(Idea, GARDEN).record

    assert isinstance(record, Idea)
    assert [(step.stage, step.on) for step in record.stage_history] == [
        (IdeaStage.HEARD, date(2025, 2, 3))
    ]


def test_an_idea_first_met_later_opens_its_history_without_a_day() -> None:
    record = judge(Idea, GARDEN | {"stage": "PRETE"}).record

    assert isinstance(record, Idea)
    assert [(step.stage, step.on) for step in record.stage_history] == [(IdeaStage.READY, None)]


@pytest.mark.parametrize("missing", ["title", "summary", "origin_of_idea", "territory"])
def test_an_idea_needs_its_words_its_origin_and_its_neighbourhood(missing: str) -> None:
    judgement = judge(Idea, GARDEN | {missing: None})

    assert [finding.field for finding in judgement.errors] == [missing]


def test_a_stage_that_the_history_does_not_reach_is_pointed_out() -> None:
    history = [
        {"stage": "CLARIFIEE", "on": "2025-03-01"},
        {"stage": "ENTENDUE", "on": "2025-02-03"},
    ]

    judgement = judge(Idea, GARDEN | {"stage": "PRETE", "stage_history": history})

    assert [finding.field for finding in judgement.warnings] == ["stage"]
    assert "2 – Clarifiée" in judgement.warnings[0].sentence


def test_two_stages_on_one_day_are_in_any_order() -> None:
    history = [
        {"stage": "CLARIFIEE", "on": "2025-02-03"},
        {"stage": "ENTENDUE", "on": "2025-02-03"},
    ]

    judgement = judge(Idea, GARDEN | {"stage": "CLARIFIEE", "stage_history": history})

    assert judgement.findings == ()


def test_a_history_cannot_quietly_start_before_the_idea_was_heard() -> None:
    history = [{"stage": "ENTENDUE", "on": "2024-12-01"}]

    judgement = judge(Idea, GARDEN | {"stage_history": history})

    assert [finding.field for finding in judgement.warnings] == ["stage_history"]


@pytest.mark.parametrize(("stage", "expected"), [("PRETE", True), ("ABANDONNEE", False)])
def test_only_an_idea_going_on_has_a_next_step(stage: str, expected: bool) -> None:
    record = judge(Idea, GARDEN | {"stage": stage}).record

    assert record is not None
    missing = {field.name for field in what_is_missing(record)}
    assert ("next_step_on" in missing) is expected
