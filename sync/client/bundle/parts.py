"""Seal a stream of parts so that none can be changed, moved, repeated, left out or added.

It is the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) over AES-256-GCM: the
nonce counts the parts and flags the last, each is bound to the cover, and each file has a key of
its own. Whoever reads hashes every byte on the way, for the signature at the end.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.client.bundle.refusals import Changed, Cut
from sync.protocol.limits import BODY_BYTES

PART_BYTES: Final = BODY_BYTES
"""The most clear bytes of a part: what reading holds at once."""

_TAG: Final = 16
_LAST: Final = 1 << 31


class Source:
    """A file read once, from its beginning; every byte taken is hashed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = blake2b(digest_size=32)

    def take(self, size: int) -> bytes:
        """Read exactly so many bytes; raises Cut."""
        content = self._file.read(size)
        if len(content) != size:
            raise Cut
        self._digest.update(content)
        return content

    def number(self, size: int) -> int:
        """Read an unsigned number of so many bytes."""
        return int.from_bytes(self.take(size), "big")

    @property
    def digest(self) -> bytes:
        """Return the hash of all that was taken."""
        return self._digest.digest()

    def at_end(self) -> bool:
        """Tell whether nothing follows."""
        return not self._file.read(1)


class Sealing:
    """The cipher of one file, bound to all that stands before its parts."""

    def __init__(self, bundle_key: bytes, salt: bytes, head: bytes) -> None:
        info = b"carnet de quartier: exchange file 1"
        key = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(bundle_key)
        self._cipher = AESGCM(key)
        self._bound = blake2b(head, digest_size=32).digest()

    def close(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Yield each part sealed, after its length; at least one part is given."""
        coming = iter(parts)
        part = next(coming)
        index = 0
        for following in coming:
            yield self._closed(part, index, last=False)
            part, index = following, index + 1
        yield self._closed(part, index, last=True)

    def open(self, source: Source) -> Iterator[bytes]:
        """Yield the parts up to the last; raises Cut or Changed."""
        index, last = 0, False
        while not last:
            told = source.number(4)
            last, length = bool(told & _LAST), told & (_LAST - 1)
            if not _TAG <= length <= PART_BYTES + _TAG:
                raise Changed
            try:
                yield self._cipher.decrypt(
                    _nonce(index, last=last), source.take(length), self._bound
                )
            except InvalidTag as problem:
                raise Changed from problem
            index += 1

    def _closed(self, part: bytes, index: int, *, last: bool) -> bytes:
        if len(part) > PART_BYTES:
            raise ValueError("a part is too long")
        sealed = self._cipher.encrypt(_nonce(index, last=last), part, self._bound)
        return (len(sealed) | (_LAST if last else 0)).to_bytes(4, "big") + sealed


def _nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([last])
