"""Reads the home page on another thread, again and again as the notebook changes."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.services.jobs import Ticket
from desktop.services.today.glance import glance
from desktop.services.today.lines import Today
from desktop.ui.workplace import Workplace

_PAUSE = 250
_LANE = "today"


class Reader(QObject):
    """Tells `found` with what was read last; an older reading is given up for a newer one."""

    found = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._ticket: Ticket | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.read)

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
