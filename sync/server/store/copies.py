"""Copy the embedded database while it is in use, and put a copy in its place."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from sync.server.store.engine import SQLITE_FILE, Store
from sync.server.store.fence import EVERYBODY, SETTING
from sync.server.store.migrating import FromNewerProgram, revisions
from sync.server.store.schema import WORK

_BESIDE: Final = ("-wal", "-shm")
_VERSION: Final = re.compile(r"^COPY \S*alembic_version \(version_num\) FROM stdin;\n(\w+)$", re.M)


class NotACopy(Exception):  # noqa: N818 - named after what is wrong
    """Say that a file is no sound copy of the database of a server."""


def copy_to(store: Store, target: Path) -> None:
    """Copy the database, as of one moment, to a new file that only its owner reads."""
    with store.bare() as source:
        _copy(source, target)


def copy_file(file: Path, target: Path) -> None:
    """Copy a database that no program of ours has open to a new file; raises NotACopy."""
    with closing(sqlite3.connect(_read_only(file), uri=True)) as source:
        _copy(source, target)
    check_copy(target)


def check_copy(file: Path) -> None:
    """Read a copy whole; raises NotACopy, and FromNewerProgram."""
    try:
        with closing(sqlite3.connect(_read_only(file), uri=True)) as base:
            sound = base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            server = base.execute("SELECT value FROM meta WHERE name = 'server'").fetchone()
            [version] = base.execute("SELECT version_num FROM alembic_version").fetchone() or [""]
    except sqlite3.Error as problem:
        raise NotACopy(str(problem)) from problem
    if not sound or server is None:
        raise NotACopy("damaged, or of no server")
    if version not in revisions():
        raise FromNewerProgram(version)


def put_in_place(copy: Path, folder: Path, aside: Path) -> None:
    """Put a copy in the place of the database, which is put aside first; nothing runs here."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    present, incoming = folder / SQLITE_FILE, folder / f"{SQLITE_FILE}.incoming"
    incoming.unlink(missing_ok=True)
    with closing(sqlite3.connect(_read_only(copy), uri=True)) as source:
        _copy(source, incoming)
    if present.exists():
        # Folds the journal into the file that is put aside.
        with closing(sqlite3.connect(present)) as base:
            base.execute("PRAGMA journal_mode = DELETE")
        present.replace(aside)
    for suffix in _BESIDE:
        present.with_name(present.name + suffix).unlink(missing_ok=True)
    incoming.replace(present)


def compact(store: Store) -> None:
    """Write the tables anew, so that nothing erased lies in free pages or in the journal.

    The server waits meanwhile. What PostgreSQL keeps elsewhere, such as its own journal or an
    archive of it, is for whoever looks after it.
    """
    if not store.is_sqlite:
        with store.glancing() as connection:
            for table in WORK:
                connection.exec_driver_sql(f'VACUUM (FULL) "{table.name}"')
        return
    with store.bare(alone=True) as base:
        base.execute("VACUUM")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def dump_command(url: str, target: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command that copies a PostgreSQL database, and its environment."""
    options = ["--format=custom", "--enable-row-security", f"--file={target}"]
    return ["pg_dump", *options, *_connection(url)], _environment(url)


def load_command(url: str, copy: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command that puts a copy back whole, or not at all, and its environment."""
    options = ["--clean", "--if-exists", "--no-owner", "--single-transaction"]
    return ["pg_restore", *options, *_connection(url), str(copy)], _environment(url)


def versions_command(copy: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command that writes out which versions a dump was made by, and nothing loaded."""
    options = ["--data-only", "--table=alembic_version", "--file=-"]
    return ["pg_restore", *options, str(copy)], {}


def check_versions(written: str) -> None:
    """Read what that command wrote; raises NotACopy, and FromNewerProgram."""
    found = _VERSION.search(written)
    if found is None:
        raise NotACopy("of no server")
    if found[1] not in revisions():
        raise FromNewerProgram(found[1])


def _copy(source: sqlite3.Connection, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _read_only(file: Path) -> str:
    return f"{file.absolute().as_uri()}?mode=ro"


def _connection(url: str) -> list[str]:
    parsed = make_url(url)
    host = parsed.host or parsed.query.get("host")
    parts = {"host": host, "port": parsed.port, "username": parsed.username}
    parts["dbname"] = parsed.database
    return ["--no-password", *(f"--{name}={value}" for name, value in parts.items() if value)]


def _environment(url: str) -> dict[str, str]:
    """Give the password where no list of processes shows it, and pass the second fence."""
    return {"PGPASSWORD": make_url(url).password or "", "PGOPTIONS": f"-c {SETTING}={EVERYBODY}"}
