"""The page of the exchanges: where one stands, choices kept, put off and undone, by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.services.differences.asking import count
from desktop.services.exchanging.standing import standing
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.exchange_facts import ExchangeFacts, JournalLine
from desktop.ui.discretion import HIDDEN
from desktop.ui.exchange.exchanging import End
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from sync.client.outcome import Outcome
from tests.desktop.neighbour import meet, neighbour, take
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain
from tests.desktop.ui.hands import press
from tests.desktop.ui.tabbing import out_of_order

MINE, THEIRS = "+33639981024", "+33639980000"


@pytest.fixture
def key(notebook: Notebook) -> str:
    values = {"last_name": "Diallo", "role": "PRESIDENCE", "phone": "0639989893"}
    return notebook.add("contact", values).record.id


@pytest.fixture
def other(notebook: Notebook, key: str, opening: Opening, tmp_path: Path) -> Iterator[Notebook]:
    assert key
    with neighbour(notebook, opening, tmp_path / "other") as made:
        yield made


@pytest.fixture
def apart(notebook: Notebook, other: Notebook, key: str) -> str:
    """Return a contact to whom each side gave another phone."""
    notebook.edit(key, {"phone": MINE})
    other.edit(key, {"phone": THEIRS})
    take(notebook, other)
    return key


def opened(window: MainWindow) -> ExchangePage:
    """Turn to the page and return it."""
    window.go("exchange")
    page = window.page
    assert isinstance(page, ExchangePage)
    return page


def texts(page: ExchangePage) -> str:
    """Return all that the page says in labels."""
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_a_notebook_alone_says_so_and_offers_to_join(window: MainWindow) -> None:
    page = opened(window)

    assert "Vous pouvez fermer" in texts(page)
    assert "aucun serveur" in texts(page)
    assert "Aucune fiche ne demande votre avis." in texts(page)
    page.head.join_button.click()
    assert page.join_form.isVisible()


def test_what_is_missing_to_join_is_said_beside_the_boxes(window: MainWindow) -> None:
    page = opened(window)
    page.show_join()

    press(page.join_form.code, Qt.Key.Key_Return)

    assert "Il manque" in texts(page)


def test_f5_alone_offers_the_page(window: MainWindow) -> None:
    window.go("home")

    window.act("exchange")

    assert "aucun serveur" in window.notices.bar.text
    window.notices.bar.buttons()[0].click()
    assert window.shelf.key == "exchange"


def test_a_notebook_alone_is_not_closed_by_the_first_exchange_that_follows(
    window: MainWindow,
) -> None:
    window.exchanges.parting.start()

    window.exchanges.exchanging.ended.emit(End(Outcome()))

    assert window.isVisible()
    assert "aucun serveur" in window.notices.bar.text


def test_a_choice_is_kept_with_the_keyboard_alone(
    notebook: Notebook, other: Notebook, apart: str, window: MainWindow
) -> None:
    page = opened(window)
    (card,) = page.cards

    press(card.boxes[0].choices[0], Qt.Key.Key_Space)
    press(card.keep_button, Qt.Key.Key_Space)
    meet(notebook, other)

    assert dict(other.get(apart))["phone"] == MINE
    assert (count(notebook), page.cards) == (0, [])
    assert "Votre choix est gardé" in window.notices.bar.text


def test_what_is_typed_over_the_versions_is_what_is_kept(
    notebook: Notebook, apart: str, window: MainWindow
) -> None:
    (card,) = opened(window).cards
    editor = card.boxes[0].editor
    assert editor is not None

    editor.write("06 39 98 55 55")
    editor.edited.emit()
    card.keep_button.click()

    assert dict(notebook.get(apart))["phone"] == "+33639985555"


def test_a_choice_can_be_taken_back(notebook: Notebook, apart: str, window: MainWindow) -> None:
    (card,) = opened(window).cards
    card.boxes[0].choices[0].click()
    card.keep_button.click()

    window.act("undo")

    assert dict(notebook.get(apart))["phone"] == THEIRS


def test_deciding_later_keeps_it_in_the_list(
    notebook: Notebook, apart: str, window: MainWindow
) -> None:
    page = opened(window)

    page.cards[0].later_button.click()

    assert apart
    assert [card.asked.postponed for card in page.cards] == [True]
    assert count(notebook) == 1


def test_a_choice_begun_stays_when_another_record_changes(
    notebook: Notebook, apart: str, window: MainWindow
) -> None:
    page = opened(window)
    page.cards[0].boxes[0].choices[0].click()

    notebook.add("contact", {"last_name": "Petit", "role": "PRESIDENCE"})

    assert apart
    assert page.cards[0].boxes[0].value == MINE


def typed(page: ExchangePage, text: str) -> None:
    """Type over the versions of the only card."""
    editor = page.cards[0].boxes[0].editor
    assert editor is not None
    editor.write(text)
    editor.edited.emit()


def test_what_is_typed_stays_when_another_version_of_the_record_comes(
    notebook: Notebook, other: Notebook, apart: str, window: MainWindow
) -> None:
    page = opened(window)
    typed(page, "06 39 98 55 55")

    other.edit(apart, {"phone": "+33639987777", "job_title": "Présidente"})
    take(notebook, other)
    page.refresh()
    asked = [version.value for version in page.cards[0].asked.questions[0].versions]
    page.cards[0].keep_button.click()

    assert "+33639987777" in asked
    assert dict(notebook.get(apart))["phone"] == "+33639985555"


def test_what_is_typed_stays_while_the_screen_is_shown_to_somebody(
    apart: str, window: MainWindow
) -> None:
    page = opened(window)
    typed(page, "06 39 98")

    window.discretion.turn()
    hidden, kept = page.cards[0].boxes[0].editor, page.cards[0].values()
    window.discretion.turn()
    editor = page.cards[0].boxes[0].editor

    assert (hidden, kept) == (None, {"phone": "06 39 98"})
    assert editor is not None
    assert editor.read() == "06 39 98"
    assert page.cards[0].values() == {"phone": "06 39 98"}
    assert apart


def test_a_deletion_is_decided_on_the_page(
    notebook: Notebook, other: Notebook, key: str, window: MainWindow
) -> None:
    notebook.delete(key)
    other.edit(key, {"phone": THEIRS})
    take(notebook, other)
    (card,) = opened(window).cards
    shown = [version.shown for version in card.boxes[0].question.versions]

    card.boxes[0].choices[shown.index("Mettre à la corbeille")].click()
    card.keep_button.click()

    assert notebook.get(key).deleted_at is not None


def test_the_status_zone_says_how_many_wait_and_leads_there(apart: str, window: MainWindow) -> None:
    window.refresh_offers()

    assert apart
    assert window.status.undecided.text() == "1\u00a0fiche demande votre avis"
    window.status.undecided.click()
    assert window.shelf.key == "exchange"


def test_a_screen_shown_to_somebody_hides_the_versions(apart: str, window: MainWindow) -> None:
    page = opened(window)
    before = texts(page)

    window.discretion.turn()

    assert apart
    assert "06 39 98 10 24" in before
    assert "06 39 98 10 24" not in texts(page)
    assert "Diallo" not in texts(page)
    assert HIDDEN in texts(page)
    assert page.cards[0].boxes[0].editor is None


def test_what_was_put_together_is_shown_then_seen(
    notebook: Notebook, other: Notebook, key: str, window: MainWindow
) -> None:
    notebook.edit(key, {"job_title": "Présidente"})
    other.edit(key, {"job_title": "Trésorière"})
    take(notebook, other)
    page = opened(window)
    merges = page.merges
    assert merges is not None
    fold = next(each for each in merges.findChildren(QPushButton) if each.isCheckable())

    fold.click()

    told = "\n".join(each.text() for each in merges.findChildren(QLabel) if each.isVisible())
    assert "Présidente" in told
    assert "Trésorière" in told
    merges.seen_button.click()
    assert page.merges is None


def test_the_journal_tells_each_exchange_in_a_sentence(
    notebook: Notebook, window: MainWindow
) -> None:
    with notebook.base.writing():
        line = JournalLine(notebook.base.now_ms(), "server", 2_400, 3, 12, "done")
        ExchangeFacts(notebook.base.db).note(line)
    page = opened(window)

    page.journal.fold.click()

    assert "3\u00a0modifications envoyées, 12\u00a0reçues, en 2\u00a0s" in texts(page)
    assert not standing(notebook).joined


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_everything_is_named_plain_and_whole(
    notebook: Notebook,
    other: Notebook,
    apart: str,
    appearance: Appearance,
    show: Callable[[Notebook], MainWindow],
    zoom: float,
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    notebook.edit(apart, {"job_title": "<b>Présidente</b>"})
    other.edit(apart, {"job_title": "Trésorière & co"})
    take(notebook, other)
    window = show(notebook)
    page = opened(window)
    page.show_join()
    for _ in range(5):
        QApplication.processEvents()

    assert audit(window) == []
    assert not_plain(window) == []
    assert len(set(mnemonics(window))) == len(mnemonics(window))
    assert cut(page) == []
    assert out_of_order(page, page.head.exchange_button) == []


def test_a_phone_is_shown_as_one_reads_it_and_kept_as_it_was(
    notebook: Notebook, apart: str, window: MainWindow
) -> None:
    (card,) = opened(window).cards
    editor = card.boxes[0].editor
    assert editor is not None

    shown = editor.read()
    card.keep_button.click()

    assert shown == "06 39 98 00 00"
    assert dict(notebook.get(apart))["phone"] == THEIRS


def test_after_a_choice_the_keyboard_is_on_the_next_one(
    notebook: Notebook, other: Notebook, apart: str, window: MainWindow
) -> None:
    values = {"last_name": "Petit", "role": "PRESIDENCE", "phone": "0639989893"}
    second = notebook.add("contact", values).record.id
    meet(notebook, other)
    notebook.edit(second, {"phone": MINE})
    other.edit(second, {"phone": THEIRS})
    take(notebook, other)
    page = opened(window)
    first, last = page.cards
    window.activateWindow()

    first.boxes[0].choices[0].setFocus()
    press(first.keep_button, Qt.Key.Key_Space)

    assert apart
    assert page.cards == [last]
    assert window.focusWidget() in (last.boxes[0].choices[0], page.cards[0].boxes[0].choices[0])
    press(last.later_button, Qt.Key.Key_Space)
    assert window.focusWidget() is page.cards[0].boxes[0].choices[0]
