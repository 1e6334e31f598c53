"""Words are read as quotations, written in their place, and never lost by a slip."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.evaluation.verbatims import VerbatimsEditor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.sources import Sources
from sync.records.fields import field_of
from sync.records.visit import Visit
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press, write

SAID: dict[str, Any] = {
    "id": "1" * 32,
    "quote": "On se parle enfin.",
    "by_role": "HABITANT",
    "consent": "PUBLIC_ANONYME",
    "age_band": "40-60",  # a field of a newer program
}
KEPT: dict[str, Any] = {"id": "2" * 32, "quote": "C’est long.", "consent": "INTERNE"}

pytestmark = pytest.mark.usefixtures("appearance")


@pytest.fixture
def editor(qtbot: QtBot, sources: Sources) -> VerbatimsEditor:
    """Return the editor of the words heard in a visit, with two quotations."""
    made = make_editor(field_of(Visit, "verbatims"), sources)
    assert isinstance(made, VerbatimsEditor)
    made.name_for_readers("Paroles recueillies", "Les mots entendus.")
    qtbot.addWidget(made)
    made.write([SAID, KEPT])
    made.resize(520, 600)
    made.show()
    return made


def texts(card: QWidget) -> str:
    """Return all that a card says."""
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def button(card: QWidget, name: str) -> QAbstractButton:
    """Return a button of a card by what a screen reader says of it."""
    return next(
        each
        for each in card.findChildren(QAbstractButton)
        if name in (each.accessibleName() or each.text())
    )


def test_a_quotation_is_read_with_its_speaker_and_where_it_may_go(
    editor: VerbatimsEditor,
) -> None:
    first, second = editor.cards

    assert "«\u00a0On se parle enfin.\u00a0»" in texts(first)
    assert "Habitante ou habitant" in texts(first)
    assert "Accord de diffusion\u00a0: tout public, sans nom" in texts(first)
    assert "l’équipe seulement" in texts(second)


def test_a_new_quotation_waits_for_an_agreement(editor: VerbatimsEditor) -> None:
    editor.append()
    write(editor.form.blocks["quote"].editor.main, "Ça bouge.")

    assert editor.read()[2]["quote"] == "Ça bouge."
    assert editor.read()[2]["consent"] == "AUCUNE_DIFFUSION"


def test_correcting_one_keeps_its_id_and_what_a_newer_program_wrote(
    editor: VerbatimsEditor, qtbot: QtBot
) -> None:
    button(editor.cards[0], "Corriger").click()

    with qtbot.waitSignal(editor.edited):
        write(editor.form.blocks["quote"].editor.main, "Oui. ")
    editor.close_form()

    assert editor.read()[0] == {**SAID, "quote": "Oui. On se parle enfin."}
    assert "Oui." in texts(editor.cards[0])


def test_a_quotation_removed_comes_back_where_it_was(editor: VerbatimsEditor) -> None:
    button(editor.cards[0], "Retirer").click()
    gone = editor.read()

    undo = next(b for b in editor.findChildren(QPushButton) if b.text() == "Annuler")
    assert undo.isVisibleTo(editor)
    undo.click()

    assert gone == [KEPT]
    assert editor.read() == [SAID, KEPT]
    assert not undo.isVisibleTo(editor)


def test_quotations_change_places(editor: VerbatimsEditor) -> None:
    button(editor.cards[0], "Descendre").click()

    assert editor.read() == [KEPT, SAID]


def test_a_form_left_blank_leaves_nothing_behind(editor: VerbatimsEditor) -> None:
    editor.append()
    editor.close_form()

    assert editor.read() == [SAID, KEPT]


def test_going_to_another_keeps_what_was_typed(editor: VerbatimsEditor) -> None:
    editor.append()
    write(editor.form.blocks["quote"].editor.main, "Ça bouge.")
    editor.open(0)

    assert [line["quote"] for line in editor.read()] == [SAID["quote"], KEPT["quote"], "Ça bouge."]
    assert editor.open_row == 0


def test_the_keyboard_alone_writes_a_quotation(editor: VerbatimsEditor) -> None:
    editor.activateWindow()
    editor.main.setFocus()
    press(editor.main, Qt.Key.Key_Space)
    write(editor.form.blocks["quote"].editor.main, "Merci.")
    done = button(editor.cards[2], "Garder")
    press(done, Qt.Key.Key_Space)

    assert editor.open_row == -1
    assert "«\u00a0Merci.\u00a0»" in texts(editor.cards[2])


def test_everything_is_named_plain_and_whole(editor: VerbatimsEditor) -> None:
    editor.write([{**SAID, "quote": "<b>gras</b>"}])
    editor.append()

    assert audit(editor) == []
    assert not_plain(editor) == []
    assert cut(editor) == []
