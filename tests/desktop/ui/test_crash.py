"""When something unexpected happens: drafts first, then a sentence and a clean report."""

import logging
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.errors import DiskFull, UserError
from desktop.ui.crash import LastDoor, report

SECRET = "Madame Diallo, 06 39 98 89 93"


@pytest.fixture
def events() -> list[str]:
    """Return what the door did, in order."""
    return []


@pytest.fixture
def door(qapp: QApplication, events: list[str]) -> Iterator[LastDoor]:  # noqa: ARG001 - a dialog
    """Return a door that serves a window of nobody."""
    made = LastDoor("1.0")
    made.serve(
        keep=lambda: events.append("kept"),
        tell=lambda error: events.append(error.sentence),
        parent=lambda: None,
    )
    yield made
    if made.dialog is not None:
        made.dialog.close()


def raised(error: Exception) -> Exception:
    """Return an error as it is when it has been raised."""
    try:
        raise error
    except Exception as caught:  # noqa: BLE001 - any
        return caught


def test_an_expected_refusal_is_a_sentence(door: LastDoor, events: list[str]) -> None:
    door.failed(raised(DiskFull()))

    assert events == ["kept", DiskFull().sentence]
    assert door.dialog is None


def test_a_bug_keeps_the_drafts_then_opens_one_window(
    door: LastDoor, events: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    door.failed(raised(ValueError(SECRET)))
    first = door.dialog
    door.failed(raised(ValueError(SECRET)))

    assert events == ["kept", "kept"]
    assert first is not None
    assert door.dialog is first
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_a_report_holds_places_and_no_words_of_the_person() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as first:
        try:
            raise KeyError(SECRET) from first
        except KeyError as second:
            text = report("1.0", second)

    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_crash.py" in text
    assert SECRET not in text
    assert "/home" not in text


def test_the_report_is_copied(door: LastDoor) -> None:
    door.failed(raised(ValueError(SECRET)))
    assert door.dialog is not None

    door.dialog.copy_button.click()

    assert "ValueError" in QGuiApplication.clipboard().text()


def test_drafts_that_cannot_be_kept_do_not_hide_the_first_failure(
    events: list[str], qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    door = LastDoor("1.0")

    def fail() -> None:
        raise OSError(SECRET)

    def tell(error: UserError) -> None:
        events.append(error.sentence)

    door.serve(keep=fail, tell=tell, parent=lambda: None)
    with caplog.at_level(logging.ERROR):
        door.failed(raised(DiskFull()))

    assert events == [DiskFull().sentence]
    assert "Drafts could not be kept" in caplog.text
    assert qapp.activeModalWidget() is None
