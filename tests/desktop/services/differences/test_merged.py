"""What was put together is told to those who wrote it, with what each had written."""

from desktop.services.differences.merged import merged, seen
from desktop.services.notebook import Notebook
from tests.desktop.neighbour import meet

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}


def test_two_texts_put_together_keep_what_each_had_written(
    carnet: Notebook, other: Notebook
) -> None:
    visit = carnet.add("visit", VISIT).record.id
    meet(carnet, other)
    carnet.edit(visit, {"facts": "Le jardin est fermé."})
    other.edit(visit, {"facts": "Le jardin est plein."})
    meet(carnet, other)

    (told,) = merged(carnet)

    assert "gardées" in told.sentence
    assert {each.shown: (each.author, each.mine) for each in told.before} == {
        "Le jardin est fermé.": ("Jeanne Dupont", True),
        "Le jardin est plein.": ("Bruno Petit", False),
    }
    assert "fermé" in told.result
    assert "plein" in told.result


def test_what_was_seen_leaves_the_list(carnet: Notebook, other: Notebook, key: str) -> None:
    carnet.edit(key, {"job_title": "Présidente"})
    other.edit(key, {"job_title": "Trésorière"})
    meet(carnet, other)
    told = merged(carnet)

    seen(carnet, [each.number for each in told])

    assert told[0].sentence == "La valeur la plus récente est montrée."
    assert merged(carnet) == ()
