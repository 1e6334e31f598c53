"""The exchange that happens by itself: when it is due, and never in the way."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.services.exchanging.locking import lock_state, new_warning
from desktop.services.exchanging.schedule import HOUR, SECOND, Schedule
from desktop.services.exchanging.troubles import Trouble
from desktop.services.notebook import Changed, Notebook
from desktop.store.enrolment import enrolment_of
from desktop.ui.exchange.exchanging import End, Exchanging
from desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop.ui.exchange.network import Network

_LOOK_EVERY: Final = 5 * SECOND
_CHOSEN: Final = "exchange:by_itself"
_NO: Final = "no"


class Keeping(QObject):
    """Looks every few seconds whether an exchange is due, and once an hour at the lock.

    Tells `locked` when the notebook is to close until it met its server, `warned` with a sentence
    some days before, and `moved` when the status zone has something else to say.
    """

    locked = Signal()
    warned = Signal(str)
    moved = Signal()

    def __init__(
        self,
        notebook: Notebook,
        exchanging: Exchanging,
        tasks: Tasks,
        *,
        parent: QObject,
        chance: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(parent)
        self.notebook = notebook
        self._exchanging = exchanging
        self._tasks = tasks
        self._chance = chance
        self._checked: int | None = None
        self._network: Network | None = None
        self.plan = Schedule(due=self._now + SECOND)
        exchanging.began.connect(self._began)
        exchanging.ended.connect(self._ended)
        notebook.on_change(self._saved)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY)
        # Once the window is there: the lock may come near, the status zone has something to say.
        QTimer.singleShot(0, self, self.look)

    @property
    def network(self) -> "Network":
        """Return what tells of the network, asked only once a server was joined."""
        if self._network is None:
            # Late: a notebook that lives alone asks nothing of the network.
            from desktop.ui.exchange.network import Network

            self._network = Network(self)
            self._network.changed.connect(self._follow_network)
            self._follow_network(self._network.there)
        return self._network

    @property
    def connected(self) -> bool:
        """Tell whether the network is there, as far as anybody knows."""
        return self._network is None or self._network.there

    @property
    def by_itself(self) -> bool:
        """Tell whether exchanges happen without being asked for."""
        return self.notebook.remembered(_CHOSEN) != _NO

    @by_itself.setter
    def by_itself(self, wanted: bool) -> None:
        self.notebook.remember(_CHOSEN, "" if wanted else _NO)
        if wanted:
            self.plan = self.plan.saved(self._now)

    def look(self) -> None:
        """Do what is due; a window that gives way to another does nothing any more."""
        if not self._timer.isActive() or not self._joined():
            return
        now, network = self._now, self.network
        self.moved.emit()
        if self._checked is None or not 0 <= now - self._checked < HOUR:
            self._check_lock(now)
        # Another job may hold the base: an exchange can wait a few seconds.
        free = not self._tasks.busy and not self._exchanging.running
        if free and network.there and self.by_itself and self.plan.is_due(now):
            self._exchanging.run(aloud=False)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @property
    def _now(self) -> int:
        return self.notebook.base.now_ms()

    def _joined(self) -> bool:
        return enrolment_of(self.notebook.base.settings) is not None

    def _check_lock(self, now: int) -> None:
        self._checked = now
        if lock_state(self.notebook.base).locked:
            self.stop()
            self.locked.emit()
            return
        warning = new_warning(self.notebook)
        if warning:
            self.warned.emit(warning)

    def _saved(self, _changed: Changed) -> None:
        if not self._exchanging.telling:
            self.plan = self.plan.saved(self._now)

    def _began(self) -> None:
        self.plan = self.plan.started(self._now)
        self.moved.emit()

    def _ended(self, end: End) -> None:
        if end.trouble is None:
            self.plan = self.plan.done(self._now, self._chance())
        else:
            # A full disk, say, is tried again like a trouble on the way.
            trouble = end.trouble if isinstance(end.trouble, Trouble) else Trouble()
            self.plan = self.plan.failed(
                self._now,
                self._chance(),
                retry_after=trouble.retry_after,
                lasting=trouble.lasting,
            )
        self.moved.emit()
        if self._timer.isActive() and self._joined():
            self._check_lock(self._now)

    def _follow_network(self, there: bool) -> None:
        if there:
            self.plan = self.plan.network_seen(self._now, self._chance())
        else:
            self.plan = self.plan.network_lost()
        self.moved.emit()
