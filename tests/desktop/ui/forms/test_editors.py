"""Each kind of field has its editor, which shows and reads every value a record may hold."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.forms.codes import CodeEditor, CodesEditor
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.editors import EDITORS, make_editor, said
from desktop.ui.forms.items import ItemsEditor
from desktop.ui.forms.links import LinkEditor, LinksEditor
from desktop.ui.forms.sources import Sources
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, Shown, field_of, fields_of
from tests.desktop.ui.hands import press

Full = Callable[..., dict[str, Any]]


def typed(kind: str) -> list[FieldSpec]:
    """Return the fields of a kind that a person fills in."""
    fields = fields_of(RECORD_TYPES[kind])
    return [field for field in fields if field.about.shown is not Shown.SYSTEM]


def editor_of(qtbot: QtBot, sources: Sources, kind: str, name: str) -> Any:
    """Return the editor of one field."""
    editor = make_editor(field_of(RECORD_TYPES[kind], name), sources)
    qtbot.addWidget(editor)
    return editor


def box(editor: Editor) -> QLineEdit:
    """Return the line where one types."""
    assert isinstance(editor.main, QLineEdit)
    return editor.main


def test_every_kind_of_field_has_an_editor() -> None:
    assert set(EDITORS) == set(Kind)


def test_every_field_shows_and_reads_back_its_value(
    qtbot: QtBot, sources: Sources, kind: str, full: Full
) -> None:
    values = full(kind)

    for field in typed(kind):
        editor = make_editor(field, sources)
        qtbot.addWidget(editor)
        editor.write(values.get(field.name))

        assert (editor.read() or None) == (values.get(field.name) or None), field.name
        assert not editor.fault() or field.about.target


def test_every_field_survives_a_draft(
    qtbot: QtBot, sources: Sources, kind: str, full: Full
) -> None:
    values = full(kind)

    for field in typed(kind):
        first, second = make_editor(field, sources), make_editor(field, sources)
        qtbot.addWidget(first)
        qtbot.addWidget(second)
        first.write(values.get(field.name))
        second.write(first.raw())

        assert second.read() == first.read(), field.name


def test_writing_never_tells_that_something_was_typed(
    qtbot: QtBot, sources: Sources, kind: str, full: Full
) -> None:
    values = full(kind)
    told: list[str] = []

    for field in typed(kind):
        editor = make_editor(field, sources)
        qtbot.addWidget(editor)
        editor.edited.connect(lambda name=field.name: told.append(name))
        editor.write(values.get(field.name))

    assert told == []


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("funding", "granted", "1 234,50", 123450),
        ("visit", "duration_minutes", "45", 45),
        ("visit", "visited_on", "hier", "2026-11-22"),
        ("visit", "time", "14h30", "14:30:00"),
    ],
)
def test_what_is_typed_is_understood_and_left_as_typed(
    qtbot: QtBot, sources: Sources, kind: str, name: str, text: str, value: object
) -> None:
    editor = editor_of(qtbot, sources, kind, name)

    box(editor).setText(text)

    assert editor.read() == value
    assert box(editor).text() == text
    assert editor.fault() == ""


@pytest.mark.parametrize(
    ("kind", "name"), [("funding", "granted"), ("visit", "visited_on"), ("visit", "time")]
)
def test_what_cannot_be_understood_is_kept_and_explained(
    qtbot: QtBot, sources: Sources, kind: str, name: str
) -> None:
    editor = editor_of(qtbot, sources, kind, name)

    box(editor).setText("je ne sais plus")

    assert editor.raw() == "je ne sais plus"
    assert "par exemple" in editor.fault()


def test_a_relative_day_is_kept_as_its_day_in_a_draft(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "visit", "visited_on")

    box(editor).setText("lundi")

    assert editor.raw() == "23/11/2026"


def test_a_picked_day_is_written_in_the_box(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "visit", "visited_on")
    editor.write("2026-11-13")
    editor.show()

    editor.calendar().setFocus()
    press(editor.calendar(), Qt.Key.Key_Return)

    assert editor.read() == "2026-11-13"


def test_a_code_is_chosen_by_its_label(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "visit", "alert")
    assert isinstance(editor, CodeEditor)

    editor.main.setCurrentIndex(editor.main.findText("Urgent"))

    assert editor.read() == "URGENT"


def test_a_long_list_is_searched_by_typing(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "action", "dispositif")
    assert isinstance(editor.main, QComboBox)
    line = editor.main.lineEdit()
    assert line is not None
    wanted = editor.main.itemText(3)

    line.setText(wanted.upper())
    chosen = editor.read()
    line.setText("rien de tel")

    assert chosen == editor.main.itemData(3)
    assert editor.read() == "rien de tel"
    assert "liste" in editor.fault()


def test_a_code_of_another_version_is_kept(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "visit", "mode")

    editor.write("TELEPATHIE")

    assert editor.read() == "TELEPATHIE"


def test_codes_are_ticked_one_by_one(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "visit", "difficulties")
    assert isinstance(editor, CodesEditor)
    editor.write(["USURE", "CODE_D_AILLEURS"])

    with qtbot.waitSignal(editor.edited):
        editor.main.item(0).setCheckState(Qt.CheckState.Checked)

    assert editor.read() == ["TRESORERIE", "USURE", "CODE_D_AILLEURS"]


def test_a_link_proposes_records_and_shows_the_heading(
    qtbot: QtBot, sources: Sources, notebook: Notebook, opened: list[str]
) -> None:
    saved = notebook.add("organisation", {"name": "Les Jardins d’Éloi"})
    editor = editor_of(qtbot, sources, "visit", "organisation")
    assert isinstance(editor, LinkEditor)

    editor.main.setText("jardins eloi")
    editor.main.propose()
    proposed = editor.main.proposals()
    editor.main.pick(0)
    editor.open_linked()

    assert proposed == ["Les Jardins d’Éloi"]
    assert editor.read() == saved.record.id
    assert editor.main.text() == "Les Jardins d’Éloi"
    assert opened == [saved.record.id]


def test_a_name_that_is_no_record_is_kept_and_explained(qtbot: QtBot, sources: Sources) -> None:
    editor, other = (editor_of(qtbot, sources, "visit", "organisation") for _ in range(2))

    box(editor).setText("Une association inconnue")
    other.write(editor.raw())

    assert "proposées" in editor.fault()
    assert box(other).text() == "Une association inconnue"
    assert other.read() == "Une association inconnue"


def test_links_are_added_once_and_removed_with_the_keyboard(
    qtbot: QtBot, sources: Sources, notebook: Notebook
) -> None:
    names = ("Caisse", "Bailleur")
    ids = [notebook.add("partner", {"name": n, "echelon": "CAF"}).record.id for n in names]
    editor = editor_of(qtbot, sources, "commitment", "partners")
    assert isinstance(editor, LinksEditor)

    for heading in (*names, "Bailleur"):
        editor.main.setText(heading)
        editor.main.propose()
        editor.main.pick(0)
    both = editor.read()
    editor.chosen.setCurrentRow(0)
    press(editor.chosen, Qt.Key.Key_Delete)

    assert both == ids
    assert editor.read() == ids[1:]


def test_lines_are_added_corrected_moved_and_removed(qtbot: QtBot, sources: Sources) -> None:
    editor = editor_of(qtbot, sources, "meeting", "agenda")
    assert isinstance(editor, ItemsEditor)
    editor.show()

    for title in ("Bilan", "Budget"):
        editor.append()
        line = editor.form.blocks["title"].editor
        box(line).setText(title)
        line.edited.emit()
    both = editor.read()
    editor.shift(-1)
    moved = editor.read()
    press(editor.main, Qt.Key.Key_Delete)

    assert [line["title"] for line in both] == ["Bilan", "Budget"]
    assert len({line["id"] for line in both}) == 2
    assert moved == both[::-1]
    assert editor.read() == both[:1]


def test_a_value_is_said_in_words(sources: Sources, notebook: Notebook) -> None:
    visit = RECORD_TYPES["visit"]
    structure = notebook.add("organisation", {"name": "La Régie"}).record.id

    assert said(field_of(visit, "alert"), "URGENT", sources) == "Urgent"
    assert said(field_of(visit, "organisation"), structure, sources) == "La Régie"
    assert said(field_of(visit, "visit_type"), "ECOUTE", sources) == "Écoute"
    assert said(field_of(visit, "visited_on"), "2026-11-13", sources) == "13/11/2026"
    assert said(field_of(visit, "verbatims"), [{}, {}], sources) == "2\u00a0lignes"
    assert said(field_of(visit, "facts"), None, sources) == ""


def test_a_telephone_number_is_shown_as_one_reads_it_and_read_as_it_is_kept(
    qtbot: QtBot, sources: Sources
) -> None:
    editor = editor_of(qtbot, sources, "contact", "phone")

    editor.write("+33474000033")

    assert box(editor).text() == "04\u00a074\u00a000\u00a000\u00a033"
    assert editor.read() == "+33474000033"
    box(editor).setText("04 74 00 00 34")
    assert (editor.read(), editor.raw()) == ("04 74 00 00 34", "04 74 00 00 34")
    editor.write(None)
    assert (box(editor).text(), editor.read()) == ("", None)
