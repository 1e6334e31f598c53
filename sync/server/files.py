"""Take in and give attached files, chunk by chunk, named by the hash of their content."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from hashlib import sha256 as new_sha256

from sync.protocol.codes import Refusal
from sync.protocol.files import FileStates
from sync.protocol.limits import CHUNK_BYTES
from sync.protocol.messages import FileState
from sync.server.caller import Caller
from sync.server.reconciling import check_reads
from sync.server.refusals import Refused
from sync.server.rooms import Room
from sync.server.store.engine import Connection, Store
from sync.server.store.files import Files, KeptFile


@dataclass(frozen=True)
class Filing:
    """Keep files. Everything raises Refused."""

    store: Store
    now_ms: Callable[[], int]
    room: Room = field(default_factory=Room)

    def file(self, caller: Caller, scope: str, sha256: str, size: int) -> FileState:
        """Return which chunks of a file lack; ``size`` announces it, 0 only asks."""
        check_reads(caller, scope)
        if size:
            _check_writes(caller, scope)
        self.room.check_file(size)
        with self.store.reading(caller.person) as connection:
            kept = Files(connection, scope).get(sha256)
            if kept is not None and (kept.whole or size in (0, kept.size)):
                return _state(connection, scope, sha256, kept)
        if not size:
            return FileState()
        self.room.check_disk(size)
        coming = Coming(sha256, size, caller.device, self.now_ms())
        return self.store.write(caller.person, lambda c: announce(c, scope, coming, self.room))

    def states(self, caller: Caller, scope: str, names: Collection[str]) -> FileStates:
        """Return what is held of several files; those that nobody announced are left out."""
        check_reads(caller, scope)
        with self.store.reading(caller.person) as connection:
            kept = Files(connection, scope).some(names)
            return FileStates(
                states={name: _state(connection, scope, name, each) for name, each in kept.items()}
            )

    def put_chunk(
        self, caller: Caller, scope: str, sha256: str, index: int, content: bytes
    ) -> FileState:
        """Keep a chunk of an announced file; the last one has the whole content verified.

        A content that is not the one announced is forgotten: all its chunks lack again.
        """
        check_reads(caller, scope)
        _check_writes(caller, scope)
        self.room.check_disk(len(content))
        return self.store.write(
            caller.person, lambda c: put(c, scope, sha256, Chunk(index, content))
        )

    def chunk(self, caller: Caller, scope: str, sha256: str, index: int) -> bytes:
        """Return a chunk of a file that is whole."""
        check_reads(caller, scope)
        with self.store.reading(caller.person) as connection:
            files = Files(connection, scope)
            kept = files.get(sha256)
            content = files.chunk(sha256, index) if kept and kept.whole else None
        if content is None:
            raise Refused(Refusal.NOT_FOUND)
        return content


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of a file, from 0."""

    index: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Coming:
    """A file that a laptop announces."""

    sha256: str
    size: int
    device: str
    at: int


def announce(connection: Connection, scope: str, coming: Coming, room: Room) -> FileState:
    """Expect a file and return which of its chunks lack; raises Refused when there is no room."""
    files, sha256 = Files(connection, scope), coming.sha256
    kept = files.get(sha256)
    if kept is None or not (kept.whole or kept.size == coming.size):
        # One of two announced a wrong size: the last one has its chance.
        files.forget(sha256)
        room.check_shares(connection, scope, coming.device, coming.size)
        files.announce(sha256, coming.size, coming.device, coming.at)
        kept = KeptFile(coming.size, whole=False)
    return _state(connection, scope, sha256, kept)


def put(connection: Connection, scope: str, sha256: str, chunk: Chunk) -> FileState:
    """Keep a chunk of an announced file and return which still lack."""
    files = Files(connection, scope)
    # Two last chunks at once, each unseen by the other, would leave all of a file and no file.
    kept = files.get_alone(sha256)
    if kept is None:
        raise Refused(Refusal.NOT_FOUND)
    if not kept.whole:
        if len(chunk.content) != _length(kept.size, chunk.index):
            raise Refused(Refusal.MALFORMED)
        files.keep(sha256, chunk.index, chunk.content)
        if len(files.held(sha256)) == _chunks(kept.size):
            kept = _verified(files, sha256, kept)
    return _state(connection, scope, sha256, kept)


def _verified(files: Files, sha256: str, kept: KeptFile) -> KeptFile:
    digest = new_sha256()
    for content in files.content(sha256):
        digest.update(content)
    if digest.hexdigest() == sha256:
        files.finish(sha256)
        return KeptFile(kept.size, whole=True)
    files.forget_chunks(sha256)
    return kept


def _state(connection: Connection, scope: str, sha256: str, kept: KeptFile) -> FileState:
    if kept.whole:
        return FileState(whole=True, size=kept.size)
    held = Files(connection, scope).held(sha256)
    missing = tuple(index for index in range(_chunks(kept.size)) if index not in held)
    return FileState(missing=missing, size=kept.size)


def _chunks(size: int) -> int:
    return -(-size // CHUNK_BYTES)


def _length(size: int, index: int) -> int:
    """Return how long a chunk must be; -1, which no chunk is, outside of the file."""
    rest = size - index * CHUNK_BYTES
    return min(rest, CHUNK_BYTES) if index >= 0 and rest > 0 else -1


def _check_writes(caller: Caller, scope: str) -> None:
    role = caller.role(scope)
    if role is None or not role.writes:
        raise Refused(Refusal.NOT_FOUND)
