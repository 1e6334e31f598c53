"""How much of what arrives is written before whoever saves in the window has the turn."""

from time import perf_counter
from typing import Final

from desktop.store.turns import Turns

_PART_SECONDS: Final = 0.005
"""What one part is to take: who comes meanwhile waits for the end of it, and for the commit."""

_ALONE_SECONDS: Final = 0.1
"""What a transaction of several takes at most; its commit, during which all wait, takes half."""

_FIRST: Final = 50
_FEWEST: Final = 15
_MOST: Final = 400


class Pace:
    """Cut what arrives into parts by the time that the ones before took on this computer.

    ``operations`` is how many the next part holds.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._began = self._looked = perf_counter()
        self.operations = _FIRST

    def begin(self) -> None:
        """Hear that a transaction begins."""
        self._began = self._looked = perf_counter()

    def goes_on(self) -> bool:
        """Hear that a part was written; tell whether the same transaction takes another one.

        Once somebody waited, each part is its own transaction: they will come again.
        """
        now = perf_counter()
        self._fit(now - self._looked)
        self._looked = now
        return not self._turns.crowded and now - self._began < _ALONE_SECONDS

    def _fit(self, took: float) -> None:
        fitting = self.operations * _PART_SECONDS / took if took > 0 else _MOST
        self.operations = int(min(max(fitting, _FEWEST), 2 * self.operations, _MOST))
