"""A laptop of a history: a real notebook that is opened, closed, switched off, put back."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.services.session import Session
from desktop.store.folder import NotebookFolder
from desktop.store.keys import DataKey
from desktop.store.keyslots import Argon2
from desktop.store.machine import whereabouts
from sync.operations.operation import Operation
from tests.sync.server.office import HandClock

PASSPHRASE: Final = "une longue phrase de rue"
BASE: Final = "carnet.db"
END: Final = "carnet.end"
_KEYS: Final = ("carnet.keys", "carnet.keys.copy", "carnet.json")
_ROOMS: Final = ("backups", "set-aside")


@dataclass
class Seat:
    """The folder of a laptop, what it held when the history began, and what the server calls it."""

    folder: Path
    device: str
    person: str
    token: str
    key: DataKey
    content: dict[str, bytes] = field(default_factory=dict)

    def remember(self) -> None:
        """Keep the present content for the histories to come."""
        self.content = {name: (self.folder / name).read_bytes() for name in (BASE, END)}


class Laptop:
    """A notebook in its folder; `skew` is how far its clock is from the server's."""

    def __init__(self, seat: Seat, clock: HandClock) -> None:
        self.seat = seat
        self.skew = 0
        self.revoked = False
        self.emptied = False
        self.copies: list[dict[str, bytes]] = []
        self._clock = clock
        self._notebook: Notebook | None = None

    @property
    def notebook(self) -> Notebook:
        """Return the notebook, open."""
        assert self._notebook is not None
        return self._notebook

    @property
    def lives(self) -> bool:
        """Tell whether it still takes part."""
        return not (self.revoked or self.emptied)

    def now(self) -> int:
        """Return the time that this laptop believes."""
        return self._clock.now + self.skew

    def set_out(self) -> "Laptop":
        """Begin a history: the very files of the template, in their places."""
        self._sweep()
        self.put(self.seat.content)
        return self.open_as_left()

    def open_as_left(self) -> "Laptop":
        """Open without the checks of a start, as if it had never been closed."""
        folder = NotebookFolder(self.seat.folder)
        session = Session(folder, self.seat.key, folder.lock(), self.now)
        self._notebook = Notebook(session, session.connect())
        return self

    def start(self) -> None:
        """Open as the program does."""
        self._notebook = self.doors.open(self.seat.folder, PASSPHRASE)

    def start_if_off(self) -> None:
        """Open as the program does, unless it is open."""
        if self._notebook is None:
            self.start()

    @property
    def doors(self) -> Opening:
        """Return what opens notebooks at the time of this laptop."""
        return Opening(now_ms=self.now, cost=Argon2(memory_kib=64, iterations=1, lanes=1))

    def close(self) -> None:
        """Close as the program does."""
        if self._notebook is not None:
            self._notebook.close()
            self._notebook = None

    def switch_off(self) -> None:
        """Stop without closing anything: the file is left as it is."""
        if self._notebook is not None:
            with suppress(Exception):
                self._notebook.base.close()
            self._notebook.session.lock.release()
            self._notebook = None

    def content(self) -> dict[str, bytes]:
        """Return the files of the base, closed meanwhile."""
        self.close()
        held = {name: (self.seat.folder / name).read_bytes() for name in (BASE, END)}
        self.open_as_left()
        return held

    def put(self, content: dict[str, bytes]) -> None:
        """Write files into the place of the present ones, which keep their file numbers."""
        for side in ("-wal", "-shm"):
            (self.seat.folder / (BASE + side)).unlink(missing_ok=True)
        for name, held in content.items():
            (self.seat.folder / name).write_bytes(held)

    def cloned(self, folder: Path) -> "Laptop":
        """Return a copy of all that this one holds, in another folder; it is not open."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        for name in _KEYS:
            shutil.copy(self.seat.folder / name, folder)
        if (self.seat.folder / "files").exists():
            shutil.copytree(self.seat.folder / "files", folder / "files")
        for name in _ROOMS:
            (folder / name).mkdir()
        twin = Laptop(replace(self.seat, folder=folder), self._clock)
        twin.put(self.content())
        twin.skew = self.skew
        return twin

    def believe_in_its_place(self) -> None:
        """Make the base take this file for the one that it always was in."""
        with self.notebook.base.writing():
            place = whereabouts(self.notebook.folder.base)
            self.notebook.base.settings.put("place", place)

    def operations(self) -> list[Operation]:
        """Return the whole log."""
        return list(self.notebook.base.log.everything())

    def _sweep(self) -> None:
        for path in self.seat.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in (BASE, END, *_KEYS):
                path.unlink()
        for name in _ROOMS:
            (self.seat.folder / name).mkdir()
