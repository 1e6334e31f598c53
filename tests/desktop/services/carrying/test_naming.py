"""The name of a file for a key says when and who, whatever the file system of the key."""

from datetime import UTC, datetime

import pytest

from desktop.services.carrying.naming import file_name, short_print

AT = datetime(2026, 11, 23, 12, 5, tzinfo=UTC).astimezone()


def test_the_name_says_the_day_the_hour_and_who() -> None:
    assert file_name("Jeanne Doe", AT) == f"carnet 2026-11-23 {AT:%Hh%M} Jeanne Doe.carnet-echange"


@pytest.mark.parametrize("person", ["A/B:C*?", 'Jean "Jo" <x>', "..\\..\\x", "nul\x00\n", "..."])
def test_no_sign_that_a_key_refuses_is_left(person: str) -> None:
    name = file_name(person, AT)

    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name.startswith("carnet 2026-11-23 ")
    assert name.endswith(".carnet-echange")


def test_a_very_long_name_is_shortened() -> None:
    assert len(file_name("J" * 500, AT)) < 120


def test_the_print_is_read_aloud_in_two_groups() -> None:
    assert short_print(bytes.fromhex("3f2a91c0ffff")) == "3F2A\u00a091C0"
