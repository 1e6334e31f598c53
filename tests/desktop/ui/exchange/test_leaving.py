"""Leaving the space from the window: the whole program, with a real server."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.services.carrying.bringing import apply as bring
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.query import ListQuery
from desktop.ui.opening.emptied import DONE
from desktop.ui.opening.gate import Gate
from desktop.ui.people.confirming import Confirming
from desktop.ui.people.leaving import Kept
from desktop.ui.people.page import PeoplePage
from tests.conftest import PASSPHRASE
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain
from tests.desktop.ui.exchange.conftest import Town
from tests.desktop.ui.hands import press, write
from tests.desktop.ui.tabbing import out_of_order

SPACE = "Les Tilleuls"
VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture(autouse=True)
def running(program: Program) -> None:
    """Open the window of Jeanne, which exchanges only when it is asked to."""
    program.start_with(PASSPHRASE)
    assert program.window is not None
    program.window.exchanges.keeping.by_itself = False


def notebook_of(program: Program) -> Notebook:
    assert program.window is not None
    return program.window.exchanges.keeping.notebook


def asked(qtbot: QtBot, program: Program) -> PeoplePage:
    """Turn to the page and press its last button."""
    assert program.window is not None
    program.window.act("people")
    page = program.window.page
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: not page.asking.busy, timeout=30_000)
    press(page.leaving.button, Qt.Key.Key_Space)
    return page


def confirmed(qtbot: QtBot, program: Program) -> Gate:
    """Type the name of the space and leave; return the screen that then shows."""
    box = asked(qtbot, program).leaving.unfolded
    assert isinstance(box, Confirming)
    write(box.typed, SPACE)
    press(box.go_button, Qt.Key.Key_Space)
    gate = program.gatekeeper.gate
    assert gate is not None
    return gate


def refused(qtbot: QtBot, gate: Gate) -> str:
    """Return what keeps the notebook."""
    qtbot.waitUntil(lambda: bool(gate.leaving.said.text), timeout=30_000)
    return gate.leaving.said.text


def stopped(qtbot: QtBot, program: Program, town: Town) -> Gate:
    """Leave without server; return the screen that says so."""
    town.stop()
    gate = confirmed(qtbot, program)
    refused(qtbot, gate)
    return gate


def emptied(qtbot: QtBot, gate: Gate, folder: Path) -> str:
    """Wait until the notebook is emptied; return what is then said."""
    qtbot.waitUntil(lambda: gate.emptied.title.text() == DONE, timeout=30_000)
    assert {path.name for path in folder.iterdir()} <= {"carnet.lock"}
    return texts(gate)


def texts(root: QWidget) -> str:
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())


def flaws(root: QWidget) -> list[str]:
    """Return what is not named, not reachable, not plain, cut, or a letter used twice."""
    letters = mnemonics(root)
    twice = [letter for letter in letters if letters.count(letter) > 1]
    return audit(root) + not_plain(root) + cut(root) + twice


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Answer the system's dialog as a person would."""
    answer = ("" if path is None else str(path), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)


def test_what_was_not_sent_reaches_the_colleagues_then_nothing_is_left_here(
    qtbot: QtBot, program: Program, town: Town, karim: Notebook, folder: Path
) -> None:
    key = notebook_of(program).add("visit", VISIT).record.id

    said = emptied(qtbot, gate := confirmed(qtbot, program), folder)
    town.exchange(karim)

    assert program.window is None
    assert karim.get(key).model_dump()["facts"] == "Le jardin."
    assert "Tout ce que vous aviez écrit est sur le serveur." in said
    assert "Les autres membres de l’espace gardent tout." in said
    assert gate.emptied.close_button.hasFocus()
    assert flaws(gate) == []


def test_the_question_says_what_goes_first_and_what_leaves(qtbot: QtBot, program: Program) -> None:
    notebook_of(program).add("visit", VISIT)

    page = asked(qtbot, program)

    box = page.leaving.unfolded
    assert isinstance(box, Confirming)
    assert "Quitter l’espace «\u00a0Les Tilleuls\u00a0»" in texts(box)
    assert "Pas encore parti\u00a0: 1\u00a0fiche." in texts(box)
    assert "Les autres membres gardent tout." in texts(box)
    assert box.typed.hasFocus()
    assert not box.go_button.isEnabled()
    assert flaws(page) == []
    assert out_of_order(page, page.invite_button) == []


def test_giving_up_changes_nothing(
    qtbot: QtBot, program: Program, town: Town, karim: Notebook
) -> None:
    key = notebook_of(program).add("visit", VISIT).record.id
    page = asked(qtbot, program)
    box = page.leaving.unfolded
    assert isinstance(box, Confirming)

    write(box.typed, SPACE)
    press(box.give_up_button, Qt.Key.Key_Space)
    town.exchange(karim)

    assert program.gatekeeper.gate is None
    assert page.leaving.unfolded is None
    assert page.leaving.button.hasFocus()
    assert notebook_of(program).get(key).id == key
    assert key not in {record.id for record in karim.records(ListQuery("visit"))}


