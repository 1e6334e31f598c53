"""Notebooks on the disk for the tests of the store: real files, cheap key derivation."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest

from desktop.store.backups import Backups
from desktop.store.cipher import Connection, connect, create
from desktop.store.folder import Marker, NotebookFolder
from desktop.store.keys import DataKey
from desktop.store.keyslots import Argon2, NewKeys, create_keys

PASSPHRASE = "quatre mots sans aucun rapport"
MARKER = "Zénaïde-Marqueur-7319"
CHEAP = Argon2(memory_kib=64, iterations=1, lanes=1)


class HandClock:
    """Tell the time that the test decides."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, step: timedelta) -> None:
        """Move the hand forward, or back."""
        self.now += step


@dataclass(frozen=True)
class Notebook:
    """A notebook on the disk with one table of notes, each holding the marker."""

    passphrase: ClassVar[str] = PASSPHRASE
    marker: ClassVar[str] = MARKER

    folder: NotebookFolder
    keys: NewKeys
    clock: HandClock

    @property
    def key(self) -> DataKey:
        """The key that opens its base."""
        return self.keys.data

    @property
    def backups(self) -> Backups:
        """Its backups, at the time of its clock."""
        return Backups(self.folder, self.key, self.clock)

    def open(self) -> Connection:
        """Return a connection of the test's own."""
        return connect(self.folder.base, self.key)

    def write(self, *bodies: str) -> None:
        """Add notes and close, so that all is in the main file."""
        with closing(self.open()) as connection:
            connection.executemany("INSERT INTO note (body) VALUES (?)", [(b,) for b in bodies])
            connection.commit()

    def files(self) -> dict[str, bytes]:
        """Return every file of the folder and its bytes."""
        found = (path for path in self.folder.path.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder.path)): path.read_bytes() for path in found}

    def bodies(self) -> list[str]:
        """Return the notes, oldest first."""
        with closing(self.open()) as connection:
            return [str(row[0]) for row in connection.execute("SELECT body FROM note ORDER BY id")]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def cheap() -> Argon2:
    """Return the smallest cost a key file may ask for."""
    return CHEAP


@pytest.fixture(scope="session")
def keys() -> NewKeys:
    return create_keys(PASSPHRASE, UUID(int=7), CHEAP)


@pytest.fixture
def notebook(tmp_path: Path, keys: NewKeys, clock: HandClock) -> Notebook:
    folder = NotebookFolder(tmp_path / "carnet")
    folder.prepare()
    folder.keys.save(keys.file)
    with closing(create(folder.newborn, keys.data)) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        connection.commit()
    folder.adopt(Marker(keys.file.base_id, clock.now))
    made = Notebook(folder, keys, clock)
    made.write(f"{MARKER} première note")
    return made
