"""What this computer keeps of the workbooks it exported: it stays here, and in its backups.

Nothing of it is exchanged: each person answers for what they sent. Of the rows only digests are
kept, under a key of their own for each export, with the id of the record that each comes from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.store.database import Database, marks

_FACTS = (
    "at, code, title, stem, version, preset, scope, recipient, day, file_name, format, digest,"
    " key, facts"
)
_SELECT = f"SELECT id, {_FACTS} FROM sent_workbook"


@dataclass(frozen=True, slots=True)
class SentRow:
    """An export: which workbook, for whom, about what, when, and the file that it made.

    `id` is 0 until it is entered; `at` counts milliseconds, `scope` and `facts` are JSON texts,
    `key` is in hexadecimal.
    """

    id: int
    at: int
    code: str
    title: str
    stem: str
    version: int
    preset: str
    scope: str
    recipient: str
    day: str
    file_name: str
    format: str
    digest: str
    key: str
    facts: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet of an export: its columns (JSON), how many rows, and their digests, packed."""

    name: str
    columns: str
    rows: int
    digests: bytes


class SentWorkbooks:
    """The registry of exports; writes happen inside the transaction that is open."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, sent: SentRow, sheets: Iterable[SheetRow]) -> int:
        """Enter an export and its sheets, in their order; return its number."""
        values = [getattr(sent, name) for name in SentRow.__slots__ if name != "id"]
        self._db.execute(f"INSERT INTO sent_workbook({_FACTS}) VALUES ({marks(values)})", values)
        number = int(self._db.execute("SELECT last_insert_rowid()").fetchone()[0])
        self._db.conn.executemany(
            "INSERT INTO sent_sheet(sent, position, name, columns, rows, digests)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, position, each.name, each.columns, each.rows, each.digests)
                for position, each in enumerate(sheets)
            ],
        )
        return number

    def all(self) -> tuple[SentRow, ...]:
        """Return the exports, the latest first."""
        return tuple(SentRow(*row) for row in self._db.execute(f"{_SELECT} ORDER BY id DESC"))

    def one(self, number: int) -> SentRow | None:
        """Return the export of a number."""
        row = self._db.execute(f"{_SELECT} WHERE id = ?", [number]).fetchone()
        return None if row is None else SentRow(*row)

    def sheets(self, sent: int) -> tuple[SheetRow, ...]:
        """Return the sheets of an export, in their order."""
        rows = self._db.execute(
            "SELECT name, columns, rows, digests FROM sent_sheet WHERE sent = ? ORDER BY position",
            [sent],
        )
        return tuple(SheetRow(*row) for row in rows)

    def counts(self) -> dict[int, dict[str, int]]:
        """Return how many rows each sheet had, by export."""
        found: dict[int, dict[str, int]] = {}
        rows = self._db.execute("SELECT sent, name, rows FROM sent_sheet ORDER BY sent, position")
        for sent, name, count in rows:
            found.setdefault(int(sent), {})[str(name)] = int(count)
        return found

    def last_version(self, stem: str) -> int:
        """Return the number of the last export under a name, 0 when there is none."""
        sql = "SELECT max(version) FROM sent_workbook WHERE stem = ?"
        return int(self._db.execute(sql, [stem]).fetchone()[0] or 0)


class LookedAt:
    """The passages that somebody read and let go, by the name of their text."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, keys: Iterable[str], at: int) -> None:
        """Enter passages that were read now, inside the transaction that is open."""
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO looked_at(passage, at) VALUES (?, ?)",
            [(key, at) for key in keys],
        )

    def forget(self) -> int:
        """Ask again about every passage, inside the transaction that is open; return how many."""
        return int(self._db.execute("DELETE FROM looked_at").rowcount)

    def all(self) -> frozenset[str]:
        """Return the names of all texts that were read."""
        return frozenset(str(row[0]) for row in self._db.execute("SELECT passage FROM looked_at"))


class Presets:
    """The presets of the person: a title and a JSON text for each."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, key: str, title: str, content: str) -> None:
        """Write a preset over what it was, inside the transaction that is open."""
        self._db.execute(
            "INSERT INTO workbook_preset(id, title, content) VALUES (?, ?, ?)"
            " ON CONFLICT(id) DO UPDATE SET title = excluded.title, content = excluded.content",
            [key, title, content],
        )

    def drop(self, key: str) -> None:
        """Forget a preset, inside the transaction that is open."""
        self._db.execute("DELETE FROM workbook_preset WHERE id = ?", [key])

    def all(self) -> tuple[tuple[str, str, str], ...]:
        """Return the id, the title and the content of each, in the order of their making."""
        rows = self._db.execute("SELECT id, title, content FROM workbook_preset ORDER BY number")
        return tuple((str(row[0]), str(row[1]), str(row[2])) for row in rows)
