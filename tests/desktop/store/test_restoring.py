"""A restore replaces the base whole, keeps the old one, and survives being killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from desktop.errors import Damaged, UserError, WrongSecret
from desktop.store.backups import Backup, Reason
from desktop.store.cipher import connect, create
from desktop.store.folder import NotebookFolder
from desktop.store.keypair import read_key_file
from desktop.store.keyslots import Argon2, create_keys
from desktop.store.restoring import Restoring

if TYPE_CHECKING:
    from tests.desktop.store.conftest import Notebook

STEPS = ("check", "copy", "copy keys", "journal", "move aside", "move in", "keys", "sweep", "done")
STEPS_WITHOUT_KEYS = [step for step in STEPS if step not in {"copy keys", "keys", "sweep"}]


class KilledError(BaseException):
    """Stand for the end of the process: nothing of ours may catch it."""


def _backup(notebook: Notebook) -> Backup:
    with closing(notebook.open()) as connection:
        return notebook.backups.make(connection, Reason.MANUAL)


def _bodies(path: Path, notebook: Notebook) -> list[str]:
    with closing(connect(path, notebook.key)) as connection:
        return [str(row[0]) for row in connection.execute("SELECT body FROM note ORDER BY id")]


def _kill_at(step: str, error: type[BaseException] = KilledError) -> Callable[[str], None]:
    def watch(reached: str) -> None:
        if reached == step:
            raise error

    return watch


def test_the_backup_comes_back_and_the_present_base_goes_aside(notebook: Notebook) -> None:
    backup = _backup(notebook)
    notebook.write("après la sauvegarde")

    done = Restoring(notebook.folder).restore(backup, notebook.key, notebook.clock.now)

    assert notebook.bodies() == [f"{notebook.marker} première note"]
    assert _bodies(done.aside / "carnet.db", notebook)[1:] == ["après la sauvegarde"]
    assert read_key_file(done.aside / "carnet.keys") == notebook.keys.file
    assert backup.path.exists()


def test_notes_still_in_the_write_ahead_log_go_aside_with_the_base(notebook: Notebook) -> None:
    backup = _backup(notebook)
    connection = notebook.open()
    connection.execute("INSERT INTO note (body) VALUES ('encore dans le journal')")
    connection.commit()
    # What a killed program leaves: a base and its log, which closing would have merged.
    left = {name: data for name, data in notebook.files().items() if "carnet.db" in name}
    connection.close()
    for name, data in left.items():
        (notebook.folder.path / name).write_bytes(data)

    done = Restoring(notebook.folder).restore(backup, notebook.key, notebook.clock.now)

    assert notebook.bodies() == [f"{notebook.marker} première note"]
    assert _bodies(done.aside / "carnet.db", notebook)[1:] == ["encore dans le journal"]


def test_the_passphrase_of_today_opens_the_base_of_yesterday(notebook: Notebook) -> None:
    backup = _backup(notebook)
    changed = notebook.keys.file.with_new_passphrase(notebook.key, "une phrase plus récente")
    notebook.folder.keys.save(changed)

    Restoring(notebook.folder).restore(backup, notebook.key, notebook.clock.now)

    assert notebook.folder.keys.load().unlock("une phrase plus récente") == notebook.key


def test_both_key_files_lost_come_back_from_the_backup(notebook: Notebook) -> None:
    backup = _backup(notebook)
    notebook.folder.keys.main.write_bytes(b"?")
    notebook.folder.keys.copy.unlink()
    key = read_key_file(backup.keys).unlock(notebook.passphrase)

    Restoring(notebook.folder).restore(backup, key, notebook.clock.now)

    assert notebook.folder.keys.load() == notebook.keys.file
    assert len(notebook.bodies()) == 1


@pytest.mark.parametrize(
    ("step", "keys_lost"),
    [(step, True) for step in STEPS] + [(step, False) for step in STEPS_WITHOUT_KEYS],
)
def test_killed_at_any_step_the_folder_opens_whole(
    notebook: Notebook, step: str, keys_lost: bool
) -> None:
    backup = _backup(notebook)
    notebook.write("après la sauvegarde")
    if keys_lost:
        notebook.folder.keys.main.unlink()
        notebook.folder.keys.copy.unlink()
    with pytest.raises(KilledError):
        Restoring(notebook.folder, _kill_at(step)).restore(backup, notebook.key, notebook.clock.now)

    resumed = Restoring(notebook.folder).resume()

    notebook.folder.require_notebook()
    assert not [name for name in notebook.files() if "incoming" in name or "restore" in name]
    if STEPS.index(step) <= STEPS.index("journal"):
        assert resumed is None
        assert notebook.bodies()[1:] == ["après la sauvegarde"]
    else:
        assert resumed is not None
        assert notebook.bodies()[1:] == []
        assert _bodies(resumed.aside / "carnet.db", notebook)[1:] == ["après la sauvegarde"]
        assert notebook.folder.keys.load().matches(notebook.key)


@pytest.mark.parametrize("second", ["move aside", "move in", "done"])
def test_killed_again_while_resuming_it_still_ends_well(notebook: Notebook, second: str) -> None:
    backup = _backup(notebook)
    notebook.write("après la sauvegarde")
    with pytest.raises(KilledError):
        Restoring(notebook.folder, _kill_at("move in")).restore(
            backup, notebook.key, notebook.clock.now
        )
    with pytest.raises(KilledError):
        Restoring(notebook.folder, _kill_at(second)).resume()

    done = Restoring(notebook.folder).resume()

    assert done is not None
    assert notebook.bodies()[1:] == []
    assert _bodies(done.aside / "carnet.db", notebook)[1:] == ["après la sauvegarde"]


@pytest.mark.parametrize("nth", range(12))
def test_killed_before_any_rename_nothing_is_lost(
    notebook: Notebook, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The base has its log beside it, so that the move is cut between the two as well."""
    backup = _backup(notebook)
    connection = notebook.open()
    connection.execute("INSERT INTO note (body) VALUES ('encore dans le journal')")
    connection.commit()
    left = {name: data for name, data in notebook.files().items() if "carnet.db" in name}
    connection.close()
    for name, data in left.items():
        (notebook.folder.path / name).write_bytes(data)
    countdown, rename = iter(range(nth, -1, -1)), Path.replace

    def replace(path: Path, target: Path) -> Path:
        if next(countdown) == 0:
            raise KilledError
        return rename(path, target)

    with monkeypatch.context() as patch, suppress(KilledError):
        patch.setattr(Path, "replace", replace)
        Restoring(notebook.folder).restore(backup, notebook.key, notebook.clock.now)
    Restoring(notebook.folder).resume()

    asides = [path / "carnet.db" for path in notebook.folder.set_aside.iterdir()]
    found = [_bodies(path, notebook) for path in asides if path.exists()] + [notebook.bodies()]
    assert sorted(len(bodies) for bodies in found) in ([2], [1, 2])


