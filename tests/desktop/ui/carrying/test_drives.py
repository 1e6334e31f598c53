"""Keys that are plugged in, and the files that lie on them."""

import os
import sys
from pathlib import Path

import pytest

from desktop.ui.carrying.drives import Drive, files_on, is_removable, plugged_in


def test_the_files_of_all_keys_are_offered_the_newest_first(tmp_path: Path) -> None:
    keys = [tmp_path / "a", tmp_path / "b"]
    for at, (key, name) in enumerate(((keys[0], "vieux"), (keys[1], "neuf"))):
        key.mkdir()
        path = key / f"{name}.carnet-echange"
        path.write_bytes(b"")
        os.utime(path, (at + 1, at + 1))
    (keys[0] / "autre.txt").write_bytes(b"")
    (keys[0] / ".coupe.carnet-echange").write_bytes(b"")

    found = files_on([Drive(key, key.name, 1) for key in keys])

    assert [path.name for path in found] == ["neuf.carnet-echange", "vieux.carnet-echange"]


def test_a_key_that_was_pulled_out_offers_nothing(tmp_path: Path) -> None:
    assert files_on([Drive(tmp_path / "gone", "PARTIE", 1)]) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its keys by letters")
@pytest.mark.parametrize(
    ("root", "removable"),
    [
        ("/media/jeanne/KINGSTON", True),
        ("/run/media/jeanne/KINGSTON", True),
        ("/Volumes/KINGSTON", True),
        ("/", False),
        ("/home", False),
        ("/mnt/serveur", False),
    ],
)
def test_what_was_plugged_in_is_told_from_the_rest(root: str, removable: bool) -> None:
    assert is_removable(root) is removable


def test_what_this_computer_has_is_read_without_a_key() -> None:
    assert all(drive.free >= 0 and drive.name for drive in plugged_in())
