"""Keep the unsent work of laptops that were emptied, as it was sealed."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from sync.server.store.schema import sealed

TAKEN: Final = "taken"

HANDED_OUT: Final = "handed_out"
"""Given to a person, for no record holds it."""

SETTLED: Final = frozenset({TAKEN, HANDED_OUT})


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A piece that waits, as a restore carries it over: its laptop cannot send it again."""

    space: str
    device: str
    content: bytes
    received_at: int


@dataclass(frozen=True, slots=True)
class SealedPiece:
    """What a laptop left, sealed to the server's key; ``outcome`` is "" until it was opened."""

    device: str
    number: int
    received_at: int
    outcome: str
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
        """Return all pieces, the oldest first; the content of those settled is gone."""
        c = sealed.c
        query = select(c.device, c.number, c.received_at, c.outcome, c.content)
        rows = self._connection.execute(query.order_by(c.received_at, c.device, c.number))
        return tuple(SealedPiece(*row) for row in rows)

    def waiting(self) -> tuple[SealedPiece, ...]:
        """Return the pieces that wait."""
        return tuple(piece for piece in self.all() if piece.outcome not in SETTLED)

    def unsettled(self) -> tuple[Unsettled, ...]:
        """Return what waits, in the order in which it came."""
        c = sealed.c
        query = select(c.space, c.device, c.content, c.received_at).where(c.outcome.not_in(SETTLED))
        rows = self._connection.execute(query.order_by(c.device, c.number))
        return tuple(Unsettled(*row) for row in rows)

    def settle(self, piece: SealedPiece, outcome: str) -> None:
        """Note what became of a piece; once settled, it is of no use sealed."""
        c, values = sealed.c, {"outcome": outcome}
        kept = {"content": b""} if outcome in SETTLED else {}
        self._connection.execute(
            update(sealed)
            .where(c.device == piece.device, c.number == piece.number)
            .values(**values, **kept)
        )
