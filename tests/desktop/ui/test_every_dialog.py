"""Every window beside the main one: named, reachable, plain, in French, in order, and whole."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.paths import resources_dir
from desktop.services.opening import Opening
from desktop.ui.crash import CrashWindow
from desktop.ui.files.panel import FilesPanel
from desktop.ui.forms.moments import DateEditor
from desktop.ui.opening.window import OpeningWindow
from desktop.ui.text_window import AboutWindow, GuideWindow, ShortcutsWindow
from desktop.ui.theme import Theme
from tests.desktop.ui import stage as stages
from tests.desktop.ui.audit import (
    audit,
    cut,
    english,
    mnemonics,
    not_plain,
    out_of_order,
    sideways,
    spoken,
)
from tests.desktop.ui.stage import SIZE, Stage

Make = Callable[[Path], QWidget]
WINDOWS: Mapping[str, Make] = {
    "guide": lambda _folder: GuideWindow(resources_dir() / "guide"),
    "shortcuts": lambda _folder: ShortcutsWindow(),
    "about": lambda folder: AboutWindow("1.0", folder / "un dossier au nom assez long" / "carnet"),
    "crash": lambda _folder: CrashWindow("rapport\n" * 40),
}


@pytest.fixture(scope="module", params=[1.0, 1.5, 2.0])
def stage(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Return a window at a size of text."""
    folder = tmp_path_factory.mktemp("stage")
    with stages.stage(qapp, folder, "Été", Theme.LIGHT, request.param) as made:
        yield made


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_to_read_is_sound(stage: Stage, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    window = WINDOWS[name](tmp_path)
    qtbot.addWidget(window)
    window.show()
    stage.settle()

    assert list(faults(window)) == []


def test_each_step_before_the_notebook_is_sound(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    window = OpeningWindow(tmp_path, tuple, opening=Opening(), tasks=stage.tasks, icons=stage.icons)
    qtbot.addWidget(window)
    window.show()

    problems = []
    for place in range(window.count()):
        window.setCurrentIndex(place)
        stage.settle()
        problems += [f"step {place}: {said}" for said in faults(window)]

    assert problems == []


def test_what_is_asked_of_a_photo_is_sound(stage: Stage) -> None:
    panel = photos(stage)
    QGuiApplication.clipboard().setImage(QImage(60, 40, QImage.Format.Format_RGB32))
    panel.paste()
    stage.settle()

    stage.window.status.stay_last()

    assert panel.box is not None
    assert list(faults(stage.window)) == []
    panel.box.give_up.click()


def test_the_viewer_is_sound(stage: Stage) -> None:
    panel = photos(stage)

    panel.view.opened.emit(panel.view.tiles.files[0])
    stage.settle()

    assert panel.viewer is not None
    assert list(faults(panel.viewer)) == []
    panel.viewer.close()


def test_the_calendar_speaks_french(stage: Stage) -> None:
    editor = next(iter(stage.window.findChildren(DateEditor)), None) or opened_date(stage)
    calendar = editor.calendar()
    calendar.setSelectedDate(QDate(2026, 2, 3))
    stage.settle()

    assert isinstance(calendar, QCalendarWidget)
    assert calendar.locale().monthName(calendar.monthShown()) == "février"
    assert english(calendar.window()) == []
    calendar.window().close()


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_box_speaks_french(
    stage: Stage, qtbot: QtBot, make: type[QLineEdit | QPlainTextEdit]
) -> None:
    assert stage.window.isVisible()
    box = make("texte")
    qtbot.addWidget(box)

    menu: QMenu = box.createStandardContextMenu()

    assert len(menu.actions()) > 5
    assert [text for text in spoken(menu) if "Copier" in text or "opier" in text]
    assert english(menu) == []


def opened_date(stage: Stage) -> DateEditor:
    """Return the box of a day in a form on screen."""
    stage.window.open_record(stage.records["visit"])
    stage.settle()
    return stage.window.findChildren(DateEditor)[0]


def photos(stage: Stage) -> FilesPanel:
    """Return the photos of the visit, on screen."""
    stage.window.open_record(stage.records["visit"])
    records = stage.window.records
    assert records is not None
    tabs = records.sheet.tabs
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(titles.index(FilesPanel.title))
    stage.settle()
    return next(each for each in stage.window.findChildren(FilesPanel) if each.isVisible())


def faults(window: QWidget) -> Iterator[str]:
    """Yield everything wrong with a window."""
    yield from audit(window)
    yield from not_plain(window)
    yield from cut(window)
    yield from sideways(window)
    yield from (f"order: {step}" for step in out_of_order(window))
    yield from (f"twice: Alt+{key}" for key, n in Counter(mnemonics(window)).items() if n > 1)
    yield from (f"English: {text!r}" for text in english(window))
    if window.width() > SIZE[0] or window.height() > SIZE[1]:
        yield f"larger than the screen: {window.width()}×{window.height()}"
