"""The pieces of the windows do what a hand on the keyboard expects."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.pieces import CalmCombo
from tests.desktop.ui.hands import press, write


@pytest.fixture
def combo(qtbot: QtBot) -> CalmCombo:
    """Return a box of answers, none chosen."""
    made = CalmCombo()
    made.addItems(["", "Aide", "Appui", "Écoute", "Tout public, avec le nom", "Tout public, sans"])
    qtbot.addWidget(made)
    made.show()
    return made


def test_letters_choose_an_answer_with_or_without_its_accents(combo: CalmCombo) -> None:
    write(combo, "ec")

    assert combo.currentText() == "Écoute"


def test_a_space_goes_on_with_the_words_already_typed(combo: CalmCombo) -> None:
    write(combo, "tout public, s")

    assert combo.currentText() == "Tout public, sans"
    assert not combo.view().isVisible()


def test_the_same_letter_again_goes_to_the_next_answer(combo: CalmCombo, qtbot: QtBot) -> None:
    write(combo, "a")
    qtbot.wait(500)
    write(combo, "a")

    assert combo.currentText() == "Appui"


def test_letters_that_begin_nothing_change_nothing(combo: CalmCombo) -> None:
    write(combo, "app")
    write(combo, "z")
    press(combo, Qt.Key.Key_Shift)

    assert combo.currentText() == "Appui"


def test_choosing_by_letters_is_told_as_a_choice(combo: CalmCombo, qtbot: QtBot) -> None:
    with qtbot.waitSignal(combo.activated):
        write(combo, "e")
