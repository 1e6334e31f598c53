"""The acts of the person, so that each can be undone and redone as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.store.database import Database
from desktop.store.stored import moment_of

DONE, UNDONE, SETTLED = "done", "undone", "settled"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the person did. `in_force` numbers the act whose operations now stand for it."""

    number: int
    at: datetime
    label: str
    in_force: int


_SELECT = (
    "SELECT number, at, label, coalesce(in_force, number) FROM deed WHERE kind = 'do' AND state = "
)


class Deeds:
    """Keep the acts and which of them are undone."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, label: str, at: int) -> int:
        """Open a new act; what had been undone can no longer be redone."""
        self._db.conn.execute(f"UPDATE deed SET state = '{SETTLED}' WHERE state = '{UNDONE}'")
        return self._add(label, at, "do", None)

    def begin_settled(self, label: str, at: int) -> int:
        """Open an act that the undo menu never offers (the default lists of a new notebook)."""
        number = self._add(label, at, "do", None)
        self._db.conn.execute(f"UPDATE deed SET state = '{SETTLED}' WHERE number = ?", (number,))
        return number

    def begin_undo(self, act: Act, at: int) -> int:
        """Open the act that takes another back."""
        return self._reverse(act, at, "undo", UNDONE)

    def begin_redo(self, act: Act, at: int) -> int:
        """Open the act that does again what was taken back."""
        return self._reverse(act, at, "redo", DONE)

    def next_undo(self) -> Act | None:
        """Return the last act that can be taken back."""
        return self._one(f"{_SELECT}'{DONE}' ORDER BY number DESC LIMIT 1")

    def next_redo(self) -> Act | None:
        """Return the act taken back last: the oldest of those undone."""
        return self._one(f"{_SELECT}'{UNDONE}' ORDER BY number LIMIT 1")

    def relabel(self, number: int, label: str) -> None:
        """Write what an act turned out to be."""
        self._db.conn.execute("UPDATE deed SET label = ? WHERE number = ?", (label, number))

    def _reverse(self, act: Act, at: int, kind: str, state: str) -> int:
        number = self._add(act.label, at, kind, act.number)
        self._db.conn.execute(
            "UPDATE deed SET state = ?, in_force = ? WHERE number = ?", (state, number, act.number)
        )
        return number

    def _add(self, label: str, at: int, kind: str, target: int | None) -> int:
        cursor = self._db.conn.execute(
            f"INSERT INTO deed(at, label, kind, target, state) VALUES (?, ?, ?, ?, '{DONE}')",
            (at, label, kind, target),
        )
        return int(cursor.lastrowid or 0)

    def _one(self, sql: str) -> Act | None:
        row: Sequence[object] | None = self._db.execute(sql).fetchone()
        if row is None:
            return None
        return Act(int(str(row[0])), moment_of(int(str(row[1]))), str(row[2]), int(str(row[3])))
