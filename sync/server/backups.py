"""Copy a server, put a copy back, and check that a server is sound."""

import hashlib
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sync.server.auditing import Anchor, Event, Happening, Head
from sync.server.erasing import Erasing
from sync.server.journals import Ledger, append
from sync.server.people import new_id
from sync.server.store.audit import Audit
from sync.server.store.copies import (
    NotACopy,
    check_copy,
    check_versions,
    compact,
    copy_file,
    copy_to,
    dump_command,
    load_command,
    put_in_place,
    versions_command,
)
from sync.server.store.devices import Devices, DeviceState, KnownDevice
from sync.server.store.engine import SQLITE_FILE, Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.identity import change_epoch
from sync.server.store.migrating import FromNewerProgram, NeedsUpgrade
from sync.server.store.opening import Unreachable, reach
from sync.server.store.people import People
from sync.server.store.sealed import SealedWork, Unsettled
from sync.server.store.soundness import Soundness, audit_faults, scopes


class NotCopied(Exception):  # noqa: N818 - named after what happened
    """Say that the program that copies the database did not end well."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy, the hash that a file beside it repeats, and where the audit log ended."""

    file: Path
    sha256: str
    size: int
    audit: Head


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; ``aside`` is where the database that was there is."""

    epoch: str
    erased_again: int
    aside: Path | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What no laptop brings back to an older copy: who was put out, the work of those emptied."""

    put_out: tuple[KnownDevice, ...] = ()
    sealed: tuple[Unsettled, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong; all empty for a sound server."""

    operations: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    audit: tuple[int, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not (self.operations or self.chains or self.counts or self.files or self.audit)


def back_up(store: Store, place: str | Path, target: Path, now_ms: Callable[[], int]) -> Backup:
    """Copy a server that may be running; raises NotCopied, FileExistsError and other OSErrors."""
    if store.is_sqlite:
        copy_to(store, target)
        check_copy(target)
    else:
        _dump(str(place), target)
    sha256 = hash_of(target)
    append(_hash_file(target), f"{sha256}  {target.name}\n".encode())
    with store.writing(EVERYBODY) as connection:
        log = Audit(connection)
        log.add(now_ms(), Happening(Event.BACKED_UP, subject=sha256))
        return Backup(target, sha256, target.stat().st_size, log.head())


def restore(copy: Path, folder: Path, now_ms: Callable[[], int], ledger: Ledger) -> Restored:
    """Put a copy in the place of the database of a folder; raises NotACopy.

    The epoch changes, so that laptops offer again what the copy lacks; what was erased since is
    erased again, who was put out since stays out, and what they left sealed is carried over.
    """
    _check_hash(copy)
    check_copy(copy)
    kept = _kept_of(folder, now_ms, ledger)
    aside = _aside(folder, "restore", now_ms())
    put_in_place(copy, folder, aside)
    store = reach(folder, upgrade=True)
    try:
        _carry_over(store, kept)
        return _begin_again(store, now_ms, ledger, aside if aside.exists() else None)
    finally:
        store.close()


def restore_postgresql(
    copy: Path, url: str, now_ms: Callable[[], int], ledger: Ledger | None
) -> Restored:
    """Put a copy back into a PostgreSQL database; raises NotACopy, NotCopied, FromNewerProgram."""
    _check_hash(copy)
    check_versions(_run(*versions_command(copy)))
    kept = _kept_of(url, now_ms, ledger)
    _run(*load_command(url, copy))
    store = reach(url, upgrade=True)
    try:
        _carry_over(store, kept)
        return _begin_again(store, now_ms, ledger, None)
    finally:
        store.close()


def upgrade(place: str | Path, now_ms: Callable[[], int]) -> Path | None:
    """Bring the tables up to date and return the copy made before, None for PostgreSQL.

    Raises Unreachable, NotACopy and OSErrors, then with nothing changed.
    """
    aside = None
    if isinstance(place, Path):
        aside = _aside(place, "upgrade", now_ms())
        copy_file(place / SQLITE_FILE, aside)
    store = reach(place, upgrade=True)
    try:
        with store.writing(EVERYBODY) as connection:
            Audit(connection).add(now_ms(), Happening(Event.UPGRADED))
    finally:
        store.close()
    return aside


def check(store: Store, anchors: Sequence[Anchor] = ()) -> Checked:
    """Read everything and tell what is wrong; ``anchors`` are ends of the audit log of old."""
    operations: list[str] = []
    chains: list[str] = []
    counts: list[str] = []
    files: list[str] = []
    with store.reading(EVERYBODY) as connection:
        for scope in scopes(connection):
            soundness = Soundness(connection, scope)
            operations += soundness.altered()
            chains += soundness.broken_chains()
            counts += [] if soundness.counts_agree() else [scope]
            files += soundness.altered_files()
        audit = audit_faults(connection, anchors)
    return Checked(tuple(operations), tuple(chains), tuple(counts), tuple(files), audit)


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _aside(folder: Path, why: str, now: int) -> Path:
    moment = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%d-%H%M%S")
    return folder / f"{SQLITE_FILE}.before-{why}-{moment}"


def asides_in(folder: Path) -> list[Path]:
    """Return the databases that were put aside, the oldest first: nothing is erased in them."""
    return sorted(folder.glob(f"{SQLITE_FILE}.before-*"))


def _begin_again(
    store: Store, now_ms: Callable[[], int], ledger: Ledger | None, aside: Path | None
) -> Restored:
    epoch = new_id()
    with store.writing(EVERYBODY) as connection:
        change_epoch(connection, epoch)
        Audit(connection).add(now_ms(), Happening(Event.RESTORED, subject=epoch))
    erased = Erasing(store, ledger, now_ms).erase_again()
    compact(store)
    return Restored(epoch, erased, aside)


def _kept_of(place: str | Path, now_ms: Callable[[], int], ledger: Ledger | None) -> _Kept:
    """Keep what the database that is about to go alone holds, if it can still be read."""
    if isinstance(place, Path) and not (place / SQLITE_FILE).exists():
        return _Kept()
    try:
        store = reach(place)
    except (Unreachable, NeedsUpgrade, FromNewerProgram):
        return _Kept()
    try:
        Erasing(store, ledger, now_ms).keep_ledger()
        with store.reading(EVERYBODY) as connection:
            listed = [each.device for each in Devices(connection).listed()]
            sealed = SealedWork(connection).unsettled()
    finally:
        store.close()
    return _Kept(tuple(each for each in listed if each.state != DeviceState.ACTIVE), sealed)


def _carry_over(store: Store, kept: _Kept) -> None:
    with store.writing(EVERYBODY) as connection:
        for each in kept.put_out:
            # A copy of yesterday would let a stolen one in again.
            among = [state for state in DeviceState if state != DeviceState.WIPED]
            Devices(connection).set_state(each.id, DeviceState(each.state), among)
        people, work = People(connection), SealedWork(connection)
        for piece in kept.sealed:
            here = people.has_space(piece.space)
            if here and not work.has(piece.space, piece.device, piece.content):
                work.add(piece.space, piece.device, piece.content, piece.received_at)


def _dump(url: str, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _run(*dump_command(url, target))
    except NotCopied:
        target.unlink()
        raise


def _run(command: list[str], environment: dict[str, str]) -> str:
    around = {**os.environ, **environment}
    try:
        done = subprocess.run(command, env=around, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise NotCopied(type(problem).__name__) from problem
    return done.stdout.decode(errors="replace")


def _check_hash(copy: Path) -> None:
    said = _hash_file(copy)
    if said.exists() and said.read_text().split()[:1] != [hash_of(copy)]:
        raise NotACopy("not what was written")


def _hash_file(copy: Path) -> Path:
    return copy.with_name(copy.name + ".sha256")
