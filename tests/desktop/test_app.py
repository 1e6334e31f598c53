"""The program from its first window to its last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.services.opening import Opening
from desktop.ui.asking import speak_french
from desktop.ui.preferences import Preferences
from desktop.ui.screenshots import Photographer, take_some
from desktop.ui.theme import Theme
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(opening: Opening, tmp_path: Path) -> Path:
    """Return the folder of a notebook with two tasks."""
    path = tmp_path / "carnet"
    with opening.create(path, name="Jeanne Dupont", passphrase=PASSPHRASE).notebook as notebook:
        for what in ("Rappeler la mairie", "Préparer la fête"):
            notebook.add("task", {"what": what, "who": "J", "due_on": "2026-11-30"})
    return path


@pytest.fixture
def program(
    qapp: QApplication, opening: Opening, folder: Path, tmp_path: Path
) -> Iterator[Program]:
    """Return the program, stopped after the test."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    made = Program(qapp, Preferences(tmp_path / "fenetre.ini"), folder, opening)
    yield made
    for window in (made.window, made.before):
        if window is not None:
            window.close()
            window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.stop()
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)
    qapp.setPalette(palette)


def test_the_program_opens_with_a_passphrase_file(program: Program) -> None:
    program.start_with(PASSPHRASE)

    assert program.window is not None
    assert program.window.isVisible()
    assert program.before is None


def test_a_wrong_passphrase_file_leads_to_the_question(program: Program) -> None:
    program.start_with("une autre phrase de rue")

    assert program.window is None
    assert program.before is not None
    assert "n’ouvre pas" in program.before.unlock.said.text


def test_the_program_goes_from_its_question_to_the_notebook(qtbot: QtBot, program: Program) -> None:
    program.start()
    assert program.before is not None
    program.before.unlock.secret.box.setText(PASSPHRASE)

    program.before.unlock.open_button.click()
    qtbot.waitUntil(lambda: program.window is not None)

    assert program.before is None


def test_zoom_and_theme_are_kept_and_the_page_stays(program: Program, tmp_path: Path) -> None:
    program.start_with(PASSPHRASE)
    assert program.window is not None
    program.window.rail.choose("task")

    program.zoom(1)
    program.set_theme(Theme.DARK)

    again = Preferences(tmp_path / "fenetre.ini")
    assert (again.theme, again.zoom) == (Theme.DARK, 1.1)
    assert program.window.rail.key == "task"
    assert program.window.commands["theme_dark"].isChecked()


def test_what_is_typed_survives_a_change_of_theme(program: Program) -> None:
    notebook = program.open_now(PASSPHRASE)
    assert program.window is not None
    program.window.rail.choose("task")
    assert program.window.records is not None
    program.window.records.start_new()
    editor = program.window.records.sheet.form.panel.blocks["what"].editor
    editor.write("Rappeler")
    editor.edited.emit()

    program.set_theme(Theme.DARK)

    assert [draft.values["what"] for draft in notebook.drafts()] == ["Rappeler"]
    assert program.window.records is not None
    resumed = program.window.records.sheet.form.panel.blocks["what"].editor
    assert resumed.read() == "Rappeler"


def test_backups_are_shown_in_the_place_of_the_notebook(
    program: Program, opening: Opening, folder: Path
) -> None:
    program.start_with(PASSPHRASE)
    assert program.window is not None

    program.window.commands["restore"].trigger()

    assert program.window is None
    assert program.before is not None
    assert program.before.currentWidget() is program.before.backups
    with opening.open(folder, PASSPHRASE) as notebook:
        assert notebook.count("task") == 2


@pytest.mark.parametrize("command", ["guide", "shortcuts", "about"])
def test_help_opens_beside_the_notebook(program: Program, command: str) -> None:
    program.start_with(PASSPHRASE)
    assert program.window is not None

    program.window.commands[command].trigger()

    assert program.asking.reading is not None
    assert program.asking.reading.isVisible()


def test_pictures_of_every_page_are_taken(
    program: Program, qapp: QApplication, tmp_path: Path
) -> None:
    notebook = program.open_now(PASSPHRASE)

    taken = take_some(program, notebook, Photographer(qapp, tmp_path / "screens"))

    names = {path.stem.partition("-")[2] for path in taken}
    assert {"accueil", "chercher", "recherche", "corbeille", "reglages", "sante"} <= names
    assert {"noter-visit", "idea-board", "observation-map", "task-onglet-1"} <= names
    assert {"premiere-fois-nom", "premiere-fois-phrase", "premiere-fois-cle"} <= names
    assert {"accueil-sombre", "accueil-clair-150", "accueil-contraste"} <= names
    assert all(path.stat().st_size > 5_000 for path in taken)


def test_a_larger_text_lets_go_of_the_pages_that_nobody_sees(program: Program) -> None:
    notebook = program.open_now(PASSPHRASE)
    window = program.window
    assert window is not None
    contact = notebook.add("contact", {"last_name": "Diallo", "role": "BENEVOLE"}).record
    for key in ("search", "trash", "contact", "task"):
        window.go(key)

    program.zoom(1)
    left = window.shelf.count()
    window.act("discretion")
    window.go("search")
    window.go("trash")
    window.open_record(contact.id)

    assert left == 1
    assert window.records is not None
    assert window.records.sheet.head.title.text() == "•••"


def test_the_buttons_of_qt_speak_french(qapp: QApplication, qtbot: QtBot) -> None:
    speak_french(qapp)

    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert [button.text() for button in box.buttons()] == ["Annuler"]
