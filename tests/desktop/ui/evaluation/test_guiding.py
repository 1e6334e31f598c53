"""Choosing among seven methods is the first step, and the questions of the method stay in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.evaluation.guiding import FormChooser
from desktop.ui.evaluation.private_note import PrivateNoteEditor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.sources import Sources
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_guides import GUIDES
from sync.records.fields import field_of
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press, write

pytestmark = pytest.mark.usefixtures("appearance")


@pytest.fixture
def chooser(qtbot: QtBot, sources: Sources) -> FormChooser:
    """Return the choice of a form, not made yet."""
    made = make_editor(field_of(Evaluation, "form"), sources)
    assert isinstance(made, FormChooser)
    made.name_for_readers("Forme", "La façon de rendre compte.")
    qtbot.addWidget(made)
    made.write(None)
    made.resize(480, 500)
    made.show()
    return made


@pytest.fixture
def note(qtbot: QtBot, sources: Sources) -> PrivateNoteEditor:
    """Return the editor of a private note."""
    made = make_editor(field_of(Evaluation, "private_note"), sources)
    assert isinstance(made, PrivateNoteEditor)
    made.name_for_readers("Note pour moi", "Reste sur cet ordinateur.")
    qtbot.addWidget(made)
    made.resize(480, 200)
    made.show()
    return made


def shown(widget: FormChooser | PrivateNoteEditor) -> str:
    """Return all the sentences on screen."""
    labels = (label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return "\n".join(label.text() for label in labels)


def test_a_new_note_shows_when_to_use_each_form(chooser: FormChooser) -> None:
    assert chooser.unfolded
    assert all(guide.when in shown(chooser) for guide in GUIDES.values())
    assert chooser.read() is None


def test_a_form_chosen_stands_alone_with_how_it_is_done(chooser: FormChooser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.edited):
        QTest.mouseClick(chooser.choices["VERBATIM"], Qt.MouseButton.LeftButton)

    assert chooser.read() == "VERBATIM"
    assert not chooser.unfolded
    assert GUIDES[EvaluationForm.QUOTE].how in shown(chooser)


def test_the_arrows_choose_and_enter_settles(chooser: FormChooser) -> None:
    first = chooser.choices["RECIT_CHANGEMENT"]
    chooser.activateWindow()
    first.setFocus()
    press(first, Qt.Key.Key_Space)
    press(first, Qt.Key.Key_Down)
    chosen, unfolded = chooser.read(), chooser.unfolded
    press(chooser.choices["EFFET_CONSTATE"], Qt.Key.Key_Return)

    assert (chosen, unfolded) == ("EFFET_CONSTATE", True)
    assert not chooser.unfolded


def test_the_form_can_be_changed_later(chooser: FormChooser) -> None:
    chooser.write("CHIFFRES")
    change = next(b for b in chooser.findChildren(QPushButton) if "Changer" in b.text())

    change.click()

    assert chooser.unfolded
    assert chooser.read() == "CHIFFRES"
    assert chooser.choices["CHIFFRES"].isChecked()


def test_a_form_of_a_newer_program_is_kept(chooser: FormChooser) -> None:
    chooser.write("PODCAST")

    assert chooser.read() == "PODCAST"
    assert "PODCAST" in shown(chooser)


def test_the_choice_is_named_plain_and_whole(chooser: FormChooser) -> None:
    assert audit(chooser) == []
    assert not_plain(chooser) == []
    assert cut(chooser) == []
    assert "Récit de changement" in chooser.main.accessibleName()


def test_the_question_of_the_method_stands_above_its_field(qtbot: QtBot, sources: Sources) -> None:
    for name in ("before", "who_changed", "learning", "audience", "recurrence"):
        field = field_of(Evaluation, name)
        editor = make_editor(field, sources)
        qtbot.addWidget(editor)

        texts = [label.text() for label in editor.findChildren(QLabel)]

        assert texts[0] == field.help or field.help in texts
        assert editor.isAncestorOf(editor.main)


def test_a_private_note_is_folded_and_says_where_it_stays(note: PrivateNoteEditor) -> None:
    note.write("Le trésorier hésite.")

    assert "Reste sur cet ordinateur · une note est écrite" in shown(note)
    assert not note.main.isVisibleTo(note)
    assert note.read() == "Le trésorier hésite."


def test_a_private_note_unfolds_to_be_written(note: PrivateNoteEditor, qtbot: QtBot) -> None:
    note.write(None)

    note.fold.click()
    with qtbot.waitSignal(note.edited):
        write(note.main, "Pour moi.")

    assert note.main.isVisibleTo(note)
    assert note.read() == "Pour moi."
    assert audit(note) == []
    assert cut(note) == []
