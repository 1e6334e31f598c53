"""Before the notebook: three questions, a passphrase, and a way out of every trouble."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import InUse, NewerNotebook, ReadOnly
from desktop.services.opening import Opening
from desktop.store.folder import NotebookFolder
from desktop.ui.icons import Icons
from desktop.ui.opening.crossing import Held
from desktop.ui.opening.window import OpeningWindow
from desktop.ui.tasks import Tasks
from tests.conftest import PASSPHRASE
from tests.desktop.ui.hands import press


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the folder where the notebook goes."""
    return tmp_path / "carnet"


@pytest.fixture
def held() -> Iterator[list[Held]]:
    """Return the notebooks that were opened, closed after the test."""
    found: list[Held] = []
    yield found
    for one in found:
        one.close()


@pytest.fixture
def before(
    qtbot: QtBot, path: Path, opening: Opening, tasks: Tasks, icons: Icons, held: list[Held]
) -> OpeningWindow:
    """Return the window before the notebook."""
    window = OpeningWindow(path, tuple, opening=opening, tasks=tasks, icons=icons)
    window.opened.connect(held.append)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def made(opening: Opening, path: Path) -> Callable[[], str]:
    """Return what makes a notebook with a task and a backup; it answers the recovery key."""

    def make() -> str:
        created = opening.create(path, name="Jeanne Dupont", passphrase=PASSPHRASE)
        with created.notebook as notebook:
            notebook.add("task", {"what": "Rappeler", "who": "J", "due_on": "2026-11-30"})
            notebook.backups.make()
        return created.recovery.printed

    return make


def answer(box: QLineEdit, text: str) -> None:
    """Write in a box and press Enter."""
    box.setText(text)
    press(box, Qt.Key.Key_Return)


def later(before: OpeningWindow) -> None:
    """Answer the last question with « Plus tard »."""
    buttons = before.invitation.findChildren(QPushButton)
    press(next(one for one in buttons if one.text() == "&Plus tard"), Qt.Key.Key_Space)


def test_the_first_run_asks_three_questions(
    qtbot: QtBot, before: OpeningWindow, held: list[Held], path: Path
) -> None:
    before.start()
    answer(before.name.box, "Jeanne Dupont")
    before.passphrase.first.box.setText(PASSPHRASE)
    answer(before.passphrase.second.box, PASSPHRASE)
    qtbot.waitUntil(lambda: before.currentWidget() is before.recovery)
    printed = before.recovery.key.text()

    answer(before.recovery.box, printed.lower().replace("-", " "))
    assert before.currentWidget() is before.invitation
    later(before)

    assert len(printed.replace("-", "")) == 35
    assert [one.notebook.person.name for one in held] == ["Jeanne Dupont"]
    assert held[0].notebook.folder.path == path
    assert before.recovery.key.text() == ""


def test_the_first_run_explains_what_is_missing_in_its_place(before: OpeningWindow) -> None:
    before.start()
    answer(before.name.box, " ")
    nameless = before.name.said.text
    answer(before.name.box, "Jeanne")
    answer(before.passphrase.second.box, "court")
    weak = before.passphrase.said.text
    before.passphrase.first.box.setText(PASSPHRASE)
    answer(before.passphrase.second.box, PASSPHRASE + "s")

    assert "nom" in nameless
    assert "12" in weak
    assert "identiques" in before.passphrase.said.text


def test_a_key_badly_copied_does_not_go_on(
    qtbot: QtBot, before: OpeningWindow, held: list[Held]
) -> None:
    before.start()
    answer(before.name.box, "Jeanne")
    before.passphrase.first.box.setText(PASSPHRASE)
    answer(before.passphrase.second.box, PASSPHRASE)
    qtbot.waitUntil(lambda: before.currentWidget() is before.recovery)

    answer(before.recovery.box, before.recovery.key.text()[:-2] + "00")

    assert before.recovery.said.text
    assert held == []
    before.recovery.box.setText(before.recovery.key.text())
    press(before.recovery.box, Qt.Key.Key_Return)
    later(before)
    assert len(held) == 1


def test_an_invitation_that_does_not_do_leaves_the_notebook_and_later_is_always_there(
    qtbot: QtBot, before: OpeningWindow, held: list[Held]
) -> None:
    before.start()
    answer(before.name.box, "Jeanne")
    before.passphrase.first.box.setText(PASSPHRASE)
    answer(before.passphrase.second.box, PASSPHRASE)
    qtbot.waitUntil(lambda: before.currentWidget() is before.recovery)
    answer(before.recovery.box, before.recovery.key.text())

    answer(before.invitation.code, "ABCD-EFGH")
    incomplete = before.invitation.said.text
    before.invitation.server.setText("http://127.0.0.1:9")
    answer(before.invitation.code, "ABCD-EFGH")
    qtbot.waitUntil(lambda: before.invitation.said.text not in ("", incomplete))

    assert "adresse" in incomplete
    assert held == []
    later(before)
    assert held[0].notebook.base.settings.get("server:url") == ""