def test_a_form_that_is_not_finished_keeps_one_in_the_space(qtbot: QtBot, program: Program) -> None:
    notebook_of(program).keep_draft("", "idea", "", {"title": "Un banc"})

    page = asked(qtbot, program)

    assert isinstance(page.leaving.unfolded, Kept)
    assert "1\u00a0saisie n’est pas terminée" in texts(page.leaving)
    assert "Terminez-la ou abandonnez-la d’abord" in texts(page.leaving)
    assert flaws(page) == []
    press(page.leaving.unfolded.close_button, Qt.Key.Key_Space)
    assert page.leaving.button.hasFocus()


def test_without_server_the_notebook_stays_and_opens_again(
    qtbot: QtBot,
    program: Program,
    town: Town,
    folder: Path,
    opening: Opening,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = notebook_of(program).add("visit", VISIT).record.id
    town.stop()

    gate = confirmed(qtbot, program)
    said = refused(qtbot, gate)

    assert "ne répond pas" in said
    assert opening.in_use(folder)
    assert gate.leaving.again_button.hasFocus()
    assert "Réessayez plus tard" in said
    assert not gate.leaving.own_notes.isVisible()
    assert flaws(gate) == []
    assert out_of_order(gate, gate.leaving.reopen_button) == []
    choosing(monkeypatch, None)
    press(gate.leaving.file_button, Qt.Key.Key_Space)
    assert gate.leaving.said.text == said
    press(gate.leaving.reopen_button, Qt.Key.Key_Space)
    assert program.window is not None
    assert program.gatekeeper.gate is None
    assert notebook_of(program).get(key).id == key


def test_a_form_whose_record_is_in_the_trash_is_told_where_to_find(
    qtbot: QtBot, program: Program
) -> None:
    notebook = notebook_of(program)
    key = notebook.add("visit", VISIT).record.id
    notebook.keep_draft("", "visit", key, {"facts": "Le jardin est"})
    notebook.delete(key)

    page = asked(qtbot, program)

    assert "Sa fiche est à la corbeille\u00a0: rétablissez-la" in texts(page.leaving)


def test_what_is_being_typed_when_one_leaves_keeps_the_notebook(
    qtbot: QtBot, program: Program, opening: Opening, folder: Path
) -> None:
    assert program.window is not None
    page = asked(qtbot, program)
    notebook_of(program).keep_draft("", "idea", "", {"title": "Un banc"})

    page.leaving.confirmed.emit()
    gate = program.gatekeeper.gate
    assert gate is not None
    said = refused(qtbot, gate)

    assert "1\u00a0saisie n’est pas terminée" in said
    assert not gate.leaving.file_button.isVisible()
    assert gate.leaving.reopen_button.hasFocus()
    assert opening.in_use(folder)
    press(gate.leaving.reopen_button, Qt.Key.Key_Space)
    assert [one.values["title"] for one in notebook_of(program).drafts()] == ["Un banc"]


def test_it_can_be_tried_again_once_the_server_answers(
    qtbot: QtBot, program: Program, town: Town, folder: Path
) -> None:
    gate = stopped(qtbot, program, town)
    town.start()

    press(gate.leaving.again_button, Qt.Key.Key_Space)

    assert "sur le serveur" in emptied(qtbot, gate, folder)


def test_without_server_what_is_left_goes_into_a_file_that_a_colleague_brings(
    qtbot: QtBot,
    program: Program,
    town: Town,
    karim: Notebook,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town.exchange(karim)
    key = notebook_of(program).add("visit", VISIT).record.id
    file = tmp_path / "reste.carnet-echange"
    choosing(monkeypatch, file)
    gate = stopped(qtbot, program, town)

    press(gate.leaving.file_button, Qt.Key.Key_Space)
    said = emptied(qtbot, gate, folder)
    bring(karim, file)

    assert karim.get(key).model_dump()["facts"] == "Le jardin."
    assert "«\u00a0reste.carnet-echange\u00a0»" in said
    assert flaws(gate) == []


def test_notes_for_oneself_are_lost_only_once_agreed_to(
    qtbot: QtBot,
    program: Program,
    town: Town,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notebook_of(program).add("visit", {**VISIT, "private_note": "Pour moi."})
    file = tmp_path / "reste.carnet-echange"
    choosing(monkeypatch, file)
    gate = stopped(qtbot, program, town)

    press(gate.leaving.file_button, Qt.Key.Key_Space)
    said = refused(qtbot, gate)

    assert "1\u00a0fiche porte une note" in said
    assert not file.exists()
    assert gate.leaving.own_notes.hasFocus()
    assert flaws(gate) == []
    press(gate.leaving.own_notes, Qt.Key.Key_Space)
    press(gate.leaving.file_button, Qt.Key.Key_Space)
    emptied(qtbot, gate, folder)
    assert file.exists()


def test_an_order_to_empty_met_while_leaving_is_obeyed(
    qtbot: QtBot, program: Program, town: Town, folder: Path
) -> None:
    notebook_of(program).add("visit", VISIT)
    town.wipe("Jeanne Dupont")

    gate = confirmed(qtbot, program)

    assert "scellé" in emptied(qtbot, gate, folder)
    assert town.unsealed()
