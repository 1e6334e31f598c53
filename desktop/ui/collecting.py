"""Python's garbage, collected on the window's thread alone, when nobody waits for it.

Widgets collected on a thread of a job would crash. All of it takes a seventh of a second; what is
young, three hundredths.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_EVERY = 10_000
_YOUNG = 1


class Collector(QObject):
    """Collects what is young now and then, and all of it once the program goes behind another."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: gc.collect(_YOUNG))
        self._timer.start(_EVERY)

    def follow(self, application: QGuiApplication) -> None:
        """Collect everything each time the program is left for another."""
        application.applicationStateChanged.connect(self._changed)

    def _changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            gc.collect()
