"""An opened folder: its key and its lock, from which each thread takes its own connection."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Lock

from desktop.services.reading import TRASH_DAYS
from desktop.store import cipher
from desktop.store.backups import Backup, Backups, Reason
from desktop.store.base import Base
from desktop.store.blobs import Blobs
from desktop.store.folder import FolderLock, NotebookFolder
from desktop.store.keys import DataKey
from desktop.store.purge import purge
from desktop.store.stored import moment_of
from desktop.store.sweeping import sweep
from desktop.store.turns import Turns

ATTESTED = timedelta(days=1)
"""How old the backup is whose date says that time passed."""


@dataclass(frozen=True, slots=True)
class Session:
    """What stays the same while a notebook is open."""

    folder: NotebookFolder
    key: DataKey
    lock: FolderLock
    now_ms: Callable[[], int]
    backing_up: Lock = field(default_factory=Lock)
    filing: Lock = field(default_factory=Lock)
    turns: Turns = field(default_factory=Turns)

    def connect(self) -> Base:
        """Open the base once more, for the thread that calls; raises `Vanished` when it is gone."""
        self.folder.require_notebook()
        connection = cipher.connect(self.folder.base, self.key)
        identity = self.folder.identity()
        same = partial(self.folder.require_same, identity)
        return Base(connection, self.now_ms, same, self.turns)

    @property
    def blobs(self) -> Blobs:
        """Return the files of the notebook."""
        return Blobs(self.folder, self.key)

    def now(self) -> datetime:
        """Return the present moment."""
        return moment_of(self.now_ms()).astimezone(UTC)


class Safekeeping:
    """Back the notebook up, each time through a connection of its own; any thread may call."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._backups = Backups(session.folder, session.key, session.now)

    def make(self, reason: Reason = Reason.MANUAL) -> Backup:
        """Make a verified backup now, and thin out the old ones."""
        with self._session.backing_up, closing(self._session.connect()) as base:
            return self._make(base, reason)

    def make_if_due(self, reason: Reason = Reason.REGULAR) -> Backup | None:
        """Make a backup when something changed and the last one is half an hour old."""
        with self._session.backing_up, closing(self._session.connect()) as base:
            if not self._backups.due(last_change(base)):
                return None
            return self._make(base, reason)

    def list(self) -> tuple[Backup, ...]:
        """Return the backups, newest first."""
        return self._backups.list()

    def _make(self, base: Base, reason: Reason) -> Backup:
        backup = self._backups.make(base.connection, reason)
        self._backups.thin()
        self._empty_trash(base)
        with self._session.filing:
            sweep(base, self._session.blobs, self.list())
        return backup

    def _empty_trash(self, base: Base) -> None:
        """Erase what a backup of another day already found 30 days old.

        The clock alone is not believed: set a year ahead, it would empty the trash at once. A
        notebook that has joined keeps its trash: emptied here alone, a record would no longer be
        the same on two laptops, and erasing for everybody is the server's to order.
        """
        # Late: a start does not pay for the messages of the exchange.
        from desktop.store.enrolment import enrolment_of

        if enrolment_of(base.settings) is not None:
            return
        attested = self._session.now() - ATTESTED
        seen = (backup.moment for backup in self.list() if backup.moment <= attested)
        newest = next(seen, None)
        if newest is not None:
            limit = newest - timedelta(days=TRASH_DAYS)
            purge(base, int(limit.timestamp() * 1000))


def last_change(base: Base) -> datetime | None:
    """Return when something was last written, None for an empty log."""
    row = base.db.execute("SELECT max(at) FROM deed").fetchone()
    return None if row[0] is None else moment_of(int(row[0]))
