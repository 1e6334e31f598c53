"""A financial report that is late shows on the home page, and becomes a task in one click."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from desktop.ui.home.page import HomePage
from desktop.ui.main_window import MainWindow

Show = Callable[[Notebook], MainWindow]


@pytest.fixture
def page(qtbot: QtBot, show: Show, notebook: Notebook) -> HomePage:
    """Return the home page of a notebook with a report that is due."""
    place = {"territory_code": "x", "name": "Les Aubiers", "territory_type": "QVA"}
    body = notebook.add("organisation", {"name": "Jardins d’Éloi"}).record.id
    values = {
        "title": "Ateliers au jardin",
        "year": 2025,
        "territory": notebook.add("territory", place).record.id,
        "organisation": body,
        "status": "A_JUSTIFIER",
        "report_due_on": "2026-11-20",
    }
    notebook.add("action", values)
    shown = show(notebook).page
    assert isinstance(shown, HomePage)
    qtbot.waitUntil(lambda: shown.safety.isVisible())
    return shown


def test_a_late_report_is_said_with_its_body(page: HomePage) -> None:
    (row,) = page.cards.promises.rows

    assert row.text == "Ateliers au jardin"
    assert "Compte rendu financier\u00a0: Jardins d’Éloi" in row.detail
    assert row.detail.startswith("En retard de ")
    assert row.act == "En faire une tâche"


def test_one_click_makes_a_task_that_replaces_it(
    page: HomePage, notebook: Notebook, qtbot: QtBot
) -> None:
    page.cards.promises.lines[0].button.click()

    qtbot.waitUntil(lambda: page.cards.promises.rows[0].tick != "")
    (task,) = notebook.records(ListQuery("task"))
    assert len(page.cards.promises.rows) == 1
    assert "Demander le compte rendu financier" in task.heading()


def test_the_task_can_be_taken_back(page: HomePage, notebook: Notebook, qtbot: QtBot) -> None:
    page.cards.promises.lines[0].button.click()
    qtbot.waitUntil(lambda: page.cards.promises.rows[0].tick != "")

    notebook.undo()

    qtbot.waitUntil(lambda: page.cards.promises.rows[0].act != "")
    assert notebook.count("task") == 0
