"""What was agreed becomes a task, saved and taken back with the record it comes from."""

import pytest

from desktop.services.following import follow_up
from desktop.services.notebook import Notebook
from desktop.services.refusals import Refused
from desktop.store.query import ListQuery
from sync.records.base import Record

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Vu."}


def calling_back(record: Record) -> list[Record]:
    """Return the task of calling back about a record."""
    task = follow_up(record, "Rappeler", "2026-11-30", who="Jeanne", new_id="the-task")
    assert task is not None
    return [task]


def test_a_task_is_saved_with_its_record_and_both_are_taken_back_at_once(
    notebook: Notebook,
) -> None:
    visit = notebook.add("visit", VISIT, also=calling_back).record

    task = dict(notebook.get("the-task"))
    act = notebook.undo()

    assert (task["what"], task["about"], str(task["due_on"])) == (
        "Rappeler",
        visit.id,
        "2026-11-30",
    )
    assert task["code"]
    assert act is not None
    assert visit.code in act.label
    assert list(notebook.records(ListQuery("visit"))) == []
    assert list(notebook.records(ListQuery("task"))) == []


@pytest.mark.parametrize(
    ("what", "due_on"),
    [("", "2026-11-30"), ("  ", "2026-11-30"), ("Rappeler", "un jour"), (None, None)],
)
def test_there_is_no_task_without_something_to_do_and_a_day(
    notebook: Notebook, what: str | None, due_on: str | None
) -> None:
    visit = notebook.add("visit", VISIT).record

    assert follow_up(visit, what, due_on, who="Jeanne", new_id="x") is None


def test_a_task_that_cannot_be_saved_stops_nothing_halfway(notebook: Notebook) -> None:
    def refused(record: Record) -> list[Record]:
        task = follow_up(record, "x" * 400, "2026-11-30", who="Jeanne", new_id="x")
        return [task] if task is not None else []

    with pytest.raises(Refused):
        notebook.add("visit", VISIT, also=refused)

    assert notebook.count("visit") == 0
