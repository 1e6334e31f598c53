"""A record sent back says who asks what, and is sent again from its sheet."""

import pytest
from PySide6.QtCore import Qt

from desktop.services.notebook import Notebook
from desktop.services.reviewing.verdicts import send_back
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.sheet import Sheet
from sync.records.base import ReviewState
from tests.desktop.ui.audit import audit, not_plain
from tests.desktop.ui.hands import press

pytestmark = pytest.mark.usefixtures("appearance")
TASK = {"what": "Rappeler la CAF", "who": "Karim", "due_on": "2026-11-30"}


def sheet_of(window: MainWindow, record: str) -> Sheet:
    """Open the sheet of a record."""
    window.open_record(record)
    assert window.records is not None
    return window.records.sheet


@pytest.fixture
def key(notebook: Notebook) -> str:
    """Return a record that was sent back."""
    made = notebook.add("task", TASK).record.id
    send_back(notebook, made, "À quel numéro ?")
    return made


def test_what_is_asked_stands_at_the_top(window: MainWindow, key: str) -> None:
    band = sheet_of(window, key).head.review

    assert not band.isHidden()
    assert "Jeanne Dupont" in band.asked.text()
    assert "À quel numéro ?" in band.asked.text()
    assert audit(window) == []
    assert not_plain(window) == []
    window.act("discretion")
    assert "numéro" not in band.asked.text()


def test_answering_sends_the_record_again(window: MainWindow, notebook: Notebook, key: str) -> None:
    band = sheet_of(window, key).head.review

    press(band.send_button, Qt.Key.Key_Space)

    assert notebook.get(key).review_state is ReviewState.TO_SEND
    assert band.isHidden()
    window.act("undo")
    assert notebook.get(key).review_state is ReviewState.TO_COMPLETE


def test_a_notebook_alone_sends_nothing(window: MainWindow, notebook: Notebook) -> None:
    made = notebook.add("task", TASK).record.id

    assert sheet_of(window, made).head.review.isHidden()


def test_in_a_space_a_record_is_sent_to_be_read(window: MainWindow, notebook: Notebook) -> None:
    made = notebook.add("task", TASK).record.id
    with notebook.base.writing():
        notebook.base.settings.put("server:url", "https://carnet.example")
    band = sheet_of(window, made).head.review

    assert band.send_button.text() == "Envoyer pour relecture"
    press(band.send_button, Qt.Key.Key_Space)

    assert notebook.get(made).review_state is ReviewState.TO_SEND
