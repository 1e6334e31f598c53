"""Passing an idea from stage to stage: one rule, one act, a way back."""

from datetime import date
from typing import Any

import pytest

from desktop.services.ideas.stages import (
    ASIDE,
    PATH,
    Move,
    give_reason,
    pass_to,
    plain_name,
    stage_before,
    take_back,
    tell_residents,
)
from desktop.services.notebook import Notebook
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage
from sync.records.judgement import judge

TODAY = date(2026, 11, 23)


@pytest.fixture
def territory(notebook: Notebook) -> str:
    """Return a neighbourhood."""
    values = {"name": "Rome Saint Charles", "territory_type": "QPV", "territory_code": "QN05110I"}
    return notebook.add("territory", values).record.id


def idea(notebook: Notebook, territory: str, **values: Any) -> str:
    said = {"title": "Une vélo-école", "summary": "Apprendre.", "origin_of_idea": "HABITANT"}
    return notebook.add("idea", {"territory": territory, **said, **values}).record.id


def read(notebook: Notebook, idea_id: str) -> Idea:
    record = notebook.get(idea_id)
    assert isinstance(record, Idea)
    return record


def passed(notebook: Notebook, idea_id: str, stage: IdeaStage) -> Move:
    move = pass_to(notebook, idea_id, stage, TODAY)
    assert move is not None
    return move


def test_a_move_writes_the_stage_and_a_dated_step_in_one_act(
    notebook: Notebook, territory: str
) -> None:
    key = idea(notebook, territory, heard_on="2026-10-01")

    passed(notebook, key, IdeaStage.CARRIER_FOUND)
    moved = read(notebook, key)
    notebook.undo()
    undone = read(notebook, key)

    assert moved.stage is IdeaStage.CARRIER_FOUND
    steps = [(step.stage, step.on) for step in moved.stage_history]
    assert steps == [
        (IdeaStage.HEARD, date(2026, 10, 1)),
        (IdeaStage.CARRIER_FOUND, TODAY),
    ]
    assert undone.stage is IdeaStage.HEARD
    assert [step.stage for step in undone.stage_history] == [IdeaStage.HEARD]


def test_a_moved_idea_raises_no_remark_about_its_stage(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory, heard_on="2026-10-01")

    passed(notebook, key, IdeaStage.READY)
    findings = judge(Idea, dict(read(notebook, key))).findings

    assert [finding.field for finding in findings if finding.field == "stage"] == []


def test_passing_to_the_same_stage_writes_nothing(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory)
    version = notebook.get(key).version

    move = pass_to(notebook, key, IdeaStage.HEARD, TODAY)

    assert move is None
    assert notebook.get(key).version == version


def test_a_history_without_steps_opens_with_the_stage_that_is_left(
    notebook: Notebook, territory: str
) -> None:
    key = idea(notebook, territory, heard_on="2026-10-01")
    notebook.edit(key, {"stage_history": None})

    passed(notebook, key, IdeaStage.CLARIFIED)

    stages = [step.stage for step in read(notebook, key).stage_history]
    assert stages == [IdeaStage.HEARD, IdeaStage.CLARIFIED]


def test_taking_a_move_back_is_undo_when_nothing_was_done_since(
    notebook: Notebook, territory: str
) -> None:
    key = idea(notebook, territory)
    move = passed(notebook, key, IdeaStage.DROPPED)

    take_back(notebook, move)
    redo = notebook.next_redo()

    assert read(notebook, key).stage is IdeaStage.HEARD
    assert redo is not None


def test_taking_a_move_back_spares_what_was_done_since(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory)
    move = passed(notebook, key, IdeaStage.DROPPED)
    notebook.edit(key, {"summary": "Rouler ensemble."})

    take_back(notebook, move)
    idea_now = read(notebook, key)

    assert idea_now.stage is IdeaStage.HEARD
    assert [step.stage for step in idea_now.stage_history] == [IdeaStage.HEARD]
    assert idea_now.summary == "Rouler ensemble."


def test_taking_a_move_back_keeps_the_steps_noted_since(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory)
    move = passed(notebook, key, IdeaStage.CLARIFIED)
    passed(notebook, key, IdeaStage.PAUSED)

    take_back(notebook, move)
    idea_now = read(notebook, key)

    assert idea_now.stage is IdeaStage.PAUSED
    assert [step.stage for step in idea_now.stage_history] == [IdeaStage.HEARD, IdeaStage.PAUSED]


def test_a_reason_given_late_goes_to_the_step_of_its_move(
    notebook: Notebook, territory: str
) -> None:
    key = idea(notebook, territory)
    move = passed(notebook, key, IdeaStage.PAUSED)
    passed(notebook, key, IdeaStage.CLARIFIED)

    give_reason(notebook, move, "Le local est en travaux.")

    notes = [step.note for step in read(notebook, key).stage_history]
    assert notes == [None, "Le local est en travaux.", None]


def test_a_reason_is_kept_beside_the_step_of_the_move(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory)
    move = passed(notebook, key, IdeaStage.PAUSED)

    give_reason(notebook, move, "  Le local est en travaux. ")
    give_reason(notebook, move, "   ")

    steps = read(notebook, key).stage_history
    assert [step.note for step in steps] == [None, "Le local est en travaux."]


def test_an_idea_put_aside_remembers_where_it_was(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory)
    passed(notebook, key, IdeaStage.CO_BUILT)
    passed(notebook, key, IdeaStage.PAUSED)

    assert stage_before(read(notebook, key)) is IdeaStage.CO_BUILT


def test_the_answer_to_residents_is_dated_and_can_be_undone(
    notebook: Notebook, territory: str
) -> None:
    key = idea(notebook, territory)

    tell_residents(notebook, key, TODAY)
    told = read(notebook, key).told_residents_on
    notebook.undo()

    assert told == TODAY
    assert read(notebook, key).told_residents_on is None


def test_every_stage_is_on_the_path_or_aside_and_loses_its_rank() -> None:
    assert {*PATH, *ASIDE} == set(IdeaStage)
    assert plain_name(IdeaStage.CARRIER_FOUND) == "Porteur trouvé"
    assert plain_name(IdeaStage.PAUSED) == "En pause"
