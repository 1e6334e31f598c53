"""The exchange that happens by itself, on the real window, with a real server."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.errors import DiskFull
from desktop.services.differences.asking import count, differences
from desktop.services.exchanging.standing import standing
from desktop.services.notebook import Notebook
from desktop.store.enrolment import enrolment_of, put_policy
from desktop.ui.exchange.exchanging import End
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.main_window import MainWindow
from desktop.ui.tasks import Tasks
from sync.protocol.codes import Role
from tests.conftest import Clock
from tests.desktop.ui.exchange.conftest import Town

Show = Callable[[Notebook], MainWindow]


@pytest.fixture
def window(joined: Notebook, show: Show) -> MainWindow:
    """Return the window of Jeanne, whose laptop the system says is connected."""
    made = show(joined)
    made.exchanges.keeping.network.see(True)
    return made


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the exchange under way has ended."""
    qtbot.waitUntil(lambda: not window.exchanges.exchanging.running, timeout=30_000)


def let(qtbot: QtBot, window: MainWindow, clock: Clock, seconds: int) -> bool:
    """Let time pass; tell whether an exchange began, and wait for its end."""
    clock.wait(seconds=seconds)
    window.exchanges.keeping.look()
    began = window.exchanges.exchanging.running
    settle(qtbot, window)
    return began


def contact(notebook: Notebook, name: str, **values: str) -> str:
    given = {"last_name": name, "role": "PRESIDENCE", **values}
    return notebook.add("contact", given).record.id


def page_of(window: MainWindow) -> ExchangePage:
    window.go("exchange")
    assert isinstance(window.page, ExchangePage)
    return window.page


def test_it_exchanges_at_the_start_then_some_seconds_after_a_save(
    qtbot: QtBot, window: MainWindow, joined: Notebook, karim: Notebook, town: Town, clock: Clock
) -> None:
    first = let(qtbot, window, clock, 5)
    key = contact(joined, "Diallo")
    waiting = window.status.exchange.text()
    soon = let(qtbot, window, clock, 10)
    clock.wait(minutes=2)
    later = let(qtbot, window, clock, 20)
    town.exchange(karim)

    assert (first, soon, later) == (True, False, True)
    assert "1\u00a0fiche à envoyer" in waiting
    assert dict(karim.get(key))["last_name"] == "Diallo"
    assert "Tout est envoyé · échangé il y a moins d’une minute" in window.status.exchange.text()
    assert window.notices.bar.text == ""


def test_it_looks_regularly_for_the_work_of_the_others_and_shows_it(
    qtbot: QtBot, window: MainWindow, karim: Notebook, town: Town, clock: Clock, joined: Notebook
) -> None:
    let(qtbot, window, clock, 5)
    key = contact(karim, "Diallo")
    town.exchange(karim)
    window.go("contact")

    began = let(qtbot, window, clock, 20 * 60)

    assert began
    assert dict(joined.get(key))["last_name"] == "Diallo"
    assert window.records is not None
    assert window.records.list.view.model().rowCount() == 1
    assert window.notices.bar.text == ""


def test_a_record_on_screen_is_shown_as_it_came_in(
    qtbot: QtBot, window: MainWindow, karim: Notebook, town: Town, clock: Clock, joined: Notebook
) -> None:
    key = contact(joined, "Diallo", phone="0639989893")
    let(qtbot, window, clock, 5)
    town.exchange(karim)
    window.open_record(key)
    karim.edit(key, {"phone": "0639980000"})
    town.exchange(karim)

    let(qtbot, window, clock, 20 * 60)

    assert window.records is not None
    assert window.records.sheet.form.values()["phone"] == "+33639980000"


def test_what_is_being_typed_when_a_round_changes_it_stays_and_is_asked_about(
    qtbot: QtBot, window: MainWindow, karim: Notebook, town: Town, clock: Clock, joined: Notebook
) -> None:
    key = contact(joined, "Diallo", phone="0639989893")
    let(qtbot, window, clock, 5)
    town.exchange(karim)
    window.open_record(key)
    assert window.records is not None
    box = window.records.sheet.form.panel.blocks["phone"].editor
    box.write("06 39 98 10 24")
    box.edited.emit()
    karim.edit(key, {"phone": "0639980000"})
    town.exchange(karim)

    let(qtbot, window, clock, 20 * 60)
    typed = box.read()
    window.records.save()
    let(qtbot, window, clock, 20 * 60)
    town.exchange(karim)

    assert typed == "06 39 98 10 24"
    for notebook in (joined, karim):
        (asked,) = differences(notebook)
        assert {each.value for each in asked.questions[0].versions} == {
            "+33639981024",
            "+33639980000",
        }
    assert window.status.undecided.text() == "1\u00a0fiche demande votre avis"


