"""The meeting: questions to settle, and time for those who live there."""

from typing import Any

from sync.records.judgement import judge
from sync.records.meeting import Meeting

STEERING: dict[str, Any] = {"meeting_type": "COPIL", "held_on": "2025-06-24"}


def test_a_meeting_may_be_planned_ahead() -> None:
    judgement = judge(Meeting, STEERING | {"held_on": "2059-06-24"})

    assert judgement.findings == ()
    assert judgement.record is not None
    assert judgement.record.heading() == "24/06/2059 – Comité de pilotage (Copil)"


def test_more_than_three_questions_are_pointed_out() -> None:
    questions = [{"question": f"Question {number}"} for number in range(4)]

    judgement = judge(Meeting, STEERING | {"questions": questions})

    assert [finding.field for finding in judgement.warnings] == ["questions"]


def test_residents_cannot_speak_longer_than_the_agenda_lasts() -> None:
    agenda = [{"title": "Bilan", "nature": "DEBAT", "minutes": 60}]

    judgement = judge(Meeting, STEERING | {"agenda": agenda, "usage_speaking_minutes": 90})

    assert [finding.field for finding in judgement.warnings] == ["usage_speaking_minutes"]


def test_minutes_cannot_be_sent_before_the_session() -> None:
    judgement = judge(Meeting, STEERING | {"minutes_sent_on": "2025-06-01"})

    assert [finding.field for finding in judgement.errors] == ["minutes_sent_on"]
