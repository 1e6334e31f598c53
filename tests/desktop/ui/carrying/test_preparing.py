"""The form that prepares a key says what the file would hold now, however long it stays open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.main_window import MainWindow
from tests.keys import Agent, agents


@pytest.fixture
def jeanne(opening: Opening, tmp_path: Path) -> Iterator[Agent]:
    with agents(opening, tmp_path / "people", "5" * 32, "Jeanne", "Bruno") as made:
        yield made[0]


def test_what_is_saved_while_the_form_is_open_is_counted(
    jeanne: Agent, show: Callable[[Notebook], MainWindow], qtbot: QtBot
) -> None:
    window = show(jeanne.notebook)
    window.go("exchange")
    page = window.page
    assert isinstance(page, ExchangePage)
    form = page.usb.preparing
    page.usb.prepare()
    qtbot.waitUntil(lambda: "Rien à emporter" in form.held.text())
    before = form.write.isEnabled()

    jeanne.visit("Rue des Lilas")
    qtbot.waitUntil(lambda: "1\u00a0fiche" in form.held.text())
    window.go("visit")
    jeanne.visit("Rue des Roses")
    window.go("exchange")
    qtbot.waitUntil(lambda: "2\u00a0fiches" in form.held.text())

    assert (before, form.write.isEnabled()) == (False, True)
