"""Whether a base is where, and what, it was when it last wrote."""

import shutil
from pathlib import Path

from desktop.services.opening import Opening
from desktop.store.machine import whereabouts
from sync.operations.chain import check_chain
from tests.conftest import PASSPHRASE

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def test_a_file_keeps_its_whereabouts_and_tells_nothing_of_them(tmp_path: Path) -> None:
    base = tmp_path / "carnet.db"
    base.write_bytes(b"x")

    found = whereabouts(base)
    base.write_bytes(b"changed")

    assert whereabouts(base) == found
    assert len(found) == 32
    assert int(found, 16)


def test_a_copy_is_elsewhere(tmp_path: Path) -> None:
    base, copy = tmp_path / "carnet.db", tmp_path / "copy.db"
    base.write_bytes(b"x")

    shutil.copy2(base, copy)

    assert whereabouts(copy) != whereabouts(base)


def test_reopening_keeps_the_device_and_a_copy_takes_another(
    doors: Opening, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    notebook = doors.create(here, name="Jeanne Dupont", passphrase=PASSPHRASE).notebook
    first = notebook.base.identity
    notebook.add("visit", VISIT)
    notebook.close()
    shutil.copytree(here, there)

    with doors.open(here, PASSPHRASE) as again:
        reopened = again.base.identity
    with doors.open(there, PASSPHRASE) as copied:
        moved = copied.base.identity
        copied.add("visit", VISIT)
        faults = check_chain(copied.base.log.everything())

    assert reopened == first
    assert moved.device != first.device
    assert (moved.space, moved.person) == (first.space, first.person)
    assert faults == ()


def test_a_restored_backup_takes_another_device(doors: Opening, tmp_path: Path) -> None:
    notebook = doors.create(tmp_path / "c", name="Jeanne", passphrase=PASSPHRASE).notebook
    first = notebook.base.identity.device
    backup = notebook.backups.make()
    notebook.close()

    restored = doors.restore(tmp_path / "c", backup, PASSPHRASE).notebook

    assert restored.base.identity.device != first
    restored.close()
