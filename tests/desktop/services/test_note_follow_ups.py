"""What a note led to is found from either side of the link."""

from datetime import date
from typing import Any

from desktop.services.note_follow_ups import begun, follow_ups, kinds_begun, ticked
from desktop.services.notebook import Notebook
from sync.records.base import Record

TODAY = date(2026, 11, 23)


def note(carnet: Notebook, **values: Any) -> Record:
    """Return a saved note."""
    given = {"form": "BILAN_PARTAGE", "evaluated_on": "2026-11-20", "by_role": "HABITANT"}
    return carnet.add("evaluation", {**given, **values}).record


def task(carnet: Notebook, what: str, **values: Any) -> Record:
    """Return a saved task."""
    given = {"what": what, "who": "Jeanne", "due_on": "2026-12-01"}
    return carnet.add("task", {**given, **values}).record


def test_tasks_and_decisions_are_found_from_either_side(carnet: Notebook) -> None:
    linked = task(carnet, "Écrire au bailleur")
    one = note(carnet, decisions=[linked.id])
    task(carnet, "Trouver une salle", about=one.id, due_on="2026-11-25")
    carnet.add("decision", {"title": "Garder", "nature": "MANDAT", "concerns": [one.id]})

    found = follow_ups(one, carnet)

    assert [each.text for each in found] == ["Trouver une salle", "Écrire au bailleur", "Garder"]


def test_what_is_done_comes_last_and_what_was_dropped_not_at_all(carnet: Notebook) -> None:
    one = note(carnet)
    task(carnet, "Faite", about=one.id, state="FAITE", due_on="2026-11-01")
    task(carnet, "À faire", about=one.id)
    task(carnet, "Laissée", about=one.id, state="ABANDONNEE")

    assert [(each.text, each.done) for each in follow_ups(one, carnet)] == [
        ("À faire", False),
        ("Faite", True),
    ]


def test_a_task_linked_from_both_sides_is_told_once(carnet: Notebook) -> None:
    one = note(carnet)
    born = task(carnet, "Trouver une salle", about=one.id)
    carnet.edit(one.id, {"decisions": [born.id]})

    assert len(follow_ups(carnet.get(one.id), carnet)) == 1


def test_ticking_and_unticking_are_opposite(carnet: Notebook) -> None:
    one = note(carnet)
    born = task(carnet, "Trouver une salle", about=one.id)
    (before,) = follow_ups(one, carnet)

    carnet.edit(born.id, ticked(before, TODAY))
    (after,) = follow_ups(one, carnet)
    carnet.edit(born.id, ticked(after, TODAY))

    assert after.done
    assert follow_ups(one, carnet) == (before,)


def test_what_is_decided_begins_a_task_that_can_be_saved(carnet: Notebook) -> None:
    one = note(carnet, decided="Prévoir la garde d’enfants.\nEn parler au comité.")

    values = begun("task", one, who="Jeanne", today=TODAY)

    saved = carnet.add("task", values).record
    assert getattr(saved, "what", "") == "Prévoir la garde d’enfants."
    assert getattr(saved, "about", "") == one.id


def test_a_decision_keeps_its_reason_and_can_be_saved(carnet: Notebook) -> None:
    one = note(carnet, decided="Prévoir la garde d’enfants.")

    saved = carnet.add("decision", begun("decision", one, who="J", today=TODAY)).record

    assert getattr(saved, "reason", "") == "Prévoir la garde d’enfants."
    assert getattr(saved, "concerns", ()) == (one.id,)


def test_only_what_can_point_back_is_offered() -> None:
    assert kinds_begun("evaluation") == ("task", "decision")
    assert kinds_begun("visit") == ("task",)
