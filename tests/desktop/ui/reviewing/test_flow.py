"""Reading many records again: several at once, before beside now, by origin, without the mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.services.reviewing.verdicts import validate
from desktop.store import arriving
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import REVIEW
from desktop.ui.reviewing.page import ReviewPage
from desktop.ui.theme import Appearance, Theme
from sync.client.ports import Arrival
from sync.records.base import ReviewState
from tests.desktop.neighbour import neighbour, take
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}


@pytest.fixture
def other(notebook: Notebook, opening: Opening, tmp_path: Path) -> Iterator[Notebook]:
    with neighbour(notebook, opening, tmp_path / "bruno") as made:
        yield made


@pytest.fixture
def visits(notebook: Notebook, other: Notebook) -> list[str]:
    """Return three visits of Bruno that came in, the last one first."""
    made = [other.add("visit", VISIT).record.id for _ in range(3)]
    take(notebook, other)
    return made[::-1]


def review(window: MainWindow, qtbot: QtBot, count: int) -> ReviewPage:
    """Return the page once it has read what waits."""
    window.go(REVIEW)
    page = window.page
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: len(page.inbox.lines) == count)
    page.take_focus()
    QApplication.processEvents()
    return page


def states(notebook: Notebook, records: list[str]) -> list[ReviewState]:
    return [notebook.get(each).review_state for each in records]


def pointed(page: ReviewPage) -> str:
    assert page.queue.line is not None
    return page.queue.line.id


def test_j_and_k_go_down_and_up(window: MainWindow, visits: list[str], qtbot: QtBot) -> None:
    page = review(window, qtbot, 3)

    press(page.queue, Qt.Key.Key_J)
    assert pointed(page) == visits[1]
    press(page.queue, Qt.Key.Key_K)
    assert pointed(page) == visits[0]
    press(page.queue, Qt.Key.Key_K)
    assert pointed(page) == visits[2]


def test_what_is_selected_is_validated_as_one_act(
    window: MainWindow, notebook: Notebook, visits: list[str], qtbot: QtBot
) -> None:
    page = review(window, qtbot, 3)

    QTest.keyClick(page.queue, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.validate_button.text() == "Valider les 2 fiches (V)"
    assert not page.return_button.isEnabled()
    press(page.queue, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 1)

    done, waiting = ReviewState.VALIDATED, ReviewState.DRAFT
    assert states(notebook, visits) == [done, done, waiting]
    assert page.validate_button.text() == "Valider (V)"
    window.act("undo")
    assert states(notebook, visits) == [waiting] * 3


def test_c_opens_the_sheet_to_correct_it(
    window: MainWindow, visits: list[str], qtbot: QtBot
) -> None:
    page = review(window, qtbot, 3)

    press(page.queue, Qt.Key.Key_C)

    assert window.page is not None
    assert window.page.record_id == visits[0]


def test_what_it_said_stands_beside_what_it_says(
    window: MainWindow, notebook: Notebook, other: Notebook, visits: list[str], qtbot: QtBot
) -> None:
    validate(notebook, visits)
    take(other, notebook)
    other.edit(visits[0], {"facts": "Le jardin est fermé.", "review_state": "A_SYNCHRONISER"})
    take(notebook, other)
    page = review(window, qtbot, 1)

    assert page.pane.facts.shown == ()
    assert page.pane.compared.shown == (
        ("Ce que j’ai vu et entendu", "Le jardin est ouvert.", "Le jardin est fermé."),
    )


@pytest.mark.usefixtures("visits")
def test_what_came_by_a_key_is_shown_alone(
    window: MainWindow, notebook: Notebook, other: Notebook, qtbot: QtBot
) -> None:
    brought = other.add("visit", VISIT).record.id
    unknown = {each.id for each in notebook.base.log.everything()}
    operations = tuple(o for o in other.base.log.everything() if o.id not in unknown)
    arriving.apply(notebook.base, Arrival(other.base.identity.space, operations, way="usb"))
    page = review(window, qtbot, 4)

    page.filters.origin.setCurrentIndex(page.filters.origin.findData("usb"))
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 1)

    assert pointed(page) == brought
    assert "clé USB" in page.pane.came.text()
    page.filters.origin.setCurrentIndex(page.filters.origin.findData("import"))
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 0)


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_the_comparison_is_named_plain_and_whole(
    window: MainWindow,
    notebook: Notebook,
    other: Notebook,
    visits: list[str],
    appearance: Appearance,
    qtbot: QtBot,
    zoom: float,
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    validate(notebook, visits)
    take(other, notebook)
    other.edit(visits[0], {"facts": "<b>Fermé</b> " * 12, "review_state": "A_SYNCHRONISER"})
    take(notebook, other)
    review(window, qtbot, 1)

    assert audit(window) == []
    assert not_plain(window) == []
    assert cut(window) == []
