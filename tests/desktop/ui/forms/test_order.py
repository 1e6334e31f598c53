"""A form asks in the order of the method: the choice, what it brings up, what it leads to."""

from desktop.ui.forms.order import in_form_order
from sync.records import RECORD_TYPES
from sync.records.evaluation import Evaluation
from sync.records.fields import Shown, fields_of


def test_what_a_form_of_note_asks_stands_between_the_choice_and_what_is_learnt() -> None:
    asked = [field for field in fields_of(Evaluation) if field.about.shown is not Shown.SYSTEM]

    sections = list(dict.fromkeys(field.about.section for field in in_form_order(asked)))

    assert sections.index("L’essentiel") < sections.index("Récit de changement")
    assert sections.index("Chiffres") < sections.index("Ce qu’en dit la personne")
    assert sections.index("Ce qu’en dit la personne") < sections.index("Ce que l’on en fait")
    assert sections.index("Ce que l’on en fait") < sections.index("Pour moi seulement")


def test_no_field_of_any_kind_is_lost_or_asked_twice(kind: str) -> None:
    declared = fields_of(RECORD_TYPES[kind])

    ordered = in_form_order(declared)

    assert sorted(f.name for f in ordered) == sorted(f.name for f in declared)
    assert len(ordered) == len(declared)


def test_a_kind_without_choices_keeps_its_own_order() -> None:
    declared = fields_of(RECORD_TYPES["visit"])

    assert in_form_order(declared) == list(declared)


def test_the_choice_that_decides_the_rest_is_asked_first() -> None:
    essentials = [field for field in fields_of(Evaluation) if field.about.section == "L’essentiel"]

    asked = in_form_order([f for f in fields_of(Evaluation) if f.about.shown is not Shown.SYSTEM])

    names = [field.name for field in asked if field.about.section == "L’essentiel"]
    assert names[0] == "form"
    assert sorted(names) == sorted(field.name for field in essentials)