def test_a_server_that_is_silent_is_told_in_the_status_zone_alone(
    qtbot: QtBot, window: MainWindow, town: Town, clock: Clock, joined: Notebook
) -> None:
    let(qtbot, window, clock, 5)
    town.stop()
    contact(joined, "Diallo")

    let(qtbot, window, clock, 5 * 60)
    told = window.status.exchange.text()
    again = let(qtbot, window, clock, 10)
    town.start()
    later = let(qtbot, window, clock, 10 * 60)

    assert "1\u00a0fiche à envoyer · échange arrêté · échangé il y a" in told
    assert window.notices.bar.text == ""
    assert (again, later) == (False, True)
    assert standing(joined).all_sent


def test_a_disk_that_is_full_is_tried_again_more_and_more_rarely(
    qtbot: QtBot, window: MainWindow, clock: Clock
) -> None:
    let(qtbot, window, clock, 5)

    for _ in range(2):
        window.exchanges.exchanging.ended.emit(End(trouble=DiskFull()))

    assert window.exchanges.keeping.plan.failures == 2


def test_without_network_nothing_is_tried_until_it_comes_back(
    qtbot: QtBot, window: MainWindow, clock: Clock, joined: Notebook
) -> None:
    let(qtbot, window, clock, 5)
    window.exchanges.keeping.network.see(False)
    contact(joined, "Diallo")

    tried = let(qtbot, window, clock, 30 * 60)
    told = window.status.exchange.text()
    window.exchanges.keeping.network.see(True)
    back = let(qtbot, window, clock, 30)

    assert (tried, back) == (False, True)
    assert "hors connexion" in told
    assert standing(joined).all_sent


def test_who_does_not_want_it_exchanges_with_f5_alone(
    qtbot: QtBot, window: MainWindow, clock: Clock, joined: Notebook
) -> None:
    let(qtbot, window, clock, 5)
    page = page_of(window)
    page.head.by_itself.click()
    contact(joined, "Diallo")

    alone = let(qtbot, window, clock, 60 * 60)
    window.act("exchange")
    settle(qtbot, window)

    assert not alone
    assert standing(joined).all_sent
    assert "L’échange est fait\u00a0: 1\u00a0modification envoyée" in window.notices.bar.text
    page.head.by_itself.click()
    assert let(qtbot, window, clock, 3 * 60)


def test_an_exchange_waits_for_the_other_jobs(
    qtbot: QtBot, window: MainWindow, tasks: Tasks, clock: Clock
) -> None:
    tasks.run(lambda _ticket: None, lane="import", owner=window, done=lambda _none: None)
    clock.wait(seconds=5)
    window.exchanges.keeping.look()
    waited = not window.exchanges.exchanging.running
    qtbot.waitUntil(lambda: not tasks.busy)

    assert waited
    assert let(qtbot, window, clock, 1)


def test_f5_twice_exchanges_once(qtbot: QtBot, window: MainWindow) -> None:
    began: list[None] = []
    window.exchanges.exchanging.began.connect(lambda: began.append(None))

    window.act("exchange")
    window.act("exchange")
    settle(qtbot, window)

    assert len(began) == 1


def test_quitting_after_an_exchange_closes_once_all_is_sent(
    qtbot: QtBot, window: MainWindow, clock: Clock, joined: Notebook
) -> None:
    let(qtbot, window, clock, 5)
    before = window.commands["exchange_and_quit"].isEnabled()
    contact(joined, "Diallo")
    offered = window.commands["exchange_and_quit"].isEnabled()

    window.act("exchange_and_quit")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)

    assert (before, offered) == (False, True)
    assert standing(joined).all_sent


def test_quitting_after_an_exchange_that_fails_says_so_and_can_be_done_anyway(
    qtbot: QtBot, window: MainWindow, town: Town, clock: Clock, joined: Notebook
) -> None:
    let(qtbot, window, clock, 5)
    contact(joined, "Diallo")
    town.stop()

    window.act("exchange_and_quit")
    settle(qtbot, window)

    assert window.isVisible()
    assert "ne répond pas" in window.notices.bar.text
    (quit_anyway,) = window.notices.bar.buttons()
    quit_anyway.click()
    assert not window.isVisible()


def test_a_reader_is_told_that_others_decide(
    qtbot: QtBot, window: MainWindow, karim: Notebook, town: Town, clock: Clock, joined: Notebook
) -> None:
    key = contact(joined, "Diallo", phone="0639989893")
    let(qtbot, window, clock, 5)
    town.exchange(karim)
    joined.edit(key, {"phone": "0639981024"})
    karim.edit(key, {"phone": "0639980000"})
    town.exchange(karim)
    let(qtbot, window, clock, 5 * 60)
    page = page_of(window)
    asked = len(page.cards)
    enrolment = enrolment_of(joined.base.settings)
    assert enrolment is not None
    with joined.base.writing():
        put_policy(joined.base.settings, Role.READER, enrolment.policy)

    page.refresh()
    window.refresh_offers()

    assert (asked, len(page.cards), count(joined)) == (1, 0, 1)
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "1\u00a0fiche attend le choix d’une personne qui écrit dans cet espace." in said
    assert not window.status.undecided.isVisible()
