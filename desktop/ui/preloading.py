"""Reads the modules of the screens while somebody looks at the first one.

A screen would read them when it is first opened, on the window's thread: a quarter of that wait.
"""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from desktop.services.jobs import Ticket
from desktop.ui.pages import registry as pages
from desktop.ui.panels import registry as panels
from desktop.ui.tasks import Tasks

_WHEN = 800
_LANE = "modules"
_SHEET = "desktop.ui.pages.sheet"


class Preloading(QObject):
    """Begins once the first window has been painted, on a thread of its own."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        QTimer.singleShot(_WHEN, self, self.begin)

    def begin(self) -> None:
        """Read every module that the registries name and that is not there yet."""
        names = (_SHEET, *pages.modules(), *panels.modules())
        self._tasks.run(
            lambda ticket: _read(names, ticket), lane=_LANE, owner=self, done=lambda _done: None
        )


def _read(names: Sequence[str], ticket: Ticket) -> None:
    for name in names:
        ticket.check()
        import_module(name)
