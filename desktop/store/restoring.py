"""Put a backup in the place of the present base, which goes aside and is never deleted.

Killed at any moment, the folder holds the old base or the new one: everything is prepared
first, then a journal is written, and from there the next opening finishes the move.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop.errors import Damaged, UserError
from desktop.files import copy_atomically, sync_folder, write_atomically
from desktop.store.aside import bring_back, copy_keys, move_base, new_aside
from desktop.store.backups import Backup
from desktop.store.damage import check_file
from desktop.store.folder import NotebookFolder, folder_told
from desktop.store.keypair import read_key_file
from desktop.store.keys import DataKey

_TO_RESCUE: Final = "to-rescue"
_ASIDE: Final = re.compile(r"\d{8}-\d{6}(-\d+)?")


def _nothing(_step: str) -> None:
    """Watch nothing."""


@dataclass(frozen=True)
class Restored:
    """Tell where the base that was replaced is now."""

    aside: Path


class Restoring:
    """Restore backups into one folder.

    `watch` hears the name of each step before it is done; tests stop the program there.
    The caller holds the folder's lock and has closed every connection.
    """

    def __init__(self, folder: NotebookFolder, watch: Callable[[str], None] = _nothing) -> None:
        self._folder = folder
        self._watch = watch
        self._base = folder.base.with_name("carnet.db.incoming")
        self._keys = folder.base.with_name("carnet.keys.incoming")

    def restore(self, backup: Backup, key: DataKey, moment: datetime) -> Restored:
        """Replace the base by `backup`, which `key` must open; return where the old one went.

        The present key files stay when they hold `key` (a passphrase changed since the backup
        keeps working); otherwise the backup's come with it. Raises `Damaged` for a copy that is
        damaged or from elsewhere, `DiskFull`, `ReadOnly`, `NotWritten`: the present base is
        then where it was.
        """
        self._watch("check")
        check_file(backup.path, key).require_sound()
        with_keys = not self._present_keys_hold(key)
        if with_keys and not read_key_file(backup.keys).matches(key):
            raise Damaged("Le fichier de clés de cette sauvegarde n’est pas le sien.", "")
        try:
            self._prepare(backup, key, with_keys=with_keys)
            aside = new_aside(self._folder, moment)
            copy_keys(self._folder, aside)
            write_atomically(aside / _TO_RESCUE, b"")
            self._watch("journal")
            journal = {"aside": aside.name}
            write_atomically(self._folder.restore_journal, json.dumps(journal).encode())
        except UserError:
            self._forget()
            raise
        try:
            self._finish(aside)
        except UserError:
            self._undo(aside)
            raise
        return Restored(aside)

    def resume(self) -> Restored | None:
        """Finish a restore that was cut short, or sweep one that had not begun to move.

        To be called under the lock, before the folder is asked whether its base vanished.
        """
        aside = self._journaled()
        if aside is None:
            self._forget()
            return None
        with folder_told():
            aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._finish(aside)
        return Restored(aside)

    def to_rescue(self) -> tuple[Path, ...]:
        """Return the folders of replaced bases whose unsent work nobody has taken back yet.

        Oldest first. A program killed between the restore and the rescue finds them here.
        """
        if not self._folder.set_aside.is_dir():
            return ()
        noted = sorted(self._folder.set_aside.glob(f"*/{_TO_RESCUE}"))
        return tuple(note.parent for note in noted if (note.parent / "carnet.db").exists())

    def rescued(self, aside: Path) -> None:
        """Note that the unsent work of `aside` is in the present base, durably."""
        with folder_told():
            (aside / _TO_RESCUE).unlink(missing_ok=True)

    def _prepare(self, backup: Backup, key: DataKey, *, with_keys: bool) -> None:
        """Bring copies next to the base, where one rename puts them in place."""
        self._watch("copy")
        copy_atomically(backup.path, self._base)
        check_file(self._base, key).require_sound()
        if with_keys:
            self._watch("copy keys")
            copy_atomically(backup.keys, self._keys)

    def _finish(self, aside: Path) -> None:
        """Do the steps after the journal; each finds out whether it is done already."""
        if self._base.exists():
            self._watch("move aside")
            move_base(self._folder, aside)
            self._watch("move in")
            with folder_told():
                self._base.replace(self._folder.base)
                sync_folder(self._folder.path)
        if self._keys.exists():
            self._watch("keys")
            self._folder.keys.save(read_key_file(self._keys))
            self._watch("sweep")
            with folder_told():
                self._keys.unlink()
        self._watch("done")
        with folder_told():
            self._folder.restore_journal.unlink(missing_ok=True)
            sync_folder(self._folder.path)

    def _undo(self, aside: Path) -> None:
        """Put the old base back; if even that fails, the journal stays and `resume` goes on."""
        with suppress(UserError), folder_told():
            if not self._base.exists():
                self._folder.base.replace(self._base)
            bring_back(self._folder, aside)
            for path in (self._folder.keys.main, self._folder.keys.copy):
                if (aside / path.name).exists():
                    copy_atomically(aside / path.name, path)
            self._folder.restore_journal.unlink()
            self._forget()

    def _forget(self) -> None:
        with suppress(OSError):
            self._base.unlink(missing_ok=True)
            self._keys.unlink(missing_ok=True)

    def _journaled(self) -> Path | None:
        """Return the folder named by the journal; None when there is no journal."""
        try:
            name = str(json.loads(self._folder.restore_journal.read_bytes())["aside"])
            if not _ASIDE.fullmatch(name):
                raise ValueError("not a name of ours")
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(
                "Une restauration a été interrompue et sa trace est illisible. "
                "Rien n’a été déplacé.",
                "Votre service informatique peut déplacer le fichier « carnet.restore », "
                "puis relancer la restauration.",
            ) from error
        return self._folder.set_aside / name

    def _present_keys_hold(self, key: DataKey) -> bool:
        try:
            return self._folder.keys.load().matches(key)
        except UserError:
            return False
