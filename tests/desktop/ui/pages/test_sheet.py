"""What becomes of a sheet that is refused, deleted or given up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.records import RecordsPage
from tests.desktop.ui.hands import press

TASK = {"what": "Rappeler", "who": "Jeanne", "due_on": "2026-11-30"}


def page_of(window: MainWindow, kind: str) -> RecordsPage:
    """Return the page of a kind, on screen."""
    window.rail.choose(kind)
    assert window.records is not None
    return window.records


def put(page: RecordsPage, name: str, value: str) -> None:
    """Put a value in the form as if it had been typed."""
    editor = page.sheet.form.panel.blocks[name].editor
    editor.write(value)
    editor.edited.emit()


def test_a_refusal_counts_what_is_left_to_complete(window: MainWindow) -> None:
    page = page_of(window, "task")
    page.start_new()
    put(page, "what", "Rappeler")
    page.sheet.save()
    several = window.notices.bar.text

    put(page, "who", "Jeanne")
    page.sheet.save()

    assert "2 points restent à compléter" in several
    assert "un point reste à compléter" in window.notices.bar.text


def test_a_deleted_record_leaves_the_screen_even_half_corrected(
    window: MainWindow, notebook: Notebook
) -> None:
    record = notebook.add("task", TASK).record
    window.open_record(record.id)
    page = page_of(window, "task")
    put(page, "due_on", "un de ces jours")

    window.verbs.delete()
    gone = (page.busy, window.drafts.text)
    window.notices.bar.buttons()[0].click()

    assert gone == (False, "")
    assert page.sheet.record_id == record.id
    assert page.sheet.form.raw()["due_on"] == "un de ces jours"


def test_what_is_given_up_can_be_taken_back(window: MainWindow, notebook: Notebook) -> None:
    page = page_of(window, "task")
    page.start_new()
    put(page, "what", "Une heure de travail")

    page.sheet.head.delete_button.click()
    given_up = (page.busy, notebook.drafts())
    window.notices.bar.buttons()[0].click()

    assert given_up == (False, ())
    assert page.sheet.form.raw()["what"] == "Une heure de travail"
    assert [draft.values["what"] for draft in notebook.drafts()] == ["Une heure de travail"]


def test_an_empty_form_is_given_up_without_a_word(window: MainWindow) -> None:
    page = page_of(window, "task")
    page.start_new()

    page.sheet.head.delete_button.click()

    assert not page.busy
    assert window.notices.bar.text == ""


def test_the_keyboard_goes_back_to_the_list_when_the_sheet_goes(
    window: MainWindow, notebook: Notebook
) -> None:
    window.activateWindow()
    notebook.add("task", TASK)
    page = page_of(window, "task")
    page.start_new()

    window.verbs.delete()

    assert QApplication.focusWidget() is page.list.view


def test_the_keyboard_is_on_the_record_that_a_search_opens(
    window: MainWindow, notebook: Notebook
) -> None:
    window.activateWindow()
    record = notebook.add("task", TASK).record
    window.top.search.setText("rappeler")
    press(window.top.search, Qt.Key.Key_Return)

    press(window.shelf.search.view, Qt.Key.Key_Return)

    page = page_of(window, "task")
    assert page.record_id == record.id
    assert QApplication.focusWidget() is page.list.view


def test_an_unreadable_value_does_not_hide_what_else_is_missing(window: MainWindow) -> None:
    page = page_of(window, "task")
    page.start_new()
    put(page, "due_on", "un de ces jours")

    page.sheet.save()

    blocks = page.sheet.form.panel.blocks
    assert "13/11/2026" in blocks["due_on"].remark
    assert blocks["what"].remark
    assert "3 points" in window.notices.bar.text


def test_a_refusal_is_said_no_more_once_its_sheet_is_left(window: MainWindow) -> None:
    page = page_of(window, "task")
    page.start_new()
    page.sheet.save()
    said = window.notices.bar.text

    window.rail.choose("visit")

    assert said
    assert window.notices.bar.text == ""


def test_history_tells_what_came_with_the_program_without_a_date(
    window: MainWindow, notebook: Notebook
) -> None:
    entry = notebook.rows("list_entry", notebook.listing(ListQuery("list_entry", limit=1)))[0]
    window.open_record(entry.id)
    page = page_of(window, "list_entry")

    page.sheet.tabs.show_history()

    told = [label.text() for label in page.sheet.history.findChildren(QLabel)]
    assert "Livrée avec l’application" in told
    assert not any("1970" in text for text in told)
