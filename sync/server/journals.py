"""The ledger of erasures kept beside the database: what a restore must not bring back."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

FILE: Final = "erasures.jsonl"


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
        """Yield the lines; one that was cut at the end never was."""
        if not self._file.exists():
            return
        for line in self._file.read_bytes().splitlines():
            try:
                said = orjson.loads(line)
            except ValueError:
                continue
            yield ErasureLine(
                said["space"], said["at"], tuple(said["operations"]), tuple(said["files"])
            )


def append(file: Path, content: bytes) -> None:
    """Add bytes to a file that only its owner reads, durably."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        while content:
            content = content[os.write(handle, content) :]
        os.fsync(handle)
    finally:
        os.close(handle)
