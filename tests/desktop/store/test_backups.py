"""A backup is whole, checked, private, and enough of them stay."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.errors import Damaged
from desktop.store.backups import Backup, Reason, kept_backups
from desktop.store.cipher import connect, translated
from desktop.store.keys import DataKey

if TYPE_CHECKING:
    from tests.desktop.store.conftest import HandClock, Notebook


def _make(notebook: Notebook, reason: Reason = Reason.REGULAR) -> Backup:
    with closing(notebook.open()) as connection:
        return notebook.backups.make(connection, reason)


def _bodies(backup: Backup, key: DataKey) -> list[str]:
    with closing(connect(backup.path, key, read_only=True)) as connection:
        return [str(row[0]) for row in connection.execute("SELECT body FROM note ORDER BY id")]


def test_a_backup_holds_the_notes_and_its_own_keys(notebook: Notebook) -> None:
    made = _make(notebook, Reason.IMPORT)

    assert made.path.name == "carnet-20261123-143000-import.db"
    assert made.keys.read_bytes() == notebook.keys.file.render()
    assert _bodies(made, notebook.key) == notebook.bodies()
    assert notebook.backups.list() == (made,)
    assert notebook.backups.check(made, full=True).sound


def test_every_reason_has_a_label_and_reads_back_from_the_file_name(notebook: Notebook) -> None:
    for reason in Reason:
        _make(notebook, reason)

    assert {backup.reason for backup in notebook.backups.list()} == set(Reason)
    assert all(reason.label for reason in Reason)


def test_two_backups_in_one_second_are_both_kept(notebook: Notebook) -> None:
    first, second = _make(notebook), _make(notebook)

    assert second.moment - first.moment == timedelta(seconds=1)
    assert notebook.backups.list() == (second, first)


def test_files_that_are_not_backups_are_left_alone(notebook: Notebook) -> None:
    notes = notebook.folder.backups / "à lire.txt"
    notes.write_text("ne pas jeter")
    odd = notebook.folder.backups / "carnet-20269999-143000-import.db"
    odd.touch()

    _make(notebook)

    assert len(notebook.backups.list()) == 1
    assert notes.exists()
    assert odd.exists()


def test_a_copy_left_by_a_killed_program_is_swept(notebook: Notebook) -> None:
    left = notebook.folder.backups / "carnet-20261101-080000-import.unfinished"
    left.write_bytes(b"half")

    made = _make(notebook)

    assert not left.exists()
    assert notebook.backups.list() == (made,)


def test_a_backup_is_one_instant_while_another_thread_writes(notebook: Notebook) -> None:
    stop, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with closing(notebook.open()) as connection:
            while not stop.is_set():
                pair = [(f"{written} a",), (f"{written} b",)]
                connection.executemany("INSERT INTO note (body) VALUES (?)", pair)
                connection.commit()
                written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [_make(notebook) for _ in range(8)]
    finally:
        stop.set()
        writer.join()

    counts = [len(_bodies(backup, notebook.key)) for backup in made]
    assert all(count % 2 == 1 for count in counts), "a pair was cut in two"
    assert counts == sorted(counts)
    assert len(notebook.bodies()) == 2 * written + 1


def test_a_damaged_base_makes_no_backup(notebook: Notebook) -> None:
    notebook.write(*(f"{turn} " + "x" * 1500 for turn in range(100)))
    content = bytearray(notebook.folder.base.read_bytes())
    content[len(content) // 2] ^= 1
    notebook.folder.base.write_bytes(content)

    with pytest.raises(Damaged):
        _make(notebook)

    assert list(notebook.folder.backups.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit the size of files")
def test_a_disk_without_room_leaves_no_partial_backup(notebook: Notebook) -> None:
    notebook.write(*("x" * 3000 for _ in range(20)))
    earlier = _make(notebook)
    program = f"""
