"""Know the files of one notebook on the disk, and hold the folder for one program at a time."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout

from desktop.errors import DiskFull, InUse, NoNotebook, ReadOnly, Vanished
from desktop.files import NO_ROOM, sync_folder, write_atomically
from desktop.store.keypair import KeyPair
from desktop.store.places import Caution, Risk, cautions


@dataclass(frozen=True)
class Marker:
    """Say that a notebook was created here; no personal data, readable without the key."""

    base_id: UUID
    created: datetime


class FolderLock:
    """Hold a folder for this program until `release`; the system frees it if we are killed."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        """Let another program open the notebook."""
        self._lock.release()


class NotebookFolder:
    """Name the files of a notebook and answer what state they are in."""

    def __init__(self, path: Path, judge: Callable[[Path], tuple[Caution, ...]] = cautions) -> None:
        self._judge = judge
        self.path = path
        self.base = path / "carnet.db"
        self.newborn = path / "carnet.db.new"
        self.keys = KeyPair(path / "carnet.keys", path / "carnet.keys.copy")
        self.backups = path / "backups"
        self.files = path / "files"
        self.set_aside = path / "set-aside"
        self.restore_journal = path / "carnet.restore"
        self.marker_file = path / "carnet.json"
        self.chain_end = path / "carnet.end"
        self._lock = path / "carnet.lock"

    def exists(self) -> bool:
        """Tell whether a notebook was made here, even if part of it is gone since."""
        return self.base.exists() or self.marker_file.exists() or self.restore_journal.exists()

    def vanished(self) -> bool:
        """Tell whether a notebook was made here and its base is gone, or emptied."""
        if self.restore_journal.exists() or not self.marker_file.exists():
            return False
        return not self.base.is_file() or self.base.stat().st_size == 0

    def require_notebook(self) -> None:
        """Raise `NoNotebook` or `Vanished` unless there is a base to open."""
        with folder_told():
            if not self.exists():
                raise NoNotebook
            if self.vanished():
                raise Vanished

    def prepare(self, *, network_accepted: bool = False) -> tuple[Caution, ...]:
        """Make the folders of a new notebook, private to this person; return what to warn of.

        Raises `ReadOnly` or `DiskFull`, and `ReadOnly` for a network share unless accepted.
        """
        with folder_told():
            found = self.cautions()
        shared = [caution for caution in found if caution.risk is Risk.NETWORK]
        if shared and not network_accepted:
            raise ReadOnly(shared[0].sentence, shared[0].advice)
        with folder_told():
            for folder in (self.path, self.backups, self.set_aside):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder.chmod(0o700)
        self.require_writable()
        return found

    def cautions(self) -> tuple[Caution, ...]:
        """Return every reason to keep the notebook somewhere else."""
        return self._judge(self.path)

    def require_writable(self) -> None:
        """Raise `ReadOnly` or `DiskFull` unless a file can be written here now."""
        with folder_told():
            handle, name = tempfile.mkstemp(dir=self.path, prefix=".carnet-", suffix=".tmp")
            try:
                os.write(handle, b"0" * 4096)
                os.fsync(handle)
            finally:
                os.close(handle)
                Path(name).unlink()

    def lock(self) -> FolderLock:
        """Hold the notebook for this program; raises `InUse` when another one has it.

        The lock is the system's, on an open file: one left by a killed program holds nothing.
        """
        lock = FileLock(self._lock, timeout=0, thread_local=False)
        with folder_told():
            try:
                lock.acquire()
            except Timeout as error:
                raise InUse from error
        return FolderLock(lock)

    def clear_newborn(self) -> None:
        """Remove what a creation cut short left at `newborn`, which nobody ever wrote in."""
        with folder_told():
            for left in self.path.glob(f"{self.newborn.name}*"):
                left.unlink()

    def adopt(self, marker: Marker) -> None:
        """Give the base made at `newborn`, closed, its name; the notebook then exists.

        Raises `ReadOnly` when there is a base already.
        """
        with folder_told():
            if self.base.exists():
                raise ReadOnly("Il y a déjà un carnet dans ce dossier. Il a été laissé tel quel.")
            self.newborn.replace(self.base)
            sync_folder(self.path)
        self.mark(marker)

    def mark(self, marker: Marker) -> None:
        """Write down that the notebook is complete; the last act of its creation."""
        content = {"carnet": str(marker.base_id), "created": marker.created.isoformat()}
        write_atomically(self.marker_file, json.dumps(content, indent=1).encode() + b"\n")

    def marker(self) -> Marker | None:
        """Return what `mark` wrote; None when the file is absent or unreadable."""
        try:
            content = json.loads(self.marker_file.read_bytes())
            return Marker(UUID(content["carnet"]), datetime.fromisoformat(content["created"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def identity(self) -> tuple[int, int]:
        """Return what tells this base from another put in its place; raises `Vanished`."""
        try:
            found = self.base.stat()
        except OSError as error:
            raise Vanished from error
        return found.st_dev, found.st_ino

    def require_same(self, identity: tuple[int, int]) -> None:
        """Raise `Vanished` when the base is gone or replaced: SQLite would write to nowhere."""
        if self.identity() != identity:
            raise Vanished


@contextmanager
def folder_told() -> Iterator[None]:
    """Turn the disk's refusals about the notebook's folder into `DiskFull` or `ReadOnly`."""
    try:
        yield
    except OSError as error:
        raise (DiskFull if error.errno in NO_ROOM else ReadOnly) from error
