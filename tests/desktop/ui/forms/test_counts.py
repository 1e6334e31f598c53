"""People and minutes are counted in a few keys; what a line held besides stays."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.forms.count_box import CountBox
from desktop.ui.forms.counts import CountsEditor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.sources import Sources
from sync.records import RECORD_TYPES
from sync.records.fields import field_of
from tests.desktop.ui.hands import press, write


def editor_of(qtbot: QtBot, sources: Sources, name: str) -> CountsEditor:
    """Return the editor of lines of a visit, on screen."""
    editor = make_editor(field_of(RECORD_TYPES["visit"], name), sources)
    assert isinstance(editor, CountsEditor)
    qtbot.addWidget(editor)
    editor.resize(900, 300)
    editor.show()
    return editor


def in_hand(editor: CountsEditor) -> CountBox:
    """Return the box that Tab stops at."""
    assert isinstance(editor.main, CountBox)
    return editor.main


def counted(editor: CountsEditor) -> dict[str, Any]:
    """Return the numbers by role."""
    return {line["role"]: line.get("count") for line in editor.read()}


def test_people_are_counted_with_digits_signs_arrows_and_letters(
    qtbot: QtBot, sources: Sources
) -> None:
    editor = editor_of(qtbot, sources, "people_present")
    told: list[int] = []
    editor.edited.connect(lambda: told.append(1))

    write(in_hand(editor), "12")
    press(in_hand(editor), Qt.Key.Key_Right)
    write(in_hand(editor), "+++-")
    write(in_hand(editor), "é")
    write(in_hand(editor), "1")

    assert counted(editor) == {"HABITANT": 12, "JEUNE": 2, "ELU": 1}
    assert len({line["id"] for line in editor.read()}) == 3
    assert len(told) == 7


def test_tab_stops_once_in_the_whole_grid(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "people_present")

    press(in_hand(editor), Qt.Key.Key_Down)

    stops = [code for code, box in editor.boxes.items() if box.is_stop]
    assert len(editor.boxes) == 12
    assert len(stops) == 1
    assert stops != ["HABITANT"]


def test_a_given_line_keeps_its_id_its_remark_and_its_place(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "support_given")
    given = [
        {"id": "b", "support_type": "ECOUTE", "minutes": 30, "note": "Longuement"},
        {"id": "a", "support_type": "BUDGET", "minutes": 10},
    ]

    editor.write(given)
    as_given = editor.read()
    editor.boxes["ECOUTE"].step(1)
    write(editor.notes["BUDGET"], "Le prévisionnel")
    write(editor.boxes["MONTAGE"], "15")

    assert as_given == given
    assert editor.read()[:2] == [
        {"id": "b", "support_type": "ECOUTE", "minutes": 35, "note": "Longuement"},
        {"id": "a", "support_type": "BUDGET", "minutes": 10, "note": "Le prévisionnel"},
    ]
    assert editor.read()[2]["minutes"] == 15


def test_an_emptied_box_takes_its_line_away(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "people_present")
    editor.write([{"id": "a", "role": "JEUNE", "count": 1}])

    editor.boxes["JEUNE"].step(-1)

    assert editor.read() == []


def test_lines_that_the_grid_cannot_show_at_their_place_are_kept(
    qtbot: QtBot, sources: Sources
) -> None:
    editor = editor_of(qtbot, sources, "people_present")
    given = [
        {"id": "a", "role": "JEUNE", "count": 4},
        {"id": "b", "role": "JEUNE", "count": 5},
        {"id": "c", "role": "D’UNE_AUTRE_VERSION", "count": 1},
        {"id": "d", "role": "ELU"},
    ]

    editor.write(given)
    editor.boxes["HABITANT"].step(1)

    assert editor.read()[:4] == given
    assert editor.read()[4]["role"] == "HABITANT"


def test_a_remark_is_only_offered_where_there_is_a_number(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "support_given")
    before = editor.notes["BUDGET"].isVisibleTo(editor)

    editor.boxes["BUDGET"].step(1)

    assert not before
    assert editor.notes["BUDGET"].isVisibleTo(editor)
