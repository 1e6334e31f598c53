"""What the tests of the panels share: a record opened in the real window, on its panel."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.panel import Panel

OnPanel = Callable[[str, type[Panel]], Any]
Add = Callable[..., str]


@pytest.fixture
def add(notebook: Notebook) -> Add:
    """Return what writes a record down and gives its id."""

    def write(kind: str, **values: Any) -> str:
        return notebook.add(kind, values).record.id

    return write


@pytest.fixture
def on_panel(window: MainWindow, qtbot: QtBot) -> OnPanel:
    """Return what opens a record on one of its panels."""

    def open_on(record_id: str, wanted: type[Panel]) -> Panel:
        window.open_record(record_id)
        assert window.page is not None
        assert window.page.records is not None
        tabs = window.page.records.sheet.tabs
        panel = next(each for each in tabs.panels if isinstance(each, wanted))
        tabs.setCurrentWidget(panel)
        # Blocks that go from two columns to one settle over a few turns of the loop.
        for _ in range(5):
            qtbot.wait(1)
        return panel

    return open_on
