"""The page « À relire » by keyboard: read, validate, send back, go on; all can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.discretion import HIDDEN
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import REVIEW
from desktop.ui.reviewing.page import ReviewPage
from desktop.ui.theme import Appearance, Theme
from sync.records.base import ReviewState
from tests.desktop.neighbour import neighbour, take
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press, write

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}


@pytest.fixture
def brought(notebook: Notebook, opening: Opening, tmp_path: Path) -> Iterator[list[str]]:
    """Return two records of Bruno that came in, the last one first; the first has a twin."""
    notebook.add("organisation", {"name": "Les Jardins d’Éloi"})
    with neighbour(notebook, opening, tmp_path / "bruno") as other:
        twin = other.add("organisation", {"name": "Jardins d'Eloi"}).record.id
        visit = other.add("visit", VISIT).record.id
        take(notebook, other)
        yield [visit, twin]


def review(window: MainWindow, qtbot: QtBot, count: int) -> ReviewPage:
    """Return the page once it has read what waits."""
    window.go(REVIEW)
    page = window.page
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: len(page.inbox.lines) == count)
    page.take_focus()
    QApplication.processEvents()
    return page


def state(notebook: Notebook, record: str) -> ReviewState:
    """Return where a record stands."""
    return notebook.get(record).review_state


@pytest.mark.usefixtures("brought")
def test_a_record_shows_who_brought_it_and_what_it_says(window: MainWindow, qtbot: QtBot) -> None:
    page = review(window, qtbot, 2)

    assert "Visite" in page.pane.title.text()
    assert "Bruno Petit" in page.pane.came.text()
    assert ("Faits observés", "Le jardin est ouvert.") in page.pane.facts.shown or any(
        value == "Le jardin est ouvert." for _, value in page.pane.facts.shown
    )


def test_v_validates_and_the_next_one_is_shown(
    window: MainWindow, notebook: Notebook, brought: list[str], qtbot: QtBot
) -> None:
    page = review(window, qtbot, 2)

    press(page.queue, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 1)

    assert state(notebook, brought[0]) is ReviewState.VALIDATED
    assert page.queue.line is not None
    assert page.queue.line.id == brought[1]
    window.act("undo")
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 2)
    assert state(notebook, brought[0]) is ReviewState.DRAFT


def test_r_asks_for_a_comment_then_sends_back(
    window: MainWindow, notebook: Notebook, brought: list[str], qtbot: QtBot
) -> None:
    page = review(window, qtbot, 2)

    press(page.queue, Qt.Key.Key_R)
    assert page.pane.comment.hasFocus()
    assert state(notebook, brought[0]) is ReviewState.DRAFT
    write(page.pane.comment, "Combien étaient-ils ?")
    press(page.return_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 1)

    assert state(notebook, brought[0]) is ReviewState.TO_COMPLETE
    assert notebook.get(brought[0]).review_comment == "Combien étaient-ils ?"
    assert page.pane.asked == ""


def test_s_goes_round_and_a_comment_stays_with_its_record(
    window: MainWindow, brought: list[str], qtbot: QtBot
) -> None:
    page = review(window, qtbot, 2)
    write(page.pane.comment, "Pour la première")

    press(page.queue, Qt.Key.Key_S)

    assert page.queue.line is not None
    assert (page.queue.line.id, page.pane.asked) == (brought[1], "")
    assert "Doublon possible" in page.pane.flags.text()
    press(page.queue, Qt.Key.Key_S)
    assert (page.queue.line.id, page.pane.asked) == (brought[0], "Pour la première")


def test_a_comment_begun_stays_when_its_record_leaves_the_list_and_comes_back(
    window: MainWindow, notebook: Notebook, brought: list[str], qtbot: QtBot
) -> None:
    page = review(window, qtbot, 2)
    write(page.pane.comment, "Combien étaient-ils ?")

    notebook.delete(brought[0])
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 1)
    meanwhile = page.pane.asked
    notebook.restore(brought[0])
    qtbot.waitUntil(lambda: len(page.inbox.lines) == 2)
    press(page.queue, Qt.Key.Key_S)

    assert page.queue.line is not None
    assert page.queue.line.id == brought[0]
    assert (meanwhile, page.pane.asked) == ("", "Combien étaient-ils ?")


def test_validating_all_leaves_what_is_flagged(
    window: MainWindow, notebook: Notebook, brought: list[str], qtbot: QtBot
) -> None:
    page = review(window, qtbot, 2)
    assert page.all_button.text() == "Tout valider sans alerte (1)…"

    press(page.all_button, Qt.Key.Key_Space)
    assert state(notebook, brought[0]) is ReviewState.DRAFT
    page.inbox = replace(page.inbox, lines=())
    window.notices.bar.buttons()[0].click()

    assert [state(notebook, each) for each in brought] == [
        ReviewState.VALIDATED,
        ReviewState.DRAFT,
    ]


@pytest.mark.usefixtures("brought")
def test_names_are_hidden_from_a_visitor(window: MainWindow, qtbot: QtBot) -> None:
    page = review(window, qtbot, 2)

    window.act("discretion")

    assert "Bruno" not in page.queue.item(0).text() + page.pane.came.text()
    assert HIDDEN in page.queue.item(0).text()


def test_an_empty_page_says_what_will_come(window: MainWindow, qtbot: QtBot) -> None:
    page = review(window, qtbot, 0)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)  # noqa: SLF001 - what is on screen

    assert "Rien à relire" in page._empty.text()  # noqa: SLF001 - what is on screen


def test_an_agent_of_a_space_reads_without_judging(
    window: MainWindow, notebook: Notebook, brought: list[str], qtbot: QtBot
) -> None:
    with notebook.base.writing():
        notebook.base.settings.put("server:url", "https://carnet.example")
        notebook.base.settings.put("server:role", "agent")
    page = review(window, qtbot, 2)

    press(page.queue, Qt.Key.Key_V)

    assert not page.validate_button.isEnabled()
    assert state(notebook, brought[0]) is ReviewState.DRAFT
    assert "personne référente" in window.notices.bar.text
    with notebook.base.writing():
        notebook.base.settings.put("server:role", "supervisor")
    page.refresh()
    qtbot.waitUntil(page.validate_button.isEnabled)


@pytest.mark.usefixtures("brought")
@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_the_page_is_reachable_named_and_uncut(
    window: MainWindow, appearance: Appearance, qtbot: QtBot, zoom: float
) -> None:
    appearance.apply(Theme.DARK, zoom)
    review(window, qtbot, 2)

    assert audit(window) == []
    assert not_plain(window) == []
    assert cut(window) == []
