"""Write files so that a reader finds the old content or the new one, never half of it."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import BinaryIO, Final

from desktop.errors import DiskFull, NotWritten

NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# The name of the file is not in it: one of the greatest length would leave no room for a sign.
_UNFINISHED: Final = ".carnet-de-quartier-"
_LONG_AGO: Final = 3_600
_SHORTER: Final = (
    "Son nom est trop long pour ce disque\u00a0: donnez-en un plus court, puis réessayez."
)


def write_atomically(path: Path, content: bytes | Callable[[BinaryIO], None]) -> None:
    """Replace `path` by `content`, whole, durable and readable by its owner only.

    `content` is the bytes, or a function that writes them to the open file it receives.
    Raises `DiskFull` or `NotWritten` when the disk refuses; whatever fails, `path` keeps what
    it held and nothing stays behind. What earlier writes left there goes, if they were killed.
    """
    _drop_unfinished(path.parent)
    with told(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED, suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                if callable(content):
                    content(file)
                else:
                    file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)


def _drop_unfinished(folder: Path) -> None:
    """Remove what writes that were killed left in a folder, in clear perhaps, an hour ago or more.

    A write that is under way, in another window perhaps, is younger.
    """
    with suppress(OSError):
        for left in folder.glob(f"{_UNFINISHED}*.tmp"):
            with suppress(OSError):
                if time() - left.stat().st_mtime > _LONG_AGO:
                    left.unlink()


def copy_atomically(source: Path, target: Path) -> None:
    """Make `target` the same bytes as `source`; raises what `write_atomically` raises."""

    def pour(file: BinaryIO) -> None:
        with source.open("rb") as origin:
            while block := origin.read(1 << 20):
                file.write(block)

    write_atomically(target, pour)


def shred(path: Path) -> None:
    """Write over a small file before it goes: on most disks its blocks then say nothing."""
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def sync_file(path: Path) -> None:
    """Wait until the bytes of `path` are on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names inside `folder` are on the disk; Windows does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the refusals of the disk about `path` into `DiskFull` or `NotWritten`."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull from error
        sentence = f"Le fichier «\u00a0{path.name}\u00a0» n’a pas pu être écrit. "
        advice = _SHORTER if error.errno == errno.ENAMETOOLONG else NotWritten.advises
        raise NotWritten(sentence + "L’ancien, s’il existait, est intact.", advice) from error
