"""Every form under the hands: the wheel changes nothing, Tab is never stuck and comes back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from desktop.ui.pages.registry import CAPTURE, CAPTURED
from desktop.ui.rail import HOME, SETTINGS
from sync.records import RECORD_TYPES
from tests.desktop.ui import stage as stages
from tests.desktop.ui.audit import named, shown, tab_stops
from tests.desktop.ui.hands import press
from tests.desktop.ui.stage import Stage

SMALLEST = (1024, 640)
# More stops than any page of this test has.
_MOST = 90
CHANGEABLE = (QComboBox, QAbstractSpinBox, QAbstractSlider, QLineEdit, QAbstractButton)


@pytest.fixture(scope="module")
def stage(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Return one window for all the forms."""
    with stages.stage(qapp, tmp_path_factory.mktemp("stage"), "Été") as made:
        yield made


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_the_wheel_changes_no_value_of_a_form(stage: Stage, kind: str) -> None:
    stage.window.open_record(stage.records[kind])
    records = stage.window.records
    assert records is not None
    records.sheet.tabs.show_form()
    records.sheet.form.panel.unfold(True)
    stage.settle()
    found = changeable(records)
    before = [value(widget) for widget in found]

    for widget in found:
        turn(widget, -120)
        turn(widget, 120 * 3)

    assert found
    assert [value(widget) for widget in found] == before


@pytest.mark.parametrize("key", [SETTINGS, *(f"{CAPTURE}{kind}" for kind in sorted(CAPTURED))])
def test_the_wheel_changes_no_value_of_a_page(stage: Stage, key: str) -> None:
    stage.window.go(key)
    assert stage.window.page is not None
    found = changeable(stage.window.page)
    before = [value(widget) for widget in found]

    for widget in found:
        turn(widget, -120)
        turn(widget, 120 * 3)

    assert found
    assert [value(widget) for widget in found] == before


@pytest.mark.parametrize("key", [HOME, f"{CAPTURE}visit", "idea", "observation", "evaluation"])
def test_tab_meets_everything_once_before_it_comes_round(stage: Stage, key: str) -> None:
    first = started(stage, key)

    met = walked(first, Qt.Key.Key_Tab, _MOST)

    once = met[: met.index(first, 1)]
    assert len(set(once)) == len(once)
    assert [named(stop) for stop in tab_stops(stage.window) if stop not in once] == []


@pytest.mark.parametrize("key", [f"{CAPTURE}visit", "evaluation"])
def test_shift_tab_goes_back_the_way_one_came(stage: Stage, key: str) -> None:
    first = started(stage, key)
    there = walked(first, Qt.Key.Key_Tab, 20)

    back = [*walked(focused(), Qt.Key.Key_Backtab, 20)]

    assert back == there[::-1]


def test_the_window_can_be_small(stage: Stage) -> None:
    stage.window.go("task")
    stage.window.resize(*SMALLEST)
    stage.settle()

    assert (stage.window.width(), stage.window.height()) == SMALLEST
    stage.window.resize(*stages.SIZE)


def started(stage: Stage, key: str) -> QWidget:
    """Show a page and return what has the keyboard."""
    stage.window.activateWindow()
    stage.window.go(key)
    assert stage.window.page is not None
    stage.window.page.start_new({})
    stage.settle()
    stage.window.page.take_focus()
    stage.settle()
    stage.window.status.stay_last()
    return focused()


def walked(first: QWidget, key: Qt.Key, steps: int) -> list[QWidget]:
    """Press a key so many times and return what had the keyboard, the first included."""
    met = [first]
    while len(met) < steps:
        press(focused(), key)
        met.append(focused())
    return met


def focused() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def changeable(root: QWidget) -> list[QWidget]:
    """Return what holds a value in sight: boxes, choices, ticks."""
    return [
        widget
        for widget in shown(root)
        if isinstance(widget, CHANGEABLE) and not isinstance(widget, QScrollBar)
    ]


def value(widget: QWidget) -> object:
    """Return what a widget holds."""
    if isinstance(widget, QComboBox):
        return widget.currentIndex()
    if isinstance(widget, QAbstractButton):
        return widget.isChecked()
    if isinstance(widget, QAbstractSlider):
        return widget.value()
    return widget.text() if isinstance(widget, QLineEdit | QAbstractSpinBox) else named(widget)


def turn(widget: QWidget, by: int) -> None:
    """Turn the wheel over a widget."""
    spot = QPointF(5, 5)
    event = QWheelEvent(
        spot,
        widget.mapToGlobal(spot),
        QPoint(0, by),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
