"""A file is replaced whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from desktop.errors import NotWritten
from desktop.files import copy_atomically, write_atomically


def test_a_file_is_replaced_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    target = tmp_path / "export.xlsx"
    target.write_bytes(b"old")

    write_atomically(target, b"new")

    assert target.read_bytes() == b"new"
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "export.xlsx"
    target.write_bytes(b"old")

    def stop(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, stop)

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "not-a-folder").touch()

    with pytest.raises(NotWritten, match=r"export\.xlsx"):
        write_atomically(tmp_path / "not-a-folder" / "export.xlsx", b"new")


def test_a_target_that_cannot_be_replaced_keeps_nothing_of_ours(tmp_path: Path) -> None:
    (tmp_path / "export.xlsx").mkdir()

    with pytest.raises(NotWritten):
        write_atomically(tmp_path / "export.xlsx", b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["export.xlsx"]


def test_a_copy_has_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(os.urandom(3_000_000))

    copy_atomically(tmp_path / "source", tmp_path / "target")

    assert (tmp_path / "target").read_bytes() == (tmp_path / "source").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit the size of files")
def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "export.xlsx"
    target.write_bytes(b"old")
    program = f"""
import resource
from pathlib import Path
from desktop.errors import DiskFull
from desktop.files import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path({str(target)!r}), b"x" * 5000)
except DiskFull:
    print("told")
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.strip() == b"told"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_write_left_goes_and_one_under_way_stays(tmp_path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from desktop.files import write_atomically
write_atomically(Path({str(tmp_path / "données.xlsx")!r}), lambda file: os._exit(1))
"""
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program], check=False)
    old, young = tmp_path.iterdir()
    os.utime(old, (0, 0))
    of_another = tmp_path / ".a.tmp"
    of_another.write_bytes(b"of another program")
    os.utime(of_another, (0, 0))

    write_atomically(tmp_path / "W1.xlsx", b"new")

    assert {*tmp_path.iterdir()} == {young, of_another, tmp_path / "W1.xlsx"}


@pytest.mark.skipif(os.name == "nt", reason="Windows counts the letters of the whole path")
def test_a_name_as_long_as_the_disk_takes_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("é" * 125 + ".xlsx")

    write_atomically(target, b"new")

    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows counts the letters of the whole path")
def test_a_name_too_long_for_the_disk_is_told_as_such(tmp_path: Path) -> None:
    target = tmp_path / ("é" * 126 + ".xlsx")

    with pytest.raises(NotWritten) as told:
        write_atomically(target, b"new")

    assert "trop long" in told.value.advice
    assert not [*tmp_path.iterdir()]
