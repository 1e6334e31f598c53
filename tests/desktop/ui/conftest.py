"""The windows of the tests: real ones, on a real notebook, without a screen."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.paths import resources_dir
from desktop.privacy.reader import privacy_reader
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.forms.sources import Sources
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.surroundings import Surroundings
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Appearance, Theme

# What the platform without a screen says of popups and of sizes; it is no fault of ours.
OFFSCREEN = ("This plugin does not support",)
HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
Show = Callable[[Notebook], MainWindow]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of the windows pass over what only this platform says."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*OFFSCREEN))


@pytest.fixture
def icons() -> Icons:
    """Return the icons of the program."""
    return Icons(resources_dir() / "icons")


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """Return the look of the application, put back as it was after the test."""
    qapp.setStyle("Fusion")
    palette, font = qapp.palette(), qapp.font()
    made = Appearance(qapp, resources_dir() / "icons")
    made.apply(Theme.LIGHT, 1.0)
    yield made
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def failures() -> list[BaseException]:
    """Return what no page handled."""
    return []


@pytest.fixture
def tasks(qapp: QApplication, failures: list[BaseException]) -> Iterator[Tasks]:  # noqa: ARG001
    """Return what runs the jobs, stopped after the test."""
    made = Tasks(failures.append)
    yield made
    made.close()


@pytest.fixture
def opened() -> list[str]:
    """Return the ids of the records that links asked to open."""
    return []


@pytest.fixture
def sources(
    qapp: QApplication,  # noqa: ARG001 - icons need an application
    notebook: Notebook,
    icons: Icons,
    opened: list[str],
) -> Sources:
    """Return what the editors ask, answered by the notebook."""
    return Sources(notebook, icons, lambda: TODAY, opened.append)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return where an export goes in the tests."""
    return tmp_path / "export.xlsx"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return the file that the tests attach."""
    path = tmp_path / "Plantation.jpg"
    Image.new("RGB", (80, 60), "green").save(path)
    return path


@pytest.fixture
def show(
    qapp: QApplication,
    notebook: Notebook,  # noqa: ARG001 - closed after its windows
    icons: Icons,
    tasks: Tasks,
    workbook: Path,
    photo: Path,
    opening: Opening,
) -> Iterator[Show]:
    """Return what opens a main window on a notebook; closed after the test."""
    windows: list[MainWindow] = []
    names = (
        "theme_light",
        "theme_dark",
        "theme_contrast",
        "theme_system",
        "restore",
        "guide",
        "shortcuts",
        "about",
    )

    def open_window(notebook: Notebook) -> MainWindow:
        around = Surroundings(
            icons=icons,
            tasks=tasks,
            today=lambda: TODAY,
            ask_folder=lambda: workbook.parent,
            ask_file=lambda: photo,
            ask_files=lambda: (photo,),
            ask_save=lambda name: workbook.with_name(name),
            zoom=lambda _step: None,
            zoom_factor=lambda: 1.0,
            theme=lambda: Theme.LIGHT,
            opening=opening,
            version="1.0",
            remarks=privacy_reader(resources_dir() / "privacy").read,
            acts={name: lambda: None for name in names},
        )
        window = MainWindow(notebook, around)
        window.resize(1366, 768)
        window.show()
        qapp.processEvents()
        windows.append(window)
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
    # Windows left behind would be styled again by every test that follows.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(show: Show, notebook: Notebook) -> MainWindow:
    """Return the main window of the test notebook."""
    return show(notebook)
