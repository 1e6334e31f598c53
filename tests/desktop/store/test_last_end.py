"""An older base copied over the present one, under the same file, takes a chain of its own."""

from pathlib import Path

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from tests.conftest import PASSPHRASE

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}


def test_an_older_copy_under_the_same_file_takes_a_chain_of_its_own(
    carnet: Notebook, doors: Opening
) -> None:
    folder = carnet.folder
    carnet.add("visit", VISIT)
    carnet.close()
    older = folder.base.read_bytes()
    with doors.open(folder.path, PASSPHRASE) as notebook:
        notebook.add("visit", VISIT)
        device = notebook.base.identity.device

    _write_over(folder.base, older)

    with doors.open(folder.path, PASSPHRASE) as notebook:
        assert notebook.base.identity.device != device
        assert notebook.check().sound


def _write_over(base: Path, content: bytes) -> None:
    """Replace the content and keep the file, as a copy command does."""
    for path in base.parent.glob(f"{base.name}-*"):
        path.unlink()
    number = base.stat().st_ino
    with base.open("r+b") as file:
        file.write(content)
        file.truncate()
    assert base.stat().st_ino == number


def test_the_present_base_keeps_its_chain(carnet: Notebook, doors: Opening) -> None:
    device = carnet.base.identity.device
    carnet.add("visit", VISIT)
    carnet.close()

    with doors.open(carnet.folder.path, PASSPHRASE) as again:
        again.add("visit", VISIT)
        assert again.base.identity.device == device


def test_a_note_that_cannot_be_read_changes_nothing(carnet: Notebook, doors: Opening) -> None:
    device = carnet.base.identity.device
    carnet.close()
    carnet.folder.chain_end.write_bytes(b"\xff")

    with doors.open(carnet.folder.path, PASSPHRASE) as again:
        assert again.base.identity.device == device
