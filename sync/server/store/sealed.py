"""Keep the unsent work of laptops that were emptied, as it was sealed."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from sync.server.store.schema import sealed


@dataclass(frozen=True, slots=True)
class SealedPiece:
    """What a laptop left, sealed to the server's key."""

    device: str
    number: int
    received_at: int
    content: bytes


class SealedWork:
    """The sealed work, within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, device: str) -> int:
        """Return how many pieces a laptop left."""
        query = select(func.count()).where(sealed.c.device == device)
        return int(self._connection.execute(query).scalar_one())

    def bytes_of(self, device: str) -> int:
        """Return how many bytes a laptop left."""
        query = select(func.sum(func.length(sealed.c.content))).where(sealed.c.device == device)
        return int(self._connection.execute(query).scalar() or 0)

    def has(self, space: str, device: str, content: bytes) -> bool:
        """Tell whether a piece is here already: its sender may not have heard so."""
        c = sealed.c
        query = select(c.number).where(c.space == space, c.device == device, c.content == content)
        return self._connection.execute(query).first() is not None

    def add(self, space: str, device: str, content: bytes, now: int) -> None:
        """Keep a piece."""
        number = self.count(device) + 1
        self._connection.execute(
            insert(sealed).values(
                space=space, device=device, number=number, content=content, received_at=now
            )
        )

    def all(self) -> tuple[SealedPiece, ...]:
        """Return all pieces, the oldest first."""
        c = sealed.c
        query = select(c.device, c.number, c.received_at, c.content)
        rows = self._connection.execute(query.order_by(c.received_at, c.device, c.number))
        return tuple(SealedPiece(*row) for row in rows)
