"""From what is decided to what is done: tasks and decisions begin and end beside the note."""

from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.note_follow_ups import FollowUpsPanel
from sync.records.base import Record
from tests.desktop.ui.audit import audit, cut, not_plain

NOTE: dict[str, Any] = {
    "form": "BILAN_PARTAGE",
    "evaluated_on": "2026-11-20",
    "by_role": "HABITANT",
    "decided": "Prévoir la garde d’enfants.\nEn parler au comité.",
}

pytestmark = pytest.mark.usefixtures("appearance")


@pytest.fixture
def note(notebook: Notebook) -> Record:
    """Return a note that decides something."""
    return notebook.add("evaluation", NOTE).record


def panel_of(window: MainWindow, note: Record) -> FollowUpsPanel:
    """Return the follow-ups of a note, on screen."""
    window.open_record(note.id)
    page = window.records
    assert page is not None
    panel = next(p for p in page.sheet.tabs.panels if isinstance(p, FollowUpsPanel))
    page.sheet.tabs.setCurrentWidget(panel)
    return panel


def task(notebook: Notebook, note: Record) -> Record:
    """Return a task born of a note."""
    values = {"what": "Trouver une salle", "who": "Jeanne", "due_on": "2026-12-01"}
    return notebook.add("task", {**values, "about": note.id}).record


def test_a_task_begins_with_what_was_decided(window: MainWindow, note: Record) -> None:
    panel_of(window, note).offers["task"].click()

    page = window.records
    assert page is not None
    assert page.kind == "task"
    values = page.sheet.form.values()
    assert values["what"] == "Prévoir la garde d’enfants."
    assert values["about"] == note.id


def test_a_decision_begins_with_its_reason(window: MainWindow, note: Record) -> None:
    panel_of(window, note).offers["decision"].click()

    page = window.records
    assert page is not None
    assert page.kind == "decision"
    values = page.sheet.form.values()
    assert values["concerns"] == [note.id]
    assert values["reason"] == NOTE["decided"]


def test_a_task_is_ticked_and_taken_back(
    window: MainWindow, notebook: Notebook, note: Record
) -> None:
    made = task(notebook, note)
    panel = panel_of(window, note)

    panel.boxes[made.id].click()
    ticked = notebook.get(made.id)
    notebook.undo()

    assert getattr(ticked, "state", "") == "FAITE"
    assert str(getattr(ticked, "done_on", "")) == "2026-11-23"
    assert getattr(notebook.get(made.id), "state", "") == "A_FAIRE"
    assert not panel.boxes[made.id].isChecked()


def test_a_note_without_follow_up_says_so(window: MainWindow, note: Record) -> None:
    panel = panel_of(window, note)

    assert panel.boxes == {}
    assert audit(panel) == []
    assert cut(panel) == []


def test_the_follow_ups_are_named_and_plain(
    window: MainWindow, notebook: Notebook, note: Record
) -> None:
    task(notebook, note)
    panel = panel_of(window, note)

    assert audit(panel) == []
    assert not_plain(panel) == []
    assert cut(panel) == []
