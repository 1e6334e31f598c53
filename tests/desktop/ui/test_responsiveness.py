"""The time that the window is held is measured, and noted when a person would feel it."""

import logging
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.responsiveness import Responsiveness


def test_a_long_stretch_is_measured_and_noted_without_a_word_of_what_it_did(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    watch = Responsiveness()
    watch.watch(True)

    with caplog.at_level(logging.WARNING):
        QTimer.singleShot(10, lambda: time.sleep(0.3))
        qtbot.waitUntil(lambda: watch.longest_ms > 0)

    assert watch.longest_ms > 100
    assert "the window was held" in caplog.text


def test_a_calm_window_notes_nothing(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    ticks = iter(range(10_000))
    watch = Responsiveness(lambda: next(ticks) / 1000)
    watch.watch(True)

    with caplog.at_level(logging.WARNING):
        qtbot.wait(150)

    assert watch.longest_ms == 0
    assert caplog.text == ""


def test_nothing_is_timed_in_the_background(qtbot: QtBot, qapp: QApplication) -> None:
    watch = Responsiveness()
    watch.follow(qapp)
    watch.watch(False)

    QTimer.singleShot(0, lambda: time.sleep(0.2))
    qtbot.wait(50)

    assert watch.longest_ms == 0
