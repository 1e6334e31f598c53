"""Open the database of the server, SQLite or PostgreSQL, and run transactions in it."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Final, TypeVar, cast

from filelock import FileLock
from psycopg.errors import DeadlockDetected, SerializationFailure, UniqueViolation
from sqlalchemy import Connection as Connection  # also for the decisions, which hold no SQL
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from sync.server.store.fence import EVERYBODY
from sync.server.store.migrating import prepare
from sync.server.store.postgresql import go_on_as, postgresql
from sync.server.store.together import Lanes, Piece

SQLITE_FILE: Final = "server.db"

_TRIES: Final = 8
_CAME_BETWEEN: Final = (
    sqlite3.IntegrityError,
    UniqueViolation,
    SerializationFailure,
    DeadlockDetected,
)

T = TypeVar("T")


class CameBetween(Exception):  # noqa: N818 - named after what happened
    """Say that what was read is no longer so: the transaction is to begin again."""


class Store:
    """The database of a server. A transaction is done in somebody's name.

    The name is a person's id, whose spaces only are seen in PostgreSQL (`fence`), or EVERYBODY for
    the server's own needs.
    """

    def __init__(self, engine: Engine, lock: AbstractContextManager[object]) -> None:
        self.engine = engine
        self._lock = lock
        self._lanes = Lanes(self.do_together)

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self, person: str) -> Iterator[Connection]:
        """Give a connection that sees one state of the database and writes nothing."""
        with (
            self.engine.connect().execution_options(**self._as(person)) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """Give a connection for a single question about what stands behind no fence.

        Without a transaction around it, it is one way to the database instead of four.
        """
        with self.engine.connect().execution_options(alone=True) as connection:
            yield connection

    @contextmanager
    def writing(self, person: str) -> Iterator[Connection]:
        """Give a connection whose writes are kept whole, or not at all when an error comes."""
        with (
            self._lock,
            self.engine.connect().execution_options(writes=True, **self._as(person)) as connection,
            connection.begin(),
        ):
            yield connection

    def write(self, person: str, work: Callable[[Connection], T]) -> T:
        """Do a piece of work in one transaction; begin again when another one came in between."""
        for _ in range(_TRIES - 1):
            try:
                with self.writing(person) as connection:
                    return work(connection)
            except CameBetween:
                pass
            except DBAPIError as problem:
                if not isinstance(problem.orig, _CAME_BETWEEN):
                    raise
        with self.writing(person) as connection:
            return work(connection)

    def write_with_others(self, person: str, scope: str, work: Callable[[Connection], T]) -> T:
        """Do a piece of work that writes in one scope, with those that come at the same time.

        It returns once its transaction is kept. When anything goes wrong in a transaction, each
        piece of it is done again in one of its own: doing it twice must change nothing.
        """
        lane = "" if self.is_sqlite else scope
        return cast(T, self._lanes.do(lane, Piece(person, work)))

    def do_together(self, pieces: Sequence[Piece]) -> None:
        """Do pieces of work in one transaction, or each in its own when one of them fails."""
        if len(pieces) > 1 and self._all_at_once(pieces):
            return
        for piece in pieces:
            try:
                piece.result = self.write(piece.person, piece.work)
            except BaseException as problem:  # noqa: BLE001 - raised again where it was asked
                piece.problem = problem

    def _all_at_once(self, pieces: Sequence[Piece]) -> bool:
        """Do several pieces in one transaction; False when it was not kept."""
        try:
            with self.writing(person := pieces[0].person) as connection:
                for piece in pieces:
                    if piece.person != person:
                        self.name(connection, person := piece.person)
                    piece.result = piece.work(connection)
        except Exception:  # noqa: BLE001 - whoever is at fault meets it again, alone
            return False
        return True

    @contextmanager
    def bare(self, *, alone: bool = False) -> Iterator[sqlite3.Connection]:
        """Give a connection of the driver to the embedded database, ``alone`` among writers."""
        raw = self.engine.raw_connection()
        try:
            connection = raw.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            with self._lock if alone else nullcontext():
                yield connection
        finally:
            raw.close()

    def close(self) -> None:
        """Close all connections; the last one folds the journal of SQLite into its file."""
        with self._lock:
            self.engine.dispose()

    def name(self, connection: Connection, person: str) -> None:
        """Go on in somebody's name."""
        if not self.is_sqlite:
            go_on_as(connection, person)

    def _as(self, person: str) -> dict[str, object]:
        """Return how a transaction is begun in somebody's name."""
        return {} if self.is_sqlite else {"person": person, "no_parameters": True}


def open_store(place: str | Path, *, upgrade: bool = False) -> Store:
    """Open the database of a folder or of a PostgreSQL URL; an empty one gets its tables.

    Raises NeedsUpgrade for the tables of an older version, unless they are to be brought up to
    date, and FromNewerProgram.
    """
    if isinstance(place, str) and "://" in place:
        store = Store(postgresql(place), nullcontext())
    else:
        store = _sqlite(place)
    try:
        with store.writing(EVERYBODY) as connection:
            if not store.is_sqlite:
                # Several processes may start at once.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20261123)")
            prepare(connection, upgrade=upgrade)
    except BaseException:
        store.close()
        raise
    return store


def _sqlite(place: str | Path) -> Store:
    folder = Path(place)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / SQLITE_FILE
    # Only its owner reads it, also in a folder that others may enter; its journals take after it.
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    # As many as there are threads: a connection that is opened anew costs a request.
    engine = create_engine(f"sqlite:///{file}", pool_size=40, max_overflow=8)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return Store(engine, _OneWriter(file.with_suffix(".lock")))


class _OneWriter:
    """Let one write happen at a time, among the threads and among the processes.

    SQLite before 3.51.3 may lose a checkpoint when two connections write and checkpoint at the
    same instant (its "WAL-reset bug"); checkpoints happen at commits, hence in this lock too. It
    also spares the waiting of `busy_timeout`, which is not fair.
    """

    def __init__(self, file: Path) -> None:
        self._threads = threading.Lock()
        self._processes = FileLock(file, thread_local=False)

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            self._processes.acquire()
        except BaseException:
            self._threads.release()
            raise

    def __exit__(self, *_: object) -> None:
        try:
            self._processes.release()
        finally:
            self._threads.release()


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in (
        "busy_timeout = 10000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "cache_size = -8000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("alone", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
