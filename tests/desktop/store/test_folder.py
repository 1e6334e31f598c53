"""The folder says what state its notebook is in and lets one program in."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.errors import InUse, NoNotebook, ReadOnly, Vanished
from desktop.store.cipher import create
from desktop.store.folder import Marker, NotebookFolder
from desktop.store.keyslots import NewKeys
from desktop.store.places import Caution, Risk

if TYPE_CHECKING:
    from tests.desktop.store.conftest import Notebook


def test_an_empty_folder_holds_no_notebook(tmp_path: Path) -> None:
    with pytest.raises(NoNotebook):
        NotebookFolder(tmp_path / "carnet").require_notebook()

    assert list(tmp_path.iterdir()) == []


def test_a_made_notebook_is_there_and_says_so(notebook: Notebook) -> None:
    notebook.folder.require_notebook()

    assert notebook.folder.marker() == Marker(notebook.keys.file.base_id, notebook.clock.now)


def test_a_creation_cut_short_is_no_notebook_and_can_be_done_again(
    tmp_path: Path, keys: NewKeys
) -> None:
    folder = NotebookFolder(tmp_path / "carnet")
    folder.prepare()
    create(folder.newborn, keys.data).close()

    with pytest.raises(NoNotebook):
        folder.require_notebook()
    folder.clear_newborn()
    create(folder.newborn, keys.data).close()
    folder.adopt(Marker(keys.file.base_id, datetime.now(UTC)))

    folder.require_notebook()
    assert not folder.newborn.exists()


def test_a_new_base_never_takes_the_place_of_another(notebook: Notebook) -> None:
    create(notebook.folder.newborn, notebook.key).close()

    with pytest.raises(ReadOnly):
        notebook.folder.adopt(Marker(notebook.keys.file.base_id, notebook.clock.now))

    assert len(notebook.bodies()) == 1


@pytest.mark.parametrize("gone", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_base_gone_or_emptied_is_told_and_never_replaced(
    notebook: Notebook, gone: Callable[[Path], object]
) -> None:
    gone(notebook.folder.base)

    with pytest.raises(Vanished):
        notebook.folder.require_notebook()

    assert not notebook.folder.base.exists() or notebook.folder.base.stat().st_size == 0


def test_a_base_removed_or_replaced_while_open_is_noticed(notebook: Notebook) -> None:
    identity = notebook.folder.identity()
    notebook.folder.require_same(identity)
    away = notebook.folder.base.rename(notebook.folder.path / "away.db")

    with pytest.raises(Vanished):
        notebook.folder.require_same(identity)

    notebook.folder.base.write_bytes(away.read_bytes())
    with pytest.raises(Vanished):
        notebook.folder.require_same(identity)


def test_a_marker_that_cannot_be_read_is_no_obstacle(notebook: Notebook) -> None:
    notebook.folder.marker_file.write_bytes(b"\xff{")

    notebook.folder.require_notebook()

    assert notebook.folder.marker() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_folder_is_private(notebook: Notebook) -> None:
    assert stat.S_IMODE(notebook.folder.path.stat().st_mode) == 0o700


def test_a_file_in_the_place_of_the_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "carnet").touch()

    with pytest.raises(ReadOnly):
        NotebookFolder(tmp_path / "carnet").prepare()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no /proc")
def test_a_folder_that_refuses_files_is_told_in_a_sentence() -> None:
    with pytest.raises(ReadOnly):
        NotebookFolder(Path("/proc/self")).require_writable()
    with pytest.raises(ReadOnly):
        NotebookFolder(Path("/proc/self/carnet")).prepare()


def test_a_cloud_folder_is_accepted_with_a_warning(tmp_path: Path) -> None:
    warned = NotebookFolder(tmp_path / "Dropbox" / "carnet").prepare()

    assert Risk.CLOUD in [caution.risk for caution in warned]


def test_a_network_folder_is_refused_unless_accepted(tmp_path: Path) -> None:
    share = Caution(Risk.NETWORK, "Ce dossier est sur un disque réseau.", "Choisissez-en un autre.")
    folder = NotebookFolder(tmp_path / "carnet", judge=lambda _path: (share,))

    with pytest.raises(ReadOnly, match="réseau"):
        folder.prepare()
    assert not folder.path.exists()

    assert folder.prepare(network_accepted=True) == (share,)


def test_a_second_program_is_refused_until_the_first_stops(notebook: Notebook) -> None:
    program = f"""
from pathlib import Path
from desktop.store.folder import NotebookFolder
held = NotebookFolder(Path({str(notebook.folder.path)!r})).lock()
print("held", flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(InUse):
            notebook.folder.lock()
        other.kill()
        other.wait()

    notebook.folder.lock().release()


def test_two_windows_of_one_program_do_not_share_a_notebook(notebook: Notebook) -> None:
    held = notebook.folder.lock()

    with pytest.raises(InUse):
        NotebookFolder(notebook.folder.path).lock()

    held.release()
    NotebookFolder(notebook.folder.path).lock().release()
