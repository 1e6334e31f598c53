"""The recovery key survives being copied by hand; secrets never show."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import BadInput
from desktop.store.keys import DataKey, RecoveryKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_printed_key_reads_back() -> None:
    key = RecoveryKey.random()

    assert key.is_the_one(key.printed)
    assert [len(group) for group in key.printed.split("-")] == [5] * 7


def test_case_spaces_dashes_and_lookalikes_do_not_matter() -> None:
    key = RecoveryKey.random()
    copied = key.printed.replace("0", "o").replace("1", "l").replace("-", " – ").lower()

    assert key.is_the_one(f"  {copied}\n")


@given(place=st.integers(0, 34), other=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_seen(place: int, other: str) -> None:
    key = RecoveryKey.random()
    symbols = list(key.printed.replace("-", ""))
    unchanged = symbols[place] == other
    symbols[place] = other

    if unchanged:
        assert key.is_the_one("".join(symbols))
    else:
        with pytest.raises(BadInput, match="diffère"):
            RecoveryKey.read("".join(symbols))


@given(place=st.integers(0, 32))
def test_two_neighbours_swapped_are_always_seen(place: int) -> None:
    key = RecoveryKey.random()
    symbols = list(key.printed.replace("-", ""))
    symbols[place], symbols[place + 1] = symbols[place + 1], symbols[place]

    if symbols[place] != symbols[place + 1]:
        with pytest.raises(BadInput, match="diffère"):
            RecoveryKey.read("".join(symbols))


@pytest.mark.parametrize(
    ("typed", "said"), [("", "il y en a ici 0"), ("ABCD-É", "«\u00a0É\u00a0»"), ("12345", "35")]
)
def test_what_cannot_be_a_key_is_explained(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        RecoveryKey.read(typed)

    assert caught.value.field == "recovery_key"


@given(typed=st.text(max_size=60))
def test_any_text_is_a_key_or_a_sentence(typed: str) -> None:
    with suppress(BadInput):
        assert RecoveryKey.read(typed).is_the_one(typed)


def test_keys_never_show_in_a_message() -> None:
    data, recovery = DataKey.random(), RecoveryKey.random()

    shown = f"{data} {data!r} {recovery} {recovery!r}"

    assert shown == "DataKey(…) DataKey(…) RecoveryKey(…) RecoveryKey(…)"
