"""The trash, when a link leads there."""

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow

TASK = {"what": "Rappeler", "who": "Jeanne", "due_on": "2026-11-30"}


def test_a_link_to_a_removed_record_points_at_it_and_offers_it_back(
    window: MainWindow, notebook: Notebook
) -> None:
    record_id = notebook.add("task", TASK).record.id
    other = notebook.add("task", {**TASK, "what": "Autre"}).record.id
    for each in (record_id, other):
        notebook.delete(each)
    window.go("trash")

    window.shelf.trash.open(record_id)
    said = window.notices.bar.text
    window.notices.bar.buttons()[0].click()
    window.notices.bar.buttons()[0].click()

    assert said == "«\u00a0Rappeler\u00a0» est à la corbeille."
    assert [one.id for one in notebook.trash()] == [other]
    assert window.page is not None
    assert window.page.record_id == record_id


def test_a_record_that_is_not_in_the_trash_is_not_pointed_at(window: MainWindow) -> None:
    window.go("trash")

    window.shelf.trash.open("01943b7c-7600-7a2a-b39d-5459266f063e")

    assert window.notices.bar.text == ""
