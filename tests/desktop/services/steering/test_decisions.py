"""A decision and what followed from it."""

from datetime import date

from desktop.services.notebook import Notebook
from desktop.services.steering.decisions import decision_told
from sync.records.task import TaskState

TODAY = date(2026, 11, 23)


def decision(notebook: Notebook, **values: object) -> str:
    given = {"title": "Planter", "nature": "MANDAT", **values}
    return notebook.add("decision", given).record.id


def task(notebook: Notebook, what: str, day: str, **values: object) -> str:
    return notebook.add("task", {"what": what, "who": "Jeanne", "due_on": day, **values}).record.id


def test_a_decision_tells_its_meeting_its_tasks_and_what_it_touches(notebook: Notebook) -> None:
    held = notebook.add("meeting", {"meeting_type": "COPIL", "held_on": "2026-11-01"}).record.id
    action = notebook.add("action", {"title": "Jardin", "year": 2026}).record.id
    made = decision(notebook, meeting=held, concerns=[action], due_on="2026-11-20")
    task(notebook, "Écrire", "2026-11-30", about=made)
    task(notebook, "Appeler", "2026-11-10", about=made)
    task(notebook, "Finie", "2026-10-10", about=made, state="FAITE")

    told = decision_told(notebook, made, TODAY)

    assert (told.late, told.open) == (3, True)
    assert told.meeting is not None
    assert told.meeting.id == held
    assert [each.id for each in told.concerns] == [action]
    assert [(t.what, t.late, t.state) for t in told.tasks] == [
        ("Appeler", 13, TaskState.TO_DO),
        ("Écrire", 0, TaskState.TO_DO),
        ("Finie", 0, TaskState.DONE),
    ]


def test_each_state_is_remembered_with_its_author(notebook: Notebook) -> None:
    made = decision(notebook)
    notebook.edit(made, {"state": "EN_COURS"})
    notebook.edit(made, {"title": "Planter dix arbres"})
    notebook.edit(made, {"state": "FAITE"})

    told = decision_told(notebook, made, TODAY)

    assert [change.state for change in told.past] == ["A_FAIRE", "EN_COURS", "FAITE"]
    assert {change.author for change in told.past} == {"Jeanne Dupont"}
    assert (told.open, told.late) == (False, 0)


def test_what_is_in_the_trash_is_told_no_more(notebook: Notebook) -> None:
    action = notebook.add("action", {"title": "Jardin", "year": 2026}).record.id
    made = decision(notebook, concerns=[action])
    notebook.delete(action)

    told = decision_told(notebook, made, TODAY)

    assert (told.concerns, told.meeting, told.tasks) == ((), None, ())
