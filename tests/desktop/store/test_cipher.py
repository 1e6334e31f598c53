"""The base is encrypted, durable, never made by accident; refusals become sentences."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.errors import (
    Busy,
    Damaged,
    DiskFull,
    DiskTrouble,
    NoNotebook,
    ReadOnly,
    UnsafeProgram,
)
from desktop.store.backups import Reason
from desktop.store.cipher import (
    Connection,
    DatabaseError,
    connect,
    create,
    loses_commits,
    refuse_unsafe_sqlite,
    translated,
)
from desktop.store.keys import DataKey

if TYPE_CHECKING:
    from tests.desktop.store.conftest import Notebook


def _setting(connection: Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def _fault(code: int) -> DatabaseError:
    error = DatabaseError("as the driver would")
    error.sqlite_errorcode = code
    return error


def test_a_connection_is_durable_and_strict(notebook: Notebook) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "secure_delete": 2,
    }

    with closing(notebook.open()) as connection:
        found = {name: _setting(connection, name) for name in expected}

    assert found == expected


def test_the_base_shows_nothing_without_its_key(notebook: Notebook) -> None:
    with closing(notebook.open()) as connection:
        connection.execute("INSERT INTO note (body) VALUES (?)", (notebook.marker,))
        connection.commit()
        notebook.backups.make(connection, Reason.MANUAL)
        files = notebook.files()

    assert {"carnet.db", "carnet.db-wal"} <= files.keys()
    secrets = [notebook.marker.encode(), b"CREATE TABLE", b"SQLite format", notebook.key.reveal()]
    shown = [name for name, data in files.items() if any(secret in data for secret in secrets)]
    assert shown == []


def test_another_key_and_a_foreign_file_are_damage_and_change_nothing(
    notebook: Notebook, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"not a base at all" * 1000)
    before = notebook.files()

    with pytest.raises(Damaged):
        connect(notebook.folder.base, DataKey.random())
    with pytest.raises(Damaged):
        connect(foreign, notebook.key)

    assert notebook.files() == before
    assert foreign.read_bytes() == b"not a base at all" * 1000


def test_opening_never_creates_a_base(tmp_path: Path) -> None:
    with pytest.raises(NoNotebook):
        connect(tmp_path / "carnet.db", DataKey.random())

    assert list(tmp_path.iterdir()) == []


def test_an_emptied_file_is_not_taken_for_a_new_base(tmp_path: Path) -> None:
    (tmp_path / "carnet.db").touch()

    with pytest.raises(Damaged, match="vide"):
        connect(tmp_path / "carnet.db", DataKey.random())

    assert (tmp_path / "carnet.db").stat().st_size == 0


def test_creating_never_writes_over_a_file(notebook: Notebook) -> None:
    with pytest.raises(ReadOnly):
        create(notebook.folder.base, notebook.key)

    assert len(notebook.bodies()) == 1


def test_a_reader_cannot_write(notebook: Notebook) -> None:
    reader = connect(notebook.folder.base, notebook.key, read_only=True)

    with closing(reader), pytest.raises(ReadOnly), translated():
        reader.execute("DELETE FROM note")

    assert len(notebook.bodies()) == 1


def test_a_name_with_signs_that_addresses_reserve_opens(tmp_path: Path) -> None:
    path = tmp_path / "été 50% #1?mode=memory.db"
    key = DataKey.random()

    create(path, key).close()

    with closing(connect(path, key)) as connection:
        assert _setting(connection, "journal_mode") == "wal"
    assert path.exists()


def test_a_base_without_room_refuses_the_write_and_keeps_the_rest(notebook: Notebook) -> None:
    with closing(notebook.open()) as connection:
        pages = int(str(_setting(connection, "page_count")))
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(DiskFull), translated(connection):
            connection.executemany("INSERT INTO note (body) VALUES (?)", [("x" * 3000,)] * 50)
        connection.rollback()
        connection.execute(f"PRAGMA max_page_count = {pages + 100}")
        connection.execute("INSERT INTO note (body) VALUES ('after')")
        connection.commit()

    assert notebook.bodies()[1:] == ["after"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit the size of files")
def test_a_disk_that_stops_taking_bytes_loses_no_acknowledged_note(notebook: Notebook) -> None:
    """The limit on file size stands for the full disk: SQLite sees a write that fails."""
    program = f"""
import resource
from pathlib import Path
from desktop.errors import DiskFull, DiskTrouble
from desktop.store.cipher import DatabaseError, connect, translated
from desktop.store.keys import DataKey
connection = connect(Path({str(notebook.folder.base)!r}), DataKey({notebook.key.reveal()!r}))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
for turn in range(1000):
    try:
        with translated(connection):
            connection.execute("INSERT INTO note (body) VALUES (?)", (f"{{turn}} " + "x" * 2000,))
            connection.commit()
    except (DiskFull, DiskTrouble) as error:
        print("told", type(error).__name__)
        break
    print("kept", turn, flush=True)
try:
    connection.execute("SELECT 1")
except DatabaseError:
    print("closed")
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    lines = done.stdout.decode().splitlines()
    kept = [int(line.split()[1]) for line in lines if line.startswith("kept")]
    assert len(kept) > 5
    assert lines[-2:] == ["told DiskTrouble", "closed"]
    stored = [int(body.split()[0]) for body in notebook.bodies()[1:]]
    assert stored[: len(kept)] == kept


def test_a_writer_that_waits_too_long_is_told_that_the_base_is_busy(notebook: Notebook) -> None:
    with closing(notebook.open()) as first, closing(notebook.open()) as second:
        first.execute("BEGIN IMMEDIATE")
        second.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(Busy), translated(second):
            second.execute("BEGIN IMMEDIATE")


def test_a_connection_is_closed_after_a_disk_fault_and_only_then(notebook: Notebook) -> None:
    connection = notebook.open()

    with pytest.raises(DiskFull), translated(connection):
        raise _fault(13)
    assert _setting(connection, "synchronous") == 2
    with pytest.raises(DiskTrouble), translated(connection):
        raise _fault(1034)  # SQLITE_IOERR_FSYNC

    with pytest.raises(DatabaseError):
        connection.execute("SELECT 1")


def test_a_mistake_of_ours_is_not_dressed_up(notebook: Notebook) -> None:
    with closing(notebook.open()) as connection, pytest.raises(DatabaseError), translated():
        connection.execute("SELECT nothing FROM nowhere")


@pytest.mark.parametrize("version", ["3.7.0", "3.40.1", "3.44.5", "3.50.6", "3.51.2", "3.45.0"])
def test_an_sqlite_that_can_lose_commits_is_refused(version: str) -> None:
    with pytest.raises(UnsafeProgram):
        refuse_unsafe_sqlite(version)


@pytest.mark.parametrize("version", ["3.6.23", "3.44.6", "3.50.7", "3.51.3", "3.53.4", "4.0.0"])
def test_a_corrected_sqlite_is_accepted(version: str) -> None:
    assert not loses_commits(version)


def test_sqlite_utils_runs_on_the_same_driver() -> None:
    program = (
        "import desktop.store.cipher, sqlite_utils.utils, sqlcipher3;"
        "assert sqlite_utils.utils.sqlite3 is sqlcipher3, sqlite_utils.utils.sqlite3"
    )

    subprocess.run([sys.executable, "-c", program], check=True)
