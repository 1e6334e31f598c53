"""The third question of the first run: joining is told as it goes on, and may be stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.exchanging.standing import standing
from desktop.services.opening import Opening
from desktop.store.network import network_of
from desktop.ui.icons import Icons
from desktop.ui.opening.crossing import Held
from desktop.ui.opening.invitation import InvitationStep
from desktop.ui.opening.window import OpeningWindow
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Appearance, Theme
from tests.conftest import PASSPHRASE, Clock
from tests.desktop.served import Served, served
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press
from tests.desktop.ui.tabbing import out_of_order


class ClickedOnSight(QObject):
    """Clicks a button as soon as it shows."""

    def eventFilter(  # noqa: N802 - a name of Qt's
        self, watched: QObject, event: QEvent
    ) -> bool:
        """Click."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QPushButton):
            watched.click()
        return False


@pytest.fixture
def server(clock: Clock, tmp_path: Path, opening: Opening) -> Iterator[Served]:
    """Return the server of a space where somebody wrote something."""
    with served(tmp_path / "server", clock) as running:
        other = opening.create(tmp_path / "other", name="Bruno", passphrase=PASSPHRASE).notebook
        with other:
            other.add("organisation", {"name": "Jardins", "organisation_type": "ASSO_1901"})
            running.welcome(other, "Bruno")
        yield running


@pytest.fixture
def held() -> list[Held]:
    return []


@pytest.fixture
def step(
    qtbot: QtBot, opening: Opening, tasks: Tasks, icons: Icons, held: list[Held], tmp_path: Path
) -> Iterator[InvitationStep]:
    """Return the third question, the two others answered."""
    path = tmp_path / "first"
    before = OpeningWindow(path, tuple, opening=opening, tasks=tasks, icons=icons)
    before.opened.connect(held.append)
    qtbot.addWidget(before)
    before.show()
    before.start()
    before.name.box.setText("Jeanne Dupont")
    press(before.name.box, Qt.Key.Key_Return)
    before.passphrase.first.box.setText(PASSPHRASE)
    before.passphrase.second.box.setText(PASSPHRASE)
    press(before.passphrase.second.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: before.currentWidget() is before.recovery)
    before.recovery.box.setText(before.recovery.key.text())
    press(before.recovery.box, Qt.Key.Key_Return)
    yield before.invitation
    for each in held:
        each.close()


def ask(step: InvitationStep, server: Served) -> None:
    """Type the address and a code, and go on."""
    step.server.setText(server.address)
    step.code.setText(server.code("Jeanne Dupont"))
    press(step.code, Qt.Key.Key_Return)


def test_it_says_that_it_joins_and_opens_with_the_work_of_the_others(
    qtbot: QtBot, step: InvitationStep, server: Served, held: list[Held]
) -> None:
    ask(step, server)
    said = step.waiting
    qtbot.waitUntil(lambda: bool(held))

    assert said == "Le carnet rejoint l’espace…"
    assert held[0].to_say == "Vous êtes dans l’espace «\u00a0Les Tilleuls\u00a0»."
    assert held[0].notebook.count("organisation") == 1
    assert standing(held[0].notebook).all_sent


def test_stopped_the_notebook_opens_in_the_space_and_the_rest_is_for_later(
    qtbot: QtBot, step: InvitationStep, server: Served, held: list[Held]
) -> None:
    at_once = ClickedOnSight()
    step.stop_button.installEventFilter(at_once)

    ask(step, server)
    qtbot.waitUntil(lambda: bool(held))

    assert "La réception est arrêtée" in held[0].to_say
    assert standing(held[0].notebook).joined


def test_a_proxy_is_typed_before_joining_and_kept(
    qtbot: QtBot, step: InvitationStep, server: Served, held: list[Held]
) -> None:
    step.fold.setChecked(True)
    form = step.network
    form.proxy.setCurrentIndex(form.proxy.findData("none"))

    ask(step, server)
    qtbot.waitUntil(lambda: bool(held))

    assert network_of(held[0].notebook.base.settings).proxy == "none"


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_the_third_question_is_named_plain_and_whole(
    step: InvitationStep, appearance: Appearance, zoom: float
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    step.fold.setChecked(True)
    for _ in range(5):
        QApplication.processEvents()

    assert audit(step) == []
    assert not_plain(step) == []
    assert cut(step) == []
    assert out_of_order(step, step.server) == []
