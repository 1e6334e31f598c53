"""The health of the application is told in facts, each in order or worth a look."""

import pytest

from desktop.errors import BadInput
from desktop.services.condition import condition, note_check, told
from desktop.services.notebook import Notebook
from desktop.services.signing import sign_as
from desktop.store.backups import Reason
from tests.conftest import Clock


def fact_of(notebook: Notebook, title: str) -> tuple[str, bool]:
    """Return what is said under a title, and whether it is in order."""
    fact = next(fact for fact in condition(notebook, "1.0") if fact.title == title)
    return fact.sentence, fact.sound


def test_a_new_notebook_is_in_good_health(notebook: Notebook) -> None:
    facts = condition(notebook, "1.0")

    assert all(fact.sound for fact in facts), told(facts)
    assert "Aucune encore" in fact_of(notebook, "Sauvegardes")[0]
    assert "1.0" in fact_of(notebook, "Version")[0]


def test_an_old_backup_deserves_a_look(notebook: Notebook, clock: Clock) -> None:
    notebook.backups.make(Reason.MANUAL)
    fresh = fact_of(notebook, "Sauvegardes")
    clock.wait(days=8)

    assert fresh == ("1 sauvegarde vérifiée, la dernière il y a moins d’une heure.", True)
    assert fact_of(notebook, "Sauvegardes") == (
        "1 sauvegarde vérifiée, la dernière il y a 8 jours.",
        False,
    )


def test_a_check_is_remembered_and_grows_old(notebook: Notebook, clock: Clock) -> None:
    note_check(notebook)
    clock.wait(hours=3)
    recent = fact_of(notebook, "Vérification")
    clock.wait(days=61)

    assert recent == ("Toutes les pages ont été lues il y a 3 h.", True)
    assert fact_of(notebook, "Vérification")[1] is False


def test_a_clock_set_back_is_noticed(notebook: Notebook, clock: Clock) -> None:
    notebook.add("organisation", {"name": "Les Jardins d’Éloi"})
    clock.wait(days=-400)

    sentence, sound = fact_of(notebook, "Horloge")

    assert not sound
    assert "vérifiez la date" in sentence


def test_unfinished_forms_are_counted_but_are_no_fault(notebook: Notebook) -> None:
    for text in ("A", "B"):
        notebook.keep_draft("", "task", "", {"what": text})

    assert fact_of(notebook, "En attente") == (
        "2 saisies inachevées, gardées en brouillon.",
        True,
    )


def test_the_report_holds_nothing_of_the_records(notebook: Notebook) -> None:
    notebook.add("organisation", {"name": "Zanzibar"})

    assert "Zanzibar" not in told(condition(notebook, "1.0"))


@pytest.mark.parametrize(
    ("name", "initials"), [("", ""), ("x" * 81, ""), ("Jeanne", "J1"), ("Jeanne", "ABCDE")]
)
def test_a_signature_that_cannot_be_is_refused(
    notebook: Notebook, name: str, initials: str
) -> None:
    before = notebook.person

    with pytest.raises(BadInput, match="Rien n’a changé"):
        sign_as(notebook, name, initials)

    assert notebook.person == before


def test_initials_come_from_the_name_when_none_are_given(notebook: Notebook) -> None:
    assert sign_as(notebook, "Jean-Yves Le Roy").initials == "JYR"
