"""A screen turned towards somebody else shows no private note, no name and no amount."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import SEARCH, TRASH
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, Sensitivity, fields_of

Full = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.usefixtures("appearance")
MARK = "Zanzibar"


def on_screen(window: MainWindow) -> str:
    """Return every text that can be read on screen now."""
    QApplication.processEvents()
    texts = [window.windowTitle()]
    texts += [one.text() for one in window.findChildren(QLabel) if one.isVisibleTo(window)]
    texts += [one.text() for one in window.findChildren(QLineEdit) if one.isVisibleTo(window)]
    boxes = window.findChildren(QPlainTextEdit)
    texts += [one.toPlainText() for one in boxes if one.isVisibleTo(window)]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if view.isVisibleTo(window) and model is not None:
            columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
            texts += [
                str(model.index(row, place).data())
                for row in range(model.rowCount())
                for place in range(columns)
            ]
    return "\n".join(texts)


def guarded(kind: str) -> dict[str, str]:
    """Return a marked value for each text of a kind that other eyes must not read."""
    return {
        field.name: f"{MARK} {field.name}"
        for field in fields_of(RECORD_TYPES[kind])
        if field.kind in (Kind.TEXT, Kind.LONG_TEXT)
        and field.about.check is None
        and (
            field.about.private
            or field.about.personal
            or field.about.sensitivity in (Sensitivity.NEVER_EXPORTED, Sensitivity.CONFIDENTIAL)
        )
    }


def test_no_page_of_a_record_shows_what_is_guarded(
    window: MainWindow, notebook: Notebook, kind: str, full: Full
) -> None:
    record = notebook.add(kind, {**full(kind, "plain"), **guarded(kind)}).record
    window.open_record(record.id)
    assert window.records is not None
    window.records.sheet.tabs.show_form()
    window.records.sheet.form.panel.unfold(True)
    before = on_screen(window)

    window.act("discretion")
    shown = []
    for place in range(window.records.sheet.tabs.count()):
        window.records.sheet.tabs.setCurrentIndex(place)
        shown.append(on_screen(window))

    assert (MARK in before) is bool(guarded(kind))
    assert MARK not in "\n".join(shown)


def hidden_at_once_and_on_coming_back(window: MainWindow, kind: str, mark: str) -> bool:
    """Tell whether what is on screen now hides a mark with F9, and on another way back too."""
    before = on_screen(window)
    window.act("discretion")
    at_once = on_screen(window)
    window.act("discretion")
    window.go("trash")
    window.act("discretion")
    window.go(kind)
    return mark in before and mark not in at_once and mark not in on_screen(window)


def test_a_history_on_screen_is_hidden_at_once(window: MainWindow, notebook: Notebook) -> None:
    task = notebook.add("task", {"what": "A", "who": MARK, "due_on": "2026-11-30"}).record
    window.open_record(task.id)
    assert window.records is not None

    window.records.sheet.tabs.show_history()

    assert hidden_at_once_and_on_coming_back(window, "task", MARK)


def test_a_panel_on_screen_is_hidden_at_once(window: MainWindow, notebook: Notebook) -> None:
    body = notebook.add("organisation", {"name": "Les Jardins"}).record
    director = {"last_name": "Diallo", "role": "DIRECTION", "email": "zanzibar@exemple.fr"}
    notebook.add("contact", {**director, "organisation": body.id})

    window.open_record(body.id)

    assert hidden_at_once_and_on_coming_back(window, "organisation", "zanzibar@exemple.fr")


def test_what_is_guarded_comes_back_with_a_second_key(
    window: MainWindow, notebook: Notebook
) -> None:
    contact = notebook.add("contact", {"last_name": MARK, "role": "BENEVOLE"}).record
    window.open_record(contact.id)

    window.act("discretion")
    hidden = on_screen(window)
    window.act("discretion")

    assert MARK not in hidden
    assert "Écran montré" in hidden
    assert MARK in on_screen(window)
    assert "Écran montré" not in on_screen(window)


@pytest.mark.parametrize("page", [SEARCH, TRASH])
def test_search_and_trash_keep_names_to_themselves(
    window: MainWindow, notebook: Notebook, page: str
) -> None:
    contact = notebook.add("contact", {"last_name": MARK, "role": "BENEVOLE"}).record
    if page == TRASH:
        notebook.delete(contact.id)
    window.act("discretion")

    window.go(page)
    window.shelf.search.look_for(MARK)
    model = window.shelf.search.hits
    found = [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    assert MARK not in "\n".join(found)
    assert MARK not in on_screen(window).replace(f"« {MARK}", "")
