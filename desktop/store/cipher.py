"""Open the encrypted base: the only module that knows the driver and its settings.

One copy of SQLite per process: the driver also takes the place of the standard library's for
sqlite-utils, which otherwise misses the driver's exceptions and leaves savepoints open. Two
copies of SQLite on one file drop each other's locks (sqlite.org, "How to corrupt", §2.2).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import sqlcipher3
import sqlcipher3.dbapi2 as driver

from desktop.errors import (
    Busy,
    Damaged,
    DiskFull,
    DiskTrouble,
    NoNotebook,
    ReadOnly,
    UnsafeProgram,
    UserError,
    Vanished,
)
from desktop.store.keys import DataKey

if TYPE_CHECKING:
    # Same interface, and typed; the standard library's copy of SQLite itself is never opened.
    from sqlite3 import Connection as Connection
    from sqlite3 import DatabaseError as DatabaseError
else:
    Connection = driver.Connection
    DatabaseError = driver.DatabaseError

if "sqlite_utils" in sys.modules and sys.modules.get("pysqlite3") is not sqlcipher3:
    raise ImportError("desktop.store.cipher must be imported before sqlite_utils")
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = driver

_WAL_RESET_FIRST: Final = (3, 7, 0)
_WAL_RESET_FIXED: Final = (3, 51, 3)
_WAL_RESET_BACKPORTS: Final = ((3, 44, 6), (3, 50, 7))

_SETTINGS: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    # A schema changed by somebody else must not run functions of ours.
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    # A memory-mapped base turns a failing disk into a crash instead of an error.
    "PRAGMA mmap_size = 0",
    # 32 MiB of decrypted pages, taken as they are read: a missing page costs its decryption.
    "PRAGMA cache_size = -32768",
    # No temporary file, so no plaintext in one.
    "PRAGMA temp_store = MEMORY",
    # Zeroes what is deleted when that costs no write. Pages freed whole stay as they were, yet
    # encrypted: erasing a person for good also takes a VACUUM. ON would double each deletion.
    "PRAGMA secure_delete = FAST",
)

_MEANINGS: Final[dict[int, type[UserError]]] = {
    driver.SQLITE_FULL: DiskFull,
    driver.SQLITE_IOERR: DiskTrouble,
    driver.SQLITE_READONLY: ReadOnly,
    driver.SQLITE_PERM: ReadOnly,
    driver.SQLITE_CANTOPEN: ReadOnly,
    driver.SQLITE_NOTADB: Damaged,
    driver.SQLITE_CORRUPT: Damaged,
    driver.SQLITE_BUSY: Busy,
    driver.SQLITE_LOCKED: Busy,
}
_READONLY_MOVED: Final = 1032
"""SQLITE_READONLY_DBMOVED: the file was renamed or deleted under an open connection."""


def connect(path: Path, key: DataKey, *, read_only: bool = False) -> Connection:
    """Open the existing base at `path` and read it once, so that a wrong key shows at once.

    Never creates a file. The connection belongs to the thread that calls. Raises `NoNotebook`,
    `Damaged` (also for a file that is not ours), `ReadOnly`, `Busy`, `UnsafeProgram`.
    """
    refuse_unsafe_sqlite(driver.sqlite_version)
    if not path.is_file():
        raise NoNotebook
    if path.stat().st_size == 0:
        raise Damaged("Le fichier du carnet est vide. Il a été laissé tel quel.", Damaged.advises)
    return _open(path, key, "ro" if read_only else "rw")


def create(path: Path, key: DataKey) -> Connection:
    """Create an encrypted base at `path` and return a connection to it.

    Raises `ReadOnly` when something is already there: a base is never written over.
    """
    refuse_unsafe_sqlite(driver.sqlite_version)
    if path.exists():
        raise ReadOnly("Un fichier porte déjà ce nom. Il a été laissé tel quel.", "")
    connection = _open(path, key, "rwc")
    # Its side files take the same rights.
    path.chmod(0o600)
    return connection


def _open(path: Path, key: DataKey, mode: str) -> Connection:
    address = f"file:{quote(path.absolute().as_posix())}?mode={mode}"
    with translated():
        connection: Connection = driver.connect(address, uri=True)
    try:
        with translated():
            # First, or SQLCipher writes to the standard error; then the key, before any read.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for setting in _SETTINGS:
                connection.execute(setting)
            if mode != "ro":
                # FULL: an acknowledged save survives a power cut; NORMAL loses some (measured).
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def translated(connection: Connection | None = None) -> Iterator[None]:
    """Turn the driver's refusals into `UserError`s; anything else is a bug and goes through.

    After a failed read or write of the disk itself, what the operating system kept is unknown:
    `connection`, when given, is closed and must not be used again.
    """
    try:
        yield
    except DatabaseError as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        if connection is not None and issubclass(meaning, DiskTrouble):
            with suppress(DatabaseError):
                connection.close()
        raise meaning from error


def refuse_unsafe_sqlite(version: str) -> None:
    """Raise `UnsafeProgram` for an SQLite that can lose commits."""
    if loses_commits(version):
        raise UnsafeProgram


def loses_commits(version: str) -> bool:
    """Tell whether an SQLite has the "WAL-reset" fault.

    3.7.0 to 3.51.2 have it, but for the corrected 3.44.6 and 3.50.7 (sqlite.org/wal.html).
    """
    number = tuple(int(part) for part in version.split("."))
    corrected = any(number[:2] == fixed[:2] and number >= fixed for fixed in _WAL_RESET_BACKPORTS)
    return _WAL_RESET_FIRST <= number < _WAL_RESET_FIXED and not corrected


def _meaning(error: DatabaseError) -> type[UserError] | None:
    code = getattr(error, "sqlite_errorcode", 0)
    return Vanished if code == _READONLY_MOVED else _MEANINGS.get(code & 0xFF)


def meaning_of(error: BaseException) -> UserError | None:
    """Return what a refusal of the driver means, None when it is not one: for the doors.

    Reading goes through no `translated`: a page found damaged while a list is read surfaces here.
    """
    meaning = _meaning(error) if isinstance(error, DatabaseError) else None
    return None if meaning is None else meaning()
