"""The page of people: seen by all, invitations and laptops put out with a real server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.services.exchanging.exchange import exchange
from desktop.services.exchanging.joining import join
from desktop.services.exchanging.troubles import Trouble
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.enrolment import enrolment_of
from desktop.ui.main_window import MainWindow
from desktop.ui.people.confirming import Confirming
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.person_card import REMOVE, REVOKE, ROLE, UNLOCK, WIPE, PersonCard
from desktop.ui.people.roles import Roles
from desktop.ui.people.unlocking import Unlocking
from desktop.ui.theme import Appearance, Theme
from sync.protocol.codes import Role
from sync.protocol.unlocking import answers
from tests.conftest import PASSPHRASE
from tests.desktop.served import Served, served
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain
from tests.desktop.ui.hands import press, write
from tests.desktop.ui.tabbing import out_of_order

Show = Callable[[Notebook], MainWindow]


@pytest.fixture
def server(notebook: Notebook, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "server", notebook.base.now_ms) as running:
        yield running


@pytest.fixture
def other(opening: Opening, tmp_path: Path) -> Iterator[Notebook]:
    """Return a second notebook, alone."""
    with opening.create(tmp_path / "other", name="Bruno", passphrase=PASSPHRASE).notebook as made:
        yield made


def opened(qtbot: QtBot, window: MainWindow) -> PeoplePage:
    """Turn to the page and wait for the server's answer."""
    window.act("people")
    page = window.page
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: not page.asking.busy)
    return page


def card_of(page: PeoplePage, name: str) -> PersonCard:
    return next(card for card in page.cards if card.person.name == name)