@pytest.mark.parametrize("step", STEPS)
def test_refused_at_any_step_everything_is_as_it_was(notebook: Notebook, step: str) -> None:
    backup = _backup(notebook)
    notebook.write("après la sauvegarde")
    notebook.folder.keys.main.unlink()
    notebook.folder.keys.copy.unlink()
    before = notebook.files()

    with pytest.raises(UserError):
        Restoring(notebook.folder, _kill_at(step, UserError)).restore(
            backup, notebook.key, notebook.clock.now
        )

    after = {name: data for name, data in notebook.files().items() if "set-aside" not in name}
    assert after.keys() - {"carnet.keys", "carnet.keys.copy"} == before.keys()
    assert after["carnet.db"] == before["carnet.db"]
    assert notebook.bodies()[1:] == ["après la sauvegarde"]


@pytest.mark.parametrize("harm", [slice(0, 20), slice(5000, 5001), slice(-1, None)])
def test_a_damaged_backup_is_refused_and_nothing_moves(notebook: Notebook, harm: slice) -> None:
    backup = _backup(notebook)
    content = bytearray(backup.path.read_bytes())
    content[harm] = bytes(255 - byte for byte in content[harm])
    backup.path.write_bytes(content)
    before = notebook.files()

    with pytest.raises(Damaged):
        Restoring(notebook.folder).restore(backup, notebook.key, notebook.clock.now)

    assert notebook.files() == before


