"""The USB key on the page of exchanges: prepared, read, refused, stopped, by two real notebooks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.services.carrying.bringing import NOTHING_NEW
from desktop.services.carrying.making import create
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.exchange_facts import ExchangeFacts
from desktop.ui.carrying.card import UsbCard
from desktop.ui.carrying.drives import Drive
from desktop.ui.exchange.journal import sentence
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain
from tests.desktop.ui.hands import press
from tests.keys import Agent, agents, content_of

SPACE = "5" * 32
Show = Callable[[Notebook], MainWindow]


@pytest.fixture
def both(opening: Opening, tmp_path: Path) -> Iterator[list[Agent]]:
    with agents(opening, tmp_path / "people", SPACE, "Jeanne", "Bruno") as made:
        yield made


@pytest.fixture
def key(tmp_path: Path) -> Drive:
    """Return a key with room for a file."""
    root = tmp_path / "KINGSTON"
    root.mkdir()
    return Drive(root, "KINGSTON", 8_000_000_000)


def page_of(window: MainWindow) -> ExchangePage:
    window.go("exchange")
    page = window.page
    assert isinstance(page, ExchangePage)
    return page


def card_of(window: MainWindow, *drives: Drive) -> UsbCard:
    """Return the card, with these keys plugged in."""
    card = page_of(window).usb
    card.plug_in(lambda: drives)
    return card


def written(qtbot: QtBot, window: MainWindow, key: Drive) -> Path:
    """Prepare a key as a person does and return the file."""
    card = card_of(window, key)
    card.prepare()
    qtbot.waitUntil(card.preparing.write.isEnabled)
    card.preparing.write.click()
    qtbot.waitUntil(lambda: not card.job.busy)
    (path,) = key.root.iterdir()
    return path


def looked_at(qtbot: QtBot, window: MainWindow, path: Path) -> UsbCard:
    """Have a file looked at, and return the card."""
    card = page_of(window).usb
    card.look_at(path)
    qtbot.waitUntil(lambda: not card.job.busy)
    return card


def test_alone_the_card_says_what_to_do_first(window: MainWindow) -> None:
    card = card_of(window)

    window.act("make_key")

    assert card.join_button.isVisible()
    assert not card.preparing.isVisible()
    card.join_button.click()
    assert page_of(window).join_form.isVisible()


def test_who_manages_the_space_without_its_records_is_not_asked_to_join(
    notebook: Notebook, window: MainWindow
) -> None:
    with notebook.base.writing():
        notebook.base.settings.put("server:url", "https://carnet.example")
        notebook.base.settings.put("server:role", "administrator")

    card = card_of(window)

    assert "Vous gérez l’espace" in "".join(each.text() for each in card.findChildren(QLabel))
    assert not card.join_button.isVisible()
    assert not card.prepare_button.isVisible()


def test_a_key_goes_from_one_agent_to_the_other(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive
) -> None:
    jeanne, bruno = both
    first, second = jeanne.visit("Rue des Lilas"), jeanne.visit("Rue des Roses")

    path = written(qtbot, show(jeanne.notebook), key)
    window = show(bruno.notebook)
    card = card_of(window, key)
    window.act("read_key")
    card.reading.look.click()
    qtbot.waitUntil(card.reading.take.isVisible)
    told = card.reading.told.text()
    card.reading.take.click()
    qtbot.waitUntil(lambda: not card.job.busy)

    assert path.name.endswith("Jeanne.carnet-echange")
    assert "de Jeanne, fait le" in told
    assert "2\u00a0modifications, dont 2 nouvelles" in told
    assert bruno.notebook.get(first).model_dump()["facts"] == "Rue des Lilas"
    assert bruno.notebook.get(second).model_dump()["facts"] == "Rue des Roses"
    assert "2\u00a0nouvelles fiches." in card.told.text()


def test_the_person_reads_what_the_file_will_hold_before_it_is_written(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive
) -> None:
    both[0].visit()
    both[0].visit()
    card = card_of(show(both[0].notebook), key)

    card.prepare()
    qtbot.waitUntil(lambda: card.preparing.measured is not None)

    assert "2\u00a0fiches (2\u00a0modifications), environ 0,1\u00a0Mo" in card.preparing.held.text()
    assert "KINGSTON" in card.preparing.where.currentText()


def test_both_sides_read_the_same_print(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive
) -> None:
    both[0].visit()
    window = show(both[0].notebook)

    path = written(qtbot, window, key)
    card = looked_at(qtbot, show(both[1].notebook), path)

    (line,) = [each for each in card.reading.told.text().split("\n") if "Empreinte" in each]
    assert line.removeprefix("Empreinte\u00a0: ") in page_of(window).usb.told.text()


def test_what_is_known_already_is_said_and_nothing_is_offered(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive
) -> None:
    both[0].visit()
    path = written(qtbot, show(both[0].notebook), key)
    card = looked_at(qtbot, show(both[1].notebook), path)
    card.reading.take.click()
    qtbot.waitUntil(lambda: not card.job.busy)

    looked_at(qtbot, page_window(card), path)

    assert NOTHING_NEW in card.reading.told.text()
    assert not card.reading.take.isVisible()


def page_window(card: UsbCard) -> MainWindow:
    window = card.window()
    assert isinstance(window, MainWindow)
    return window


def test_a_difference_brought_by_a_key_is_counted(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive, tmp_path: Path
) -> None:
    jeanne, bruno = both
    contact = jeanne.notebook.add(
        "contact", {"last_name": "Diallo", "role": "PRESIDENCE", "phone": "0639989893"}
    ).record.id
    create(jeanne.notebook, tmp_path / "1.carnet-echange")
    card = looked_at(qtbot, show(bruno.notebook), tmp_path / "1.carnet-echange")
    card.reading.take.click()
    qtbot.waitUntil(lambda: not card.job.busy)
    bruno.notebook.edit(contact, {"phone": "0639981024"})
    jeanne.notebook.edit(contact, {"phone": "0639980000"})
    path = written(qtbot, show(jeanne.notebook), key)

    looked_at(qtbot, page_window(card), path)
    card.reading.take.click()
    qtbot.waitUntil(lambda: not card.job.busy)

    assert "1\u00a0fiche complétée." in card.told.text()
    assert "1\u00a0fiche demande votre avis." in card.told.text()
    assert len(page_of(page_window(card)).cards) == 1


def forged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 un classeur")


def newer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8:10] = b"\x00\x09"
    path.write_bytes(content)


def of_another_space(path: Path) -> None:
    content = path.read_bytes()
    assert SPACE.encode() in content
    path.write_bytes(content.replace(SPACE.encode(), b"6" * 32))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (forged, "une partie a changé"),
        (cut_short, "sa fin manque"),
        (foreign, "n’est pas un fichier d’échange"),
        (newer, "version plus récente"),
        (of_another_space, "un autre espace"),
    ],
)
def test_a_file_that_is_not_right_is_told_and_changes_nothing(
    both: list[Agent],
    show: Show,
    qtbot: QtBot,
    tmp_path: Path,
    spoil: Callable[[Path], None],
    said: str,
) -> None:
    jeanne, bruno = both
    jeanne.visit()
    path = tmp_path / "x.carnet-echange"
    create(jeanne.notebook, path)
    spoil(path)
    window = show(bruno.notebook)
    before = content_of(bruno.base)

    card = looked_at(qtbot, window, path)

    assert said in window.notices.bar.text
    assert "Votre carnet n’a pas été modifié." in window.notices.bar.text
    assert not card.reading.take.isVisible()
    assert content_of(bruno.base) == before


def test_a_key_without_room_is_told_before_anything_is_written(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive
) -> None:
    both[0].visit()
    card = card_of(show(both[0].notebook), Drive(key.root, "PLEINE", 10))

    card.prepare()
    qtbot.waitUntil(lambda: card.preparing.measured is not None)

    assert "pas assez de place" in card.preparing.room.text()
    assert not card.preparing.write.isEnabled()


def test_an_exchange_by_key_is_in_the_journal(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive
) -> None:
    jeanne, bruno = both
    jeanne.visit()
    path = written(qtbot, show(jeanne.notebook), key)
    card = looked_at(qtbot, show(bruno.notebook), path)
    card.reading.take.click()
    qtbot.waitUntil(lambda: not card.job.busy)

    told = [sentence(ExchangeFacts(each.base.db).journal(1)[0]) for each in both]

    assert told[0].endswith("par clé USB – 1\u00a0modification emportée")
    assert told[1].endswith("par clé USB – 1\u00a0modification reprise")


def test_a_file_dropped_on_the_window_is_looked_at(
    both: list[Agent], show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    both[0].visit()
    path = tmp_path / "x.carnet-echange"
    create(both[0].notebook, path)
    window = show(both[1].notebook)
    window.go("home")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])

    copied, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    comes = QDragEnterEvent(QPoint(5, 5), copied, mime, held, plain)
    QApplication.sendEvent(window, comes)
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copied, mime, held, plain))
    qtbot.waitUntil(page_of(window).usb.reading.take.isVisible)

    assert "de Jeanne" in page_of(window).usb.reading.told.text()


def test_a_key_is_prepared_with_the_keyboard_alone(
    both: list[Agent], show: Show, qtbot: QtBot, key: Drive
) -> None:
    both[0].visit()
    card = card_of(show(both[0].notebook), key)

    press(card.prepare_button, Qt.Key.Key_Space)
    press(card.preparing.colleague, Qt.Key.Key_Space)
    qtbot.waitUntil(card.preparing.write.isEnabled)
    press(card.preparing.write, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not card.job.busy)

    assert [path.suffix for path in key.root.iterdir()] == [".carnet-echange"]


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_everything_is_named_plain_and_whole(
    both: list[Agent],
    appearance: Appearance,
    show: Show,
    qtbot: QtBot,
    key: Drive,
    zoom: float,
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    both[0].visit()
    window = show(both[0].notebook)
    written(qtbot, window, key)
    page, card = page_of(window), page_of(window).usb

    for turn in (card.prepare, card.read):
        turn()
        for _ in range(5):
            QApplication.processEvents()
        assert audit(window) == []
        assert not_plain(window) == []
        assert len(set(mnemonics(window))) == len(mnemonics(window))
        assert cut(page) == []
