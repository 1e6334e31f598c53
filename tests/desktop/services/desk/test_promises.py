"""What was promised stays in sight until it is done, wherever it was noted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.services.desk.promises import Promise, kept, promises
from desktop.services.desk.reach import reach
from desktop.services.notebook import Notebook

Write = Callable[..., str]
TODAY = date(2026, 11, 23)


@pytest.fixture
def task(carnet: Notebook) -> Write:
    """Return what writes a task about a record."""

    def write(about: str, what: str, due: str, **more: Any) -> str:
        values = {"what": what, "who": "Jeanne", "due_on": due, "about": about}
        return carnet.add("task", values | more).record.id

    return write


def read(notebook: Notebook, organisation: str) -> tuple[Promise, ...]:
    """Return the open promises made to an organisation."""
    return promises(notebook, reach(notebook, organisation), TODAY)


def test_tasks_about_the_organisation_and_its_records_are_promises(
    carnet: Notebook, organisation: str, visit: Write, action: Write, task: Write
) -> None:
    task(organisation, "Rappeler", "2026-12-01")
    task(visit("2026-03-02"), "Envoyer le modèle", "2026-11-30")
    task(action("Goûters", 2026), "Relire le budget", "2026-11-01")
    task(organisation, "Déjà fait", "2026-01-01", state="FAITE")

    told = read(carnet, organisation)

    assert [promise.what for promise in told] == [
        "Relire le budget",
        "Envoyer le modèle",
        "Rappeler",
    ]
    assert [promise.late for promise in told] == [True, False, False]


def test_the_step_agreed_on_the_last_visit_is_a_promise(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    visit("2026-10-01", next_step="Chercher une salle")
    visit("2026-11-13", next_step="Rappeler pour la salle", next_visit_on="2026-12-04")

    (promise,) = read(carnet, organisation)

    assert promise.what == "Rappeler pour la salle"
    assert promise.when == "avant le 04/12/2026"


def test_a_visit_that_is_only_prepared_takes_up_nothing(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    visit("2026-11-02", next_step="Envoyer le modèle")
    visit("2026-12-02")

    assert [each.what for each in read(carnet, organisation)] == ["Envoyer le modèle"]


def test_a_task_kept_is_done_today_and_can_be_taken_back(
    carnet: Notebook, organisation: str, task: Write
) -> None:
    about = task(organisation, "Rappeler", "2026-12-01")
    (promise,) = read(carnet, organisation)

    kind, values = kept(promise, TODAY, "Jeanne Dupont")
    carnet.edit(about, values)

    assert kind == ""
    assert read(carnet, organisation) == ()
    carnet.undo()
    assert [each.what for each in read(carnet, organisation)] == ["Rappeler"]


def test_a_step_kept_becomes_a_done_task_and_leaves_the_promises(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    visit("2026-11-13", next_step="Rappeler pour la salle")
    (promise,) = read(carnet, organisation)

    kind, values = kept(promise, TODAY, "Jeanne Dupont")
    carnet.add(kind, values)

    assert kind == "task"
    assert read(carnet, organisation) == ()
    carnet.undo()
    assert len(read(carnet, organisation)) == 1


def test_a_promise_without_a_day_comes_last_and_tells_when_it_was_agreed(
    carnet: Notebook, organisation: str, visit: Write, task: Write
) -> None:
    visit("2026-11-13", next_step="Se revoir")
    task(organisation, "Rappeler", "2026-12-01")

    told = read(carnet, organisation)

    assert [promise.what for promise in told] == ["Rappeler", "Se revoir"]
    assert told[1].when == "convenu le 13/11/2026"
