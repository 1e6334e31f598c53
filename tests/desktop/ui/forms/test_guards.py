"""A form points out what tells too much, and hides from other eyes what is not for them."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.services.notebook import Notebook
from desktop.ui.evaluation.verbatims import VerbatimsEditor
from desktop.ui.forms.block import FieldBlock
from desktop.ui.forms.guards import tells_freely
from desktop.ui.forms.privacy_note import PrivacyNote
from desktop.ui.main_window import MainWindow
from sync.records import RECORD_TYPES
from sync.records.fields import field_of
from tests.desktop.ui.audit import audit, cut

pytestmark = pytest.mark.usefixtures("appearance")


def block_of(window: MainWindow, name: str) -> FieldBlock:
    """Return a field of the form on screen."""
    assert window.records is not None
    return window.records.sheet.form.panel.blocks[name]


def typed(block: FieldBlock, text: str) -> PrivacyNote:
    """Put a text in a field as if it had been typed, and wait for no pause."""
    block.editor.write(text)
    block.editor.edited.emit()
    note = block.findChild(PrivacyNote)
    assert isinstance(note, PrivacyNote)
    note.look()
    return note


@pytest.fixture
def facts(window: MainWindow) -> FieldBlock:
    """Return the field where a visit is told, on screen."""
    window.go("visit")
    assert window.records is not None
    window.records.start_new()
    return block_of(window, "facts")


def test_a_name_is_pointed_out_with_its_reason_and_initials_to_take(
    window: MainWindow, facts: FieldBlock
) -> None:
    note = typed(facts, "Vu avec Karim Benali.")
    said = note.sentences()
    replace = note.findChildren(QPushButton)[0]

    replace.click()

    assert "Karim Benali\u00a0» semble être un nom de personne." in said[0]
    assert facts.editor.read() == "Vu avec K. B."
    assert note.sentences() == ()
    assert window.page is not None
    assert window.page.busy


def test_what_was_left_on_purpose_is_not_said_again(facts: FieldBlock) -> None:
    note = typed(facts, "Vu avec Karim.")
    leave = note.findChildren(QPushButton)[-1]

    leave.click()

    assert note.sentences() == ()
    assert typed(facts, "Vu avec Karim encore.").sentences() == ()


def test_another_record_begins_without_remarks(window: MainWindow, facts: FieldBlock) -> None:
    note = typed(facts, "Vu avec Karim.")

    assert window.records is not None
    window.records.start_new()

    assert note.isHidden()


def test_a_remark_is_named_reachable_and_whole(window: MainWindow, facts: FieldBlock) -> None:
    typed(facts, "Elle est en dépression, dit Karim au 06 39 98 89 93.")

    QApplication.processEvents()

    assert audit(window) == []
    assert not [text for text in cut(facts) if "semble" in text or "touche" in text]


def test_a_remark_never_stops_a_save(
    window: MainWindow, notebook: Notebook, facts: FieldBlock
) -> None:
    for name, value in (("visited_on", "2026-11-13"), ("visit_type", "ECOUTE")):
        block = block_of(window, name)
        block.editor.write(value)
        block.editor.edited.emit()
    typed(facts, "Karim est syndiqué.")

    assert window.page is not None
    assert window.page.save()
    assert notebook.count("visit") == 1


def test_a_screen_shown_to_somebody_hides_notes_names_and_amounts(window: MainWindow) -> None:
    window.go("task")
    assert window.records is not None
    window.records.start_new()
    who, what = block_of(window, "who"), block_of(window, "what")

    window.act("discretion")
    hidden = (who.editor.isVisibleTo(window), what.editor.isVisibleTo(window))
    window.act("discretion")

    assert hidden == (False, True)
    assert who.editor.isVisibleTo(window)


def test_a_word_as_it_was_said_is_read_too(window: MainWindow) -> None:
    window.go("visit")
    assert window.records is not None
    window.records.start_new()
    verbatims = block_of(window, "verbatims").editor
    assert isinstance(verbatims, VerbatimsEditor)
    verbatims.append()

    note = typed(verbatims.form.blocks["quote"], "Karim nous a aidés.")
    verbatims.close_form()
    verbatims.append()
    window.act("discretion")

    assert note.sentences()
    assert "Karim" in note.sentences()[0]


@pytest.mark.parametrize(
    ("kind", "name", "watched"),
    [
        ("visit", "facts", True),
        ("visit", "next_step", True),
        ("idea", "title", True),
        ("task", "who", False),
        ("contact", "last_name", False),
        ("organisation", "name", False),
        ("visit", "duration_minutes", False),
    ],
)
def test_only_sentences_are_read(kind: str, name: str, watched: bool) -> None:
    assert tells_freely(field_of(RECORD_TYPES[kind], name)) is watched
