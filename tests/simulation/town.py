"""The server of a history: its real parts on a real database, its clock, its backups."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sync.client.errors import SyncError
from sync.server.backups import Backup, back_up, restore, restore_postgresql
from sync.server.devices import DeviceDesk, Leaving, Recognition
from sync.server.erasing import Erasing
from sync.server.exchange import Exchange
from sync.server.files import Filing
from sync.server.journals import FILE, Ledger
from sync.server.people import identity_of
from sync.server.reconciling import Reconciling
from sync.server.store.engine import SQLITE_FILE, Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.identity import change_epoch
from tests.simulation.falling import Switch
from tests.sync.server.office import HandClock


class Town:
    """A server. `place` is its folder or its URL; the ledger of erasures is in `folder`."""

    def __init__(
        self, store: Store, place: Path | str, folder: Path, clock: HandClock, switch: Switch
    ) -> None:
        self.store = store
        self.clock = clock
        self.switch = switch
        self.late: list[Callable[[], object]] = []
        self._place = place
        self._folder = folder
        self.copies: list[Backup] = []
        self.exchange = Exchange(store, clock)
        self.reconciling = Reconciling(store)
        self.filing = Filing(store, clock)
        self.recognition = Recognition(store, clock)
        self.leaving = Leaving(store, clock)
        self.devices = DeviceDesk(store, clock)

    @property
    def ledger(self) -> Ledger:
        """Return the ledger that lies beside the database."""
        return Ledger(self._folder / FILE)

    @property
    def erasing(self) -> Erasing:
        """Return what erases."""
        return Erasing(self.store, self.ledger, self.clock)

    def start_again(self) -> None:
        """Let go of all that was in memory."""
        self.store.engine.dispose()

    def copy(self) -> None:
        """Make a backup."""
        target = self._folder / f"copy-{len(self.copies)}"
        self.copies.append(back_up(self.store, self._place, target, self.clock))

    def go_back(self, which: int, *, said: bool) -> None:
        """Put one of the backups in the place of the database.

        Not ``said``: the server does not know that it went back, and goes on in the same epoch.
        """
        epoch = identity_of(self.store).epoch
        copy = self.copies[which % len(self.copies)]
        self.store.engine.dispose()
        if isinstance(self._place, Path):
            restore(copy.file, self._place, self.clock, self.ledger)
        else:
            restore_postgresql(copy.file, self._place, self.clock, self.ledger)
        if not said:
            with self.store.writing(EVERYBODY) as connection:
                change_epoch(connection, epoch)

    def deliver_late(self) -> None:
        """Let the requests that were thought lost arrive; nobody hears what they are told."""
        waiting, self.late = self.late, []
        for request in waiting:
            with suppress(SyncError):
                request()


def sweep(folder: Path) -> None:
    """Leave nothing of the history before but the database file itself."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != SQLITE_FILE:
            path.unlink()
