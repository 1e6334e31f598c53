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

_STATES: Final = ", ".join(f"'{state.value}'" for state in WAITING)
_EACH: Final = " UNION ALL ".join(
    f'SELECT seq, review_state, \'{kind}\' AS kind FROM "{kind}" INDEXED BY "{kind}_waiting"'
    f" WHERE trashed = 0 AND review_state IN ({_STATES})"
    for kind in KINDS
)
_FROM: Final = (
    f"FROM ({_EACH}) w CROSS JOIN record r INDEXED BY record_written ON r.seq = w.seq"
    f" WHERE r.author <> '' AND (w.review_state <> '{ReviewState.DRAFT.value}' OR r.author <> ?)"
)
_AMONG: Final = "w.seq IN (SELECT seq FROM record WHERE id IN (SELECT value FROM json_each(?)))"


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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records wait, and the ids of all those whose records wait, whatever was wanted."""

    total: int = 0
    authors: tuple[str, ...] = ()


class ToReview:
    """Read what waits for somebody who is not its author; counted and ordered by indexes alone."""

    def __init__(self, db: Database, me: str) -> None:
        self._db = db
        self._me = me

    def page(self, wanted: Narrowed, *, limit: int, offset: int = 0) -> tuple[Waiting, ...]:
        """Return a page of what waits, the last modified first."""
        condition, parameters = _condition(wanted)
        rows = self._db.execute(
            "SELECT r.id, r.kind, r.code, r.heading, p.review_state, r.author, r.modified_at"
            f" FROM (SELECT w.seq, w.review_state {_FROM} AND {condition}"
            " ORDER BY r.modified_at DESC, r.seq DESC LIMIT ? OFFSET ?) p"
            " JOIN record r ON r.seq = p.seq ORDER BY r.modified_at DESC, r.seq DESC",
            [self._me, *parameters, limit, offset],
        )
        return tuple(_waiting(row) for row in rows)

    def tally(self, wanted: Narrowed) -> Tally:
        """Return how many records wait, and whose."""
        condition, parameters = _condition(wanted)
        rows = self._db.execute(
            f"SELECT r.author, total({condition}) {_FROM} GROUP BY r.author",
            [*parameters, self._me],
        ).fetchall()
        return Tally(int(sum(row[1] for row in rows)), tuple(str(row[0]) for row in rows))


def _condition(wanted: Narrowed) -> tuple[str, list[object]]:
    """Return what narrows the rows of `_FROM`, as SQL with its parameters."""
    asked = (("r.author", wanted.author), ("w.kind", wanted.kind), ("w.review_state", wanted.state))
    given = [(column, value) for column, value in asked if value]
    conditions, parameters = [f"{column} = ?" for column, _ in given], [v for _, v in given]
    if wanted.among is not None:
        conditions.append(_AMONG)
        parameters.append(orjson.dumps(list(wanted.among)).decode())
    return " AND ".join(conditions) or "1", [*parameters]


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
