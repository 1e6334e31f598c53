"""Where the exchange stands, counted in the base: what waits, what came, how the last ones went."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.store.database import Database
from desktop.store.differences import STANDING, UNSEEN

_TO_SEND = (
    "SELECT count(*), count(DISTINCT record) FROM ("
    " SELECT record FROM operation WHERE server_version IS NULL AND reason != 'seed'"
    " AND id NOT IN (SELECT operation FROM parked)"
    " UNION ALL SELECT content ->> '$.record' FROM waiting_operation WHERE held = 0)"
)
_COUNTS = (
    f"SELECT (SELECT count(*){STANDING} AND NOT d.postponed),"
    f" (SELECT count(*){STANDING} AND d.postponed),"
    f" (SELECT count(*){UNSEEN}),"
    " (SELECT count(*) FROM parked),"
    " (SELECT count(DISTINCT content ->> '$.record') FROM waiting_operation)"
)
_APART = (
    "SELECT p.reason,"
    " count(DISTINCT coalesce(o.record, w.content ->> '$.record', p.operation)) FROM parked p"
    " LEFT JOIN operation o ON o.id = p.operation"
    " LEFT JOIN waiting_operation w ON w.id = p.operation GROUP BY p.reason ORDER BY p.reason"
)
_JOURNAL = "SELECT at, way, duration_ms, sent, received, outcome FROM exchange_journal"
_KEPT = 1_000
"""How many lines of the journal are kept."""

DONE = "done"
"""The outcome of an exchange that went to its end."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One exchange: when and how long in milliseconds, by which way, and how it ended.

    ``sent`` and ``received`` count operations. Nothing here comes from a record.
    """

    at: int
    way: str
    duration_ms: int
    sent: int
    received: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits: to be sent, to be decided, to be looked at.

    ``operations`` of ``records`` wait here for the server. ``parked`` ones the server keeps apart;
    ``waiting`` records have something that this version of the program cannot read yet.
    """

    operations: int
    records: int
    to_decide: int
    postponed: int
    merged: int
    parked: int
    waiting: int


class ExchangeFacts:
    """Count and remember; each call reads or writes the base once."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def counts(self) -> Counts:
        """Return what waits; the default lists are everybody's and are left out."""
        sending = self._db.execute(_TO_SEND).fetchone()
        others = self._db.execute(_COUNTS).fetchone()
        return Counts(*map(int, (*sending, *others)))

    def apart(self) -> Mapping[str, int]:
        """Return how many records the server keeps apart, by its reason."""
        return {str(row[0]): int(row[1]) for row in self._db.execute(_APART)}

    def last_success(self) -> JournalLine | None:
        """Return the last exchange with the server that went to its end."""
        return self._one(
            f"{_JOURNAL} WHERE outcome = ? AND way = 'server' ORDER BY number DESC LIMIT 1", DONE
        )

    def last(self) -> JournalLine | None:
        """Return the last exchange with the server, however it went."""
        return self._one(f"{_JOURNAL} WHERE way = 'server' ORDER BY number DESC LIMIT 1")

    def journal(self, limit: int) -> tuple[JournalLine, ...]:
        """Return the last exchanges, the newest first."""
        rows = self._db.execute(f"{_JOURNAL} ORDER BY number DESC LIMIT ?", [limit])
        return tuple(map(_line, rows))

    def newest(self) -> int:
        """Return the place of the last operation."""
        row = self._db.execute("SELECT coalesce(max(seq), 0) FROM operation").fetchone()
        return int(row[0])

    def touched_since(self, place: int) -> Mapping[str, str]:
        """Return the kind, by id, of the records with operations after a place."""
        sql = "SELECT DISTINCT record, kind FROM operation WHERE seq > ?"
        return {str(row[0]): str(row[1]) for row in self._db.execute(sql, [place])}

    def note(self, line: JournalLine) -> None:
        """Write an exchange down, inside the transaction that is open; the oldest lines go."""
        self._db.execute(
            "INSERT INTO exchange_journal(at, way, duration_ms, sent, received, outcome)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [line.at, line.way, line.duration_ms, line.sent, line.received, line.outcome],
        )
        self._db.execute(
            "DELETE FROM exchange_journal"
            " WHERE number <= (SELECT max(number) FROM exchange_journal) - ?",
            [_KEPT],
        )

    def _one(self, sql: str, *values: str) -> JournalLine | None:
        row = self._db.execute(sql, values).fetchone()
        return None if row is None else _line(row)


def _line(row: tuple[int, str, int, int, int, str]) -> JournalLine:
    return JournalLine(*row)
