"""A table of lines is as high as its words, and scrolls beyond five lines."""

import pytest
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from desktop.ui.forms.lines_table import LinesTable

pytestmark = pytest.mark.usefixtures("appearance")


def table(qtbot: QtBot, *texts: str, width: int = 400) -> LinesTable:
    """Return a table of one column that holds these texts."""
    made = LinesTable(["Lieu de vie"])
    qtbot.addWidget(made)
    made.resize(width, 100)
    made.show()
    made.setRowCount(len(texts))
    for row, text in enumerate(texts):
        made.setItem(row, 0, QTableWidgetItem(text))
    made.fit()
    return made


def test_words_that_do_not_fit_go_on_below(qtbot: QtBot) -> None:
    text = "Du quartier prioritaire, ou tout près"

    wide, narrow = table(qtbot, text), table(qtbot, text, width=120)

    assert narrow.rowHeight(0) > wide.rowHeight(0)
    assert narrow.height() > wide.height()


def test_six_lines_are_no_higher_than_five(qtbot: QtBot) -> None:
    assert table(qtbot, *"abcdef").height() == table(qtbot, *"abcde").height()


def test_an_empty_cell_still_has_the_height_of_a_line(qtbot: QtBot) -> None:
    made = table(qtbot, "")

    assert made.rowHeight(0) >= made.fontMetrics().height()
