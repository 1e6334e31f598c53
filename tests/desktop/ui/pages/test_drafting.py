"""What is half typed when its record changes, goes away, or is opened again."""

from PySide6.QtWidgets import QApplication

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.records import RecordsPage
from sync.records.task import Task

TASK = {"what": "Rappeler", "who": "Jeanne", "due_on": "2026-11-30"}


def opened(window: MainWindow, record_id: str) -> RecordsPage:
    """Return the page of a record, on screen."""
    window.open_record(record_id)
    assert window.records is not None
    return window.records


def put(page: RecordsPage, name: str, value: str) -> None:
    """Put a value in the form as if it had been typed."""
    editor = page.sheet.form.panel.blocks[name].editor
    editor.write(value)
    editor.edited.emit()


def task(notebook: Notebook, record_id: str) -> Task:
    """Return a task as it is saved."""
    found = notebook.get(record_id)
    assert isinstance(found, Task)
    return found


def left_for_another(window: MainWindow, notebook: Notebook) -> None:
    """Turn to another record of the same kind."""
    opened(window, notebook.add("task", {**TASK, "what": "Autre chose"}).record.id)


def test_a_draft_gone_on_with_leaves_alone_what_it_did_not_touch(
    window: MainWindow, notebook: Notebook
) -> None:
    record_id = notebook.add("task", TASK).record.id
    put(opened(window, record_id), "due_on", "un de ces jours")
    left_for_another(window, notebook)
    notebook.edit(record_id, {"who": "Karim", "note": "Vu avec elle"})

    page = opened(window, record_id)
    put(page, "due_on", "2026-12-01")
    page.sheet.save()

    saved = task(notebook, record_id)
    assert (saved.who, saved.note) == ("Karim", "Vu avec elle")
    assert str(saved.due_on) == "2026-12-01"
    assert notebook.drafts() == ()


def test_an_emptied_field_is_still_empty_when_its_draft_is_gone_on_with(
    window: MainWindow, notebook: Notebook
) -> None:
    record_id = notebook.add("task", TASK).record.id
    put(opened(window, record_id), "what", "")
    window.go("home")

    window.resume(notebook.drafts()[0])

    assert window.records is not None
    assert "what" not in window.records.sheet.form.raw()


def test_a_record_opens_on_what_was_begun_there(window: MainWindow, notebook: Notebook) -> None:
    record_id = notebook.add("task", TASK).record.id
    put(opened(window, record_id), "due_on", "un de ces jours")
    left_for_another(window, notebook)

    page = opened(window, record_id)
    put(page, "what", "Rappeler la mairie")
    page.sheet.keep()

    assert page.sheet.form.raw()["due_on"] == "un de ces jours"
    assert "commencé à modifier" in window.notices.bar.text
    assert [draft.values["what"] for draft in notebook.drafts()] == ["Rappeler la mairie"]


def test_what_was_begun_can_be_given_up_for_what_is_saved(
    window: MainWindow, notebook: Notebook
) -> None:
    record_id = notebook.add("task", TASK).record.id
    put(opened(window, record_id), "due_on", "un de ces jours")
    left_for_another(window, notebook)
    page = opened(window, record_id)

    window.notices.bar.buttons()[0].click()
    given_up = (page.sheet.form.raw()["due_on"], notebook.drafts())
    window.notices.bar.buttons()[0].click()

    assert given_up == ("30/11/2026", ())
    assert page.sheet.form.raw()["due_on"] == "un de ces jours"
    assert "Brouillon gardé" in window.status.text


def test_undo_shows_in_a_form_what_is_not_being_typed(
    window: MainWindow, notebook: Notebook
) -> None:
    record_id = notebook.add("task", TASK).record.id
    notebook.edit(record_id, {"what": "Rappeler la mairie"})
    page = opened(window, record_id)
    put(page, "note", "À moitié")

    window.verbs.undo()

    assert page.sheet.form.raw()["what"] == "Rappeler"
    assert page.sheet.form.changed() == {"note": "À moitié"}


def test_what_is_typed_in_a_record_that_undo_removes_comes_back_with_it(
    window: MainWindow, notebook: Notebook
) -> None:
    record_id = notebook.add("task", TASK).record.id
    page = opened(window, record_id)
    put(page, "note", "À moitié")

    window.verbs.undo()
    QApplication.processEvents()
    said, busy = window.notices.bar.text, page.busy
    window.notices.bar.buttons()[0].click()

    assert not busy
    assert "est gardé" in said
    assert page.sheet.form.raw()["note"] == "À moitié"
    assert page.record_id == record_id
