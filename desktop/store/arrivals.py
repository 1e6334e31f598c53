"""What came in from others since the last look: which records, who wrote, on which laptop."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from desktop.store.database import Database
from desktop.store.identity import Settings
from desktop.store.stored import moment_of

_MARK: Final = "review:looked"
_TOUCHED: Final = (
    "SELECT o.record, max(o.seq) AS last, count(*) AS operations"
    " FROM arrival a CROSS JOIN operation o ON o.seq BETWEEN a.first_seq AND a.last_seq"
    " WHERE a.number > ? AND o.author <> '' GROUP BY o.record"
)
_BY_WAY: Final = (
    "SELECT DISTINCT o.record FROM arrival a CROSS JOIN operation o"
    " ON o.seq BETWEEN a.first_seq AND a.last_seq WHERE a.way = ? AND o.author <> ''"
)
_IMPORTED: Final = "SELECT DISTINCT record FROM operation WHERE reason = 'import'"
_LATEST: Final = (
    "SELECT o.record, o.author, coalesce(m.name, p.name, ''), coalesce(d.name, ''), o.reason,"
    " coalesce(a.way, ''), coalesce(a.at, o.clock >> 16), a.number, o.verb"
    " FROM operation o"
    " LEFT JOIN member m ON m.person = o.author LEFT JOIN person p ON p.id = o.author"
    " LEFT JOIN incarnation i ON i.id = o.device LEFT JOIN device d ON d.device = i.device"
    " LEFT JOIN arrival a ON a.number ="
    " (SELECT b.number FROM arrival b WHERE o.seq BETWEEN b.first_seq AND b.last_seq LIMIT 1)"
    " WHERE o.seq IN (SELECT max(seq) FROM operation"
    " WHERE record IN (SELECT value FROM json_each(?)) AND author <> ? AND author <> ''"
    " GROUP BY record)"
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A record that others touched, and how many of their operations came in."""

    record: str
    operations: int


@dataclass(frozen=True, slots=True)
class Brought:
    """Who touched a record last, from which laptop, and how it came here.

    `way` is that of the arrival; empty when the record was written here. `arrival` is its number.
    """

    author: str
    name: str
    device: str
    reason: str
    way: str
    at: datetime
    arrival: int
    verb: str


class Arrivals:
    """Read what others brought, and remember up to where it was looked at."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._settings = Settings(db)

    def mark(self) -> int:
        """Return the number of the last arrival that was looked at; 0 before the first look."""
        return int(self._settings.get(_MARK, "0"))

    def newest(self) -> int:
        """Return the number of the last arrival, 0 when nothing ever came in."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM arrival").fetchone()[0])

    def looked(self, until: int) -> None:
        """Remember that all was looked at up to an arrival, inside the open transaction.

        The mark never goes back: two windows may tell it in any order.
        """
        self._settings.put(_MARK, str(max(until, self.mark())))

    def since(self, mark: int, *, limit: int = 50, offset: int = 0) -> tuple[Arrived, ...]:
        """Return a page of the records touched after an arrival, the last touched first."""
        sql = f"{_TOUCHED} ORDER BY last DESC LIMIT ? OFFSET ?"
        rows = self._db.execute(sql, [mark, limit, offset])
        return tuple(Arrived(str(row[0]), int(row[2])) for row in rows)

    def touched(self, mark: int) -> frozenset[str]:
        """Return the ids of all the records touched after an arrival."""
        rows = self._db.execute(f"SELECT record FROM ({_TOUCHED})", [mark])
        return frozenset(str(row[0]) for row in rows)

    def come_by(self, way: str) -> frozenset[str]:
        """Return the ids of the records of which something came in by a way."""
        return frozenset(str(row[0]) for row in self._db.execute(_BY_WAY, [way]))

    def imported(self) -> frozenset[str]:
        """Return the ids of the records that a list brought in."""
        return frozenset(str(row[0]) for row in self._db.execute(_IMPORTED))

    def brought(self, records: Collection[str], me: str) -> Mapping[str, Brought]:
        """Return, by record, the last operation of somebody else than `me`."""
        wanted = orjson.dumps(list(records)).decode()
        return {str(row[0]): _brought(row[1:]) for row in self._db.execute(_LATEST, [wanted, me])}

    def people(self) -> Mapping[str, str]:
        """Return the names of those who write here, by id, as the server told them last."""
        rows = self._db.execute(
            "SELECT id, name FROM person WHERE id NOT IN (SELECT person FROM member)"
            " UNION ALL SELECT person, name FROM member"
        )
        return {str(row[0]): str(row[1]) for row in rows}


def _brought(row: Sequence[object]) -> Brought:
    author, name, device, reason, way, at, number, verb = row
    return Brought(
        str(author),
        str(name),
        str(device),
        str(reason),
        str(way),
        moment_of(int(str(at))),
        int(str(number or 0)),
        str(verb),
    )
