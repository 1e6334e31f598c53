"""A new attachment begins with its file, safely put away, then its form."""

from pathlib import Path
from typing import Any

from desktop.services.notebook import Notebook
from desktop.ui.files.beginning import begin_attachment
from desktop.ui.files.panel import FilesPanel
from desktop.ui.main_window import MainWindow
from desktop.ui.tasks import Tasks
from tests.desktop.ui.files.conftest import settle


def test_the_form_opens_on_a_file_that_is_kept(
    panel: FilesPanel, photo: Path, window: MainWindow, notebook: Notebook, qtbot: Any, tasks: Tasks
) -> None:
    begin_attachment(panel.work, lambda: photo)
    settle(qtbot, tasks)

    assert window.records is not None
    window.records.keep()
    values = notebook.drafts()[0].values
    assert values["file_name"] == "Plantation.jpg"
    assert notebook.contents.whole(str(values["sha256"])).startswith(b"\xff\xd8\xff")
    assert not values.get("recognisable_people")


def test_giving_up_or_a_refused_file_opens_nothing(
    panel: FilesPanel,
    tmp_path: Path,
    window: MainWindow,
    failures: list[BaseException],
    qtbot: Any,
    tasks: Tasks,
) -> None:
    key = window.shelf.key

    begin_attachment(panel.work, lambda: None)
    begin_attachment(panel.work, lambda: tmp_path / "absent.jpg")
    settle(qtbot, tasks)

    assert window.shelf.key == key
    assert [type(failure).__name__ for failure in failures] == ["FileRefused"]
