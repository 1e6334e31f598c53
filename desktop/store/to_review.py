"""Which records wait for a reader: sent or received, or begun by somebody else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from desktop.store.database import Database
from sync.records import RECORD_TYPES
from sync.records.base import ReviewState

WAITING: Final = (ReviewState.TO_SEND, ReviewState.RECEIVED, ReviewState.DRAFT)
# The values of the lists come with the program or are decided together: nobody reads them again.
KINDS: Final = tuple(kind for kind in RECORD_TYPES if kind != "list_entry")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What to keep of what waits; an empty text keeps all, `among` None too."""

    author: str = ""
    kind: str = ""
    state: str = ""
    among: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits, as the list shows it; `modified_at` in milliseconds."""

    id: str
    kind: str
    code: str
    heading: str
    state: str
    author: str
    modified_at: int


class ToReview:
    """Read what waits for somebody who is not its author."""

    def __init__(self, db: Database, me: str) -> None:
        self._db = db
        self._me = me

    def page(self, wanted: Narrowed, *, limit: int, offset: int = 0) -> tuple[Waiting, ...]:
        """Return a page of what waits, the last modified first."""
        sql, parameters = self._from(wanted)
        rows = self._db.execute(
            "SELECT r.id, r.kind, r.code, r.heading, w.review_state, r.author, r.modified_at"
            f" {sql} ORDER BY r.modified_at DESC, r.seq DESC LIMIT ? OFFSET ?",
            [*parameters, limit, offset],
        )
        return tuple(_waiting(row) for row in rows)

    def count(self, wanted: Narrowed) -> int:
        """Return how many records wait."""
        sql, parameters = self._from(wanted)
        return int(self._db.execute(f"SELECT count(*) {sql}", parameters).fetchone()[0])

    def authors(self) -> tuple[str, ...]:
        """Return the ids of those whose records wait."""
        sql, parameters = self._from(Narrowed())
        rows = self._db.execute(f"SELECT DISTINCT r.author {sql}", parameters)
        return tuple(str(row[0]) for row in rows)

    def _from(self, wanted: Narrowed) -> tuple[str, list[object]]:
        kinds = (wanted.kind,) if wanted.kind in KINDS else KINDS
        states = [state for state in WAITING if wanted.state in ("", state.value)]
        each = " UNION ALL ".join(
            f'SELECT seq, review_state FROM "{kind}" WHERE trashed = 0'
            f" AND review_state IN ({', '.join(repr(state.value) for state in states)})"
            for kind in kinds
        )
        sql = (
            f"FROM ({each}) w CROSS JOIN record r ON r.seq = w.seq WHERE r.author <> ''"
            " AND (w.review_state <> ? OR r.author <> ?)"
        )
        parameters: list[object] = [ReviewState.DRAFT.value, self._me]
        if wanted.author:
            sql += " AND r.author = ?"
            parameters.append(wanted.author)
        if wanted.among is not None:
            sql += " AND r.id IN (SELECT value FROM json_each(?))"
            parameters.append(orjson.dumps(list(wanted.among)).decode())
        return sql, parameters


def _waiting(row: Sequence[object]) -> Waiting:
    record, kind, code, heading, state, author, modified = row
    return Waiting(
        str(record),
        str(kind),
        str(code),
        str(heading),
        str(state),
        str(author),
        int(str(modified)),
    )
