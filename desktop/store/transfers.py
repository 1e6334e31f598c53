"""The attached files that travel: what to send, what to fetch, and the chunks already received.

A chunk received lies encrypted beside the base until its file is whole; nothing is ever written
in clear, not even for a moment.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.files import write_atomically
from desktop.store.base import Base
from desktop.store.blobs import Blobs
from desktop.store.folder import NotebookFolder, folder_told
from desktop.store.keys import DataKey
from sync.client.ports import FileToMove

_NONCE: Final = 12
_NAMED: Final = (
    'SELECT k.sha256, max(coalesce(k.size_bytes, 0)) FROM "attachment" k'
    " WHERE k.trashed = 0 AND k.sha256 IS NOT NULL AND k.sha256 != '' GROUP BY k.sha256"
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

    def assemble(self, digest: str) -> bytes | None:
        """Return the content when the chunks make the one announced, else None."""
        try:
            content = b"".join(self._chunks(digest))
        except (OSError, InvalidTag):
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None

    def drop(self, digest: str) -> None:
        """Forget the chunks of a file."""
        for index in self.held(digest):
            with suppress(OSError):
                self._path(digest, index).unlink()

    def _chunks(self, digest: str) -> Iterator[bytes]:
        for index in sorted(self.held(digest)):
            sealed = self._path(digest, index).read_bytes()
            nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
            yield self._cipher.decrypt(nonce, rest, _bound(digest, index))

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
        sent = {row[0] for row in self._base.db.execute("SELECT digest FROM file_transfer")}
        sized = ((each, self._blobs.size(each)) for each, _size in self._named())
        return tuple(
            FileToMove(digest, size)
            for digest, size in sized
            if digest not in sent and size is not None
        )

    def to_fetch(self) -> tuple[FileToMove, ...]:
        """Return the files that records in use name and that do not lie here."""
        return tuple(
            FileToMove(digest, size)
            for digest, size in self._named()
            if self._blobs.size(digest) is None
        )

    def read(self, digest: str, index: int) -> bytes:
        """Return a chunk of a file that lies here."""
        return self._blobs.chunk(digest, index)

    def finish(self, digest: str) -> bool:
        """Keep a file whose chunks are all here; drop them when they do not make it."""
        content = self._staging.assemble(digest)
        if content is None:
            self._staging.drop(digest)
            return False
        self._blobs.put(content)
        with self._base.writing():
            self._base.kept_files.use(self._blobs.name(digest))
            self._note(digest, len(content))
        self._staging.drop(digest)
        return True

    def sent(self, digest: str) -> None:
        """Note that the server holds a file."""
        with self._base.writing():
            self._note(digest, self._blobs.size(digest) or 0)

    def _note(self, digest: str, size: int) -> None:
        self._base.db.execute(
            "INSERT OR REPLACE INTO file_transfer(digest, size, sent) VALUES (?, ?, 1)",
            [digest, size],
        )

    def _named(self) -> list[tuple[str, int]]:
        return [(str(row[0]), int(row[1])) for row in self._base.db.execute(_NAMED).fetchall()]


def _bound(digest: str, index: int) -> bytes:
    return f"{digest}/{index}".encode()
