"""Find damage in a base, and read what can still be read of it.

SQLite's own check sees one flipped bit in seven; SQLCipher signs each page and sees them all
(measured), but not a page missing at the end. So both run.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.errors import Damaged, UserError
from desktop.store.cipher import Connection, DatabaseError, connect, translated
from desktop.store.keys import DataKey

_STEP: Final = 1024
_BEYOND: Final = 4_096
"""How many unreadable rows in a row are tried when the end of a table is not known."""


@dataclass(frozen=True)
class Report:
    """What a check found: technical English lines, for the log and for support."""

    findings: tuple[str, ...]
    tables: int

    @property
    def sound(self) -> bool:
        """True when nothing was found and there is something inside."""
        return not self.findings and self.tables > 0

    def require_sound(self) -> None:
        """Raise `Damaged` unless the base is whole."""
        if not self.sound:
            raise Damaged


def check(connection: Connection, *, full: bool = False) -> Report:
    """Check every page's signature, then the structure; `full` also compares the indexes.

    About 2 s for 280 MB, 9 s with `full`. Reads only; `Busy` and disk troubles are raised.
    """
    findings = _answers(connection, "PRAGMA cipher_integrity_check")
    structure = "PRAGMA integrity_check(20)" if full else "PRAGMA quick_check(20)"
    findings += [line for line in _answers(connection, structure) if line != "ok"]
    try:
        with translated():
            count = "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
            tables = int(connection.execute(count).fetchone()[0])
    except Damaged as error:
        return Report((*findings, str(error.__cause__)), 0)
    return Report(tuple(findings), tables)


def check_file(path: Path, key: DataKey, *, full: bool = False) -> Report:
    """Check the base at `path` without changing it; one that does not open is reported too."""
    try:
        with closing(connect(path, key, read_only=True)) as connection:
            return check(connection, full=full)
    except Damaged as error:
        return Report((str(error.__cause__ or error),), 0)


def _answers(connection: Connection, question: str) -> list[str]:
    try:
        with translated():
            return [str(row[0]) for row in connection.execute(question)]
    except Damaged as error:
        return [str(error.__cause__)]


@dataclass(frozen=True)
class Row:
    """One row read from a damaged base: the columns asked for, in order."""

    rowid: int
    values: tuple[object, ...]


class Salvage:
    """Read the rows of one table of a damaged base that its readable pages still hold.

    `path` is the base put aside, with its side files; it is opened for reading only. The table
    and the columns are names of ours, never typed by anyone.
    """

    def __init__(self, path: Path, key: DataKey, table: str, columns: Sequence[str]) -> None:
        self._path = path
        self._key = key
        self._table = table
        self._columns = ", ".join(f'"{column}"' for column in columns)
        self._connection: Connection | None = None
        self.read = 0
        self.lost = 0
        """Row numbers that could not be read; some may never have held a row."""

    def rows(self, start: int = 1) -> Iterator[Row]:
        """Yield the readable rows numbered from `start`, in order; nothing when none opens."""
        try:
            if not self._opens():
                return
            last = self._last()
            silent = 0
            while silent < _BEYOND and (last is None or start <= last):
                end = start + _STEP - 1 if last is None else min(start + _STEP - 1, last)
                before = self.read
                yield from self._between(start, end)
                silent = 0 if self.read > before or last is not None else silent + _STEP
                start = end + 1
        finally:
            self._close()

    def _between(self, first: int, last: int) -> Iterator[Row]:
        """Yield the rows of a range, halving it around what cannot be read."""
        try:
            found = self._ask(
                f'SELECT rowid, {self._columns} FROM "{self._table}" '
                f"WHERE rowid BETWEEN {first:d} AND {last:d} ORDER BY rowid"
            )
        except UserError:
            if first == last:
                self.lost += 1
                return
            middle = (first + last) // 2
            yield from self._between(first, middle)
            yield from self._between(middle + 1, last)
            return
        self.read += len(found)
        yield from (Row(int(str(row[0])), row[1:]) for row in found)

    def _opens(self) -> bool:
        try:
            return bool(self._ask("SELECT 1"))
        except UserError:
            return False

    def _last(self) -> int | None:
        """Return the highest row number, from the table or else from one of its indexes."""
        for question in (
            f'SELECT max(rowid) FROM "{self._table}"',
            f'SELECT max(rowid + 0) FROM "{self._table}"',
            f"SELECT seq FROM sqlite_sequence WHERE name = '{self._table}'",
        ):
            try:
                answer = self._ask(question)
            except (UserError, DatabaseError):
                continue
            if answer:
                return int(str(answer[0][0] or 0))
        return None

    def _ask(self, question: str) -> list[tuple[object, ...]]:
        if self._connection is None:
            self._connection = connect(self._path, self._key, read_only=True)
        try:
            with translated():
                return [tuple(row) for row in self._connection.execute(question)]
        except UserError:
            # A page that fails its signature spoils all later reads of the same connection.
            self._close()
            raise

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
