"""Raw form input, kept at each pause in typing: what is not yet a record is not lost either."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from desktop.store.database import Database
from desktop.store.folding import holdable
from desktop.store.stored import moment_of
from sync.operations.operation import Value


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was not finished. `record_id` is "" for a new record."""

    id: str
    kind: str
    record_id: str
    values: Mapping[str, Value]
    kept_at: datetime


class Drafts:
    """Keep, list and drop drafts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, draft: Draft) -> Draft:
        """Write a draft over its last version; give it an id when it has none."""
        draft = Draft(
            draft.id or uuid4().hex, draft.kind, draft.record_id, draft.values, draft.kept_at
        )
        self._db.execute(
            "INSERT INTO draft(id, kind, record, input, kept_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT(id) DO UPDATE SET input = excluded.input, kept_at = excluded.kept_at",
            [
                draft.id,
                draft.kind,
                draft.record_id,
                _written(draft.values),
                int(draft.kept_at.timestamp() * 1000),
            ],
        )
        return draft

    def all(self) -> tuple[Draft, ...]:
        """Return the drafts, the latest first."""
        rows = self._db.execute(
            "SELECT id, kind, record, input, kept_at FROM draft ORDER BY kept_at DESC"
        )
        return tuple(
            Draft(str(row[0]), str(row[1]), str(row[2]), json.loads(row[3]), moment_of(row[4]))
            for row in rows
        )

    def drop(self, draft: str) -> None:
        """Forget a draft, inside the transaction that is open if there is one."""
        self._db.execute("DELETE FROM draft WHERE id = ?", [draft])


def _written(values: Mapping[str, Value]) -> str:
    """Return any input as JSON: what a record would refuse, and half a sign, do not stop it."""
    return holdable(json.dumps(dict(values), ensure_ascii=False))
