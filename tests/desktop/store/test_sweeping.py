"""A file is erased only when no record, no past, no draft and no kept backup can name it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.backups import Reason
from desktop.store.purge import purge
from tests.conftest import PASSPHRASE, Clock

CONTENT = b"une photo"
Attach = Callable[..., str]


@pytest.fixture
def attach(carnet: Notebook) -> Attach:
    """Return what attaches a content to a new record and gives the id of the record."""

    def attach(content: bytes = CONTENT) -> str:
        return carnet.add("attachment", values(carnet.contents.keep(content))).record.id

    return attach


def values(digest: str) -> dict[str, Any]:
    """Return an attachment."""
    return {
        "file_name": "photo.jpg",
        "recognisable_people": "NON",
        "sha256": digest,
        "media_type": "image/jpeg",
    }


def kept(notebook: Notebook) -> int:
    """Return how many files lie beside the base."""
    return len(list(notebook.folder.files.rglob("*.blob")))


def live(notebook: Notebook, clock: Clock, days: int) -> None:
    """Let days pass, with a backup on each, which erases what may be."""
    for _day in range(days):
        clock.wait(days=1, minutes=1)
        notebook.backups.make(Reason.REGULAR)


def erase(notebook: Notebook) -> None:
    """Empty the trash for good."""
    purge(notebook.base, notebook.base.now_ms() + 1)


def only_the_newest(notebook: Notebook) -> None:
    """Drop every backup but the newest, as age will."""
    for backup in notebook.backups.list()[1:]:
        backup.path.unlink()
        backup.keys.unlink()


def test_a_used_file_stays(carnet: Notebook, attach: Attach, wall_clock: Clock) -> None:
    attach()

    live(carnet, wall_clock, 40)
    only_the_newest(carnet)
    live(carnet, wall_clock, 1)

    assert kept(carnet) == 1


def test_a_file_of_the_trash_stays_until_the_trash_is_emptied(
    carnet: Notebook, attach: Attach, wall_clock: Clock
) -> None:
    key = attach()
    carnet.delete(key)

    wall_clock.wait(days=29)
    live(carnet, wall_clock, 1)

    carnet.restore(key)
    assert carnet.contents.whole(str(dict(carnet.get(key))["sha256"])) == CONTENT


def test_a_file_replaced_in_its_record_stays_for_the_history(
    carnet: Notebook, attach: Attach, wall_clock: Clock
) -> None:
    key = attach()
    carnet.edit(key, {"sha256": carnet.contents.keep(b"une autre")})

    live(carnet, wall_clock, 35)
    only_the_newest(carnet)
    live(carnet, wall_clock, 1)

    assert kept(carnet) == 2


def test_a_file_that_only_a_draft_names_stays(carnet: Notebook, wall_clock: Clock) -> None:
    carnet.keep_draft("", "attachment", "", values(carnet.contents.keep(CONTENT)))

    live(carnet, wall_clock, 35)
    only_the_newest(carnet)
    live(carnet, wall_clock, 1)

    assert kept(carnet) == 1


def test_a_file_waits_for_the_last_backup_that_may_name_it(
    carnet: Notebook, attach: Attach, wall_clock: Clock
) -> None:
    carnet.delete(attach())
    carnet.backups.make()
    erase(carnet)

    live(carnet, wall_clock, 1)
    wall_clock.wait(days=40)
    live(carnet, wall_clock, 1)
    while_named = kept(carnet)
    only_the_newest(carnet)
    live(carnet, wall_clock, 1)

    assert (while_named, kept(carnet)) == (1, 0)


def test_an_unused_file_waits_thirty_days(carnet: Notebook, wall_clock: Clock) -> None:
    carnet.contents.keep(CONTENT)

    live(carnet, wall_clock, 29)
    only_the_newest(carnet)
    live(carnet, wall_clock, 1)
    before = kept(carnet)
    live(carnet, wall_clock, 2)

    assert (before, kept(carnet)) == (1, 0)


def test_a_content_attached_again_counts_anew(
    carnet: Notebook, attach: Attach, wall_clock: Clock
) -> None:
    carnet.contents.keep(CONTENT)
    live(carnet, wall_clock, 29)

    attach()
    only_the_newest(carnet)
    live(carnet, wall_clock, 5)

    assert kept(carnet) == 1


def test_a_restored_base_finds_its_files(
    carnet: Notebook, attach: Attach, doors: Opening, wall_clock: Clock
) -> None:
    key = attach()
    backup = carnet.backups.make()
    carnet.delete(key)
    erase(carnet)
    live(carnet, wall_clock, 1)
    wall_clock.wait(days=40)
    live(carnet, wall_clock, 1)
    folder = carnet.folder.path
    carnet.close()

    restored = doors.restore(folder, backup, PASSPHRASE).notebook

    digest = str(dict(restored.get(key))["sha256"])
    assert restored.contents.whole(digest) == CONTENT
    assert restored.check(full=True).sound
    assert restored.base.db.execute("SELECT max(unused_since) FROM kept_file").fetchone() == (None,)
    restored.close()


def test_a_new_passphrase_touches_no_file(carnet: Notebook, attach: Attach, doors: Opening) -> None:
    key = attach()
    folder = carnet.folder.path
    before = blobs_of(folder)
    carnet.close()

    doors.change_passphrase(folder, PASSPHRASE, "une tout autre phrase longue")

    assert blobs_of(folder) == before
    with doors.open(folder, "une tout autre phrase longue") as again:
        assert again.contents.whole(str(dict(again.get(key))["sha256"])) == CONTENT


def blobs_of(folder: Path) -> dict[Path, bytes]:
    """Return every file beside the base, and its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*.blob")}


def test_a_backup_dated_in_the_future_keeps_what_it_may_name(
    carnet: Notebook, attach: Attach, wall_clock: Clock
) -> None:
    key = attach()
    wall_clock.wait(days=365)
    carnet.backups.make(Reason.REGULAR)
    wall_clock.wait(days=-364)
    carnet.delete(key)
    erase(carnet)

    ahead = carnet.backups.list()[0]
    live(carnet, wall_clock, 1)
    wall_clock.wait(days=400)
    for backup in carnet.backups.list()[1:]:
        backup.path.unlink()
        backup.keys.unlink()
    live(carnet, wall_clock, 1)

    assert ahead in carnet.backups.list()
    assert kept(carnet) == 1


def test_a_file_that_cannot_be_erased_is_tried_again(
    carnet: Notebook, wall_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    carnet.contents.keep(CONTENT)
    live(carnet, wall_clock, 1)
    wall_clock.wait(days=31)
    live(carnet, wall_clock, 1)
    only_the_newest(carnet)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _refused)
        live(carnet, wall_clock, 1)
    still = kept(carnet)
    live(carnet, wall_clock, 1)

    assert (still, kept(carnet)) == (1, 0)


def _refused(path: Path, **_options: bool) -> None:
    raise PermissionError(13, "open elsewhere", str(path))


def test_a_strange_file_among_the_folders_is_left_alone(carnet: Notebook, attach: Attach) -> None:
    attach()
    strange = carnet.folder.files / "ab"
    strange.write_bytes(b"?")

    carnet.backups.make(Reason.REGULAR)

    assert strange.exists()
