"""All of the exchange that lives in the window: asked for, by itself, before quitting, and told."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from desktop.services.exchanging.brief import brief
from desktop.services.exchanging.standing import standing
from desktop.services.notebook import Notebook
from desktop.ui.exchange.exchanging import Exchanging
from desktop.ui.exchange.keeping import Keeping
from desktop.ui.exchange.parting import Parting
from desktop.ui.notices import Notices
from desktop.ui.status import StatusZone
from desktop.ui.tasks import Tasks


class Exchanges(QObject):
    """Tells `sendable` with whether something could be sent before quitting, `ended` each round.

    Tells `leaving` when somebody confirmed to leave the space.
    """

    sendable = Signal(bool)
    ended = Signal()
    leaving = Signal()

    def __init__(
        self,
        notebook: Notebook,
        tasks: Tasks,
        voice: tuple[Notices, StatusZone],
        *,
        join: Callable[[], object],
        close: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        notices, self._status = voice
        self._notebook = notebook
        self.exchanging = Exchanging(
            notebook, tasks, notices, begun=self._status.show_busy, join=join, parent=self
        )
        self.keeping = Keeping(notebook, self.exchanging, tasks, parent=self)
        self.parting = Parting(self.exchanging, notices, close, parent=self)
        self.keeping.moved.connect(self.show)
        self.keeping.warned.connect(notices.warn)
        self.exchanging.ended.connect(lambda _end: self.ended.emit())
        self._status.exchange.clicked.connect(join)

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return the commands by their names in the menus."""
        return {"exchange": self.exchanging.start, "exchange_and_quit": self.parting.start}

    def show(self) -> None:
        """Say where the exchange stands."""
        here, connected = standing(self._notebook), self.keeping.connected
        running = self.exchanging.running
        self._status.show_exchange(brief(here, network=connected, under_way=running))
        self.sendable.emit(here.joined and not here.all_sent and connected)
