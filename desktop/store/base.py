"""The base of a notebook through one connection: its parts, and its transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop.errors import DiskTrouble
from desktop.store.cipher import Connection, translated
from desktop.store.database import Database
from desktop.store.deeds import Act, Deeds
from desktop.store.drafts import Drafts
from desktop.store.identity import Identity, Settings, last_clock
from desktop.store.kept_files import KeptFiles
from desktop.store.log import Log
from desktop.store.picking import Picking
from desktop.store.query import loosely
from desktop.store.repository import Repository
from desktop.store.search import Search
from desktop.store.transaction import Transaction
from desktop.store.turns import Turns
from sync.operations.clock import HybridClock


class Base:
    """Own one connection, which belongs to the thread that made it.

    `guard` raises `Vanished` when the file is no longer where the connection opened it. `turns`
    are those of all the connections of one program on the same base.
    """

    def __init__(
        self,
        connection: Connection,
        now_ms: Callable[[], int],
        guard: Callable[[], None] = lambda: None,
        turns: Turns | None = None,
    ) -> None:
        self.connection = connection
        self.turns = turns or Turns()
        self._guard = guard
        self._lost = False
        self.now_ms = now_ms
        connection.create_function("loosely", 1, loosely, deterministic=True)
        self.db = Database(connection)
        self.settings = Settings(self.db)
        self.repository = Repository(self.db)
        self.picking = Picking(self.db, self.repository)
        self.search = Search(self.db)
        self.log = Log(self.db)
        self.deeds = Deeds(self.db)
        self.drafts = Drafts(self.db)
        self.kept_files = KeptFiles(self.db)

    @property
    def identity(self) -> Identity:
        """Return who writes here, as the base says now."""
        return self.settings.identity()

    @contextmanager
    def act(self, label: str = "", *, offered: bool = True) -> Iterator[Transaction]:
        """Write one act of the person, whole or not at all; `offered` to the undo menu.

        Raises the sentences of `translated` when the disk refuses; nothing is then written.
        """
        begin = self.deeds.begin if offered else self.deeds.begin_settled
        with self.writing(), self._written(lambda: begin(label, self.now_ms())) as transaction:
            yield transaction

    @contextmanager
    def undoing(self, act: Act) -> Iterator[Transaction]:
        """Write what takes an act back."""
        with self.writing():
            number = self.deeds.begin_undo(act, self.now_ms())
            with self._written(lambda: number) as transaction:
                yield transaction

    @contextmanager
    def redoing(self, act: Act) -> Iterator[Transaction]:
        """Write what does an act again."""
        with self.writing():
            number = self.deeds.begin_redo(act, self.now_ms())
            with self._written(lambda: number) as transaction:
                yield transaction

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock for one transaction; commit it, or leave all as it was.

        `guard` first makes sure that the file is still there: SQLite would write to nowhere.
        """
        if self._lost:
            raise DiskTrouble
        self._guard()
        with self.turns.mine(), self._noted(), translated(self.connection):
            # Immediate: another connection's write then waits here instead of failing half-way.
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Remember that the disk failed: the connection was closed, and each try tells why."""
        try:
            yield
        except DiskTrouble:
            self._lost = True
            raise

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Read everything as it is now, whatever other connections write meanwhile."""
        with self.db.at_one_moment():
            self.db.execute("SELECT count(*) FROM setting").fetchone()
            yield

    def state(self) -> tuple[int, int]:
        """Return what differs once something was written, through this connection or another."""
        elsewhere = self.db.execute("PRAGMA data_version").fetchone()
        return int(elsewhere[0]), int(self.connection.total_changes)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def _written(self, begin: Callable[[], int]) -> Iterator[Transaction]:
        # Another connection may have written since: the clock goes on from the last operation.
        clock = HybridClock(self.now_ms, last_clock(self.db))
        transaction = Transaction(self.db, self.identity, clock, begin)
        yield transaction
        transaction.close()
