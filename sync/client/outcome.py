"""What a round of exchange tells: how far it is, and what came of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from sync.client.errors import SyncError
from sync.client.ports import Applied
from sync.protocol.messages import Verdict


class Phase(StrEnum):
    """What a round is busy with."""

    EXCHANGE = "exchange"
    FIRST = "first"
    """Receiving a whole space for the first time."""

    REPAIR = "repair"
    """Comparing what both sides hold, after one of them was restored."""

    SEND_FILES = "send_files"
    FETCH_FILES = "fetch_files"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round did.

    ``sent`` counts the operations that the server newly acknowledged, ``received`` those new to
    this base, ``records`` are the ones they touch. ``parked`` are kept apart on the server for a
    person to look at; ``left`` is how many operations wait here for another round. ``moved`` is
    None, or how many operations were sealed again because this base had been copied or restored.
    ``repaired`` counts the comparisons with the server, ``unequal`` the scopes that differ even
    so. ``too_old``: the server sends nothing to a program of this version any more. A file that
    ``trouble`` stopped is tried again by the next round.
    """

    role: str = ""
    sent: int = 0
    received: int = 0
    records: frozenset[str] = frozenset()
    refused: int = 0
    parked: tuple[Verdict, ...] = ()
    left: int = 0
    moved: int | None = None
    repaired: int = 0
    unequal: tuple[str, ...] = ()
    too_old: bool = False
    files_sent: int = 0
    files_fetched: int = 0
    files_waiting: int = 0
    """Files named by a record, whose sender has not brought them to the server yet."""

    files_failed: int = 0
    trouble: SyncError | None = None


@dataclass(slots=True)
class Tally:
    """What a round did so far."""

    role: str = ""
    sent: int = 0
    received: int = 0
    records: set[str] = field(default_factory=set)
    refused: int = 0
    parked: list[Verdict] = field(default_factory=list)
    left: int = 0
    moved: int | None = None
    repaired: int = 0
    unequal: list[str] = field(default_factory=list)
    too_old: bool = False

    def add(self, applied: Applied) -> None:
        """Count a page that was written."""
        self.received += applied.added
        self.records |= applied.records
        self.refused += applied.refused

    def outcome(self) -> Outcome:
        """Return what to tell, the files aside."""
        return Outcome(
            role=self.role,
            sent=self.sent,
            received=self.received,
            records=frozenset(self.records),
            refused=self.refused,
            parked=tuple(self.parked),
            left=self.left,
            moved=self.moved,
            repaired=self.repaired,
            unequal=tuple(self.unequal),
            too_old=self.too_old,
        )
