"""Rounds that bring much: many removals ask first, a long one is followed and can be stopped."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.services.exchanging.standing import standing
from desktop.services.jobs import Progress
from desktop.services.notebook import Notebook, Planned
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from sync.records.judgement import judge
from sync.records.record_id import new_id
from sync.records.task import Task
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.exchange.conftest import Town
from tests.desktop.ui.hands import press

Show = Callable[[Notebook], MainWindow]


def tasks_of(many: int, now_ms: Callable[[], int]) -> Iterator[Planned]:
    for place in range(many):
        values = {
            "id": new_id(now_ms()),
            "what": f"Tâche {place}",
            "who": "K",
            "due_on": "2026-11-30",
        }
        record = judge(Task, values).record
        assert record is not None
        yield Planned(record)


def fill(notebook: Notebook, many: int) -> None:
    """Write many tasks."""
    notebook.write_all(tasks_of(many, notebook.base.now_ms), label="Tâches")


def in_use(notebook: Notebook) -> int:
    sql = "SELECT count(*) FROM record WHERE kind = 'task' AND deleted_at IS NULL"
    return int(notebook.base.db.execute(sql).fetchone()[0])


def exchange(qtbot: QtBot, window: MainWindow) -> None:
    window.act("exchange")
    settle(qtbot, window)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.exchanges.exchanging.running, timeout=60_000)


def page_of(window: MainWindow) -> ExchangePage:
    window.go("exchange")
    assert isinstance(window.page, ExchangePage)
    return window.page


@pytest.fixture
def emptied(joined: Notebook, karim: Notebook, town: Town) -> Notebook:
    """Return the notebook of Jeanne, whose colleague sent 30 of their 40 tasks to the trash."""
    fill(karim, 40)
    town.exchange(karim)
    town.exchange(joined)
    rows = karim.base.db.execute("SELECT id FROM record WHERE kind = 'task' LIMIT 30").fetchall()
    for (key,) in rows:
        karim.delete(str(key))
    town.exchange(karim)
    return joined


def test_many_removals_are_shown_and_refused_without_a_trace(
    qtbot: QtBot, emptied: Notebook, show: Show
) -> None:
    window = show(emptied)
    exchange(qtbot, window)
    told = window.notices.bar.text
    page = page_of(window)
    card = page.removals
    assert card is not None
    said = "\n".join(each.text() for each in card.findChildren(QLabel))

    page.take_focus()
    press(card.refuse_button, Qt.Key.Key_Space)

    assert "enverrait 30 fiches à la corbeille" in told
    assert "Tâche – Tâche" in said
    assert "et 15\u00a0autres" in said
    assert card.accept_button.text() == "Accepter ces 30 suppressions"
    assert page.removals is None
    assert page.isAncestorOf(window.focusWidget())
    assert in_use(emptied) == 40


def test_many_removals_go_with_an_agreement_to_exactly_these(
    qtbot: QtBot, emptied: Notebook, show: Show
) -> None:
    window = show(emptied)
    exchange(qtbot, window)
    card = page_of(window).removals
    assert card is not None

    press(card.accept_button, Qt.Key.Key_Space)
    settle(qtbot, window)

    assert in_use(emptied) == 10
    assert page_of(window).removals is None
    assert "L’échange est fait" in window.notices.bar.text


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_the_card_of_removals_is_named_plain_and_whole(
    qtbot: QtBot, emptied: Notebook, show: Show, appearance: Appearance, zoom: float
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    window = show(emptied)
    exchange(qtbot, window)
    page = page_of(window)
    QApplication.processEvents()

    assert page.removals is not None
    assert audit(window) == []
    assert not_plain(window) == []
    assert cut(page) == []


def test_a_long_round_is_followed_and_stopped_and_the_next_one_ends_it(
    qtbot: QtBot, joined: Notebook, karim: Notebook, town: Town, show: Show
) -> None:
    fill(karim, 3_000)
    town.exchange(karim)
    window = show(joined)
    page = page_of(window)
    followed: list[Progress] = []
    window.exchanges.exchanging.progressed.connect(followed.append)
    window.exchanges.exchanging.progressed.connect(lambda _progress: page.head.stop_button.click())

    exchange(qtbot, window)
    stopped = in_use(joined)
    said = window.notices.bar.text
    window.exchanges.exchanging.progressed.disconnect()
    exchange(qtbot, window)

    assert followed[0].total >= 3_000
    assert stopped < 3_000
    assert said == ""
    assert in_use(joined) == 3_000
    assert standing(joined).all_sent
    assert joined.check(full=True).sound
    assert not page.head.stop_button.isVisible()


def test_an_exchange_by_itself_that_is_long_shows_how_far_it_is(
    qtbot: QtBot, joined: Notebook, karim: Notebook, town: Town, show: Show
) -> None:
    fill(karim, 1_500)
    town.exchange(karim)
    window = show(joined)
    page = page_of(window)
    seen: list[tuple[str, bool]] = []
    window.exchanges.exchanging.progressed.connect(
        lambda _progress: seen.append(
            (window.status.exchange.text(), page.head.stop_button.isVisible())
        )
    )

    window.exchanges.exchanging.run(aloud=False)
    settle(qtbot, window)

    assert ("Échange en cours…", True) in seen
    assert window.notices.bar.text == ""
    assert in_use(joined) == 1_500
