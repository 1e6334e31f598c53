"""Several voices score the same markers: each score is kept, the gap is drawn and told."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.evaluation.markers import MarkersEditor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.sources import Sources
from sync.records.evaluation import Evaluation
from sync.records.fields import field_of
from tests.desktop.ui.audit import audit, not_plain
from tests.desktop.ui.hands import press, write

pytestmark = pytest.mark.usefixtures("appearance")


@pytest.fixture
def editor(qtbot: QtBot, sources: Sources) -> MarkersEditor:
    """Return the grid, empty, the cursor on its first place."""
    made = make_editor(field_of(Evaluation, "scores"), sources)
    assert isinstance(made, MarkersEditor)
    made.name_for_readers("Marqueurs", "Chaque partie donne ses niveaux.")
    qtbot.addWidget(made)
    made.resize(520, 900)
    made.show()
    made.write([])
    return made


def score(party: str, level: str | None, **more: Any) -> dict[str, Any]:
    """Return one score of « Pouvoir d’agir »."""
    given = {"level": level} if level else {}
    return {"id": party.lower(), "marker": "POUVOIR_AGIR", "party": party, **given, **more}


def test_there_is_a_row_for_each_of_the_ten_markers(editor: MarkersEditor) -> None:
    assert editor.main.rowCount() == 10
    assert editor.main.columnCount() == 4


def test_a_digit_scores_the_place_under_the_cursor(editor: MarkersEditor) -> None:
    editor.main.setCurrentCell(1, 2)

    press(editor.main, Qt.Key.Key_3)

    (line,) = editor.read()
    assert (line["marker"], line["party"], line["level"]) == ("POUVOIR_AGIR", "HABITANTS", "3")
    assert editor.main.item(1, 2).text() == "3 Installé"  # type: ignore[union-attr]  # it is there


def test_the_buttons_score_as_the_digits_do(editor: MarkersEditor) -> None:
    button = next(b for b in editor.findChildren(QPushButton) if "Transforme" in b.text())

    button.click()

    assert editor.read()[0]["level"] == "4"
    assert button.isChecked()


def test_delete_takes_a_score_away_but_not_what_shows_it(editor: MarkersEditor) -> None:
    editor.write([score("ASSOCIATION", "2"), score("AGENT", "3", evidence="Le bureau décide.")])
    editor.main.setCurrentCell(1, 0)
    press(editor.main, Qt.Key.Key_Delete)
    editor.main.setCurrentCell(1, 1)
    press(editor.main, Qt.Key.Key_Delete)

    assert editor.read() == [score("AGENT", None, evidence="Le bureau décide.")]


def test_what_shows_a_level_is_written_for_its_voice(editor: MarkersEditor) -> None:
    editor.main.setCurrentCell(1, 1)
    press(editor.main, Qt.Key.Key_2)
    write(editor.proof, "Le bureau décide.")
    editor.main.setCurrentCell(1, 0)

    assert editor.proof.text() == ""
    assert editor.read()[0]["evidence"] == "Le bureau décide."


def test_the_gap_between_voices_is_drawn_and_told(editor: MarkersEditor) -> None:
    editor.write([score("ASSOCIATION", "4"), score("HABITANTS", "2")])

    assert "Écart de 2 sur «\u00a0Pouvoir d’agir\u00a0»" in editor.said
    assert "à discuter" in editor.said
    assert "écart 2" in editor.chart.summary
    assert editor.chart.isVisibleTo(editor)


def test_correcting_keeps_ids_order_and_what_a_newer_program_wrote(editor: MarkersEditor) -> None:
    held = [score("HABITANTS", "1", weight=3), score("ASSOCIATION", "4")]
    editor.write(held)
    editor.main.setCurrentCell(1, 2)

    press(editor.main, Qt.Key.Key_0)

    assert editor.read() == [score("HABITANTS", "0", weight=3), score("ASSOCIATION", "4")]


def test_a_voice_that_scored_twice_is_shown_and_can_be_put_right(editor: MarkersEditor) -> None:
    twice = {**score("ASSOCIATION", "1"), "id": "again"}
    editor.write([score("ASSOCIATION", "4"), twice])

    assert editor.strays == [twice]
    gone = [b for b in editor.findChildren(QPushButton) if b.text() == "Retirer"]
    next(b for b in gone if b.isVisibleTo(editor)).click()

    assert editor.read() == [score("ASSOCIATION", "4")]
    assert editor.strays == []


def test_a_marker_that_the_list_no_longer_has_keeps_its_row(editor: MarkersEditor) -> None:
    old = {**score("ASSOCIATION", "4"), "marker": "ANCIEN"}

    editor.write([old])

    assert editor.main.rowCount() == 11
    assert editor.read() == [old]


def test_moving_about_tells_no_change(editor: MarkersEditor, qtbot: QtBot) -> None:
    editor.write([score("ASSOCIATION", "4")])

    with qtbot.assertNotEmitted(editor.edited):
        editor.main.setCurrentCell(4, 2)
        press(editor.main, Qt.Key.Key_Delete)
        press(editor.main, Qt.Key.Key_A)


def test_the_grid_is_named_and_read_by_place(editor: MarkersEditor) -> None:
    editor.write([score("ASSOCIATION", "4", evidence="Vu.")])

    cell = editor.main.item(1, 0)

    assert audit(editor) == []
    assert not_plain(editor) == []
    assert cell is not None
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Pouvoir d’agir, Association, 4 Transforme, avec un fait qui le montre"