def test_a_passphrase_can_be_shown_and_hidden(before: OpeningWindow) -> None:
    secret = before.unlock.secret
    hidden = secret.box.echoMode()

    secret.eye.click()
    shown, name = secret.box.echoMode(), secret.eye.accessibleName()
    secret.eye.click()

    assert hidden is QLineEdit.EchoMode.Password
    assert shown is QLineEdit.EchoMode.Normal
    assert name.startswith("Masquer")
    assert secret.box.echoMode() is QLineEdit.EchoMode.Password


def test_the_right_passphrase_opens_in_the_background(
    qtbot: QtBot, before: OpeningWindow, held: list[Held], made: Callable[[], str]
) -> None:
    made()
    before.start()

    answer(before.unlock.secret.box, PASSPHRASE)
    waiting = before.unlock.open_button.isEnabled()
    qtbot.waitUntil(lambda: bool(held))

    assert not waiting
    assert held[0].notebook.count("task") == 1


def test_a_wrong_passphrase_is_said_where_it_was_typed(
    qtbot: QtBot, before: OpeningWindow, held: list[Held], made: Callable[[], str]
) -> None:
    made()
    before.start()

    answer(before.unlock.secret.box, "une autre phrase de rue")
    qtbot.waitUntil(lambda: bool(before.unlock.said.text))

    assert "n’ouvre pas ce carnet" in before.unlock.said.text
    assert before.unlock.open_button.isEnabled()
    assert held == []


def test_the_recovery_key_opens_and_changes_the_passphrase(
    qtbot: QtBot,
    before: OpeningWindow,
    held: list[Held],
    made: Callable[[], str],
    opening: Opening,
    path: Path,
) -> None:
    printed = made()
    before.start()
    before.unlock.recover_button.click()
    before.recover.key.setText(printed)
    before.recover.first.box.setText("quatre mots sans aucun lien")

    answer(before.recover.second.box, "quatre mots sans aucun lien")
    qtbot.waitUntil(lambda: bool(held))
    held.pop().close()

    with opening.open(path, "quatre mots sans aucun lien") as notebook:
        assert notebook.count("task") == 1


def test_a_vanished_notebook_offers_its_backups_and_never_an_empty_one(
    qtbot: QtBot, before: OpeningWindow, held: list[Held], made: Callable[[], str], path: Path
) -> None:
    made()
    NotebookFolder(path).base.unlink()

    before.start()
    explained = before.trouble.said.text
    before.trouble.backups_button.click()
    answer(before.backups.secret.box, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(held))

    assert "n’y est plus" in explained
    assert held[0].notebook.count("task") == 1
    assert "rien n’est effacé" in held[0].to_say


def test_a_damaged_notebook_is_put_aside_when_a_backup_takes_its_place(
    qtbot: QtBot, before: OpeningWindow, held: list[Held], made: Callable[[], str], path: Path
) -> None:
    made()
    base = NotebookFolder(path).base
    base.write_bytes(b"\x00" * 8192)
    before.start()

    answer(before.unlock.secret.box, PASSPHRASE)
    qtbot.waitUntil(lambda: before.currentWidget() is before.trouble)
    offered = not before.trouble.backups_button.isHidden()
    before.trouble.backups_button.click()
    answer(before.backups.secret.box, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(held))

    assert offered
    assert held[0].notebook.count("task") == 1
    assert list(NotebookFolder(path).set_aside.iterdir())


def test_without_a_backup_the_screen_says_so(before: OpeningWindow) -> None:
    before.show_backups()

    assert not before.backups.restore_button.isEnabled()
    assert before.backups.list.isHidden()


@pytest.mark.parametrize("error", [InUse(), NewerNotebook(), ReadOnly()])
def test_each_trouble_says_what_to_do(
    before: OpeningWindow, error: InUse | NewerNotebook | ReadOnly
) -> None:
    before.explain(error)

    assert error.sentence in before.trouble.said.text
    assert error.advice in before.trouble.said.text
    assert before.trouble.backups_button.isHidden()


def test_closing_a_notebook_lets_it_be_opened_again(
    qtbot: QtBot,
    before: OpeningWindow,
    held: list[Held],
    made: Callable[[], str],
    opening: Opening,
    path: Path,
) -> None:
    made()
    before.start()
    answer(before.unlock.secret.box, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(held))

    held.pop().close()

    with ExitStack() as stack:
        assert stack.enter_context(opening.open(path, PASSPHRASE)).count("task") == 1