import resource
from datetime import UTC, datetime
from pathlib import Path
from desktop.errors import DiskFull, DiskTrouble
from desktop.store.backups import Backups, Reason
from desktop.store.cipher import connect
from desktop.store.folder import NotebookFolder
from desktop.store.keys import DataKey
folder = NotebookFolder(Path({str(notebook.folder.path)!r}))
key = DataKey({notebook.key.reveal()!r})
connection = connect(folder.base, key)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    Backups(folder, key, lambda: datetime.now(UTC)).make(connection, Reason.MANUAL)
except (DiskFull, DiskTrouble) as error:
    print(connection.execute("SELECT count(*) FROM note").fetchone()[0], "intact" in str(error))
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.split() == [b"21", b"True"]
    assert {path.stem for path in notebook.folder.backups.iterdir()} == {earlier.path.stem}


def test_regular_backups_wait_for_a_change_and_for_half_an_hour(
    notebook: Notebook, clock: HandClock
) -> None:
    assert not notebook.backups.due(None)
    assert notebook.backups.due(clock.now)
    _make(notebook)
    assert not notebook.backups.due(clock.now)

    clock.advance(timedelta(minutes=20))
    change = clock.now
    assert not notebook.backups.due(change)

    clock.advance(timedelta(minutes=10))
    assert notebook.backups.due(change)
    assert not notebook.backups.due(change - timedelta(hours=1))


def test_a_clock_set_back_does_not_stop_the_backups(notebook: Notebook, clock: HandClock) -> None:
    _make(notebook)
    clock.advance(timedelta(days=-400))

    assert notebook.backups.due(clock.now)


def test_thinning_keeps_days_weeks_and_months_over_a_year(
    notebook: Notebook, clock: HandClock
) -> None:
    """One note and one backup a day, two on Mondays: as many files as a year of use makes."""
    expected: dict[str, int] = {}
    with closing(notebook.open()) as connection:
        for day in range(365):
            for hour in (9, 17) if day % 7 == 0 else (17,):
                clock.now = datetime(2026, 1, 1, hour, tzinfo=UTC) + timedelta(days=day)
                connection.execute("INSERT INTO note (body) VALUES (?)", (f"{clock.now}",))
                connection.commit()
                made = notebook.backups.make(connection, Reason.REGULAR)
                expected[made.path.name] = len(expected) + 2
            notebook.backups.thin()

    kept = notebook.backups.list()

    days = sorted({backup.moment.date() for backup in kept}, reverse=True)
    assert [(days[0] - day).days for day in days[:12]] == list(range(12))
    assert len({day.strftime("%G-%V") for day in days}) >= 10
    assert len({day.month for day in days}) == 9
    assert 25 <= len(kept) <= 34
    assert all(len(_bodies(one, notebook.key)) == expected[one.path.name] for one in kept)
    assert all(one.keys.exists() for one in kept)
    assert len(list(notebook.folder.backups.iterdir())) == 2 * len(kept)


def test_thinning_never_takes_the_only_backup(notebook: Notebook, clock: HandClock) -> None:
    only = _make(notebook)
    clock.advance(timedelta(days=4000))

    assert notebook.backups.thin() == ()
    assert notebook.backups.list() == (only,)


def test_thinning_takes_nothing_while_the_newest_is_damaged(
    notebook: Notebook, clock: HandClock
) -> None:
    for _ in range(4):
        newest = _make(notebook)
        clock.advance(timedelta(minutes=31))
    clock.advance(timedelta(days=3))
    newest.path.write_bytes(newest.path.read_bytes()[:-1])

    assert notebook.backups.thin() == ()
    assert len(notebook.backups.list()) == 4


def test_what_is_kept_never_shrinks_to_nothing_whatever_the_dates(notebook: Notebook) -> None:
    draw = random.Random(3)
    path = notebook.folder.base
    for _ in range(200):
        moments = [
            datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=draw.randint(0, 20_000))
            for _ in range(draw.randint(1, 60))
        ]
        backups = [Backup(path, moment, 1, Reason.REGULAR) for moment in moments]
        kept = kept_backups(backups, draw.choice(moments))
        assert max(backups, key=lambda one: one.moment) in kept
        assert len(kept) >= min(len({moment.date() for moment in moments}), 12)


def test_a_backup_of_another_notebook_is_told_apart(notebook: Notebook) -> None:
    made = _make(notebook)

    with pytest.raises(Damaged), translated():
        connect(made.path, DataKey.random(), read_only=True)
