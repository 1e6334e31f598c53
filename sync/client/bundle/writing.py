"""Write what others may lack into one file, a page at a time."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO, Final

import zstandard

from sync.client.bundle.contents import FORMAT, MAGIC, Cover, FileCard, Page, Summary
from sync.client.bundle.parts import Sealing
from sync.operations.operation import Operation
from sync.protocol.encoding import encode
from sync.protocol.messages import Message
from sync.protocol.runs import pack, pages
from sync.protocol.signing import DeviceKey, from_text, to_text

SUMMARY, PAGE, CHUNK = b"S", b"P", b"F"
"""The first byte of a part: what it holds."""

SIGNED: Final = b"carnet exchange file 1\n"
SIGNATURE_BYTES: Final = 64

_SALT: Final = 32


@dataclass(frozen=True, slots=True)
class Sender:
    """The device that makes a file; ``number`` is how many it made, this one included."""

    space: str
    device: str
    key: DeviceKey
    bundle_key: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Load:
    """What a file is to hold: the operations that the summary announces, then its files."""

    summary: Summary
    operations: Iterable[Operation]
    files: Iterable[tuple[FileCard, Iterator[bytes]]] = ()


def write_bundle(file: BinaryIO, sender: Sender, load: Load, created: int) -> bytes:
    """Write a whole file; ``created`` in ms since 1970. Each file's chunks are CHUNK_BYTES.

    Return the digest of the whole file, which whoever reads it finds too.
    """
    salt = os.urandom(_SALT)
    head = _head(sender, created, salt)
    digest = blake2b(head, digest_size=32)
    file.write(head)
    sealing = Sealing(from_text(sender.bundle_key), salt, head)
    for sealed in sealing.close(_parts(load)):
        digest.update(sealed)
        file.write(sealed)
    signature = from_text(sender.key.sign(SIGNED + digest.digest()))
    digest.update(signature)
    file.write(signature)
    return digest.digest()


def _head(sender: Sender, created: int, salt: bytes) -> bytes:
    cover = encode(
        Cover(
            space=sender.space,
            sender=sender.device,
            created=created,
            number=sender.number,
            salt=to_text(salt),
        )
    )
    return MAGIC + FORMAT.to_bytes(2, "big") + len(cover).to_bytes(4, "big") + cover


def _parts(load: Load) -> Iterator[bytes]:
    yield SUMMARY + _compressed(load.summary)
    for page in pages(load.operations):
        yield PAGE + _compressed(Page.model_construct(runs=pack(page)))
    for card, chunks in load.files:
        for index, chunk in enumerate(chunks):
            yield CHUNK + bytes.fromhex(card.sha256) + index.to_bytes(4, "big") + chunk


def _compressed(message: Message) -> bytes:
    return zstandard.ZstdCompressor(level=6).compress(encode(message))
