"""A laptop that was put out types a new code on the page of exchanges, and goes on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.services.exchanging.standing import standing
from desktop.services.notebook import Notebook
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from sync.protocol.codes import Role
from sync.server.devices import DeviceDesk
from sync.server.people import Inviting, Wish
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain
from tests.desktop.ui.exchange.conftest import QUICK, Town
from tests.desktop.ui.hands import press, write
from tests.desktop.ui.tabbing import out_of_order

Show = Callable[[Notebook], MainWindow]
NAME = "Jeanne Dupont"


@pytest.fixture
def out(joined: Notebook, town: Town, show: Show, qtbot: QtBot) -> ExchangePage:
    """Return the page of a laptop that was put out and heard of it, in its window."""
    desk = DeviceDesk(town.store, town.clock)
    (device,) = [one.device for one in desk.listed() if one.person_name == NAME]
    desk.revoke(device)
    joined.add("contact", {"last_name": "Diallo", "role": "PRESIDENCE"})
    window = show(joined)
    window.go("exchange")
    window.act("exchange")
    qtbot.waitUntil(lambda: not window.exchanges.exchanging.running)
    assert isinstance(window.page, ExchangePage)
    return window.page


def code(town: Town, name: str = NAME) -> str:
    """Return a new code for somebody."""
    wish = Wish("Les Tilleuls", name, Role.AGENT)
    return Inviting(town.store, town.clock, QUICK).invite(wish).code


def typed(qtbot: QtBot, page: ExchangePage, text: str) -> None:
    """Type a code and go on with the keyboard."""
    write(page.join_form.code, text)
    press(page.join_form.code, Qt.Key.Key_Return)
    qtbot.waitUntil(page.join_form.join_button.isEnabled)


def texts(page: ExchangePage) -> str:
    """Return all that the page says in labels."""
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_the_form_is_there_with_the_address_filled_and_the_code_brings_all_back(
    qtbot: QtBot, out: ExchangePage, town: Town, joined: Notebook
) -> None:
    form = out.join_form
    before = texts(out)

    typed(qtbot, out, code(town))

    assert "Utiliser un nouveau code" in before
    assert form.server.text() == town.address
    assert not form.isVisible()
    assert standing(joined).all_sent
    assert "ne reconnaît" not in texts(out)


def test_a_code_for_somebody_else_is_told_beside_the_box_and_the_form_stays(
    qtbot: QtBot, out: ExchangePage, town: Town, joined: Notebook
) -> None:
    typed(qtbot, out, code(town, "Karim Petit"))

    assert "Ce code est celui de Karim Petit" in texts(out)
    assert out.join_form.isVisible()
    assert standing(joined).put_out
    typed(qtbot, out, code(town))
    assert standing(joined).all_sent


def test_what_is_being_typed_stays_while_exchanges_go_on_being_refused(
    qtbot: QtBot, out: ExchangePage
) -> None:
    write(out.join_form.code, "ABCD")
    window = out.window()
    assert isinstance(window, MainWindow)

    window.act("exchange")
    qtbot.waitUntil(lambda: not window.exchanges.exchanging.running)

    assert out.join_form.code.text() == "ABCD"


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_everything_is_named_plain_and_whole(
    out: ExchangePage, appearance: Appearance, zoom: float
) -> None:
    window = out.window()
    appearance.apply(Theme.LIGHT, zoom)
    window.resize(1366, 768)
    QApplication.processEvents()

    assert audit(window) == []
    assert not_plain(window) == []
    assert cut(out) == []
    assert out_of_order(out, out.head.exchange_button) == []
    assert len(set(mnemonics(window))) == len(mnemonics(window))
