"""What takes time runs beside the window, and says when it is done."""

from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.store.backups import Reason
from desktop.ui.main_window import MainWindow


def said(qtbot: QtBot, window: MainWindow, text: str) -> bool:
    """Wait until the bar says something."""
    qtbot.waitUntil(lambda: text in window.notices.bar.text)
    return True


def test_a_backup_is_made_and_said(qtbot: QtBot, window: MainWindow, notebook: Notebook) -> None:
    window.commands["backup"].trigger()

    assert said(qtbot, window, "Sauvegarde faite")
    assert [backup.reason for backup in notebook.backups.list()] == [Reason.MANUAL]


def test_a_check_says_that_all_is_well(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["check"].trigger()
    qtbot.waitUntil(lambda: bool(window.notices.bar.text))

    assert window.notices.bar.property("tone") == "ok"


def test_a_regular_backup_says_nothing(
    qtbot: QtBot, window: MainWindow, notebook: Notebook
) -> None:
    notebook.add("task", {"what": "Rappeler", "who": "J", "due_on": "2026-11-30"})

    window.tools.backup_if_due()
    qtbot.waitUntil(lambda: bool(notebook.backups.list()))

    assert window.notices.bar.text == ""
