"""What is kept beside the database, for it must outlive it: erasures, ends of the audit log."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from sync.server.auditing import Anchor, Head

FILE: Final = "erasures.jsonl"
HEADS: Final = "audit-heads.jsonl"


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """Operations that were erased together: ids only."""

    space: str
    at: int
    operations: tuple[str, ...]
    files: tuple[str, ...] = ()


class Ledger:
    """A file with one line an erasure, only ever added to."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, space: str, at: int, operations: Collection[str], files: Collection[str]) -> None:
        """Write a line, on the disk before this returns."""
        line = orjson.dumps(ErasureLine(space, at, tuple(sorted(operations)), tuple(sorted(files))))
        append(self._file, line + b"\n")

    def lines(self) -> Iterator[ErasureLine]:
        """Yield the lines."""
        for said in _lines(self._file):
            yield ErasureLine(
                said["space"], said["at"], tuple(said["operations"]), tuple(said["files"])
            )

    def complete(self, space: str, at: int, erased: Collection[str]) -> None:
        """Write down those of some erased operations that no line names."""
        named = {each for line in self.lines() if line.space == space for each in line.operations}
        lacking = set(erased) - named
        if lacking:
            self.add(space, at, lacking, ())


class Heads:
    """A file that says where the audit log ended, each time somebody looked."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def note(self, head: Head, at: int, *, restored: bool = False) -> None:
        """Write down where the log ends now, unless it is where it ended last."""
        last = next(reversed(self.anchors()), None)
        if restored or last is None or (last.number, last.hash) != (head.number, head.hash):
            line = orjson.dumps(Anchor(head.number, head.hash, at, restored))
            append(self._file, line + b"\n")

    def anchors(self) -> tuple[Anchor, ...]:
        """Return all that was written down, in its order."""
        return tuple(
            Anchor(said["number"], said["hash"], said["at"], said["restored"])
            for said in _lines(self._file)
        )


def _lines(file: Path) -> Iterator[Any]:
    """Yield the lines of a file; one that was cut at the end never was."""
    if not file.exists():
        return
    for line in file.read_bytes().splitlines():
        try:
            yield orjson.loads(line)
        except ValueError:
            continue


def append(file: Path, content: bytes) -> None:
    """Add bytes to a file that only its owner reads, durably."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(file, os.O_APPEND, content)


def write_new(file: Path, content: bytes) -> None:
    """Write a file that only its owner reads, durably; raises FileExistsError."""
    _write(file, os.O_EXCL, content)


def _write(file: Path, how: int, content: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | how, 0o600)
    try:
        while content:
            content = content[os.write(handle, content) :]
        os.fsync(handle)
    finally:
        os.close(handle)
