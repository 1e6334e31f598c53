"""Garbage is collected when nobody waits: the young now and then, all of it in the background."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ui.collecting import Collector


class _Knot:
    """Something that only a collection frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector() -> Iterator[Collector]:
    """Return a collector that follows the application; the usual collection comes back after."""
    yield Collector()
    gc.enable()


def test_everything_is_collected_once_another_program_is_in_front(
    qapp: QApplication, collector: Collector
) -> None:
    knot = _Knot()
    gone = weakref.ref(knot)
    gc.collect(1)
    collector.follow(qapp)
    del knot

    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    left_alone = gone() is not None
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)

    assert left_alone
    assert gone() is None


def test_python_never_collects_by_itself(collector: Collector) -> None:
    assert collector is not None
    assert not gc.isenabled()
