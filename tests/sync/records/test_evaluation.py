"""The evaluation note: seven forms, each with its own questions."""

from typing import Any

import pytest

from sync.records.completeness import what_is_missing
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.judgement import judge
from sync.records.verbatims import Consent

NOTE: dict[str, Any] = {"evaluated_on": "2025-05-20", "form": "VERBATIM", "by_role": "HABITANT"}
COMMON = {"territory", "about", "anonymised", "learning"}


def missing_for(form: str) -> set[str]:
    record = judge(Evaluation, NOTE | {"form": form}).record
    assert record is not None
    return {field.name for field in what_is_missing(record)} - COMMON


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (
            "RECIT_CHANGEMENT",
            {"title", "change_domain", "before", "story", "after", "why_it_matters"},
        ),
        (
            "EFFET_CONSTATE",
            {"who_changed", "what_changed", "change_type", "contribution", "strength"},
        ),
        ("VERBATIM", {"quote"}),
        ("MICRO_RECIT_SIGNIFIE", {"prompt", "narrative", "triads"}),
        ("GRILLE_MARQUEURS", {"scores"}),
        (
            "BILAN_PARTAGE",
            {"expected_results", "achieved", "surprises", "learned", "to_change"},
        ),
        ("CHIFFRES", {"audience", "indicators"}),
    ],
)
def test_each_form_asks_for_its_own_fields_alone(form: str, asked: set[str]) -> None:
    missing = missing_for(form)

    assert missing == asked


def test_nothing_is_diffused_until_someone_agrees() -> None:
    record = judge(Evaluation, NOTE).record

    assert isinstance(record, Evaluation)
    assert record.consent is Consent.NO_DIFFUSION


def test_every_form_but_the_story_is_given_a_title() -> None:
    titles = {form: Evaluation.suggestions({"form": form}) for form in EvaluationForm}

    assert titles[EvaluationForm.STORY] == {}
    assert titles[EvaluationForm.MARKERS] == {"title": "Grille de marqueurs"}


def test_a_triad_makes_a_hundred() -> None:
    triad = {"question": "Qui a décidé", "first_share": 50, "second_share": 30}
    form = NOTE | {"form": "MICRO_RECIT_SIGNIFIE"}

    right = judge(Evaluation, form | {"triads": [triad | {"third_share": 20}]})
    wrong = judge(Evaluation, form | {"triads": [triad | {"third_share": 25}]})
    unfinished = judge(Evaluation, form | {"triads": [triad]})

    assert right.findings == ()
    assert [finding.field for finding in wrong.errors] == ["triads"]
    assert "105" in wrong.errors[0].sentence
    assert unfinished.findings == ()


def test_markers_are_scored_by_two_parties_and_once_each() -> None:
    form = NOTE | {"form": "GRILLE_MARQUEURS"}
    score = {"marker": "POUVOIR_AGIR", "party": "AGENT", "level": "2"}

    alone = judge(Evaluation, form | {"scores": [score]})
    twice = judge(Evaluation, form | {"scores": [score, score | {"level": "3"}]})
    shared = judge(Evaluation, form | {"scores": [score, score | {"party": "HABITANTS"}]})

    assert len(alone.warnings) == 1
    assert len(twice.warnings) == 2
    assert shared.findings == ()


def test_a_named_consent_on_an_anonymous_note_is_pointed_out() -> None:
    judgement = judge(Evaluation, NOTE | {"consent": "PUBLIC_NOMME", "anonymised": True})

    assert [finding.field for finding in judgement.warnings] == ["consent"]


def test_a_period_cannot_end_before_it_starts() -> None:
    judgement = judge(Evaluation, NOTE | {"period_from": "2025-05-01", "period_to": "2025-04-01"})

    assert [finding.field for finding in judgement.errors] == ["period_to"]
