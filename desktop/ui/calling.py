"""A notebook that is already open comes forward when it is asked for again.

The second program leaves an empty file in the notebook's folder; the first one sees it, takes it
away and shows itself. No network, no port, and nothing left behind by a crash that matters.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QObject, QThread
from PySide6.QtWidgets import QWidget

_NAME = "come-forward"
_STEP_MS = 50


class Called(QObject):
    """Watches a folder for whoever asks for the notebook again."""

    def __init__(self, folder: Path, come: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._call = folder / _NAME
        self._come = come
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(lambda _folder: self._look())

    def _look(self) -> None:
        if self._call.exists():
            self._call.unlink(missing_ok=True)
            self._come()


def call(folder: Path, *, wait_ms: int = 1500) -> bool:
    """Ask the program that has this notebook to come forward; return whether it did."""
    asked = folder / _NAME
    try:
        asked.touch()
        deadline = QDeadlineTimer(wait_ms)
        while asked.exists() and not deadline.hasExpired():
            QThread.msleep(_STEP_MS)
        answered = not asked.exists()
        asked.unlink(missing_ok=True)
    except OSError:
        return False
    return answered


def come_forward(window: QWidget) -> None:
    """Show a window in front of the others, unfolded."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
