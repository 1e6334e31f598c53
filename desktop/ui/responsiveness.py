"""How long the window's thread is held at a stretch: what makes a program feel stuck.

A heartbeat that comes late says how long no key was answered. Nothing of what was done is noted,
only how long it took.
"""

import logging
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

LIMIT_MS = 100.0
"""Beyond this a person notices; it is written in the technical log."""

_BEAT_MS = 50
_KEPT = 20_000
_log = logging.getLogger(__name__)


class Responsiveness(QObject):
    """Times how late each beat is, while the program is the one in use."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        super().__init__()
        self._now = now
        self._last = now()
        self._held: deque[float] = deque(maxlen=_KEPT)
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._listen)

    @property
    def longest_ms(self) -> float:
        """Return the longest time without an answer, in milliseconds."""
        return max(self._held, default=0.0)

    def follow(self, application: QGuiApplication) -> None:
        """Watch while the program is in front: in the background nobody waits for it."""
        application.applicationStateChanged.connect(
            lambda state: self.watch(state is Qt.ApplicationState.ApplicationActive)
        )
        self.watch(application.applicationState() is Qt.ApplicationState.ApplicationActive)

    def watch(self, watching: bool) -> None:
        """Begin to watch, or rest."""
        self._last = self._now()
        if watching:
            self._beat.start()
        else:
            self._beat.stop()

    def _listen(self) -> None:
        now = self._now()
        held = max(0.0, (now - self._last) * 1000 - _BEAT_MS)
        self._last = now
        self._held.append(held)
        if held > LIMIT_MS:
            _log.warning("the window was held %.0f ms", held)
