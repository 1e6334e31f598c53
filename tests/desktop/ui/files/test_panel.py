"""Photos are added, looked at and removed beside their record, by the keyboard alone if wanted."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.errors import DiskFull
from desktop.services.attaching.contents import Contents
from desktop.services.attaching.files import attachment_of
from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from desktop.ui.files.adding import AddingBox
from desktop.ui.files.panel import FilesPanel
from desktop.ui.main_window import MainWindow
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Appearance, Theme
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.files.conftest import Add, picture, settle, shown_panel
from tests.desktop.ui.hands import press, write

LONG = "Une légende qui n’en finit pas, <b>même</b> avec des signes étranges, " * 3


@pytest.fixture
def asked(panel: FilesPanel, photo: Path, qtbot: Any, tasks: Tasks) -> AddingBox:
    """Return what is asked about a photo that was chosen."""
    panel.take([photo])
    settle(qtbot, tasks)
    assert panel.box is not None
    return panel.box


def ids(notebook: Notebook) -> list[str]:
    """Return the ids of the attachments in use."""
    return [picked.id for picked in notebook.pick(ListQuery("attachment"), ())]


def test_an_empty_panel_says_so_and_offers_one_thing(panel: FilesPanel) -> None:
    texts = [label.text() for label in panel.findChildren(type(panel._how)) if label.isVisible()]  # noqa: SLF001 - what is read

    assert any("Aucune photo" in text for text in texts)
    assert panel.choose.isVisible()
    assert not panel.view.isVisible()


def test_a_photo_is_chosen_told_and_added_with_the_keyboard(
    panel: FilesPanel, notebook: Notebook, visit: str, window: MainWindow, qtbot: Any, tasks: Tasks
) -> None:
    panel.choose.setFocus()
    press(panel.choose, Qt.Key.Key_Space)
    settle(qtbot, tasks)
    box = panel.box
    assert box is not None
    first = window.focusWidget()
    write(box.rows[0].caption, "Plantation")
    press(box.rows[0].caption, Qt.Key.Key_Tab)
    press(box.rows[0].people, Qt.Key.Key_Down)
    press(box.rows[0].people, Qt.Key.Key_Tab)
    press(box.add, Qt.Key.Key_Space)
    settle(qtbot, tasks)

    (key,) = ids(notebook)
    found = attachment_of(notebook, key)
    assert first is box.rows[0].caption
    assert (found.caption, found.about, found.recognisable_people) == ("Plantation", visit, "NON")
    assert found.exif_removed
    assert [file.id for file in panel.view.tiles.files] == [key]
    assert panel.box is None
    assert "1\u00a0fichier ajouté" in window.notices.bar.text
    assert panel.view.hasFocus()


def test_the_question_about_people_must_be_answered(
    asked: AddingBox, notebook: Notebook, window: MainWindow
) -> None:
    asked.add.click()

    assert ids(notebook) == []
    assert window.focusWidget() is asked.rows[0].people
    assert asked.rows[0].people.property("fault") is True
    assert asked.rows[0].people.people == ""


def test_one_answer_can_stand_for_all(
    panel: FilesPanel, tmp_path: Path, notebook: Notebook, qtbot: Any, tasks: Tasks
) -> None:
    panel.take([picture(tmp_path / f"{colour}.jpg", colour) for colour in ("red", "blue")])
    settle(qtbot, tasks)
    assert panel.box is not None

    panel.box.for_all.answer("OUI_SANS_AUTORISATION")
    panel.box.add.click()
    settle(qtbot, tasks)

    assert [attachment_of(notebook, key).recognisable_people for key in ids(notebook)] == (
        ["OUI_SANS_AUTORISATION"] * 2
    )
    notebook.undo()
    assert ids(notebook) == []


def test_giving_up_adds_nothing(asked: AddingBox, panel: FilesPanel, notebook: Notebook) -> None:
    asked.give_up.click()

    assert panel.box is None
    assert ids(notebook) == []
    assert not list(notebook.folder.files.rglob("*.blob"))


def test_what_is_being_added_waits_while_another_record_is_read(
    asked: AddingBox, panel: FilesPanel, notebook: Notebook, visit: str, window: MainWindow
) -> None:
    other = notebook.add("visit", {"visited_on": "2026-11-01", "visit_type": "ECOUTE",
                                   "facts": "Le marché."}).record.id  # fmt: skip
    write(asked.rows[0].caption, "Plantation")

    shown_panel(window, other)
    elsewhere = panel.box
    shown_panel(window, visit)

    assert elsewhere is None
    assert panel.box is asked
    assert asked.rows[0].caption.text() == "Plantation"
    assert asked.isVisible()


def test_refused_files_are_told_and_the_others_asked(
    panel: FilesPanel, photo: Path, tmp_path: Path, window: MainWindow, qtbot: Any, tasks: Tasks
) -> None:
    broken = tmp_path / "cassée.jpg"
    broken.write_bytes(photo.read_bytes()[:200])

    panel.take([broken, photo])
    settle(qtbot, tasks)

    assert "«\u00a0cassée.jpg\u00a0» n’a pas été joint" in window.notices.bar.text
    assert panel.box is not None
    assert len(panel.box.rows) == 1


def test_a_full_disk_keeps_what_was_said(
    asked: AddingBox,
    panel: FilesPanel,
    notebook: Notebook,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
    tasks: Tasks,
) -> None:
    def full(_self: Contents, _content: bytes) -> str:
        raise DiskFull

    monkeypatch.setattr(Contents, "keep", full)
    asked.rows[0].people.answer("NON")

    asked.add.click()
    settle(qtbot, tasks)

    assert panel.box is asked
    assert asked.isEnabled()
    assert ids(notebook) == []
    assert "disque est plein" in window.notices.bar.text


def dropped(data: QMimeData) -> QDropEvent:
    """Return the drop of something in the middle of a widget."""
    return QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_files_are_dropped_and_copied_never_moved(
    panel: FilesPanel, photo: Path, qtbot: Any, tasks: Tasks
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl("https://example.org/photo.jpg")])
    over = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop = dropped(data)

    panel.dragEnterEvent(over)
    panel.dropEvent(drop)
    settle(qtbot, tasks)

    assert over.isAccepted()
    assert drop.dropAction() is Qt.DropAction.CopyAction
    assert panel.box is not None
    assert [row.file.file_name for row in panel.box.rows] == ["Plantation.jpg"]
    assert photo.exists()


def test_text_is_not_taken_in(panel: FilesPanel) -> None:
    data = QMimeData()
    data.setText("Un texte")
    over = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    over.ignore()

    panel.dragEnterEvent(over)

    assert not over.isAccepted()


def test_a_picture_is_pasted(
    panel: FilesPanel, window: MainWindow, qtbot: Any, tasks: Tasks
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    window.activateWindow()
    panel.choose.setFocus()

    QTest.keyClick(panel.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, tasks)

    assert panel.box is not None
    assert panel.box.rows[0].file.file_name == "Image collée.png"


def test_nothing_to_paste_is_told(panel: FilesPanel, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("Un texte")

    panel.paste()

    assert "Rien à coller" in window.notices.bar.text


def test_delete_sends_to_the_trash_and_can_be_taken_back(
    add: Add, panel: FilesPanel, notebook: Notebook, window: MainWindow
) -> None:
    kept, gone = add("green"), add("red")
    panel.view.setFocus()
    row = [file.id for file in panel.view.tiles.files].index(gone)
    panel.view.setCurrentIndex(panel.view.tiles.index(row))

    press(panel.view, Qt.Key.Key_Delete)
    left = ids(notebook)
    window.notices.bar.buttons()[0].click()

    assert left == [kept]
    assert set(ids(notebook)) == {kept, gone}
    assert len(panel.view.tiles.files) == 2


def test_tiles_say_what_they_are(add: Add, panel: FilesPanel) -> None:
    add("green", people="OUI_SANS_AUTORISATION")
    index = panel.view.tiles.index(0)

    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert heard == "Photo\u00a0: Plantation, 13 novembre 2026, sans accord écrit"
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def colour_in(panel: FilesPanel, colour: str) -> bool:
    """Tell whether the view shows a colour."""
    image = panel.view.viewport().grab().toImage()
    wanted = QColor(colour)
    spots = (image.pixelColor(x, y) for x in range(0, image.width(), 9) for y in range(0, 200, 9))
    return any(
        abs(spot.red() - wanted.red()) + abs(spot.green() - wanted.green())
        + abs(spot.blue() - wanted.blue()) < 30
        for spot in spots
    )  # fmt: skip


def test_people_are_hidden_when_the_screen_is_shown_to_others(
    add: Add, panel: FilesPanel, window: MainWindow, qtbot: Any, tasks: Tasks
) -> None:
    add("magenta", people="OUI_AUTORISE")
    settle(qtbot, tasks)
    QApplication.processEvents()
    before = colour_in(panel, "magenta")

    window.discretion.turn()

    assert before
    assert not colour_in(panel, "magenta")


def test_places_stay_visible_when_the_screen_is_shown_to_others(
    add: Add, panel: FilesPanel, window: MainWindow, qtbot: Any, tasks: Tasks
) -> None:
    add("magenta")
    settle(qtbot, tasks)

    window.discretion.turn()

    assert colour_in(panel, "magenta")


def test_a_missing_file_is_told_on_its_tile(
    add: Add, panel: FilesPanel, notebook: Notebook, qtbot: Any, tasks: Tasks
) -> None:
    for path in notebook.folder.files.rglob("*.blob"):
        path.unlink()
    add("green")
    for path in notebook.folder.files.rglob("*.blob"):
        path.unlink()

    panel.view.viewport().grab()
    settle(qtbot, tasks)

    assert panel._thumbnails.is_lost(panel.view.tiles.files[0].digest)  # noqa: SLF001


def test_the_menu_offers_what_the_keyboard_does(add: Add, panel: FilesPanel) -> None:
    add()
    panel.view.setCurrentIndex(panel.view.tiles.index(0))

    menu = panel.view.menu()

    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Regarder",
        "Modifier la légende ou l’autorisation…",
        "Enregistrer une copie…",
        "Mettre à la corbeille",
    ]
    menu.close()


def test_a_copy_says_that_it_left_the_notebook(
    add: Add, panel: FilesPanel, window: MainWindow, workbook: Path, qtbot: Any, tasks: Tasks
) -> None:
    add("green")
    panel.view.setCurrentIndex(panel.view.tiles.index(0))
    menu = panel.view.menu()
    assert menu is not None

    menu.actions()[2].trigger()
    settle(qtbot, tasks)

    assert workbook.with_name("green.jpg").read_bytes().startswith(b"\xff\xd8\xff")
    assert "hors du carnet" in window.notices.bar.text
    menu.close()


def test_editing_opens_the_record(add: Add, panel: FilesPanel, window: MainWindow) -> None:
    key = add()
    panel.view.setCurrentIndex(panel.view.tiles.index(0))
    menu = panel.view.menu()
    assert menu is not None

    menu.actions()[1].trigger()

    assert window.page is not None
    assert window.page.record_id == key
    menu.close()


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_everything_is_named_reachable_plain_and_whole(
    appearance: Appearance,
    add: Add,
    panel: FilesPanel,
    photo: Path,
    zoom: float,
    qtbot: Any,
    tasks: Tasks,
) -> None:
    add(caption=LONG)
    appearance.apply(Theme.LIGHT, zoom)
    panel.fit()
    QApplication.processEvents()
    grid = (audit(panel), not_plain(panel), cut(panel))
    panel.take([photo, photo.with_name("Bilan.pdf")])
    photo.with_name("Bilan.pdf").write_bytes(b"%PDF-1.7")
    settle(qtbot, tasks)

    assert grid == ([], [], [])
    assert panel.box is not None
    assert (audit(panel), not_plain(panel), cut(panel)) == ([], [], [])


def test_adding_takes_the_keyboard_from_nobody(
    qtbot: Any, asked: AddingBox, panel: FilesPanel, window: MainWindow
) -> None:
    asked.for_all.answer("NON")
    asked.rows[0].people.answer("NON")
    press(asked.add, Qt.Key.Key_Space)

    window.act("search")
    qtbot.waitUntil(lambda: panel.box is None)

    assert window.focusWidget() is window.top.search
