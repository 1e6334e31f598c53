"""Make verified copies of the base, and thin them out with age.

A backup is one file in `backups/`, encrypted by the same key, with its key file beside it:
`carnet-20261123-143000-reguliere.db` and `.keys`.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from desktop.errors import Damaged, DiskFull, DiskTrouble
from desktop.files import sync_file, sync_folder, write_atomically
from desktop.store.cipher import Connection, translated
from desktop.store.damage import Report, check_file
from desktop.store.folder import NotebookFolder, folder_told
from desktop.store.keys import DataKey

APART: Final = timedelta(minutes=30)
RECENT: Final = timedelta(hours=24)
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9

_STAMP: Final = "%Y%m%d-%H%M%S"
_UNFINISHED: Final = ".unfinished"
_COUNT_TABLES: Final = "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
_NOT_COPIED: Final = (
    "La sauvegarde n’a pas pu être écrite correctement sur le disque et a été écartée. "
    "Le carnet et les sauvegardes précédentes sont intacts."
)


class Reason(StrEnum):
    """Say why a backup was made; the value is in its file name."""

    START = "ouverture"
    REGULAR = "reguliere"
    MIGRATION = "mise-a-jour"
    IMPORT = "import"
    EXCHANGE = "echange"
    MANUAL = "manuelle"

    @property
    def label(self) -> str:
        """What is shown to the person."""
        return _LABELS[self]


_LABELS: Final = {
    Reason.START: "à l’ouverture",
    Reason.REGULAR: "régulière",
    Reason.MIGRATION: "avant une mise à jour",
    Reason.IMPORT: "avant un import",
    Reason.EXCHANGE: "avant un échange",
    Reason.MANUAL: "demandée",
}
_NAME: Final = re.compile(rf"carnet-(\d{{8}}-\d{{6}})-({'|'.join(Reason)})\.db")


@dataclass(frozen=True)
class Backup:
    """Point to one verified copy of the base."""

    path: Path
    moment: datetime
    size: int
    reason: Reason

    @property
    def keys(self) -> Path:
        """The key file as it was then."""
        return self.path.with_suffix(".keys")


class Backups:
    """Make, list, check and thin the backups of one notebook."""

    def __init__(self, folder: NotebookFolder, key: DataKey, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._key = key
        self._clock = clock

    def make(self, connection: Connection, reason: Reason) -> Backup:
        """Copy the base, check the copy page by page, and only then give it its name.

        `connection` belongs to the calling thread and is outside a transaction; others may go on
        writing: the copy is the base at one instant. Raises `DiskFull`, `ReadOnly`, `Damaged`
        (the base itself is, then) and leaves no partial copy.
        """
        self._sweep()
        target = self._free_name(reason)
        unfinished = target.with_suffix(_UNFINISHED)
        try:
            self._copy(connection, unfinished)
            self._give_keys(target)
            with folder_told():
                unfinished.replace(target)
                sync_folder(self._folder.backups)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        made = _read_name(target)
        assert made is not None, "a name we do not read back"
        return made

    def list(self) -> tuple[Backup, ...]:
        """Return the backups, newest first."""
        return backups_in(self._folder)

    def due(self, last_change: datetime | None) -> bool:
        """Tell whether a regular backup is wanted: something changed since the newest one,
        and that one is half an hour old or more.
        """
        now = self._clock()
        # A clock set back leaves backups in the future: they must not stop the next ones.
        newest = next((backup for backup in self.list() if backup.moment <= now), None)
        if last_change is None or newest is None:
            return last_change is not None
        return last_change > newest.moment and now - newest.moment >= APART

    def check(self, backup: Backup, *, full: bool = False) -> Report:
        """Open `backup` with this notebook's key and check every page."""
        return check_file(backup.path, self._key, full=full)

    def thin(self) -> tuple[Backup, ...]:
        """Delete the backups that age made redundant and return them.

        Stays: all of the last 24 h, the newest of each of 12 days, 10 weeks and 9 months that
        have one, and in any case the newest. Nothing goes while the newest is not sound.
        """
        present = self.list()
        kept = kept_backups(present, self._clock())
        extra = tuple(backup for backup in present if backup not in kept)
        if not extra or not self.check(present[0]).sound:
            return ()
        for backup in extra:
            with folder_told():
                backup.path.unlink(missing_ok=True)
                backup.keys.unlink(missing_ok=True)
        return extra

    def _copy(self, connection: Connection, unfinished: Path) -> None:
        """Write the base as it is now to `unfinished` and check every page of the copy."""
        try:
            with translated():
                tables = int(connection.execute(_COUNT_TABLES).fetchone()[0])
                connection.execute("VACUUM INTO ?", (str(unfinished),))
        except DiskTrouble as error:
            raise DiskTrouble(_NOT_COPIED, DiskFull.advises) from error
        with folder_told():
            unfinished.chmod(0o600)
            sync_file(unfinished)
        report = check_file(unfinished, self._key)
        if not report.sound or report.tables < tables:
            raise Damaged(_NOT_COPIED, "Réessayez. Si cela se répète, vérifiez le disque.")

    def _free_name(self, reason: Reason) -> Path:
        """Return a name not taken yet, a second later if need be."""
        moment = self._clock().astimezone(UTC)
        taken = {backup.moment for backup in self.list()}
        while moment.replace(microsecond=0) in taken:
            moment += timedelta(seconds=1)
        with folder_told():
            self._folder.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder.backups / f"carnet-{moment.strftime(_STAMP)}-{reason.value}.db"

    def _give_keys(self, target: Path) -> None:
        """Put the present key file beside the copy, before the copy has its name."""
        with suppress(Damaged):
            # A session opened before both key files were damaged still deserves its backup.
            content = self._folder.keys.load().render()
            write_atomically(target.with_suffix(".keys"), content)

    def _sweep(self) -> None:
        """Remove copies that a killed program left unfinished."""
        with suppress(OSError):
            for path in self._folder.backups.glob(f"carnet-*{_UNFINISHED}*"):
                path.unlink()


def backups_in(folder: NotebookFolder) -> tuple[Backup, ...]:
    """Return the backups of a folder, newest first, which takes no key.

    Other files beside them are not ours to judge.
    """
    if not folder.backups.is_dir():
        return ()
    found = (_read_name(path) for path in folder.backups.iterdir())
    kept = [backup for backup in found if backup is not None]
    return tuple(sorted(kept, key=lambda backup: backup.moment, reverse=True))


def kept_backups(backups: Iterable[Backup], now: datetime) -> frozenset[Backup]:
    """Return which of `backups` age does not make redundant (12 daily, 10 weekly, 9 monthly)."""
    ordered = sorted(backups, key=lambda backup: backup.moment, reverse=True)
    kept = set(ordered[:1])
    kept.update(backup for backup in ordered if backup.moment > now - RECENT)
    for count, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        newest: dict[str, Backup] = {}
        for backup in ordered:
            newest.setdefault(period(backup.moment), backup)
        kept.update(list(newest.values())[:count])
    return frozenset(kept)


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")


def _week(moment: datetime) -> str:
    return moment.strftime("%G-%V")


def _month(moment: datetime) -> str:
    return moment.strftime("%Y-%m")


def _read_name(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if not found or not path.is_file():
        return None
    try:
        moment = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, moment, path.stat().st_size, Reason(found[2]))
