"""What a replaced base still holds is written again on top of the backup."""

from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening, Restoration
from desktop.store.backups import Backup
from desktop.store.restoring import Restoring
from sync.operations.chain import check_chain

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def backup(notebook: Notebook) -> Backup:
    """Return a backup after which much was written; the notebook is then closed."""
    kept = notebook.add("visit", {**VISIT, "id": "kept"}).record.id
    made = notebook.backups.make()
    notebook.edit(kept, {"facts": "Le marché."})
    notebook.add("visit", {**VISIT, "id": "later", "private_note": "À moi"})
    notebook.delete(notebook.add("visit", {**VISIT, "id": "trashed"}).record.id)
    notebook.close()
    return made


def restore(
    opening: Opening, notebook: Notebook, backup: Backup, passphrase: str, *, later: bool | None
) -> Restoration:
    """Put the backup in place of the base."""
    return opening.restore(notebook.folder.path, backup, passphrase, later_work=later)


def damage(path: Path, *places: int) -> None:
    """Change bytes of a base."""
    with path.open("r+b") as base:
        for place in places:
            base.seek(place)
            base.write(b"\xff" * 64)


def test_later_work_comes_back_whole(
    opening: Opening, notebook: Notebook, backup: Backup, passphrase: str
) -> None:
    restored = restore(opening, notebook, backup, passphrase, later=True)

    with restored.notebook as again:
        assert restored.rescued.refused == 0
        assert restored.rescued.added == 5
        assert dict(again.get("kept"))["facts"] == "Le marché."
        assert dict(again.get("later"))["private_note"] == "À moi"
        assert again.get("trashed").deleted_at is not None
        assert check_chain(again.base.log.everything()) == ()
        assert again.check(full=True).sound


def test_who_goes_back_on_purpose_is_back(
    opening: Opening, notebook: Notebook, backup: Backup, passphrase: str
) -> None:
    restored = restore(opening, notebook, backup, passphrase, later=None)

    with restored.notebook as again:
        assert restored.rescued.added == 0
        assert dict(again.get("kept"))["facts"] == "Le jardin."
        assert again.count("visit") == 1
    with opening.open(notebook.folder.path, passphrase) as reopened:
        assert reopened.count("visit") == 1


def test_a_damaged_base_gives_back_what_can_still_be_read(
    opening: Opening, notebook: Notebook, backup: Backup, passphrase: str
) -> None:
    size = notebook.folder.base.stat().st_size
    damage(notebook.folder.base, *range(size // 2, size, size // 8))

    restored = restore(opening, notebook, backup, passphrase, later=None)

    with restored.notebook as again:
        assert again.check(full=True).sound
        assert dict(again.get("kept"))["facts"] in ("Le marché.", "Le jardin.")
        assert restored.rescued.refused == 0


def test_a_base_of_which_nothing_is_left_gives_nothing_and_stops_nothing(
    opening: Opening, notebook: Notebook, backup: Backup, passphrase: str
) -> None:
    size = notebook.folder.base.stat().st_size
    notebook.folder.base.write_bytes(b"\x00" * size)

    restored = restore(opening, notebook, backup, passphrase, later=None)

    with restored.notebook as again:
        assert restored.rescued.added == 0
        assert dict(again.get("kept"))["facts"] == "Le jardin."
        assert (restored.aside / "carnet.db").read_bytes() == b"\x00" * size


def test_codes_given_since_the_backup_are_not_given_again(
    opening: Opening, notebook: Notebook, backup: Backup, passphrase: str
) -> None:
    with restore(opening, notebook, backup, passphrase, later=True).notebook as again:
        code = again.add("visit", VISIT).record.code

        assert code == "VIS-26-JD-0004"
        assert again.resolve("VIS-26-JD-0002") == "later"


def test_a_rescue_cut_short_is_begun_again_at_the_next_opening(
    opening: Opening,
    notebook: Notebook,
    backup: Backup,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(_restoring: Restoring, _aside: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Restoring, "rescued", killed)
        with pytest.raises(KeyboardInterrupt):
            restore(opening, notebook, backup, passphrase, later=True)

    with opening.open(notebook.folder.path, passphrase) as again:
        assert dict(again.get("kept"))["facts"] == "Le marché."
        assert again.count("visit") == 2
        assert check_chain(again.base.log.everything()) == ()