def test_a_base_from_elsewhere_is_refused(
    notebook: Notebook, tmp_path: Path, cheap: Argon2
) -> None:
    backup = _backup(notebook)
    stranger = create_keys("la phrase d’un inconnu", UUID(int=5), cheap)
    with closing(create(tmp_path / "stranger.db", stranger.data)) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("PRAGMA journal_mode = DELETE")
    (tmp_path / "stranger.db").replace(backup.path)

    with pytest.raises(Damaged):
        Restoring(notebook.folder).restore(backup, notebook.key, notebook.clock.now)
    with pytest.raises(Damaged, match="n’est pas le sien"):
        Restoring(notebook.folder).restore(backup, stranger.data, notebook.clock.now)

    assert len(notebook.bodies()) == 1


def test_the_notebook_of_another_computer_comes_with_its_own_keys(
    notebook: Notebook, tmp_path: Path, cheap: Argon2
) -> None:
    backup = _backup(notebook)
    elsewhere = NotebookFolder(tmp_path / "nouveau poste")
    elsewhere.prepare()
    elsewhere.keys.save(create_keys("la phrase du nouveau", UUID(int=6), cheap).file)

    key = read_key_file(backup.keys).unlock(notebook.passphrase)
    Restoring(elsewhere).restore(backup, key, notebook.clock.now)

    assert _bodies(elsewhere.base, notebook) == notebook.bodies()
    assert elsewhere.keys.load().unlock(notebook.passphrase) == notebook.key
    with pytest.raises(WrongSecret):
        elsewhere.keys.load().unlock("la phrase du nouveau")


def test_an_unreadable_journal_moves_nothing(notebook: Notebook) -> None:
    notebook.folder.restore_journal.write_bytes(b"{")
    before = notebook.files()

    with pytest.raises(Damaged, match="interrompue"):
        Restoring(notebook.folder).resume()

    assert notebook.files() == before


@pytest.mark.parametrize("name", ["..", "../../../elsewhere", "", "20261123"])
def test_a_journal_cannot_send_the_base_outside_its_folder(notebook: Notebook, name: str) -> None:
    backup = _backup(notebook)
    with pytest.raises(KilledError):
        Restoring(notebook.folder, _kill_at("move aside")).restore(
            backup, notebook.key, notebook.clock.now
        )
    notebook.folder.restore_journal.write_text(json.dumps({"aside": name}))

    with pytest.raises(Damaged, match="interrompue"):
        Restoring(notebook.folder).resume()

    assert len(notebook.bodies()) == 1


@pytest.mark.parametrize("step", ["journal", "move in", "done"])
def test_no_file_of_a_restore_shows_a_note(notebook: Notebook, step: str) -> None:
    backup = _backup(notebook)
    notebook.write(f"{notebook.marker} après la sauvegarde")

    with pytest.raises(KilledError):
        Restoring(notebook.folder, _kill_at(step)).restore(backup, notebook.key, notebook.clock.now)

    found = notebook.files()
    assert len(found) >= 9
    assert not [name for name, data in found.items() if notebook.marker.encode() in data]


def test_the_replaced_base_waits_for_its_unsent_work_to_be_taken_back(notebook: Notebook) -> None:
    backup = _backup(notebook)
    restoring = Restoring(notebook.folder)
    assert restoring.to_rescue() == ()

    done = restoring.restore(backup, notebook.key, notebook.clock.now)
    assert Restoring(notebook.folder).to_rescue() == (done.aside,)

    restoring.rescued(done.aside)
    assert restoring.to_rescue() == ()
    assert (done.aside / "carnet.db").exists()


def test_a_restore_that_was_undone_leaves_nothing_to_rescue(notebook: Notebook) -> None:
    backup = _backup(notebook)

    with pytest.raises(UserError):
        Restoring(notebook.folder, _kill_at("done", UserError)).restore(
            backup, notebook.key, notebook.clock.now
        )

    assert Restoring(notebook.folder).to_rescue() == ()
