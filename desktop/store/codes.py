"""Readable codes made offline: VIS-26-JD-0042, counted on this computer."""

from datetime import date

from desktop.store.database import Database
from sync.records.base import Record
from sync.records.reference_code import make_code, parse_code

_FIRST = 2000
"""Codes show two digits of the year: 1926 counts on with 2026, never beside it."""


class Codes:
    """Count readable codes per prefix and year; written back when the transaction closes."""

    def __init__(self, db: Database, initials: str, this_year: int) -> None:
        self._db = db
        self._initials = initials
        self._this_year = this_year
        self._last: dict[tuple[str, int], int] = {}

    def next(self, record: Record) -> str:
        """Return the next code for a record: the year of its main date, or this one if it is ahead.

        A promise due in two years is found again under the year in which it was made.
        """
        year = _FIRST + min(_year_of(record) or self._this_year, self._this_year) % 100
        number = self._number(record.prefix, year) + 1
        self._last[record.prefix, year] = number
        return make_code(record.prefix, year, self._initials, number)

    def take(self, code: str) -> None:
        """Count a code that was given by hand or made elsewhere, so that it is not made again."""
        parts = parse_code(code)
        if parts is None or parts.initials != self._initials:
            return
        if parts.number > self._number(parts.prefix, parts.year):
            self._last[parts.prefix, parts.year] = parts.number

    def close(self) -> None:
        """Write the counters that moved."""
        self._db.conn.executemany(
            "INSERT INTO counter(prefix, year, initials, last) VALUES (?, ?, ?, ?)"
            " ON CONFLICT(prefix, year, initials) DO UPDATE SET last = excluded.last",
            [(prefix, year, self._initials, last) for (prefix, year), last in self._last.items()],
        )

    def _number(self, prefix: str, year: int) -> int:
        known = self._last.get((prefix, year))
        if known is not None:
            return known
        row = self._db.execute(
            "SELECT last FROM counter WHERE prefix = ? AND year = ? AND initials = ?",
            [prefix, year, self._initials],
        ).fetchone()
        return 0 if row is None else int(row[0])


def go_on_counting(db: Database, former: str, present: str) -> None:
    """Count under other initials from where the former ones stopped."""
    db.execute(
        "INSERT INTO counter(prefix, year, initials, last)"
        " SELECT prefix, year, ?2, last FROM counter WHERE initials = ?1 AND ?1 != ?2"
        " ON CONFLICT(prefix, year, initials) DO UPDATE SET last = max(last, excluded.last)",
        [former, present],
    )


def _year_of(record: Record) -> int | None:
    when = getattr(record, record.order_by[0], None)
    return when.year if isinstance(when, date) else None
