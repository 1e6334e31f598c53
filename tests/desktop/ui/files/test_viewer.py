"""Files are looked at inside the notebook: large, one after the other, without a trace."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.errors import UserError
from desktop.services.attaching.files import Piece, attach, read_sources
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.ui.files.decoding import decoded
from desktop.ui.files.panel import FilesPanel
from desktop.ui.files.picture_panel import PicturePanel
from desktop.ui.files.viewer import Viewer
from desktop.ui.main_window import MainWindow
from desktop.ui.tasks import Tasks
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.files.conftest import Add, picture, settle
from tests.desktop.ui.hands import press


@pytest.fixture
def viewer(add: Add, panel: FilesPanel, qtbot: Any, tasks: Tasks) -> Viewer:
    """Return the window that shows two photos, opened with Enter on the first."""
    add("green", caption="Une")
    add("magenta", people="OUI_AUTORISE", caption="Deux")
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.view.tiles.index(0))
    press(panel.view, Qt.Key.Key_Return)
    settle(qtbot, tasks)
    assert panel.viewer is not None
    return panel.viewer


def titles(viewer: Viewer, qtbot: Any, tasks: Tasks, *keys: Qt.Key) -> list[str]:
    """Press keys and return the title after each."""
    found = []
    for key in keys:
        press(viewer, key)
        settle(qtbot, tasks)
        found.append(viewer.file.title)
    return found


def test_arrows_go_on_and_back_and_stop_at_the_ends(
    viewer: Viewer, qtbot: Any, tasks: Tasks
) -> None:
    first = viewer.file.title
    right, left = Qt.Key.Key_Right, Qt.Key.Key_Left

    seen = titles(viewer, qtbot, tasks, right, right, left, left)

    other = "Une" if first == "Deux" else "Deux"
    assert seen == [other, other, first, first]
    assert viewer.windowTitle() == "Photo 1 sur 2"


def test_the_picture_is_shown_and_told(viewer: Viewer) -> None:
    assert viewer.box.image is not None
    assert viewer.box.image.width() == 80
    assert viewer.box.accessibleName().startswith("Photo\u00a0: ")


def test_escape_closes(viewer: Viewer) -> None:
    closed: list[int] = []
    viewer.finished.connect(closed.append)

    press(viewer, Qt.Key.Key_Escape)

    assert closed == [0]


def test_people_disappear_at_once_when_the_screen_is_shown(
    viewer: Viewer, window: MainWindow, qtbot: Any, tasks: Tasks
) -> None:
    if viewer.file.title != "Deux":
        titles(viewer, qtbot, tasks, Qt.Key.Key_Right)

    window.discretion.turn()
    hidden = viewer.box.image
    sentence = viewer.box.text
    window.discretion.turn()

    assert hidden is None
    assert "reconnaissable" in sentence
    assert viewer.box.image is not None


@pytest.mark.usefixtures("appearance")
def test_the_window_is_named_reachable_and_plain(viewer: Viewer) -> None:
    viewer.grab()

    assert (audit(viewer), not_plain(viewer), cut(viewer)) == ([], [], [])


def test_looking_writes_no_file(viewer: Viewer, notebook: Notebook, tmp_path: Path) -> None:
    viewer.grab()

    photos = {tmp_path / name for name in ("green.jpg", "magenta.jpg", "Plantation.jpg")}
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - photos

    inside = {path for path in written if path.is_relative_to(notebook.folder.path)}
    assert written == inside
    assert not [path for path in inside if path.read_bytes().startswith(b"\xff\xd8\xff")]


def test_a_missing_file_is_told_in_its_place(
    viewer: Viewer, notebook: Notebook, qtbot: Any, tasks: Tasks
) -> None:
    for path in notebook.folder.files.rglob("*.blob"):
        path.unlink()

    titles(viewer, qtbot, tasks, Qt.Key.Key_Right)

    assert "n’est pas dans le carnet" in viewer.box.text


@pytest.mark.usefixtures("appearance")
def test_an_attachment_shows_its_picture_and_saves_a_copy(
    add: Add, window: MainWindow, workbook: Path, qtbot: Any, tasks: Tasks
) -> None:
    key = add("green", people="OUI_SANS_AUTORISATION")
    window.open_record(key)
    assert window.records is not None
    (panel,) = (p for p in window.records.sheet.tabs.panels if isinstance(p, PicturePanel))
    settle(qtbot, tasks)

    panel.copy.click()
    settle(qtbot, tasks)

    assert panel.isVisible()
    assert panel.box.image is not None
    assert workbook.with_name("green.jpg").exists()
    assert "ne la diffusez pas" in window.notices.bar.text
    assert (audit(panel), not_plain(panel), cut(panel)) == ([], [], [])


def test_a_document_is_not_opened_but_can_be_copied(
    notebook: Notebook, visit: str, window: MainWindow, tmp_path: Path, qtbot: Any, tasks: Tasks
) -> None:
    path = tmp_path / "Bilan.pdf"
    path.write_bytes(b"%PDF-1.7")
    files = read_sources([path], Ticket()).files
    key = attach(notebook, [Piece(files[0], "NON")], visit).ids[0]

    window.open_record(key)
    settle(qtbot, tasks)

    assert window.records is not None
    (panel,) = (p for p in window.records.sheet.tabs.panels if isinstance(p, PicturePanel))
    assert "Enregistrez-en une copie" in panel.box.text


@pytest.mark.qt_log_ignore("JPEG")
def test_only_the_formats_of_the_notebook_are_decoded(tmp_path: Path) -> None:
    good = picture(tmp_path / "a.jpg", "red").read_bytes()

    assert decoded(good, 20).width() == 20
    for content in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", good[:300]):
        with pytest.raises(UserError):
            decoded(content, 20)
