"""Hundreds of passages are read in turn; the same words are read once, wherever they stand."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.workbooks.gate.passages import Passage
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.passages_tab import PassagesTab


def passage(at: int, times: int = 1) -> Passage:
    """Return a text of its own."""
    return Passage(f"k{at}", "", "Idées", "Idée", f"Parole {at}", "semble être un nom", times)


@pytest.fixture
def tab(qtbot: QtBot) -> PassagesTab:
    """Return the list of three hundred texts, on screen."""
    made = PassagesTab(Discretion())
    qtbot.addWidget(made)
    made.show()
    made.show_passages([passage(at) for at in range(300)])
    return made


def test_one_goes_from_a_passage_to_the_next_and_back(tab: PassagesTab) -> None:
    first = tab.place.text()

    tab.after.click()
    tab.after.click()
    third = (tab.place.text(), tab.text.toPlainText())
    tab.before.click()

    assert first == "1 sur 300."
    assert third == ("3 sur 300.", "Parole 2")
    assert tab.text.toPlainText() == "Parole 1"
    assert tab.unread == 300


def test_the_ends_of_the_list_are_ends(tab: PassagesTab) -> None:
    at_first = (tab.before.isEnabled(), tab.after.isEnabled())

    tab.table.choose("k299")
    tab.table.turned.emit("k299")

    assert at_first == (False, True)
    assert (tab.before.isEnabled(), tab.after.isEnabled()) == (True, False)


def test_reading_one_goes_to_the_next_that_was_not_read(tab: PassagesTab) -> None:
    tab.after.click()
    tab.fine.click()
    tab.fine.click()

    assert tab.text.toPlainText() == "Parole 2"
    assert tab.unread == 298


def test_the_same_text_in_several_workbooks_is_read_once_and_counted(tab: PassagesTab) -> None:
    tab.show_passages([passage(1, 4), passage(1, 8)])
    said = tab.place.text().replace("\u00a0", " ")

    tab.fine.click()

    assert said == "Ce texte s’y trouve 12 fois : le relire une fois suffit."
    assert tab.before.isHidden()
    assert tab.unread == 0


def test_a_text_that_stands_once_alone_says_nothing_more(tab: PassagesTab) -> None:
    tab.show_passages([passage(1)])

    assert tab.place.isHidden()
