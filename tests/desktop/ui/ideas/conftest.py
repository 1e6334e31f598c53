"""A neighbourhood with a few ideas, and the page that shows them."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from desktop.services.notebook import Notebook
from desktop.ui.ideas.page import IdeasPage
from desktop.ui.main_window import MainWindow

Think = Callable[..., str]


@pytest.fixture
def think(notebook: Notebook) -> Think:
    """Return what writes an idea down and returns its id."""
    values = {"name": "Rome", "territory_type": "QPV", "territory_code": "QN05110I"}
    territory = notebook.add("territory", values).record.id

    def write(title: str, stage: str = "ENTENDUE", **more: object) -> str:
        said = {"title": title, "summary": "En bref.", "origin_of_idea": "HABITANT"}
        said |= {"territory": territory, "stage": stage}
        return notebook.add("idea", {**said, **more}).record.id

    return write


@pytest.fixture
def page(window: MainWindow) -> Callable[[], IdeasPage]:
    """Return what turns to the page of ideas."""

    def turn() -> IdeasPage:
        window.go("idea")
        QApplication.processEvents()
        assert isinstance(window.page, IdeasPage)
        return window.page

    return turn