def texts(page: PeoplePage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def confirmed(qtbot: QtBot, page: PeoplePage, text: str) -> None:
    """Type the name that is asked for and go on."""
    box = page.unfolded
    assert isinstance(box, Confirming)
    write(box.typed, text)
    box.go_button.click()
    qtbot.waitUntil(lambda: not page.asking.busy)


def test_alone_there_is_nobody_and_the_way_to_join_is_said(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(qtbot, window)

    assert "n’est dans aucun espace" in texts(page)
    assert not page.invite_button.isVisible()
    page.back_button.click()
    assert window.shelf.key == "exchange"


def test_an_administrator_invites_somebody_who_joins_with_the_code_that_is_read_aloud(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    page = opened(qtbot, show(notebook))

    page.invite_button.click()
    write(page.form.name, "Bruno Petit")
    press(page.form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(page.code.isVisible)
    code = page.code.code.text()
    joined = join(other, server.address, code, "Portable de Bruno")

    assert "Bon encore 10\u00a0minutes" in page.code.left.text()
    assert server.address in page.code.how.text()
    assert joined.person_name == "Bruno Petit"
    page.code.done.click()
    qtbot.waitUntil(lambda: not page.asking.busy)
    assert page.code.code.text() == ""
    assert "Ordinateur «\u00a0Portable de Bruno\u00a0»" in texts(page)


def test_a_code_is_asked_for_once_however_often_one_presses(
    qtbot: QtBot, notebook: Notebook, server: Served, show: Show
) -> None:
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    page = opened(qtbot, show(notebook))
    page.invite_button.click()
    write(page.form.name, "Bruno Petit")

    page.form.ask.click()
    page.form.ask.click()
    qtbot.waitUntil(lambda: not page.asking.busy)
    page.code.done.click()
    qtbot.waitUntil(lambda: not page.asking.busy)

    assert [card.person.name for card in page.cards].count("Bruno Petit") == 1


def test_what_is_typed_about_a_laptop_stays_when_the_server_answers(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    window = show(notebook)
    page = opened(qtbot, window)
    page.refresh()
    card = card_of(page, "Bruno")
    page.choose(card, card.person.laptops[0], REVOKE)
    box = page.unfolded
    assert isinstance(box, Confirming)
    write(box.typed, "Portable")

    qtbot.waitUntil(lambda: not page.asking.busy)

    assert page.unfolded is box
    assert box.typed.text() == "Portable"


def test_a_supervisor_invites_agents_only_and_puts_nobody_out(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Sam", Role.SUPERVISOR)
    page = opened(qtbot, show(notebook))

    page.invite_button.click()

    assert [page.form.role.itemText(at) for at in range(page.form.role.count())] == ["Agent, écrit"]
    assert card_of(page, "Bruno").verbs == {}
    assert "dernier contact" in texts(page)


def test_an_agent_reads_the_list_and_changes_nothing(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Alix", Role.ADMINISTRATOR)
    server.welcome(notebook, "Jeanne")
    page = opened(qtbot, show(notebook))

    assert "Alix" in texts(page)
    assert "Inviter ou retirer un accès revient" in texts(page)
    assert not page.invite_button.isVisible()
    assert all(card.verbs == {} for card in page.cards)


def test_without_the_network_the_list_of_the_last_exchange_shows(
    qtbot: QtBot, notebook: Notebook, tmp_path: Path, show: Show
) -> None:
    with served(tmp_path / "server", notebook.base.now_ms) as running:
        running.welcome(notebook, "Jeanne")

    page = opened(qtbot, show(notebook))

    assert "ce qu’a dit le dernier échange" in texts(page)
    assert "Jeanne (vous)" in texts(page)


def test_a_name_that_is_there_already_is_asked_about(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    page = opened(qtbot, show(notebook))
    page.invite_button.click()
    write(page.form.name, "bruno")

    page.form.ask.click()

    assert "Est-ce la même personne" in page.form.said.text()
    page.form.same.click()
    qtbot.waitUntil(page.code.isVisible)
    assert "Code pour Bruno" in page.code.whom.text()


def test_a_laptop_is_put_out_once_its_name_is_typed(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno", computer="Portable rouge")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    window = show(notebook)
    page = opened(qtbot, window)
    card = card_of(page, "Bruno")

    card.verbs[card.person.laptops[0].id, REVOKE].click()
    assert isinstance(page.unfolded, Confirming)
    assert not page.unfolded.go_button.isEnabled()
    confirmed(qtbot, page, "portable rouge")

    assert "n’a plus accès" in window.notices.bar.text
    assert "accès retiré" in texts(page)
    with pytest.raises(Trouble):
        exchange(other, Ticket())


def test_a_laptop_is_asked_to_empty_itself(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno", computer="Portable rouge")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    page = opened(qtbot, show(notebook))
    card = card_of(page, "Bruno")

    card.verbs[card.person.laptops[0].id, WIPE].click()
    confirmed(qtbot, page, "Portable rouge")

    assert "s’effacera à son prochain contact" in texts(page)


def test_giving_up_changes_nothing(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    page = opened(qtbot, show(notebook))
    card = card_of(page, "Bruno")
    card.verbs[card.person.laptops[0].id, REVOKE].click()
    assert isinstance(page.unfolded, Confirming)

    page.unfolded.give_up_button.click()

    assert page.unfolded is None
    assert exchange(other, Ticket()).sent == 0


def test_somebody_is_given_another_role(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    window = show(notebook)
    page = opened(qtbot, window)

    card_of(page, "Bruno").verbs["", ROLE].click()
    box = page.unfolded
    assert isinstance(box, Roles)
    box.role.setCurrentIndex(box.role.findData("supervisor"))
    box.give_button.click()
    qtbot.waitUntil(lambda: not page.asking.busy)

    assert "Personne référente" in card_of(page, "Bruno").person.role_said
    assert "Bruno a un autre rôle." in window.notices.bar.text


def test_somebody_leaves_the_space_once_the_name_is_typed(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    page = opened(qtbot, show(notebook))

    card_of(page, "Bruno").verbs["", REMOVE].click()
    confirmed(qtbot, page, "Bruno")

    assert "n’est plus dans l’espace" in texts(page)
    assert card_of(page, "Bruno").verbs.keys() == {
        (card_of(page, "Bruno").person.laptops[0].id, WIPE)
    }
    with pytest.raises(Trouble):
        exchange(other, Ticket())


def test_the_code_of_a_locked_laptop_is_read_from_the_page(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    enrolment = enrolment_of(other.base.settings)
    assert enrolment is not None
    page = opened(qtbot, show(notebook))
    card = card_of(page, "Bruno")
    card.verbs[card.person.laptops[0].id, UNLOCK].click()
    box = page.unfolded
    assert isinstance(box, Unlocking)

    write(box.signs, "abc 234")
    press(box.signs, Qt.Key.Key_Return)
    qtbot.waitUntil(box.code.isVisible)

    assert answers(enrolment.unlock_secret, "ABC234", box.code.text())


def test_signs_that_are_missing_are_told(
    qtbot: QtBot, notebook: Notebook, other: Notebook, server: Served, show: Show
) -> None:
    server.welcome(other, "Bruno")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    window = show(notebook)
    page = opened(qtbot, window)
    card = card_of(page, "Bruno")
    card.verbs[card.person.laptops[0].id, UNLOCK].click()
    box = page.unfolded
    assert isinstance(box, Unlocking)

    write(box.signs, "abc")
    box.ask.click()
    qtbot.waitUntil(lambda: not page.asking.busy)

    assert "les six signes" in window.notices.bar.text
    assert not box.code.isVisible()


def test_what_is_asked_about_a_laptop_is_brought_on_screen(
    qtbot: QtBot,
    notebook: Notebook,
    other: Notebook,
    server: Served,
    appearance: Appearance,
    show: Show,
) -> None:
    appearance.apply(Theme.LIGHT, 1.5)
    server.welcome(other, "Zoe")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    page = opened(qtbot, show(notebook))
    card = card_of(page, "Zoe")

    card.verbs[card.person.laptops[0].id, WIPE].click()
    box = page.unfolded
    assert isinstance(box, Confirming)

    qtbot.waitUntil(lambda: box.typed.visibleRegion().boundingRect().height() > 0)
    assert box.typed.hasFocus()


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_everything_is_named_plain_and_whole(
    qtbot: QtBot,
    notebook: Notebook,
    other: Notebook,
    server: Served,
    appearance: Appearance,
    show: Show,
    zoom: float,
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    server.welcome(other, "Bruno <b>Petit</b> & fils", computer="Portable & co")
    server.welcome(notebook, "Alix", Role.ADMINISTRATOR)
    window = show(notebook)
    page = opened(qtbot, window)
    page.invite_button.click()
    card = card_of(page, "Bruno <b>Petit</b> & fils")
    laptop = card.person.laptops[0].id
    for asked in ((laptop, WIPE), (laptop, UNLOCK), ("", ROLE), ("", REMOVE)):
        card.verbs[asked].click()
        for _ in range(5):
            QApplication.processEvents()

        assert audit(window) == []
        assert not_plain(window) == []
        assert len(set(mnemonics(window))) == len(mnemonics(window))
        assert cut(page) == []
        assert out_of_order(page, page.invite_button) == []
