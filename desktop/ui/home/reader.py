"""Reads the home page on another thread, again and again as the notebook changes."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.services.jobs import Ticket
from desktop.services.today.glance import glance
from desktop.services.today.lines import Today
from desktop.ui.workplace import Workplace

_PAUSE = 250
# A page left open overnight shows the new day, and the backup made meanwhile.
_NOW_AND_THEN = 10 * 60 * 1000
_LANE = "today"


class Reader(QObject):
    """Tells `found` with what was read last; an older reading is given up for a newer one.

    By itself it reads only for a page that is on screen: a window that gave way to another must
    not open a base that is closed.
    """

    found = Signal(object)

    def __init__(self, work: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._work = work
        self._page = page
        self._ticket: Ticket | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read_if_seen)
        again = QTimer(self)
        again.timeout.connect(self._read_if_seen)
        again.start(_NOW_AND_THEN)

    def read_soon(self) -> None:
        """Read once a run of changes has calmed down."""
        self._pause.start()

    def read(self) -> None:
        """Read now, on another thread."""
        self._pause.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        notebook, day = self._work.notebook, self._work.sources.today()

        def job(ticket: Ticket) -> Today:
            ticket.check()
            with notebook.second() as own:
                return glance(own, day, check=ticket.check)

        self._ticket = self._work.tasks.run(job, lane=_LANE, owner=self, done=self.found.emit)

    def _read_if_seen(self) -> None:
        if self._page.isVisible():
            self.read()
