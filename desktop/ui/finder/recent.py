"""The records opened last, kept in the notebook itself: their names never leave the encryption."""

import json

from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound
from desktop.store.search import Hit

_NAME = "recent"
_MOST = 8


class Recent:
    """Remembers a few records, the last one first."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    def add(self, record_id: str) -> None:
        """Put a record at the head."""
        before = self._ids()
        after = [record_id, *(each for each in before if each != record_id)][:_MOST]
        if after != before:
            self._notebook.remember(_NAME, json.dumps(after))

    def hits(self) -> tuple[Hit, ...]:
        """Return the records that are still in use."""
        return tuple(hit for hit in map(self._hit, self._ids()) if hit is not None)

    def _hit(self, record_id: str) -> Hit | None:
        try:
            record = self._notebook.get(record_id)
        except NotFound:
            return None
        if record.deleted_at is not None:
            return None
        return Hit(record.id, record.kind, record.code, record.heading(), "", False)

    def _ids(self) -> list[str]:
        return [str(each) for each in json.loads(self._notebook.remembered(_NAME) or "[]")]
