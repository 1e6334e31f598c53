"""A visit with photos, in the real window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image
from PySide6.QtWidgets import QApplication

from desktop.services.attaching.files import Piece, attach, read_sources
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.ui.files.panel import FilesPanel
from desktop.ui.main_window import MainWindow
from desktop.ui.tasks import Tasks

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}
Add = Callable[..., str]


@pytest.fixture
def visit(notebook: Notebook) -> str:
    """Return the id of a visit."""
    return notebook.add("visit", VISIT).record.id


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a photo of a telephone."""
    return picture(tmp_path / "Plantation.jpg", "green")


@pytest.fixture
def add(notebook: Notebook, visit: str, tmp_path: Path) -> Add:
    """Return what attaches a photo of one colour to the visit and gives its id."""

    def add(colour: str = "green", people: str = "NON", caption: str = "Plantation") -> str:
        path = picture(tmp_path / f"{colour}.jpg", colour)
        (file,) = read_sources([path], Ticket()).files
        return attach(notebook, [Piece(file, people, caption)], visit).ids[0]

    return add


@pytest.fixture
def panel(window: MainWindow, visit: str) -> FilesPanel:
    """Return the photos of the visit, on screen."""
    return shown_panel(window, visit)


def picture(path: Path, colour: str) -> Path:
    """Write a photo of one colour, with its day."""
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:11:13 10:00:00"
    Image.new("RGB", (80, 60), colour).save(path, exif=exif)
    return path


def shown_panel(window: MainWindow, record_id: str) -> FilesPanel:
    """Open a record on its photos."""
    window.open_record(record_id)
    assert window.records is not None
    tabs = window.records.sheet.tabs
    (panel,) = (each for each in tabs.panels if isinstance(each, FilesPanel))
    tabs.setCurrentWidget(panel)
    QApplication.processEvents()
    return panel


def settle(qtbot: Any, tasks: Tasks) -> None:
    """Wait until every job has answered, and what it shows has its place."""
    for _turn in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not tasks.busy, timeout=10_000)
    for _turn in range(3):
        QApplication.processEvents()
