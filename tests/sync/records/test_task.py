"""The task: what, who, when, and about any record."""

from typing import Any

import pytest

from sync.records import RECORD_TYPES
from sync.records.fields import Sensitivity, field_of
from sync.records.judgement import judge
from sync.records.task import Task

CALL: dict[str, Any] = {
    "what": "Rappeler le centre social",
    "who": "Équipe Nord",
    "due_on": "2025-10-01",
}


@pytest.mark.parametrize("missing", CALL)
def test_a_task_says_what_who_and_when(missing: str) -> None:
    judgement = judge(Task, CALL | {missing: ""})

    assert [finding.field for finding in judgement.errors] == [missing]


def test_a_task_may_be_about_a_record_of_any_kind() -> None:
    targets = field_of(Task, "about").about.target

    assert targets == tuple(RECORD_TYPES)


def test_who_does_it_never_leaves_the_team() -> None:
    about = field_of(Task, "who").about

    assert about.personal
    assert about.sensitivity is Sensitivity.NEVER_EXPORTED
