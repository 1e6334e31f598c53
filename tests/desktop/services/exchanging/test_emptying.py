"""A notebook that is emptied: keys first, whole in the end, whenever the program is stopped."""

from pathlib import Path

import pytest

from desktop.errors import NoNotebook
from desktop.services.exchanging.emptying import JOURNAL, Emptying
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.folder import NotebookFolder

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


class Killed(BaseException):
    """The program was stopped."""


@pytest.fixture
def folder(notebook: Notebook, opening: Opening, passphrase: str) -> NotebookFolder:
    """Return the closed folder of a notebook with a backup, a file, and a base set aside."""
    notebook.add("visit", VISIT)
    notebook.contents.keep(b"a picture")
    backup = notebook.backups.make()
    notebook.close()
    opening.restore(notebook.folder.path, backup, passphrase).notebook.close()
    (notebook.folder.path / "mes notes.txt").write_text("à moi", encoding="utf-8")
    return notebook.folder


def _steps(folder: NotebookFolder, stop: str = "") -> list[str]:
    heard: list[str] = []

    def watch(step: str) -> None:
        heard.append(step)
        if step == stop:
            raise Killed

    emptying = Emptying(folder, watch)
    try:
        emptying.begin({"server": "https://carnet.exemple.fr"})
        emptying.forget()
    except Killed:
        pass
    return heard


def _left(folder: NotebookFolder) -> set[str]:
    return {path.name for path in folder.path.rglob("*")} - {"carnet.lock"}


def test_nothing_of_the_notebook_is_left_and_nothing_else_goes(folder: NotebookFolder) -> None:
    _steps(folder)

    assert _left(folder) == {"mes notes.txt"}
    with pytest.raises(NoNotebook):
        folder.require_notebook()


def test_the_keys_go_before_anything_else(folder: NotebookFolder) -> None:
    keys = set(folder.path.rglob("*.keys*"))
    base = folder.base.read_bytes()

    _steps(folder, stop="base")

    assert len(keys) >= 5
    assert not set(folder.path.rglob("*.keys*"))
    assert folder.base.read_bytes() == base


@pytest.mark.parametrize(
    "step", ["journal", "keys", "base", "backups", "files", "set-aside", "marker", "forget"]
)
def test_a_program_stopped_at_any_step_goes_on_at_the_next_start(
    folder: NotebookFolder, step: str
) -> None:
    heard = _steps(folder, stop=step)
    again = Emptying(folder)
    begun = again.begun()
    before = _left(folder)

    if begun is not None:
        again.finish()
        again.forget()

    assert heard[-1] == step
    if step == "journal":
        assert begun is None
        assert {"carnet.db", "carnet.keys", "carnet.keys.copy"} <= before == _left(folder)
    else:
        assert begun == {"server": "https://carnet.exemple.fr"}
        assert _left(folder) == {"mes notes.txt"}


def test_a_key_file_is_written_over_before_it_goes(folder: NotebookFolder, tmp_path: Path) -> None:
    (tmp_path / "still open").hardlink_to(folder.keys.main)
    content = folder.keys.main.read_bytes()

    _steps(folder)

    assert content[:200] not in (tmp_path / "still open").read_bytes()


def test_a_decision_whose_trace_is_damaged_stands(folder: NotebookFolder) -> None:
    (folder.path / JOURNAL).write_bytes(b"{")

    assert Emptying(folder).begun() == {}


def test_nothing_is_decided_in_an_ordinary_folder(folder: NotebookFolder) -> None:
    assert Emptying(folder).begun() is None
