"""Every form of note says when it is the right one, and its questions stay in sight."""

from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_guides import GUIDES, asks
from sync.records.fields import field_of, fields_of


def test_every_form_has_a_guide_in_whole_sentences() -> None:
    assert set(GUIDES) == set(EvaluationForm)
    assert all(guide.when.endswith(".") and guide.how.endswith(".") for guide in GUIDES.values())


def test_every_form_asks_its_own_questions() -> None:
    asked = [field for field in fields_of(Evaluation) if field.about.when is not None]

    for form in EvaluationForm:
        assert any(form in field.about.when.values for field in asked if field.about.when), form
    assert all(asks(field) for field in asked)


def test_what_is_learnt_and_decided_is_asked_whatever_the_form() -> None:
    for name in ("learning", "decided"):
        field = field_of(Evaluation, name)

        assert field.about.when is None
        assert asks(field)
    assert not asks(field_of(Evaluation, "collected_by"))
