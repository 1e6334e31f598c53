"""One sound copy of the key file is enough, and it repairs the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from desktop.errors import Damaged, WrongSecret
from desktop.store.keypair import KeyPair
from desktop.store.keyslots import Argon2, NewKeys, create_keys

if TYPE_CHECKING:
    from tests.desktop.store.conftest import Notebook


@pytest.fixture
def pair(tmp_path: Path, keys: NewKeys) -> KeyPair:
    made = KeyPair(tmp_path / "carnet.keys", tmp_path / "carnet.keys.copy")
    made.save(keys.file)
    return made


@pytest.mark.parametrize("first", [True, False], ids=["main", "copy"])
def test_a_flipped_bit_anywhere_in_one_copy_is_repaired_from_the_other(
    pair: KeyPair, keys: NewKeys, first: bool
) -> None:
    hurt = pair.main if first else pair.copy
    whole = hurt.read_bytes()

    for place in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        hurt.write_bytes(damaged)
        assert pair.load() == keys.file
        assert pair.main.read_bytes() == pair.copy.read_bytes() == whole


def test_a_missing_copy_is_written_again(pair: KeyPair, keys: NewKeys) -> None:
    pair.main.unlink()

    assert pair.load() == keys.file
    assert pair.main.read_bytes() == keys.file.render()


def test_both_copies_damaged_points_to_the_backups_and_writes_nothing(pair: KeyPair) -> None:
    pair.main.write_bytes(b"")
    pair.copy.write_bytes(b"{}")

    with pytest.raises(Damaged) as caught:
        pair.load()

    assert "sauvegarde" in caught.value.advice
    assert (pair.main.read_bytes(), pair.copy.read_bytes()) == (b"", b"{}")


def test_a_change_cut_between_the_two_copies_keeps_the_newest(pair: KeyPair, keys: NewKeys) -> None:
    changed = keys.file.with_new_passphrase(keys.data, "cinq autres mots sans lien")
    pair.copy.write_bytes(changed.render())

    assert pair.load() == changed
    assert pair.main.read_bytes() == changed.render()


def test_the_files_of_two_notebooks_mixed_up_are_both_kept(
    pair: KeyPair, keys: NewKeys, cheap: Argon2
) -> None:
    stranger = create_keys("un autre carnet du service", UUID(int=9), cheap).file
    pair.copy.write_bytes(stranger.render())

    pair.load()

    assert pair.main.read_bytes() == keys.file.render()
    assert pair.copy.read_bytes() == stranger.render()


def test_wrong_passphrases_leave_every_byte_as_it_was(notebook: Notebook) -> None:
    before = notebook.files()

    for turn in range(50):
        with pytest.raises(WrongSecret):
            notebook.folder.keys.load().unlock(f"une phrase qui n’ouvre pas {turn}")

    assert notebook.files() == before
    assert notebook.folder.keys.load().unlock(notebook.passphrase) == notebook.key


def test_the_recovery_key_opens_the_base_when_the_passphrase_is_lost(notebook: Notebook) -> None:
    files = notebook.folder.keys

    key = files.load().unlock_with_recovery(notebook.keys.recovery.printed)
    files.save(files.load().with_new_passphrase(key, "une phrase enfin retenue"))

    assert files.load().unlock("une phrase enfin retenue") == notebook.key
    assert notebook.bodies() == [f"{notebook.marker} première note"]
