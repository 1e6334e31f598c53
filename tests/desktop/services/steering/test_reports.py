"""Financial reports are asked for until they come, once, and only where money was granted."""

from datetime import date
from typing import Any

from desktop.services.notebook import Notebook
from desktop.services.steering.reports import reports_due, task_for

UNTIL = date(2026, 12, 24)


def action(notebook: Notebook, **values: Any) -> str:
    """Add an action whose report was due in June and return its id."""
    place = notebook.add(
        "territory", {"territory_code": "x", "name": "Les Aubiers", "territory_type": "QVA"}
    ).record.id
    given = {"title": "Jardin", "year": 2025, "territory": place, "status": "A_ETE_VERSE"}
    return notebook.add("action", {**given, **values}).record.id


def awaited(notebook: Notebook, until: date = UNTIL) -> list[str]:
    """Return the actions whose report is awaited."""
    return [one.action for one in reports_due(notebook, until)]


def test_a_report_is_due_six_months_after_the_end_of_the_exercise(notebook: Notebook) -> None:
    made = action(notebook)

    assert awaited(notebook, date(2026, 6, 29)) == []
    (due,) = reports_due(notebook, date(2026, 6, 30))
    assert (due.action, due.due_on) == (made, date(2026, 6, 30))


def test_a_report_that_nobody_dated_is_due_by_the_law(notebook: Notebook) -> None:
    made, next_year = action(notebook), action(notebook, year=2026)
    for each in (made, next_year):
        notebook.edit(each, {"report_due_on": None})

    assert awaited(notebook, date(2026, 6, 29)) == []
    (due,) = reports_due(notebook, date(2026, 6, 30))
    assert (due.action, due.due_on) == (made, date(2026, 6, 30))
    assert awaited(notebook, date(2027, 6, 30)) == [made, next_year]


def test_a_report_that_came_is_no_longer_awaited(notebook: Notebook) -> None:
    made = action(notebook)

    notebook.edit(made, {"financial_report_received_on": "2026-07-02"})

    assert awaited(notebook) == []


def test_no_report_is_asked_of_who_was_granted_nothing(notebook: Notebook) -> None:
    refused = action(notebook, status="REJETEE")
    waiting = action(notebook, status="TRANSMISE")
    notebook.add(
        "funding",
        {"action": refused, "funder_type": "REGION", "year": 2025, "granted": 5},
    )
    before = awaited(notebook)

    notebook.add(
        "funding",
        {"action": waiting, "funder_type": "REGION", "year": 2025, "granted": 500_000},
    )

    assert before == []
    assert awaited(notebook) == [waiting]


def test_an_accepted_report_is_not_asked_for_again(notebook: Notebook) -> None:
    action(notebook, status="JUSTIFIEE")

    assert awaited(notebook) == []


def test_a_task_that_asks_for_it_takes_it_over_until_it_is_done(notebook: Notebook) -> None:
    made = action(notebook)
    (due,) = reports_due(notebook, UNTIL)

    task = notebook.add("task", task_for(due, "Jeanne Dupont")).record.id

    assert awaited(notebook) == []
    notebook.edit(task, {"state": "FAITE", "done_on": "2026-11-23"})
    assert awaited(notebook) == [made]


def test_another_task_about_the_action_takes_nothing_over(notebook: Notebook) -> None:
    made = action(notebook)

    notebook.add(
        "task", {"what": "Voir la salle", "who": "J", "due_on": "2026-12-01", "about": made}
    )

    assert awaited(notebook) == [made]


def test_the_task_says_to_whom_and_stays_within_its_length(notebook: Notebook) -> None:
    body = notebook.add("organisation", {"name": "Jardins d’Éloi"}).record.id
    action(notebook, organisation=body, title="A" * 200)

    (due,) = reports_due(notebook, UNTIL)
    values = task_for(due, "Jeanne Dupont")

    assert values["what"].startswith("Demander le compte rendu financier à Jardins d’Éloi")
    assert len(values["what"]) <= 300
    assert values["due_on"] == "2026-06-30"
