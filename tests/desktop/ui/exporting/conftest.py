"""The assistant on screen, over a small season that may leave."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.exporting.check_step import CheckStep
from desktop.ui.exporting.page import ExportPage
from desktop.ui.main_window import MainWindow
from tests.desktop.services.workbooks.season import Season

Done = Callable[[], None]
Looked = Callable[..., CheckStep]


@pytest.fixture
def season(notebook: Notebook) -> Season:
    """Return the notebook of the window, to write in."""
    return Season(notebook)


@pytest.fixture
def outside() -> list[Path]:
    """Return what was opened with another program."""
    return []


@pytest.fixture
def page(window: MainWindow, outside: list[Path]) -> ExportPage:
    """Return the assistant, on screen."""
    window.act("export")
    assert isinstance(window.page, ExportPage)
    window.page.outgoing.show_outside = outside.append
    return window.page


@pytest.fixture
def done(qtbot: QtBot, page: ExportPage) -> Done:
    """Return what waits for the jobs under way, those that follow included."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not page.job.busy)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not page.job.busy)
        QApplication.processEvents()

    return wait


@pytest.fixture
def looked(page: ExportPage, done: Done) -> Looked:
    """Return what brings workbooks to the last step, by hand."""

    def bring(*codes: str) -> CheckStep:
        page.recipient.choose("nobody")
        page.describe()
        for code in codes or ("W3",):
            page.matter.workbooks[code].setChecked(True)
        page.verify()
        done()
        assert page.step is page.check
        return page.check

    return bring
