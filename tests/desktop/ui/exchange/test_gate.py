"""A notebook that is locked, or emptied from afar: the whole program, with a real server."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.services.exchanging.emptying import JOURNAL, Emptying
from desktop.services.opening import Opening
from desktop.store.enrolment import enrolment_of
from desktop.store.folder import NotebookFolder
from desktop.ui.opening.emptied import DONE
from desktop.ui.opening.gate import Gate
from sync.protocol.messages import ExchangeRequest
from sync.protocol.parcels import FileParcel
from sync.protocol.unlocking import unlock_code
from tests.conftest import PASSPHRASE, Clock
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.exchange.conftest import Town
from tests.desktop.ui.hands import press


@pytest.fixture
def locked(program: Program, clock: Clock) -> Gate:
    """Return the gate of the notebook, twelve days after its last exchange."""
    clock.wait(days=12)
    program.start_with(PASSPHRASE)
    gate = program.gatekeeper.gate
    assert gate is not None
    return gate


def texts(gate: Gate) -> str:
    """Return all that the gate says in labels."""
    return "\n".join(each.text() for each in gate.findChildren(QLabel) if each.isVisible())


def until_emptied(qtbot: QtBot, program: Program) -> Gate:
    """Wait until the notebook is emptied."""
    gate = program.gatekeeper.gate
    assert gate is not None
    qtbot.waitUntil(lambda: gate.emptied.title.text() == DONE, timeout=30_000)
    return gate


def test_a_locked_notebook_shows_its_lock_and_nothing_else(program: Program, locked: Gate) -> None:
    assert program.window is None
    assert locked.isVisible()
    assert "depuis 12\u00a0jours" in texts(locked)
    assert len(locked.locked.signs.text().replace(" ", "")) == 6
    assert audit(locked) == []
    assert not_plain(locked) == []
    assert cut(locked) == []


def test_an_exchange_opens_it(qtbot: QtBot, program: Program, locked: Gate) -> None:
    press(locked.locked.exchange_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window is not None, timeout=30_000)

    assert program.gatekeeper.gate is None
    assert program.window is not None
    assert program.window.isVisible()


def test_without_server_it_stays_closed_and_says_why(
    qtbot: QtBot, program: Program, locked: Gate, town: Town
) -> None:
    town.stop()

    locked.locked.exchange_button.click()
    qtbot.waitUntil(lambda: bool(locked.locked.said.text), timeout=30_000)

    assert program.window is None
    assert "ne répond pas" in locked.locked.said.text
    assert locked.locked.exchange_button.isEnabled()


def test_a_code_read_on_the_telephone_opens_it(
    program: Program, locked: Gate, folder: Path, opening: Opening
) -> None:
    held = program._held  # noqa: SLF001
    assert held is not None
    enrolment = enrolment_of(held.notebook.base.settings)
    assert enrolment is not None
    locked.locked.code.setText("00000000")
    press(locked.locked.code, Qt.Key.Key_Return)
    wrong = locked.locked.said.text

    challenge = locked.locked.signs.text().replace(" ", "")
    locked.locked.code.setText(unlock_code(enrolment.unlock_secret, challenge))
    press(locked.locked.code, Qt.Key.Key_Return)

    assert folder.exists()
    assert opening.in_use(folder)
    assert "n’est pas celui attendu" in wrong
    assert program.window is not None


def test_a_missing_code_is_asked_for(locked: Gate) -> None:
    press(locked.locked.code_button, Qt.Key.Key_Space)

    assert "Il manque le code" in locked.locked.said.text


def test_a_notebook_left_open_for_days_locks_itself_and_keeps_what_is_typed(
    program: Program, town: Town, clock: Clock
) -> None:
    program.start_with(PASSPHRASE)
    window = program.window
    assert window is not None
    town.stop()
    window.exchanges.keeping.network.see(False)
    window.go("contact")
    assert window.records is not None
    window.records.start_new()
    box = window.records.sheet.form.panel.blocks["job_title"].editor
    box.write("Présidente")
    box.edited.emit()

    clock.wait(days=12)
    window.exchanges.keeping.look()

    gate = program.gatekeeper.gate
    assert gate is not None
    assert program.window is None
    assert gate.isVisible()
    assert not window.isVisible()
    drafts = window.exchanges.keeping.notebook.drafts()
    assert [one.values["job_title"] for one in drafts] == ["Présidente"]


def test_one_is_warned_some_days_before(program: Program, clock: Clock) -> None:
    clock.wait(days=8)
    program.start_with(PASSPHRASE)
    assert program.window is not None

    program.window.exchanges.keeping.look()

    assert "Dans 2\u00a0jours, ce carnet ne s’ouvrira plus" in program.window.notices.bar.text


def test_an_order_to_empty_hands_over_what_is_typed_then_empties_and_says_so(
    qtbot: QtBot, program: Program, town: Town, folder: Path
) -> None:
    program.start_with(PASSPHRASE)
    window = program.window
    assert window is not None
    notebook = window.exchanges.keeping.notebook
    key = notebook.add("contact", {"last_name": "Diallo", "role": "PRESIDENCE"}).record.id
    notebook.keep_draft("", "idea", "", {"title": "Un banc près de l’école"})
    window.open_record(key)
    assert window.records is not None
    box = window.records.sheet.form.panel.blocks["job_title"].editor
    box.write("Présidente")
    box.edited.emit()
    town.wipe("Jeanne Dupont")

    window.act("exchange")
    qtbot.waitUntil(lambda: program.gatekeeper.gate is not None, timeout=30_000)
    gate = until_emptied(qtbot, program)

    kept = town.unsealed()
    operations = "".join(str(one) for one in kept if isinstance(one, ExchangeRequest))
    files = "".join(one.content.decode() for one in kept if isinstance(one, FileParcel))
    assert "Diallo" in operations
    assert "Présidente" in operations
    assert "Un banc près de l’école" in files
    assert {path.name for path in folder.iterdir()} <= {"carnet.lock"}
    assert program.window is None
    assert "scellé" in texts(gate)
    assert "Il ne reste rien de vos fiches ici" in texts(gate)
    assert audit(gate) == []
    gate.emptied.close_button.click()
    assert not gate.isVisible()


def test_an_emptying_cut_short_goes_on_at_the_next_start_before_anything_opens(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    (folder / JOURNAL).write_text("{}")

    program.start()
    gate = until_emptied(qtbot, program)

    assert program.before is None
    assert Emptying(NotebookFolder(folder)).begun() is None
    assert "coupé en route" in texts(gate)
    gate.emptied.restart_button.click()
    assert program.before is not None
    assert program.before.currentWidget() is program.before.name


def test_a_locked_laptop_that_is_to_be_emptied_is(
    qtbot: QtBot, program: Program, locked: Gate, town: Town, folder: Path
) -> None:
    town.wipe("Jeanne Dupont")

    locked.locked.exchange_button.click()
    until_emptied(qtbot, program)
    program.stop()

    assert {path.name for path in folder.iterdir()} <= {"carnet.lock"}
