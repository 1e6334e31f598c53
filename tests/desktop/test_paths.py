"""The notebook's place, and the program's own files."""

from pathlib import Path

from desktop.paths import default_data_dir, resources_dir


def test_the_resources_are_found() -> None:
    assert (resources_dir() / "passphrases" / "common.txt").is_file()


def test_the_notebook_is_in_the_profile_of_the_person(tmp_path: Path) -> None:
    assert default_data_dir(tmp_path).is_relative_to(Path.home())


def test_a_portable_program_keeps_the_notebook_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "portable.txt").touch()

    assert default_data_dir(tmp_path) == tmp_path / "carnet"
