"""A second start shows the window that is already there, and opens nothing twice."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.calling import Called, call, come_forward

_SECOND = """
import sys
from pathlib import Path
from desktop.ui.calling import call
print(call(Path(sys.argv[1]), wait_ms=8000))
"""


def test_the_first_window_comes_forward_when_the_second_program_asks(
    qtbot: QtBot, tmp_path: Path
) -> None:
    came: list[bool] = []
    parent = QObject()
    Called(tmp_path, lambda: came.append(True), parent)

    with subprocess.Popen(
        [sys.executable, "-c", _SECOND, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as second:
        qtbot.waitUntil(lambda: bool(came), timeout=10_000)
        told, _ = second.communicate()

    assert came == [True]
    assert told.strip() == "True"
    assert list(tmp_path.iterdir()) == []


def test_nobody_answers_for_a_program_that_is_not_there(tmp_path: Path) -> None:
    assert not call(tmp_path, wait_ms=60)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_answer(tmp_path: Path) -> None:
    assert not call(tmp_path / "absent", wait_ms=60)


def test_only_a_notebook_that_another_program_holds_is_in_use(
    opening: Opening, notebook: Notebook, tmp_path: Path
) -> None:
    held = opening.in_use(notebook.folder.path)
    notebook.close()

    assert held
    assert not opening.in_use(notebook.folder.path)
    assert not opening.in_use(tmp_path / "absent")


def test_a_window_folded_away_is_unfolded(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()

    come_forward(window)

    assert window.isVisible()
    assert not window.isMinimized()
