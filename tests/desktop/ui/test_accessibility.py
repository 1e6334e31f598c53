"""Empty pages, commands and their keys; `test_every_screen` walks the full ones."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.paths import resources_dir
from desktop.services.notebook import Notebook
from desktop.ui.commands import MENUS
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import (
    EXCHANGE,
    EXPORT,
    GROUPS,
    HEALTH,
    HOME,
    ICONS,
    REVIEW,
    SEARCH,
    SETTINGS,
    TRASH,
)
from sync.records import RECORD_TYPES
from tests.desktop.ui.audit import audit, mnemonics, not_plain, shown
from tests.desktop.ui.hands import press

pytestmark = pytest.mark.usefixtures("appearance")
CANARY = "<img src=file://canary.png> <b>gras</b> & suite"


def sound(window: QWidget) -> list[str]:
    """Return everything wrong with a window."""
    QApplication.processEvents()
    doubled = [letter for letter, count in Counter(mnemonics(window)).items() if count > 1]
    return [*audit(window), *not_plain(window), *doubled]


def test_every_kind_has_its_place_in_the_rail_and_its_icon() -> None:
    placed = [kind for _, kinds in GROUPS for kind in kinds]

    assert sorted(placed) == sorted(RECORD_TYPES)
    assert set(ICONS) == {
        *RECORD_TYPES,
        *(HOME, REVIEW, SEARCH, EXPORT, EXCHANGE, TRASH, SETTINGS, HEALTH),
    }
    assert all((resources_dir() / "icons" / f"{name}.svg").is_file() for name in ICONS.values())


def test_an_empty_page_is_named_reachable_and_plain(window: MainWindow, kind: str) -> None:
    window.rail.choose(kind)
    assert window.records is not None
    window.records.start_new()

    assert sound(window) == []


@pytest.mark.parametrize("page", [SEARCH, TRASH])
def test_search_and_trash_are_named_reachable_and_plain(
    window: MainWindow, notebook: Notebook, page: str
) -> None:
    record = notebook.add("task", {"what": CANARY, "who": CANARY, "due_on": "2026-11-30"}).record
    notebook.delete(record.id)

    window.rail.choose(page)
    window.shelf.search.look_for("canary")

    assert sound(window) == []


def test_what_looks_like_html_is_shown_as_it_was_written(
    window: MainWindow, notebook: Notebook
) -> None:
    record = notebook.add("task", {"what": CANARY, "who": "Jeanne", "due_on": "2026-11-30"}).record

    window.open_record(record.id)
    assert window.records is not None
    heading = window.records.sheet.head.title.text()
    window.records.sheet.tabs.show_history()
    window.verbs.delete()

    assert CANARY in heading
    assert not_plain(window) == []


def test_tab_goes_through_a_form_in_the_order_in_which_it_reads(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.rail.choose("task")
    assert window.records is not None
    window.records.start_new()
    form = window.records.sheet.form
    qtbot.waitUntil(lambda: form.isVisible())
    first = next(iter(form.panel.blocks.values()))
    first.editor.setFocus()

    visited: list[str] = []
    for _ in range(80):
        focused = QApplication.focusWidget()
        for name, block in form.panel.blocks.items():
            if focused is not None and block.isAncestorOf(focused) and name not in visited:
                visited.append(name)
        press(focused or window, Qt.Key.Key_Tab)

    on_screen = [name for name, block in form.panel.blocks.items() if block.isVisible()]
    assert visited == on_screen


def test_no_two_commands_share_their_keys() -> None:
    keys = [key for _, commands in MENUS for command in commands for key in command.keys]

    assert len(keys) == len(set(keys))


def test_no_two_entries_of_a_menu_share_their_letter() -> None:
    for _, commands in MENUS:
        letters = [command.text.split("&")[1][0].lower() for command in commands if command.text]

        assert len(letters) == len(set(letters)), letters


def test_every_button_and_menu_speaks_french(window: MainWindow) -> None:
    english = {"Save", "Cancel", "Close", "Open", "Undo", "Redo", "Delete", "Help", "Search"}

    texts = {word for _, commands in MENUS for c in commands for word in c.text.split()}
    texts |= {widget.accessibleName() for widget in shown(window)}

    assert not texts & english
