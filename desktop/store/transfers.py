"""The attached files that travel: what to send, what to fetch, and the chunks already received.

A chunk received lies encrypted beside the base until its file is whole; nothing is ever written
in clear, not even for a moment.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.files import write_atomically
from desktop.store.base import Base
from desktop.store.blobs import Blobs, DamagedFile, MissingFile
from desktop.store.folder import NotebookFolder, folder_told
from desktop.store.keys import DataKey
from sync.client.ports import FileToMove

_NONCE: Final = 12
_TAG: Final = 16
_SHARED: Final = 1
_OWN: Final = 2
_NAMED: Final = (
    "SELECT k.sha256, max(coalesce(k.size_bytes, 0)),"
    f" min(CASE WHEN r.private_heads LIKE '%\"sha256\"%' THEN {_OWN} ELSE {_SHARED} END) AS place,"
    " min(k.attachment_type = 'PHOTO')"
    ' FROM "attachment" k JOIN record r ON r.seq = k.seq'
    " WHERE k.trashed = 0 AND k.sha256 IS NOT NULL AND k.sha256 != '' GROUP BY k.sha256"
)
"""A file is the space's as soon as one record names it to all; otherwise its author's alone."""
_UNSENT: Final = (
    f"SELECT n.* FROM ({_NAMED}) n LEFT JOIN file_transfer t ON t.digest = n.sha256"
    " WHERE t.sent IS NULL OR t.sent > n.place"
)


class Staging:
    """The chunks of files on their way here."""

    def __init__(self, folder: NotebookFolder, key: DataKey, blobs: Blobs) -> None:
        self._room = folder.files / "arriving"
        self._blobs = blobs
        info = b"carnet de quartier: chunks on their way"
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
        self._cipher = AESGCM(derived.derive(key.reveal()))

    def keep(self, digest: str, index: int, content: bytes) -> None:
        """Keep a chunk; raises `DiskFull`, `NotWritten`."""
        with folder_told():
            self._room.mkdir(mode=0o700, parents=True, exist_ok=True)
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, content, _bound(digest, index))
        write_atomically(self._path(digest, index), sealed)

    def held(self, digest: str) -> frozenset[int]:
        """Return the chunks of a file that are here."""
        with folder_told():
            found = list(self._room.glob(f"{self._blobs.name(digest)}.*.chunk"))
        return frozenset(int(path.name.split(".")[1]) for path in found)

    def size(self, digest: str) -> int:
        """Return how many bytes of a file are here."""
        with folder_told():
            sizes = [self._path(digest, i).stat().st_size for i in self.held(digest)]
        return sum(sizes) - (_NONCE + _TAG) * len(sizes)

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield the chunks of a file in their order; raises `DamagedFile`."""
        for index in sorted(self.held(digest)):
            try:
                sealed = self._path(digest, index).read_bytes()
                nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
                yield self._cipher.decrypt(nonce, rest, _bound(digest, index))
            except (OSError, InvalidTag) as problem:
                raise DamagedFile from problem

    def drop(self, digest: str) -> None:
        """Forget the chunks of a file."""
        for index in self.held(digest):
            with suppress(OSError):
                self._path(digest, index).unlink()

    def _path(self, digest: str, index: int) -> Path:
        return self._room / f"{self._blobs.name(digest)}.{index}.chunk"


class Transfers:
    """The files of one base and where they stand with the server."""

    def __init__(self, base: Base, blobs: Blobs, staging: Staging) -> None:
        self._base = base
        self._blobs = blobs
        self._staging = staging

    def to_send(self) -> tuple[FileToMove, ...]:
        """Return the files that lie here and that the server is not known to hold."""
        named = ((each, self._blobs.size(each.sha256)) for each in self._named(_UNSENT))
        return tuple(replace(each, size=size) for each, size in named if size is not None)

    def to_fetch(self) -> tuple[FileToMove, ...]:
        """Return the files that records in use name and that do not lie here."""
        return tuple(each for each in self._named(_NAMED) if self._blobs.size(each.sha256) is None)

    def offer_again(self) -> None:
        """Note, inside the transaction that is open, that the server may lack any file."""
        self._base.db.execute("DELETE FROM file_transfer")

    def read(self, digest: str, index: int) -> bytes:
        """Return a chunk of a file that lies here; raises OSError, which stops that file alone."""
        try:
            return self._blobs.chunk(digest, index)
        except (MissingFile, DamagedFile) as problem:
            raise OSError(digest) from problem

    def finish(self, digest: str) -> bool:
        """Keep a file whose chunks are all here; drop them when they do not make it."""
        size = self._staging.size(digest)
        try:
            self._blobs.take(digest, size, self._staging.pieces(digest))
        except DamagedFile:
            self._staging.drop(digest)
            return False
        with self._base.writing():
            self._base.kept_files.use(self._blobs.name(digest))
            self._note(digest, size)
        self._staging.drop(digest)
        return True

    def sent(self, digest: str) -> None:
        """Note that the server holds a file."""
        with self._base.writing():
            self._note(digest, self._blobs.size(digest) or 0)

    def _note(self, digest: str, size: int) -> None:
        rows = self._base.db.execute(f"SELECT place FROM ({_NAMED}) WHERE sha256 = ?", [digest])
        (place,) = rows.fetchone() or (_SHARED,)
        self._base.db.execute(
            "INSERT OR REPLACE INTO file_transfer(digest, size, sent) VALUES (?, ?, ?)",
            [digest, size, place],
        )

    def _named(self, sql: str) -> list[FileToMove]:
        own = self._base.identity.private_scope
        rows = self._base.db.execute(sql).fetchall()
        return [
            FileToMove(digest, size, own if place == _OWN else "")
            for digest, size, place, _photo in rows
        ]


@dataclass(frozen=True, slots=True)
class FilesWaiting:
    """How many files are to send and to fetch; ``photos`` when there is nothing but pictures."""

    to_send: int = 0
    to_fetch: int = 0
    photos: bool = True


def files_waiting(base: Base, blobs: Blobs) -> FilesWaiting:
    """Count the files that are to move, as the base knows without looking at the disk."""
    rows = base.db.execute(_UNSENT).fetchall()
    if not rows:
        return FilesWaiting()
    here = base.kept_files.names()
    to_send = sum(blobs.name(row[0]) in here for row in rows)
    return FilesWaiting(to_send, len(rows) - to_send, all(row[3] for row in rows))


def only_photos(base: Base) -> bool:
    """Tell whether the files that records name are nothing but pictures."""
    return all(row[3] for row in base.db.execute(_NAMED))


def _bound(digest: str, index: int) -> bytes:
    return f"{digest}/{index}".encode()
