"""The doors of the product: create, open, recover, restore, change the passphrase."""

import os
import shutil
from pathlib import Path

import pytest

from desktop.errors import BadInput, Damaged, NoNotebook, ReadOnly, Vanished, WrongSecret
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.history import rules_of
from desktop.store.query import ListQuery
from sync.operations.chain import check_chain
from sync.operations.merge import project

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the lock."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.fixture
def folder(notebook: Notebook) -> Path:
    """Return the folder of a closed notebook that holds a visit."""
    notebook.add("visit", {**VISIT, "id": "visit"})
    notebook.close()
    return notebook.folder.path


def test_what_was_written_is_there_at_the_next_opening(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    with opening.open(folder, passphrase) as notebook:
        assert dict(notebook.get("visit"))["facts"] == "Le jardin."
        assert notebook.person.name == "Jeanne Dupont"
        assert notebook.next_undo() is not None


@pytest.mark.parametrize("typed", ["", " ", "une longue phrase de ru", "x" * 10_000, "\x00"])
def test_a_wrong_passphrase_changes_nothing(
    opening: Opening, folder: Path, passphrase: str, typed: str
) -> None:
    before = files(folder)

    with pytest.raises(WrongSecret):
        opening.open(folder, typed)

    assert files(folder) == before
    opening.open(folder, passphrase).close()


def test_where_there_is_no_notebook_none_is_made(
    opening: Opening, tmp_path: Path, passphrase: str
) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(NoNotebook):
            opening.open(folder, passphrase)

    assert files(tmp_path) == {}
    assert not (tmp_path / "nowhere").exists()


def test_where_the_base_went_away_none_is_made_in_its_place(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    (folder / "carnet.db").unlink()

    with pytest.raises(Vanished):
        opening.open(folder, passphrase)
    with pytest.raises(BadInput):
        opening.create(folder, name="Jeanne", passphrase=passphrase)

    assert not (folder / "carnet.db").exists()


def test_a_file_that_is_no_base_is_left_as_it_is(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    (folder / "carnet.db").write_bytes(b"ceci n'est pas une base" * 500)

    with pytest.raises(Damaged):
        opening.open(folder, passphrase)

    assert (folder / "carnet.db").read_bytes() == b"ceci n'est pas une base" * 500


def test_a_folder_that_holds_a_notebook_is_not_given_another(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    before = files(folder)

    with pytest.raises(BadInput, match="déjà un carnet"):
        opening.create(folder, name="Autre", passphrase=passphrase)

    assert files(folder) == before


@pytest.mark.parametrize(("name", "phrase"), [("  ", None), ("Jeanne", "court"), ("Jeanne", "")])
def test_a_creation_refused_leaves_no_notebook(
    opening: Opening, tmp_path: Path, passphrase: str, name: str, phrase: str | None
) -> None:
    with pytest.raises(BadInput):
        opening.create(
            tmp_path / "c", name=name, passphrase=passphrase if phrase is None else phrase
        )

    assert not (tmp_path / "c" / "carnet.db").exists()
    opening.create(tmp_path / "c", name="Jeanne", passphrase=passphrase).notebook.close()


def test_a_creation_cut_short_can_be_begun_again(
    opening: Opening, tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("desktop.store.folder.NotebookFolder.adopt", _killed)
        with pytest.raises(KeyboardInterrupt):
            opening.create(tmp_path / "c", name="Jeanne", passphrase=passphrase)

    with pytest.raises(NoNotebook):
        opening.open(tmp_path / "c", passphrase)
    with opening.create(tmp_path / "c", name="Jeanne", passphrase=passphrase).notebook as made:
        assert made.add("visit", VISIT).record.code == "VIS-26-JE-0001"


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_folder_that_cannot_be_written_is_a_sentence(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    if os.geteuid() == 0:
        pytest.skip("the administrator may write everywhere")
    folder.chmod(0o500)

    with pytest.raises(ReadOnly):
        opening.open(folder, passphrase)

    folder.chmod(0o700)


def test_the_printed_key_opens_and_gives_a_new_passphrase(
    opening: Opening, tmp_path: Path, passphrase: str
) -> None:
    made = opening.create(tmp_path / "c", name="Jeanne", passphrase=passphrase)
    made.notebook.add("visit", {**VISIT, "id": "visit"})
    made.notebook.close()

    new = "une autre longue phrase"
    with opening.open_with_recovery(tmp_path / "c", made.recovery.printed, new) as notebook:
        assert dict(notebook.get("visit"))["facts"] == "Le jardin."

    with pytest.raises(WrongSecret):
        opening.open(tmp_path / "c", passphrase)
    opening.open(tmp_path / "c", new).close()
    opening.open_with_recovery(tmp_path / "c", made.recovery.printed, passphrase).close()


def test_a_weak_new_passphrase_is_refused_and_the_old_one_stays(
    opening: Opening, tmp_path: Path, passphrase: str
) -> None:
    made = opening.create(tmp_path / "c", name="Jeanne", passphrase=passphrase)
    made.notebook.close()

    with pytest.raises(BadInput):
        opening.open_with_recovery(tmp_path / "c", made.recovery.printed, "court")
    with pytest.raises(BadInput):
        opening.change_passphrase(tmp_path / "c", passphrase, "court")

    opening.open(tmp_path / "c", passphrase).close()


def test_the_passphrase_is_changed_by_who_knows_it(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    new = "une autre longue phrase"
    with pytest.raises(WrongSecret):
        opening.change_passphrase(folder, "une fausse longue phrase", new)

    opening.change_passphrase(folder, passphrase, new)

    with pytest.raises(WrongSecret):
        opening.open(folder, passphrase)
    with opening.open(folder, new) as notebook:
        assert notebook.count("visit") == 1


def test_a_backup_made_under_an_older_passphrase_is_restored_with_either(
    opening: Opening, notebook: Notebook, passphrase: str
) -> None:
    folder = notebook.folder.path
    notebook.add("visit", VISIT)
    backup = notebook.backups.make()
    notebook.close()
    new = "une autre longue phrase"
    opening.change_passphrase(folder, passphrase, new)

    for typed in (new, passphrase):
        restored = opening.restore(folder, backup, typed).notebook
        with restored:
            assert restored.count("visit") == 1
    opening.open(folder, new).close()


def test_restoring_puts_the_present_base_aside_and_never_deletes(
    opening: Opening, notebook: Notebook, passphrase: str
) -> None:
    backup = notebook.backups.make()
    notebook.add("visit", VISIT)
    notebook.close()
    replaced = notebook.folder.base.read_bytes()

    restored = opening.restore(notebook.folder.path, backup, passphrase)

    with restored.notebook as again:
        assert again.count("visit") == 0
        assert (restored.aside / "carnet.db").read_bytes() == replaced


def test_a_restore_refused_leaves_the_present_base(
    opening: Opening, notebook: Notebook, passphrase: str
) -> None:
    backup = notebook.backups.make()
    notebook.add("visit", {**VISIT, "id": "visit"})
    notebook.close()
    backup.path.write_bytes(b"\x00" * backup.path.stat().st_size)

    with pytest.raises(Damaged):
        opening.restore(notebook.folder.path, backup, passphrase)

    with opening.open(notebook.folder.path, passphrase) as again:
        assert again.count("visit") == 1


def test_the_default_lists_are_written_once(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    counts = []
    for _ in range(3):
        with opening.open(folder, passphrase) as notebook:
            counts.append((notebook.count("list_entry"), notebook.base.log.next_place()))

    assert len(set(counts)) == 1
    assert counts[0][0] > 100


def test_the_default_lists_are_no_act_of_the_person(notebook: Notebook) -> None:
    assert notebook.next_undo() is None
    assert {record.code for record in notebook.records(ListQuery("list_entry"))} == {""}


def test_a_corrected_retired_or_erased_entry_is_not_written_over(
    opening: Opening, notebook: Notebook, passphrase: str
) -> None:
    first, second, third = [
        record.id for record in list(notebook.records(ListQuery("list_entry")))[:3]
    ]
    notebook.edit(first, {"entry_label": "Corrigé"})
    notebook.edit(second, {"active": False})
    notebook.delete(third)
    notebook.close()

    with opening.open(notebook.folder.path, passphrase) as again:
        assert dict(again.get(first))["entry_label"] == "Corrigé"
        assert dict(again.get(second))["active"] is False
        assert again.get(third).deleted_at is not None


def test_a_correction_wins_over_the_default_of_another_laptop(
    opening: Opening, notebook: Notebook, passphrase: str, tmp_path: Path
) -> None:
    entry = next(iter(notebook.records(ListQuery("list_entry")))).id
    notebook.edit(entry, {"entry_label": "Corrigé"})
    other = opening.create(tmp_path / "other", name="Bruno", passphrase=passphrase).notebook

    with other:
        both = [*notebook.base.log.of_record(entry), *other.base.log.of_record(entry)]
        merged = project(both, rules_of("list_entry"))

    assert merged.values["entry_label"] == "Corrigé"
    assert merged.differences == ()


def test_a_moved_notebook_opens_and_continues_its_log(
    opening: Opening, folder: Path, passphrase: str, tmp_path: Path
) -> None:
    moved = tmp_path / "Mes documents à moi" / "carnet ’été’ #1 %20"
    moved.parent.mkdir()
    shutil.move(folder, moved)

    with opening.open(moved, passphrase) as notebook:
        notebook.add("visit", VISIT)
        assert notebook.count("visit") == 2
        assert check_chain(notebook.base.log.everything()) == ()


def test_closing_leaves_one_file_for_the_base(folder: Path) -> None:
    names = {path.name for path in folder.iterdir() if path.name.startswith("carnet.db")}

    assert names == {"carnet.db"}


def test_a_lost_marker_is_written_again(opening: Opening, folder: Path, passphrase: str) -> None:
    (folder / "carnet.json").unlink()

    opening.open(folder, passphrase).close()

    assert (folder / "carnet.json").exists()
