"""Slots open with their secret, refuse another one, and tell damage from a mistake."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import BadInput, Damaged, NewerNotebook, WrongSecret
from desktop.store.keys import RecoveryKey
from desktop.store.keyslots import Argon2, KeyFile, NewKeys, _seal, create_keys

PASSPHRASE = "quatre mots sans aucun rapport"


def test_the_passphrase_and_the_recovery_key_give_the_same_data_key(keys: NewKeys) -> None:
    assert keys.file.unlock(PASSPHRASE) == keys.data
    assert keys.file.unlock_with_recovery(keys.recovery.printed.lower()) == keys.data


@pytest.mark.parametrize("wrong", ["", "quatre mots sans aucun rapporT", PASSPHRASE + " "])
def test_another_passphrase_is_refused_in_a_sentence(keys: NewKeys, wrong: str) -> None:
    with pytest.raises(WrongSecret, match="Rien n’a été modifié"):
        keys.file.unlock(wrong)


def test_the_recovery_key_of_another_notebook_is_refused(keys: NewKeys) -> None:
    with pytest.raises(WrongSecret, match="autre carnet"):
        keys.file.unlock_with_recovery(RecoveryKey.random().printed)


def test_a_new_passphrase_replaces_the_old_one_only(keys: NewKeys) -> None:
    changed = keys.file.with_new_passphrase(keys.data, "cinq autres mots sans lien")

    assert changed.unlock("cinq autres mots sans lien") == keys.data
    assert changed.unlock_with_recovery(keys.recovery.printed) == keys.data
    assert changed.revision == keys.file.revision + 1
    with pytest.raises(WrongSecret):
        changed.unlock(PASSPHRASE)


def test_a_new_recovery_key_replaces_the_printed_one(keys: NewKeys) -> None:
    changed, recovery = keys.file.with_new_recovery(keys.data)

    assert changed.unlock_with_recovery(recovery.printed) == keys.data
    assert changed.unlock(PASSPHRASE) == keys.data
    with pytest.raises(WrongSecret):
        changed.unlock_with_recovery(keys.recovery.printed)


def test_a_weak_passphrase_never_makes_a_slot(keys: NewKeys, cheap: Argon2) -> None:
    with pytest.raises(BadInput):
        create_keys("azertyuiop12", UUID(int=1), cheap)
    with pytest.raises(BadInput):
        keys.file.with_new_passphrase(keys.data, "azertyuiop12")


def test_the_key_of_another_base_cannot_be_put_in_these_slots(keys: NewKeys, cheap: Argon2) -> None:
    other = create_keys(PASSPHRASE, UUID(int=1), cheap)

    assert not keys.file.matches(other.data)
    with pytest.raises(Damaged):
        keys.file.with_new_passphrase(other.data, "cinq autres mots sans lien")


def test_the_file_reads_back_and_holds_no_secret(keys: NewKeys) -> None:
    content = keys.file.render()

    assert KeyFile.parse(content) == keys.file
    for secret in (PASSPHRASE, keys.recovery.printed, keys.data.reveal().hex()):
        assert secret.encode() not in content


def test_each_flipped_bit_of_the_file_is_seen(keys: NewKeys) -> None:
    content = keys.file.render()

    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 1 << (place % 8)
        with pytest.raises(Damaged):
            KeyFile.parse(bytes(damaged))


@given(content=st.binary(max_size=200) | st.just(b"[" * 60_000) | st.just(b" " * 70_000))
def test_any_other_bytes_are_damage_and_nothing_worse(content: bytes) -> None:
    with pytest.raises(Damaged):
        KeyFile.parse(content)


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 100_000_000}, {"iterations": 10**9}, {"lanes": 0}, {"lanes": "4"}]
)
def test_a_hostile_file_cannot_ask_for_more_than_a_laptop_has(
    keys: NewKeys, cost: dict[str, object]
) -> None:
    body = json.loads(keys.file.render())["body"]
    body["passphrase"]["cost"] |= cost

    with pytest.raises(Damaged):
        KeyFile.parse(_seal(1, body))


def test_a_file_of_a_later_version_is_told_from_a_damaged_one(keys: NewKeys) -> None:
    body = json.loads(keys.file.render())["body"] | {"escrow": {"kind": "later"}}

    with pytest.raises(NewerNotebook):
        KeyFile.parse(_seal(2, body))


def test_a_slot_damaged_under_the_right_passphrase_is_not_called_a_wrong_passphrase(
    keys: NewKeys,
) -> None:
    body = json.loads(keys.file.render())["body"]
    body["passphrase"]["wrapped"] = "00" * 48

    with pytest.raises(Damaged):
        KeyFile.parse(_seal(1, body)).unlock(PASSPHRASE)


def test_a_slot_moved_to_another_base_does_not_open(keys: NewKeys) -> None:
    body = json.loads(keys.file.render())["body"] | {"base_id": str(UUID(int=8))}

    with pytest.raises(Damaged):
        KeyFile.parse(_seal(1, body)).unlock(PASSPHRASE)
