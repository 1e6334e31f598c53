"""Keep attached files, by the hash of their content, in chunks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, delete, func, select, update

from sync.server.store.bulk import insert_rows
from sync.server.store.schema import file, file_chunk


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An announced file; ``whole`` once its content was verified."""

    size: int
    whole: bool


class Files:
    """The files of one scope, within a transaction."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection = connection
        self._space = space

    def get(self, sha256: str) -> KeptFile | None:
        """Return what is known of a file."""
        row = self._connection.execute(self._one(sha256)).first()
        return KeptFile(*row) if row else None

    def get_alone(self, sha256: str) -> KeptFile | None:
        """Return what is known of a file, once nobody else is writing its chunks."""
        row = self._connection.execute(self._one(sha256).with_for_update()).first()
        return KeptFile(*row) if row else None

    def _one(self, sha256: str) -> Select[int, bool]:
        c = file.c
        return select(c.size, c.whole).where(c.space == self._space, c.sha256 == sha256)

    def some(self, names: Collection[str]) -> dict[str, KeptFile]:
        """Return what is known of several files; those nobody announced are left out."""
        c = file.c
        query = select(c.sha256, c.size, c.whole).where(
            c.space == self._space, c.sha256.in_(sorted(set(names)))
        )
        return {row[0]: KeptFile(row[1], row[2]) for row in self._connection.execute(query)}

    def announce(self, sha256: str, size: int, device: str, now: int) -> None:
        """Expect a file that a laptop announces."""
        row = (self._space, sha256, size, False, device, now)
        insert_rows(self._connection, file, [row], "ON CONFLICT DO NOTHING")

    def held(self, sha256: str) -> frozenset[int]:
        """Return the chunks that are here."""
        c = file_chunk.c
        query = select(c.number).where(c.space == self._space, c.sha256 == sha256)
        return frozenset(self._connection.execute(query).scalars())

    def keep(self, sha256: str, number: int, content: bytes) -> None:
        """Keep a chunk; one that is here already stays."""
        row = (self._space, sha256, number, content)
        insert_rows(self._connection, file_chunk, [row], "ON CONFLICT DO NOTHING")

    def chunk(self, sha256: str, number: int) -> bytes | None:
        """Return a chunk."""
        c = file_chunk.c
        query = select(c.content).where(
            c.space == self._space, c.sha256 == sha256, c.number == number
        )
        content = self._connection.execute(query).scalar()
        return None if content is None else bytes(content)

    def content(self, sha256: str) -> Iterator[bytes]:
        """Yield the chunks of a file, in their order."""
        for number in sorted(self.held(sha256)):
            yield self.chunk(sha256, number) or b""

    def finish(self, sha256: str) -> None:
        """Note that the content was verified."""
        c = file.c
        self._connection.execute(
            update(file).where(c.space == self._space, c.sha256 == sha256).values(whole=True)
        )

    def forget(self, sha256: str) -> None:
        """Forget a file and its chunks."""
        self.forget_chunks(sha256)
        c = file.c
        self._connection.execute(delete(file).where(c.space == self._space, c.sha256 == sha256))

    def forget_chunks(self, sha256: str) -> None:
        """Forget the chunks of a file, which go on being expected."""
        c = file_chunk.c
        self._connection.execute(
            delete(file_chunk).where(c.space == self._space, c.sha256 == sha256)
        )


def announced_in(connection: Connection, scope: str) -> int:
    """Return how many bytes the files of a scope take, whole or expected."""
    query = select(func.sum(file.c.size)).where(file.c.space == scope)
    return int(connection.execute(query).scalar() or 0)


def announced_by(connection: Connection, laptop: str) -> int:
    """Return how many bytes the files that a laptop announced take."""
    query = select(func.sum(file.c.size)).where(file.c.device == laptop)
    return int(connection.execute(query).scalar() or 0)


def announced_before(connection: Connection, scope: str, moment: int) -> frozenset[str]:
    """Return the files of a scope that were announced before a moment."""
    c = file.c
    query = select(c.sha256).where(c.space == scope, c.announced_at < moment)
    return frozenset(connection.execute(query).scalars())
