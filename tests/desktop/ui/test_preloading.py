"""The modules of the screens are read while the first one is looked at."""

import sys

from pytestqt.qtbot import QtBot

from desktop.ui.pages import registry as pages
from desktop.ui.panels import registry as panels
from desktop.ui.preloading import Preloading
from desktop.ui.tasks import Tasks


def test_every_screen_has_been_read_before_it_is_opened(tasks: Tasks, qtbot: QtBot) -> None:
    preloading = Preloading(tasks)

    preloading.begin()
    qtbot.waitUntil(lambda: not tasks.busy)

    assert {*pages.modules(), *panels.modules()} <= set(sys.modules)


def test_nothing_is_read_before_the_first_window_was_seen(tasks: Tasks) -> None:
    Preloading(tasks)

    assert not tasks.busy
