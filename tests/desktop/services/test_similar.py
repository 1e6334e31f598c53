"""What resembles an organisation being typed is found; what does not is left alone."""

import pytest

from desktop.services.creating import begins_with_a_name, named
from desktop.services.notebook import Notebook
from desktop.services.similar import similar_organisations, whereabouts

SIRET = "73282932000074"


@pytest.fixture
def eloi(notebook: Notebook) -> str:
    """Return the id of the organisation that is written down twice in these tests."""
    for name in ("Association Les Tilleuls", "Jardin partagé des Acacias", "Club de lecture"):
        notebook.add("organisation", {"name": name})
    values = {"name": "Les Jardins d’Éloi", "acronym": "LJE", "commune_name": "Vitry"}
    return notebook.add(
        "organisation", {**values, "siret": SIRET, "rna": "W751234567", "street": "12 rue Haute"}
    ).record.id


@pytest.mark.parametrize(
    "typed",
    [
        "Les Jardins d’Éloi",
        "jardins d'él",
        "JARDIN D ELOY",
        "Association Jardins d’Éloi",
        "Éloi, les jardins",
    ],
)
def test_a_name_heard_or_half_typed_is_recognised(
    notebook: Notebook, eloi: str, typed: str
) -> None:
    found = similar_organisations(notebook, typed)

    assert [one.id for one in found] == [eloi]
    assert found[0].place == "Vitry"
    assert "nom" in found[0].reason


@pytest.mark.parametrize("typed", ["", "Les", "Association", "Théâtre du Moulin", "Tilleul rouge"])
def test_a_name_that_says_little_or_something_else_finds_nothing(
    notebook: Notebook, eloi: str, typed: str
) -> None:
    assert eloi not in [one.id for one in similar_organisations(notebook, typed)]


def test_an_official_number_is_surer_than_a_name(notebook: Notebook, eloi: str) -> None:
    near = notebook.add("organisation", {"name": "Les Jardins d’Élie"}).record.id

    found = similar_organisations(notebook, "Jardins d’Élie", siret="732 829 320 00074")

    assert [(one.id, one.reason) for one in found[:2]] == [(eloi, "même SIRET"), (near, "même nom")]


def test_another_establishment_and_the_same_rna_are_recognised(
    notebook: Notebook, eloi: str
) -> None:
    by_siren = similar_organisations(notebook, "", siret="73282932099999")
    by_rna = similar_organisations(notebook, "", rna="w751234567")

    assert [(one.id, one.reason) for one in by_siren] == [(eloi, "même SIREN")]
    assert [(one.id, one.reason) for one in by_rna] == [(eloi, "même RNA")]


def test_a_number_quoted_in_a_note_is_not_the_number_of_who_quotes_it(
    notebook: Notebook, eloi: str
) -> None:
    notebook.add("organisation", {"name": "Autre", "internal_note": f"Cousine de {SIRET}"})

    found = similar_organisations(notebook, "", siret=SIRET)

    assert [one.id for one in found] == [eloi]


def test_what_is_in_the_trash_resembles_nothing(notebook: Notebook, eloi: str) -> None:
    notebook.delete(eloi)

    assert similar_organisations(notebook, "Les Jardins d’Éloi", siret=SIRET) == ()


def test_homonyms_are_told_apart_by_where_they_are(notebook: Notebook, eloi: str) -> None:
    task = notebook.add("task", {"what": "A", "who": "B", "due_on": "2026-11-30"}).record.id

    where = whereabouts(notebook, [eloi, task, "inconnu"])

    assert where == {eloi: "12 rue Haute, Vitry · W751234567"}


def test_only_what_a_name_is_enough_for_is_made_in_place(notebook: Notebook) -> None:
    kinds = ("organisation", "partner", "action", "visit", "territory")

    possible = [kind for kind in kinds if begins_with_a_name(kind)]
    saved = notebook.add("organisation", named("organisation", "  Les   Tilleuls ")).record

    assert possible == ["organisation", "territory"]
    assert saved.heading() == "Les Tilleuls"
