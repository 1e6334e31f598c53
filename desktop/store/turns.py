"""Whose turn it is to write, among the connections that one program has on a base."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic
from typing import Final

_PATIENCE: Final = 5.0
"""Seconds after which a writer asks SQLite all the same, as it would without the others."""

_LATELY: Final = 5.0
"""Seconds for which a base is thought to be in use after somebody waited for it."""


class Turns:
    """Let writers go one after another, in the order in which they came.

    With SQLite alone, who finds the base taken asks again after a sleep: somebody who writes page
    after page takes it back before, and a save in the window waits for all the pages.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._queue: deque[object] = deque()
        self._waited = -_LATELY

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Hold the turn; any thread may ask."""
        me = object()
        with self._changed:
            self._queue.append(me)
            if len(self._queue) > 1:
                self._waited = monotonic()
            self._changed.wait_for(lambda: self._queue[0] is me, _PATIENCE)
        try:
            yield
        finally:
            with self._changed:
                self._queue.remove(me)
                self._changed.notify_all()

    @property
    def awaited(self) -> bool:
        """Tell whether somebody waits for the writer whose turn it is."""
        with self._changed:
            return len(self._queue) > 1

    @property
    def crowded(self) -> bool:
        """Tell whether somebody waits, or did a moment ago."""
        return self.awaited or monotonic() - self._waited < _LATELY
