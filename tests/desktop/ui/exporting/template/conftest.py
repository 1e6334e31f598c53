"""A template and an action to account for, in the main window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.exporting.template.chosen_action import choose_action
from desktop.ui.exporting.template.page import FillPage
from desktop.ui.exporting.template.report_page import ReportPage
from desktop.ui.main_window import MainWindow
from tests.desktop.export.template.models import make_template
from tests.desktop.services.workbooks.season import Season

Settle = Callable[[FillPage | ReportPage], None]
LINES = [
    {"account": "601", "planned": 100_000, "actual": 90_000},
    {"account": "74com", "planned": 100_000, "actual": 90_000},
]


@pytest.fixture
def action(notebook: Notebook) -> str:
    """Return an action of 2025 with a budget, and what was done."""
    season = Season(notebook)
    body = season.add("organisation", name="Jardins d’Éloi")
    return season.add(
        "action",
        title="Ateliers",
        year=2025,
        territory=season.place,
        organisation=body,
        results="Vingt ateliers ont eu lieu.",
        budget=LINES,
    )


@pytest.fixture
def settle(qtbot: QtBot) -> Settle:
    """Return what waits for the jobs of a page, those that follow included."""

    def wait(page: FillPage | ReportPage) -> None:
        for _ in range(2):
            qtbot.waitUntil(lambda: not page.job.busy)
            QApplication.processEvents()

    return wait


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a template of a financer."""
    return make_template(tmp_path / "modele.xlsx")


@pytest.fixture
def outside() -> list[Path]:
    """Return what was opened with another program."""
    return []


@pytest.fixture
def filling(
    window: MainWindow,
    notebook: Notebook,
    action: str,
    template: Path,
    settle: Settle,
    outside: list[Path],
) -> FillPage:
    """Return the page of filling, on a template, one having come from an action."""
    choose_action(notebook, action)
    window.go("fill")
    page = window.page
    assert isinstance(page, FillPage)
    page.show_outside = outside.append
    page.read(template)
    settle(page)
    return page


@pytest.fixture
def report(
    window: MainWindow, notebook: Notebook, action: str, settle: Settle, outside: list[Path]
) -> ReportPage:
    """Return the page of the report of an action, looked at."""
    choose_action(notebook, action)
    window.go("crf")
    page = window.page
    assert isinstance(page, ReportPage)
    page.show_outside = outside.append
    settle(page)
    return page
