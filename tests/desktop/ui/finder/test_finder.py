"""The search box: recent records, commands and results, chosen without leaving the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import SEARCH
from tests.desktop.ui.audit import audit, not_plain
from tests.desktop.ui.hands import press, write

pytestmark = pytest.mark.usefixtures("appearance")
TASK = {"what": "Rappeler la mairie", "who": "Jeanne", "due_on": "2026-11-30"}


def lines(window: MainWindow) -> list[str]:
    """Return the lines that dropped down."""
    model = window.finder.lines
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_records_are_found_while_typing_and_opened_by_arrow_and_enter(
    qtbot: QtBot, window: MainWindow, notebook: Notebook
) -> None:
    record = notebook.add("task", TASK).record
    window.act("search")
    write(window.top.search, "mairie")
    qtbot.waitUntil(lambda: any("Rappeler" in text for text in lines(window)))

    press(window.top.search, Qt.Key.Key_Down)
    press(window.top.search, Qt.Key.Key_Return)

    assert window.page is not None
    assert window.page.record_id == record.id
    assert window.finder.isHidden()


def test_an_empty_box_offers_what_was_opened_last_and_every_command(
    window: MainWindow, notebook: Notebook
) -> None:
    one = notebook.add("task", TASK).record
    two = notebook.add("task", {**TASK, "what": "Écrire au bailleur"}).record
    for record in (one, two, one):
        window.open_record(record.id)

    window.act("search")
    offered = lines(window)

    assert offered[0] == "Ouvertes récemment"
    assert [text.split(" · ")[0] for text in offered[1:3]] == [TASK["what"], "Écrire au bailleur"]
    assert "Nouvelle visite (Ctrl+N)" in offered
    assert any(text.startswith("Aller à : Structures") for text in offered)


def test_the_box_says_when_nothing_answers(qtbot: QtBot, window: MainWindow) -> None:
    window.act("search")
    write(window.top.search, "zzqx {}")
    qtbot.waitUntil(lambda: not lines(window))
    said = [one.text() for one in window.finder.findChildren(QLabel) if one.isVisible()]
    window.top.search.clear()
    window.finder.look_for("")

    assert said == ["Rien ne répond à «\u00a0zzqx {}\u00a0». Essayez avec moins de lettres."]
    assert window.finder.view.isVisible()


def test_a_record_in_the_trash_is_no_longer_offered(window: MainWindow, notebook: Notebook) -> None:
    record = notebook.add("task", TASK).record
    window.open_record(record.id)
    notebook.delete(record.id)

    window.act("search")

    assert "Ouvertes récemment" not in lines(window)


def test_a_command_is_found_by_its_words_and_run(qtbot: QtBot, window: MainWindow) -> None:
    window.act("search")
    write(window.top.search, "aller corb")
    qtbot.waitUntil(lambda: lines(window)[1:] == ["Aller à : Corbeille"])

    press(window.top.search, Qt.Key.Key_Down)
    press(window.top.search, Qt.Key.Key_Return)

    assert window.shelf.key == "trash"


def test_no_kind_of_record_fills_the_answers_alone(window: MainWindow, notebook: Notebook) -> None:
    for number in range(9):
        notebook.add("task", {**TASK, "what": f"Mairie {number}"})
    notebook.add("organisation", {"name": "Amis de la mairie"})

    window.finder.look_for("mairie")

    assert "Structures" in lines(window)
    assert sum(text.startswith("Mairie") for text in lines(window)) == 4


def test_enter_without_a_choice_shows_all_the_results(
    window: MainWindow, notebook: Notebook
) -> None:
    notebook.add("task", TASK)
    window.act("search")

    write(window.top.search, "mairie")
    press(window.top.search, Qt.Key.Key_Return)

    assert window.shelf.key == SEARCH
    assert window.finder.isHidden()


def test_escape_and_leaving_the_box_fold_the_answers(window: MainWindow) -> None:
    window.act("search")
    shown = window.finder.isVisible()
    press(window.top.search, Qt.Key.Key_Escape)
    after_escape = window.finder.isVisible()
    window.act("search")
    QTest.keyClick(window.top.search, Qt.Key.Key_Tab)

    assert shown
    assert not after_escape
    assert window.finder.isHidden()


def test_what_looks_like_html_is_shown_as_written_and_everything_is_named(
    window: MainWindow, notebook: Notebook
) -> None:
    record = notebook.add("task", {**TASK, "what": "<b>gras</b> & <img src=x>"}).record
    window.open_record(record.id)

    window.act("search")

    assert any(text.startswith("<b>gras</b> & <img src=x>") for text in lines(window))
    assert audit(window) == []
    assert not_plain(window) == []


def test_an_arrow_pressed_before_the_answers_came_goes_to_the_right_one(
    window: MainWindow, notebook: Notebook
) -> None:
    record = notebook.add(
        "task", {"what": "Rappeler Éloi", "who": "Jeanne", "due_on": "2026-12-01"}
    )
    window.act("search")

    write(window.top.search, "rappeler")
    press(window.top.search, Qt.Key.Key_Down)
    press(window.top.search, Qt.Key.Key_Return)

    assert window.page is not None
    assert window.page.record_id == record.record.id
