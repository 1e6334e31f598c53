"""Keep the files of a notebook beside its base: encrypted, named after their content, unchanging.

A blob is a header (mark, salt, owner, size), then chunks sealed by AES-256-GCM as the STREAM
construction does: the nonce counts the chunks and flags the last, and each chunk is bound to the
header and to the SHA-256 of the clear content. A bit flipped, a chunk moved or missing, a blob in
the place of another: none of them opens. The name on the disk is a keyed hash, so that a disk
alone does not tell whether it holds a known picture.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, ClassVar, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import UserError
from desktop.files import sync_folder, write_atomically
from desktop.store.folder import NotebookFolder, folder_told
from desktop.store.keys import DataKey

CHUNK: Final = 1 << 20
"""Clear bytes of a chunk; the last may have fewer."""

_MARK: Final = b"CQF1"
_SALT: Final = 16
_OWNER: Final = 16
_HEADER: Final = len(_MARK) + _SALT + _OWNER + 8
_TAG: Final = 16
_NAME: Final = re.compile(r"[0-9a-f]{64}")


class MissingFile(UserError):  # noqa: N818 — named after what happened
    """Report a file whose record is here and whose content is not."""

    exit_code: ClassVar[int] = 3
    says: ClassVar[str] = (
        "Le fichier de cette pièce jointe n’est pas dans le carnet. Sa fiche se lit toujours."
    )
    advises: ClassVar[str] = "Si vous avez encore l’original, joignez-le de nouveau."


class DamagedFile(UserError):  # noqa: N818 — named after what happened
    """Report a file that is not what was written."""

    exit_code: ClassVar[int] = 3
    says: ClassVar[str] = (
        "Le fichier de cette pièce jointe est abîmé sur le disque et n’a pas été ouvert. "
        "Sa fiche se lit toujours."
    )
    advises: ClassVar[str] = "Si vous avez encore l’original, joignez-le de nouveau."


class Blobs:
    """The files of one notebook; any thread may call."""

    def __init__(self, folder: NotebookFolder, key: DataKey) -> None:
        self._folder = folder
        self._key = key

    def put(self, content: bytes) -> str:
        """Keep a content, durably, and return its SHA-256; the same content is kept once.

        A blob found damaged is written again. Raises `DiskFull`, `ReadOnly`, `NotWritten`.
        """
        digest = hashlib.sha256(content).hexdigest()
        if not self.is_whole(digest):
            pieces = (content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
            self.take(digest, len(content), pieces)
        return digest

    def take(self, digest: str, size: int, pieces: Iterable[bytes]) -> None:
        """Keep a content that comes in pieces of CHUNK bytes, the last of what is left.

        Raises `DamagedFile`, and keeps nothing of it, when it is not the one announced.
        """
        path = self._path(self.name(digest))
        self._make_room(path.parent)
        write_atomically(path, lambda file: self._seal(file, digest, size, iter(pieces)))

    def read(self, digest: str) -> Iterator[bytes]:
        """Yield the content, a chunk at a time; raises `MissingFile` or `DamagedFile`.

        What was already yielded is right even when a later chunk is refused.
        """
        path = self._path(self.name(digest))
        with _read_told(), path.open("rb") as file:
            header = file.read(_HEADER)
            size = _size_of(header)
            count = _chunks(size)
            if path.stat().st_size != _HEADER + size + _TAG * count:
                raise DamagedFile
            cipher = self._cipher(header, digest)
            for index in range(count):
                nonce, bound = _place(header, digest, index, last=index == count - 1)
                yield cipher.decrypt(nonce, file.read(CHUNK + _TAG), bound)

    def chunk(self, digest: str, index: int) -> bytes:
        """Return one chunk of a content; raises `MissingFile` or `DamagedFile`."""
        path = self._path(self.name(digest))
        with _read_told(), path.open("rb") as file:
            header = file.read(_HEADER)
            last = index == _chunks(_size_of(header)) - 1
            nonce, bound = _place(header, digest, index, last=last)
            file.seek(_HEADER + index * (CHUNK + _TAG))
            return self._cipher(header, digest).decrypt(nonce, file.read(CHUNK + _TAG), bound)

    def size(self, digest: str) -> int | None:
        """Return the bytes of a content that is here with its whole length, else None."""
        path = self._path(self.name(digest))
        with suppress(UserError), _read_told(), path.open("rb") as file:
            size = _size_of(file.read(_HEADER))
            whole = path.stat().st_size == _HEADER + size + _TAG * _chunks(size)
            return size if whole else None
        return None

    def content(self, digest: str) -> bytes:
        """Return the whole content; raises `MissingFile` or `DamagedFile`."""
        return b"".join(self.read(digest))

    def is_whole(self, digest: str) -> bool:
        """Tell whether a content is here and opens to its last byte."""
        with suppress(UserError):
            for _chunk in self.read(digest):
                pass
            return True
        return False

    def is_here(self, digest: str) -> bool:
        """Tell whether a content is here with the length it should have; opens nothing."""
        return self.size(digest) is not None

    def name(self, digest: str) -> str:
        """Return the name on the disk of a content, which only the key connects to it."""
        return hmac.new(self._secrets[:32], digest.encode(), hashlib.sha256).hexdigest()

    def names(self) -> Iterator[str]:
        """Yield the names of our blobs on the disk, and sweep what a killed program left.

        Those of another key are not ours to judge: a notebook set aside left them here.
        """
        for folder in sorted(self._folder.files.glob("??")):
            for path in folder.iterdir() if folder.is_dir() else ():
                if path.suffix == ".tmp":
                    with suppress(OSError):
                        path.unlink()
                elif path.suffix == ".blob" and _NAME.fullmatch(path.stem) and self._is_ours(path):
                    yield path.stem

    def remove(self, name: str) -> None:
        """Erase a blob."""
        with folder_told():
            self._path(name).unlink(missing_ok=True)

    def _seal(self, file: BinaryIO, digest: str, size: int, pieces: Iterator[bytes]) -> None:
        salt = secrets.token_bytes(_SALT)
        header = _MARK + salt + self._owner(salt) + size.to_bytes(8, "big")
        cipher = self._cipher(header, digest)
        file.write(header)
        count, found = _chunks(size), hashlib.sha256()
        for index in range(count):
            clear = next(pieces, b"")
            if len(clear) != min(CHUNK, size - index * CHUNK):
                raise DamagedFile
            found.update(clear)
            nonce, bound = _place(header, digest, index, last=index == count - 1)
            file.write(cipher.encrypt(nonce, clear, bound))
        if found.hexdigest() != digest:
            raise DamagedFile

    def _owner(self, salt: bytes) -> bytes:
        """Return the mark by which this key recognises its own blobs."""
        told = hmac.new(self._secrets[:32], b"owner" + salt, hashlib.sha256)
        return told.digest()[:_OWNER]

    def _is_ours(self, path: Path) -> bool:
        with suppress(OSError), path.open("rb") as file:
            header = file.read(_HEADER)
            salt, owner = header[len(_MARK) : -_OWNER - 8], header[-_OWNER - 8 : -8]
            return header.startswith(_MARK) and hmac.compare_digest(owner, self._owner(salt))
        return False

    def _cipher(self, header: bytes, digest: str) -> AESGCM:
        """Return the cipher of one blob: a key of its own, so that nonces may begin at 0."""
        salt = header[len(_MARK) : len(_MARK) + _SALT]
        info = b"carnet de quartier: one file" + digest.encode()
        derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info)
        return AESGCM(derived.derive(self._secrets[32:]))

    @cached_property
    def _secrets(self) -> bytes:
        """Return the secret of the names, then the one of the contents."""
        info = b"carnet de quartier: files"
        return HKDF(algorithm=SHA256(), length=64, salt=None, info=info).derive(self._key.reveal())

    def _path(self, name: str) -> Path:
        return self._folder.files / name[:2] / f"{name}.blob"

    def _make_room(self, folder: Path) -> None:
        with folder_told():
            for made in (self._folder.files, folder):
                if not made.is_dir():
                    made.mkdir(mode=0o700, exist_ok=True)
                    sync_folder(made.parent)


@contextmanager
def _read_told() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise MissingFile from error
    except (OSError, InvalidTag) as error:
        raise DamagedFile from error


def _size_of(header: bytes) -> int:
    if len(header) != _HEADER or not header.startswith(_MARK):
        raise DamagedFile
    return int.from_bytes(header[-8:], "big")


def _chunks(size: int) -> int:
    return max(1, -(-size // CHUNK))


def _place(header: bytes, digest: str, index: int, *, last: bool) -> tuple[bytes, bytes]:
    """Return the nonce of a chunk and what it is bound to."""
    place = index.to_bytes(11, "big") + bytes([last])
    return place, header + digest.encode() + place
