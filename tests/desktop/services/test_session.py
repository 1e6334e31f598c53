"""An opened folder: its connections, its lock, its backups."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from desktop.errors import InUse, Vanished
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.services.session import last_change
from desktop.store.backups import Reason
from tests.conftest import Clock

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def test_a_folder_is_opened_by_one_program_at_a_time(
    notebook: Notebook, opening: Opening, passphrase: str
) -> None:
    folder = notebook.folder.path

    with pytest.raises(InUse, match="déjà ouvert"):
        opening.open(folder, passphrase)
    notebook.close()

    opening.open(folder, passphrase).close()


def test_a_second_connection_reads_and_writes_the_same_base(notebook: Notebook) -> None:
    key = notebook.add("visit", VISIT).record.id

    with notebook.second() as second:
        second.edit(key, {"facts": "Le marché."})
        name = second.person.name

    assert name == notebook.person.name
    assert dict(notebook.get(key))["facts"] == "Le marché."


def test_leaving_the_second_notebook_does_not_free_the_folder(
    notebook: Notebook, opening: Opening, passphrase: str
) -> None:
    with notebook.second():
        pass

    with pytest.raises(InUse):
        opening.open(notebook.folder.path, passphrase)
    notebook.add("visit", VISIT)


def test_a_backup_is_made_when_something_changed_and_half_an_hour_passed(
    notebook: Notebook, clock: Clock
) -> None:
    notebook.add("visit", VISIT)
    clock.wait(seconds=2)
    made = [notebook.backups.make_if_due() is not None]
    clock.wait(minutes=31)
    made.append(notebook.backups.make_if_due() is not None)
    notebook.add("visit", VISIT)
    made.append(notebook.backups.make_if_due() is not None)
    notebook.add("visit", VISIT)
    clock.wait(minutes=1)
    made.append(notebook.backups.make_if_due() is not None)

    assert made == [True, False, True, False]
    assert len(notebook.backups.list()) == 2


def test_a_backup_tells_why_it_was_made(notebook: Notebook, clock: Clock) -> None:
    notebook.backups.make()
    clock.wait(seconds=2)
    notebook.backups.make(Reason.IMPORT)

    assert [backup.reason for backup in notebook.backups.list()] == [Reason.IMPORT, Reason.MANUAL]


def test_a_backup_holds_what_was_written_a_moment_before(
    notebook: Notebook, opening: Opening, passphrase: str
) -> None:
    key = notebook.add("visit", VISIT).record.id
    backup = notebook.backups.make()
    notebook.close()

    restored = opening.restore(notebook.folder.path, backup, passphrase).notebook

    with restored:
        assert dict(restored.get(key))["facts"] == "Le jardin."


def test_the_trash_is_emptied_after_thirty_days_that_another_backup_saw_pass(
    notebook: Notebook, clock: Clock
) -> None:
    notebook.delete(notebook.add("visit", VISIT).record.id)

    left = []
    for _ in range(3):
        clock.wait(days=16)
        notebook.backups.make()
        left.append(len(notebook.trash()))

    assert left == [1, 1, 0]


def test_a_clock_set_a_year_ahead_does_not_empty_the_trash(
    notebook: Notebook, clock: Clock
) -> None:
    notebook.backups.make()
    notebook.delete(notebook.add("visit", VISIT).record.id)
    clock.wait(days=365)

    for _ in range(2):
        notebook.backups.make()
        clock.wait(minutes=31)

    assert len(notebook.trash()) == 1


def test_two_backups_asked_for_at_once_are_both_made(notebook: Notebook) -> None:
    notebook.add("visit", VISIT)
    with notebook.second() as second:
        doors = (notebook.backups, second.backups, notebook.backups)
    askers = [Thread(target=door.make) for door in doors]

    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert len(notebook.backups.list()) == 3


def test_the_last_change_is_that_of_the_last_act(notebook: Notebook, clock: Clock) -> None:
    before = last_change(notebook.base)
    clock.wait(hours=1)
    notebook.add("visit", VISIT)

    after = last_change(notebook.base)

    assert before is not None
    assert after is not None
    assert after - before >= timedelta(hours=1)


def test_a_base_taken_away_while_open_is_never_written_to_nowhere(
    notebook: Notebook, tmp_path: Path
) -> None:
    key = notebook.add("visit", VISIT).record.id
    notebook.folder.base.rename(tmp_path / "elsewhere.db")

    with pytest.raises(Vanished):
        notebook.edit(key, {"facts": "Perdu ?"})
    with pytest.raises(Vanished):
        notebook.keep_draft("", "visit", "", {"facts": "Perdu ?"})
    with pytest.raises(Vanished):
        notebook.backups.make()
    with pytest.raises(Vanished), notebook.second():
        pass
