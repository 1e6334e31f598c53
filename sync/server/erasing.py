"""Erase what is held about records: everywhere here, and for ever, restores included."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sync.server.auditing import Event, Happening
from sync.server.journals import Ledger
from sync.server.store.audit import Audit
from sync.server.store.engine import Store
from sync.server.store.erasures import Erasures
from sync.server.store.fence import EVERYBODY
from sync.server.store.records import RecordTraces
from sync.server.store.soundness import scopes


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased; ``sealed`` when unsent work of emptied laptops was not looked into."""

    operations: int
    attachments: int
    files: int
    sealed: bool


class Erasing:
    """Erase, and erase again after a restore."""

    def __init__(self, store: Store, ledger: Ledger | None, now_ms: Callable[[], int]) -> None:
        self._store = store
        self._ledger = ledger
        self._now_ms = now_ms

    def erase(self, space: str, records: Collection[str]) -> Erased:
        """Empty all operations of some records, of the attachments joined to them, their files."""
        now = self._now_ms()
        with self._store.writing(EVERYBODY) as connection:
            traces = RecordTraces(connection, space)
            attachments = traces.attachments_of(records)
            files = traces.files_of(attachments | set(records))
            operations = traces.operations({*records, *attachments})
            if self._ledger and operations:
                # Before the commit: a line too many does no harm, one that lacks would.
                self._ledger.add(space, now, operations, files)
            new = Erasures(connection, space).add(operations) if operations else 0
            forgotten = traces.forget_files(files)
            detail = f"{space} {new} {forgotten}"
            Audit(connection).add(now, Happening(Event.ERASED, detail=detail))
            return Erased(new, len(attachments), forgotten, traces.sealed())

    def erase_again(self) -> int:
        """Empty all that the ledger beside the database names; return how many were back."""
        count = 0
        with self._store.reading(EVERYBODY) as connection:
            here = set(scopes(connection))
        for line in self._ledger.lines() if self._ledger else ():
            if line.space not in here:
                continue  # it is younger than the copy that was restored
            with self._store.writing(EVERYBODY) as connection:
                erasures, traces = (
                    Erasures(connection, line.space),
                    RecordTraces(connection, line.space),
                )
                if erasures.among(line.operations) >= set(line.operations):
                    continue
                files = traces.files_named_by(line.operations)
                count += erasures.add(line.operations)
                traces.forget_files({*files, *line.files})
        return count

    def keep_ledger(self) -> None:
        """Write into the ledger all that this database erased, wherever it was asked."""
        if self._ledger is None:
            return
        with self._store.reading(EVERYBODY) as connection:
            for scope in scopes(connection):
                erased = Erasures(connection, scope).after(0)
                self._ledger.complete(scope, self._now_ms(), erased)
