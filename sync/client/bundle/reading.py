"""Read a file brought by somebody: nothing of it is believed before its last byte was checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, TypeVar

from sync.client.bundle.contents import COVER_BYTES, FORMAT, MAGIC, Cover, FileCard, Page, Summary
from sync.client.bundle.following import Acquaintances, Following
from sync.client.bundle.parts import Sealing, Source
from sync.client.bundle.refusals import (
    Changed,
    Cut,
    MadeByNewer,
    NotABundle,
    NotErasedHere,
    NotSigned,
    OtherSpace,
    RevokedSender,
    UnknownSender,
)
from sync.client.bundle.writing import CHUNK, PAGE, SIGNATURE_BYTES, SIGNED, SUMMARY
from sync.operations.operation import Operation
from sync.protocol.encoding import ZSTD, Unreadable, decode, decompress
from sync.protocol.limits import CHUNK_BYTES
from sync.protocol.messages import DeviceCard
from sync.protocol.runs import NotWhole, unpack
from sync.protocol.signing import from_text, is_signed, to_text

M = TypeVar("M", Page, Summary)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an attached file, of CHUNK_BYTES but the last."""

    file: FileCard
    index: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was read to its end and found right; ``added`` operations are new here."""

    cover: Cover
    summary: Summary
    person: str
    added: int
    digest: bytes


class Bundle:
    """One reading of a file, by somebody who knows the space. Raises BundleRefused at any step."""

    def __init__(self, file: BinaryIO, known: Acquaintances) -> None:
        file.seek(0)
        self._known = known
        self._erased = known.erased()
        self._source = Source(file)
        self.cover, head = _cover(self._source)
        self._sender = self._card()
        try:
            key, salt = from_text(known.bundle_key), from_text(self.cover.salt)
        except ValueError as problem:
            raise Changed from problem
        self._parts = Sealing(key, salt, head).open(self._source)
        self.summary = _summary(next(self._parts))
        self._following = Following(self.summary, known)
        self._own = {
            each.end.device for each in self.summary.chains if each.owner == self.cover.sender
        }

    @property
    def person(self) -> str:
        """Return the person of the device that made the file."""
        return self._sender.person

    def pages(self) -> Iterator[tuple[Operation, ...] | Chunk]:
        """Yield pages of operations, then pieces of files, once.

        What was yielded counts only if this ends without a refusal: the signature comes last.
        """
        files = _Files(self.summary)
        for part in self._parts:
            if part[:1] == PAGE and not files.begun:
                yield self._page(part[1:])
            elif part[:1] == CHUNK:
                yield files.take(part[1:])
            else:
                raise Changed
        self._following.end()
        files.end()
        self._check_signature()

    def examined(self) -> Examined:
        """Return what was read, once `pages` ended."""
        digest = self._source.digest
        return Examined(self.cover, self.summary, self.person, self._following.added, digest)

    def _card(self) -> DeviceCard:
        if self.cover.space != self._known.space:
            raise OtherSpace
        card = self._known.card(self.cover.sender)
        if card is None:
            raise UnknownSender
        if not card.active:
            raise RevokedSender(card.person)
        return card

    def _page(self, content: bytes) -> tuple[Operation, ...]:
        page = _message(Page, content)
        gone = {(run.device, line.erased) for run in page.runs for line in run.lines if line.erased}
        if any(key not in self._erased and chain not in self._own for chain, key in gone):
            # Whoever wrote may have emptied it; nobody else may, unless the ledger says so.
            raise NotErasedHere
        erased = {key for _, key in gone}
        try:
            operations = tuple(unpack(page.runs, self.cover.space, erased))
        except (NotWhole, TypeError, ValueError) as problem:
            raise Changed from problem
        for operation in operations:
            self._following.take(operation)
        return operations

    def _check_signature(self) -> None:
        content = SIGNED + self._source.digest
        signature = to_text(self._source.take(SIGNATURE_BYTES))
        if not self._source.at_end():
            raise Changed
        if not is_signed(self._sender.public_key, content, signature):
            raise NotSigned


def examine(file: BinaryIO, known: Acquaintances) -> Examined:
    """Read a whole file without keeping anything; raises BundleRefused."""
    bundle = Bundle(file, known)
    for _page in bundle.pages():
        pass
    return bundle.examined()


class _Files:
    """Check that the attached files come whole, in the order announced."""

    def __init__(self, summary: Summary) -> None:
        self._coming = iter([file for file in summary.files if file.size])
        self._file: FileCard | None = None
        self._index = 0
        self._digest = sha256()
        self.begun = False

    def take(self, part: bytes) -> Chunk:
        """Follow one more piece."""
        self.begun = True
        if self._file is None:
            self._file, self._index, self._digest = next(self._coming, None), 0, sha256()
        file, content = self._file, part[36:]
        if file is None or part[:36] != bytes.fromhex(file.sha256) + self._index.to_bytes(4, "big"):
            raise Changed
        if len(content) != min(CHUNK_BYTES, file.size - self._index * CHUNK_BYTES):
            raise Changed
        self._digest.update(content)
        self._index += 1
        if self._index == file.chunks:
            self._finish(file)
        return Chunk(file, self._index - 1, content)

    def end(self) -> None:
        """Make sure that nothing is missing."""
        if self._file is not None or next(self._coming, None) is not None:
            raise Changed

    def _finish(self, file: FileCard) -> None:
        if self._digest.hexdigest() != file.sha256:
            raise Changed
        self._file = None


def _cover(source: Source) -> tuple[Cover, bytes]:
    """Read what stands in clear; a file too short to be ours is not ours."""
    try:
        magic = source.take(len(MAGIC))
    except Cut as problem:
        raise NotABundle from problem
    if magic != MAGIC:
        raise NotABundle
    version, length = source.take(2), source.take(4)
    if int.from_bytes(version, "big") > FORMAT:
        raise MadeByNewer
    if version != FORMAT.to_bytes(2, "big") or int.from_bytes(length, "big") > COVER_BYTES:
        raise Changed
    told = source.take(int.from_bytes(length, "big"))
    try:
        return decode(Cover, told), magic + version + length + told
    except Unreadable as problem:
        raise Changed from problem


def _summary(part: bytes) -> Summary:
    if part[:1] != SUMMARY:
        raise Changed
    return _message(Summary, part[1:])


def _message(model: type[M], content: bytes) -> M:
    try:
        return decode(model, decompress(content, ZSTD))
    except Unreadable as problem:
        raise Changed from problem
