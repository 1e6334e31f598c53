"""The main job through the window: write, correct, remove, undo, find, go back."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from desktop.ui.capture.page import CapturePage
from desktop.ui.forms.link_box import LinkBox
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.records import RecordsPage
from desktop.ui.rail import HOME, TRASH
from sync.records import RECORD_TYPES
from sync.records.coding import to_json
from sync.records.fields import Kind, fields_of
from tests.desktop.ui.hands import press, write

Full = Callable[..., dict[str, Any]]
Show = Callable[[Notebook], MainWindow]


def page_of(window: MainWindow, kind: str) -> RecordsPage:
    """Return the page of a kind, on screen."""
    window.rail.choose(kind)
    assert window.records is not None
    return window.records


def fill(page: RecordsPage, values: dict[str, Any]) -> None:
    """Put values in the form as if they had been typed."""
    for name, value in values.items():
        if name in page.sheet.form.panel.blocks:
            editor = page.sheet.form.panel.blocks[name].editor
            editor.write(value)
            editor.edited.emit()


def a_text_of(kind: str) -> str:
    """Return a required or plain text field of a kind."""
    return next(
        field.name
        for field in fields_of(RECORD_TYPES[kind])
        if field.kind in (Kind.TEXT, Kind.LONG_TEXT)
        and field.about.check is None
        and field.about.searched
        and field.name != "code"
    )


def test_the_window_opens_on_the_day(window: MainWindow) -> None:
    assert window.rail.keys()[0] == HOME
    assert window.shelf.key == HOME
    assert window.rail.key == HOME


def test_every_kind_is_written_corrected_removed_and_taken_back(
    window: MainWindow, notebook: Notebook, kind: str, full: Full
) -> None:
    before = notebook.count(kind)
    page = page_of(window, kind)
    name = a_text_of(kind)

    # Given, a file needs no job to be read before its form.
    page.start_new(
        {"sha256": "ab" * 32, "media_type": "image/jpeg"} if kind == "attachment" else None
    )
    fill(page, full(kind))
    assert page.sheet.save(), [b.remark for b in page.sheet.form.panel.blocks.values() if b.remark]
    record_id = page.sheet.record_id
    fill(page, {name: "Zébulon"})
    assert page.sheet.save()
    edited = getattr(notebook.get(record_id), name)
    window.verbs.undo()
    undone = to_json(notebook.get(record_id)).get(name)
    window.verbs.redo()
    window.verbs.delete()
    trashed = [one.id for one in notebook.trash()]
    window.verbs.undo()

    assert edited == "Zébulon"
    assert undone == full(kind).get(name)
    assert trashed == [record_id]
    assert notebook.get(record_id).deleted_at is None
    assert notebook.count(kind) == before + 1
    assert page.list.table.rowCount() == before + 1


def test_a_form_says_beside_the_field_what_is_missing(
    window: MainWindow, notebook: Notebook
) -> None:
    page = page_of(window, "visit")
    page.start_new()
    fill(page, {"facts": "Le jardin ouvre."})

    saved = page.sheet.save()

    blocks = page.sheet.form.panel.blocks
    assert not saved
    assert "date" in blocks["visited_on"].remark.lower()
    assert blocks["facts"].remark == ""
    assert notebook.count("visit") == 0
    assert "brouillon" in window.notices.bar.text


def test_saving_an_empty_form_says_what_it_needs_and_keeps_no_draft(
    window: MainWindow, notebook: Notebook
) -> None:
    page = page_of(window, "task")
    page.start_new()

    saved = page.sheet.save()

    assert not saved
    assert page.sheet.form.panel.blocks["what"].remark
    assert "Enregistré" not in window.status.text
    assert notebook.drafts() == ()


def test_an_unreadable_date_is_explained_where_it_was_typed(window: MainWindow) -> None:
    page = page_of(window, "task")
    page.start_new()
    fill(page, {"what": "Rappeler", "who": "Jeanne", "due_on": "un de ces jours"})

    page.sheet.save()

    assert "13/11/2026" in page.sheet.form.panel.blocks["due_on"].remark


def test_a_field_that_does_not_apply_keeps_what_was_typed(window: MainWindow) -> None:
    page = page_of(window, "evaluation")
    page.start_new()
    blocks = page.sheet.form.panel.blocks
    fill(page, {"form": "VERBATIM", "quote": "On se parle enfin."})
    shown = blocks["quote"].isVisibleTo(page)

    fill(page, {"form": "CHIFFRES"})
    hidden = blocks["quote"].isVisibleTo(page)
    fill(page, {"form": "VERBATIM"})

    assert shown
    assert not hidden
    assert blocks["quote"].isVisibleTo(page)
    assert blocks["quote"].editor.read() == "On se parle enfin."


def test_what_validation_needs_is_marked(window: MainWindow, notebook: Notebook) -> None:
    record = notebook.add(
        "visit", {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Vu."}
    ).record

    window.open_record(record.id)

    page = page_of(window, "visit")
    marked = {n for n, block in page.sheet.form.panel.blocks.items() if block.to_complete}
    assert {"territory", "duration_minutes", "purpose"} <= marked
    assert "facts" not in marked


def test_leaving_a_record_saves_it(window: MainWindow, notebook: Notebook) -> None:
    record = notebook.add("task", {"what": "A", "who": "B", "due_on": "2026-11-30"}).record
    window.open_record(record.id)
    fill(page_of(window, "task"), {"what": "Rappeler la mairie"})

    window.rail.choose("visit")

    assert to_json(notebook.get(record.id))["what"] == "Rappeler la mairie"
    assert "Enregistré sur cet ordinateur à" in window.status.text


def test_closing_saves_what_can_be_and_keeps_the_rest(show: Show, notebook: Notebook) -> None:
    first = show(notebook)
    page = page_of(first, "task")
    page.start_new()
    fill(page, {"what": "Rappeler"})

    first.close()
    second = show(notebook)

    assert notebook.count("task") == 0
    assert [draft.values["what"] for draft in notebook.drafts()] == ["Rappeler"]
    assert "Une tâche commencée aujourd’hui" in second.drafts.text


def test_a_pause_in_typing_keeps_a_draft_that_a_killed_window_leaves(
    qtbot: QtBot, show: Show, notebook: Notebook
) -> None:
    killed = show(notebook)
    page = page_of(killed, "visit")
    page.start_new()
    fill(page, {"facts": "Le jardin veut ouvrir", "visited_on": "le 3 ou le 4"})

    qtbot.waitUntil(lambda: bool(notebook.drafts()))
    killed.retire()
    reopened = show(notebook)
    resume, *_ = reopened.drafts.buttons()
    resume.click()

    assert isinstance(reopened.page, CapturePage)
    assert reopened.page.form.raw()["facts"] == "Le jardin veut ouvrir"
    assert reopened.page.form.raw()["visited_on"] == "le 3 ou le 4"


def test_a_draft_becomes_a_record_and_is_offered_no_more(show: Show, notebook: Notebook) -> None:
    notebook.keep_draft("", "task", "", {"what": "Rappeler", "who": "Jeanne"})
    window = show(notebook)
    window.drafts.buttons()[0].click()
    page = page_of(window, "task")

    fill(page, {"due_on": "30/11/2026"})
    saved = page.sheet.save()

    assert saved
    assert notebook.drafts() == ()
    assert window.drafts.text == ""
    assert notebook.count("task") == 1


def test_a_draft_can_wait_or_be_dropped(show: Show, notebook: Notebook) -> None:
    notebook.keep_draft("", "task", "", {"what": "Un"})
    notebook.keep_draft("", "task", "", {"what": "Deux"})
    window = show(notebook)

    _, later, _ = window.drafts.buttons()
    later.click()
    _, _, drop = window.drafts.buttons()
    drop.click()

    assert "n’est pas terminée" not in window.drafts.text
    assert len(notebook.drafts()) == 1


def test_the_bar_takes_a_deletion_back(window: MainWindow, notebook: Notebook) -> None:
    record = notebook.add("task", {"what": "A", "who": "B", "due_on": "2026-11-30"}).record
    window.open_record(record.id)

    window.verbs.delete()
    (undo,) = window.notices.bar.buttons()
    undo.click()

    assert notebook.trash() == ()
    assert page_of(window, "task").sheet.record_id == record.id


def test_the_trash_is_searched_and_gives_back(window: MainWindow, notebook: Notebook) -> None:
    for what in ("Rappeler la mairie", "Préparer l’œuvre"):
        saved = notebook.add("task", {"what": what, "who": "B", "due_on": "2026-11-30"})
        notebook.delete(saved.record.id)
    window.rail.choose(TRASH)

    window.shelf.trash.search.setText("oeuvre prep")
    found = window.shelf.trash.table.rowCount()
    window.shelf.trash.choose(0)
    window.shelf.trash.restore_button.click()

    assert found == 1
    assert [one.heading for one in notebook.trash()] == ["Rappeler la mairie"]


def test_search_groups_what_it_finds_and_enter_opens_it(
    window: MainWindow, notebook: Notebook
) -> None:
    notebook.add("organisation", {"name": "Les Jardins d’Éloi"})
    task = notebook.add("task", {"what": "Jardins", "who": "B", "due_on": "2026-11-30"}).record

    window.top.search.setText("jardins eloi")
    press(window.top.search, Qt.Key.Key_Return)
    headings = [window.shelf.search.hits.index(row, 0).data() for row in range(2)]
    window.top.search.setText("jardins")
    press(window.top.search, Qt.Key.Key_Return)
    lines = range(window.shelf.search.hits.rowCount())
    places = {window.shelf.search.hits.index(row, 0).data(): row for row in lines}
    window.shelf.search.view.setCurrentIndex(
        window.shelf.search.hits.index(places[f"Jardins · {task.code}"], 0)
    )
    press(window.shelf.search.view, Qt.Key.Key_Return)

    assert headings[0] == "Structures"
    assert headings[1].startswith("Les Jardins d’Éloi")
    assert page_of(window, "task").sheet.record_id == task.id


def test_history_says_what_changed_and_goes_back(window: MainWindow, notebook: Notebook) -> None:
    record = notebook.add("task", {"what": "A", "who": "J", "due_on": "2026-11-30"}).record
    notebook.edit(record.id, {"what": "Rappeler"})
    window.open_record(record.id)
    sheet = page_of(window, "task").sheet

    sheet.tabs.show_history()
    told = [label.text() for label in sheet.history.findChildren(QLabel)]
    sheet.history.buttons()[0].click()

    assert any("A → Rappeler" in text for text in told)
    assert any("Jeanne Dupont" in text for text in told)
    assert to_json(notebook.get(record.id))["what"] == "A"


def test_the_menu_says_what_undo_takes_back(window: MainWindow, notebook: Notebook) -> None:
    disabled = window.commands["undo"].isEnabled()

    record = notebook.add("task", {"what": "A", "who": "B", "due_on": "2026-11-30"}).record

    assert not disabled
    assert window.commands["undo"].text() == f"&Annuler\u00a0: Tâche {record.code} ajoutée"


def test_a_list_is_sorted_filtered_and_searched_by_the_base(
    qtbot: QtBot, window: MainWindow, notebook: Notebook
) -> None:
    for what, due, state in (("B", "2026-12-01", "A_FAIRE"), ("A", "2026-11-30", "FAITE")):
        notebook.add("task", {"what": what, "who": "J", "due_on": due, "state": state})
    page = page_of(window, "task")
    table = page.list.table
    place = [field.name for field in table.fields].index("what")

    def column() -> list[str]:
        return [str(table.index(row, place).data()) for row in range(table.rowCount())]

    page.list.view.horizontalHeader().sectionClicked.emit(place)
    ascending = column()
    page.list.view.horizontalHeader().sectionClicked.emit(place)
    descending = column()
    page.list.filters.choose("state", "FAITE")
    filtered = column()
    page.list.filters.clear()
    page.list.search.setText("b")
    qtbot.waitUntil(lambda: table.rowCount() == 1)

    assert ascending == ["A", "B"]
    assert descending == ["B", "A"]
    assert filtered == ["A"]
    assert column() == ["B"]


def test_a_list_reads_only_the_pages_it_shows(window: MainWindow, notebook: Notebook) -> None:
    for number in range(450):
        notebook.add("task", {"what": f"{number:03d}", "who": "J", "due_on": "2026-11-30"})
    table = page_of(window, "task").list.table

    first = table.index(0, 0).data()
    last = table.index(449, 0).data()

    assert table.rowCount() == 450
    assert {first, last} == {"000", "449"}
    assert table.row_of_number(table.number_at(300)) == 300


def test_a_visit_is_written_with_the_keyboard_alone(window: MainWindow, notebook: Notebook) -> None:
    window.activateWindow()
    window.rail.setFocus()
    window.rail.choose("visit")
    window.commands["new"].trigger()
    form = page_of(window, "visit").sheet.form
    wanted = {"visited_on": "hier", "facts": "Le jardin veut ouvrir à Pâques, c’est décidé."}

    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        name = next((n for n, b in form.panel.blocks.items() if b.isAncestorOf(focused)), "")
        if isinstance(focused, QLineEdit | QPlainTextEdit) and name in wanted:
            write(focused, wanted.pop(name))
        elif isinstance(focused, QComboBox) and name == "visit_type" and not focused.currentText():
            press(focused, Qt.Key.Key_Down)
        if name == "alert":
            break
        press(focused, Qt.Key.Key_Tab)
    window.commands["save"].trigger()

    (number,) = notebook.listing(ListQuery("visit"))
    (row,) = notebook.rows("visit", [number])
    values = to_json(notebook.get(row.id))
    assert wanted == {}
    assert values["visited_on"] == "2026-11-22"
    assert values["facts"] == "Le jardin veut ouvrir à Pâques, c’est décidé."


def test_an_empty_page_has_one_sentence_and_one_button(window: MainWindow) -> None:
    page = page_of(window, "meeting")

    assert "pas encore" in page.list.empty_sentence


def test_the_search_box_is_always_there(window: MainWindow) -> None:
    for key in window.rail.keys():  # noqa: SIM118 - a rail is not a mapping
        window.rail.choose(key)
        assert window.top.search.isVisible()
    window.commands["search"].trigger()

    assert window.focusWidget() is window.top.search


@pytest.mark.parametrize("command", ["zoom_in", "next_page", "previous_page", "focus_rail"])
def test_every_command_of_the_view_can_be_called(window: MainWindow, command: str) -> None:
    before = window.rail.key

    window.commands[command].trigger()

    assert (window.rail.key != before) is command.endswith("_page")


def test_ctrl_z_takes_the_last_act_back_from_an_untouched_box_only(
    window: MainWindow, notebook: Notebook
) -> None:
    window.begin("visit", {})
    record = notebook.add("task", {"what": "A", "who": "J", "due_on": "2026-11-30"}).record
    box = window.focusWidget()
    assert isinstance(box, LinkBox)

    write(box, "Jardin")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    kept, typed = notebook.get(record.id).deleted_at, box.text()
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert kept is None
    assert typed == ""
    assert notebook.get(record.id).deleted_at is not None


def test_a_link_to_what_was_thrown_away_leads_to_its_line_in_the_trash(
    window: MainWindow, notebook: Notebook
) -> None:
    record = notebook.add("task", {"what": "A", "who": "J", "due_on": "2026-11-30"}).record
    notebook.delete(record.id)

    window.open_record(record.id)

    assert window.shelf.key == TRASH
    assert window.shelf.trash.table.currentRow() == 0
