"""Choices that look like chance and are the same for the same seed, on every machine."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final, TypeVar

from sync.records.record_id import id_from

T = TypeVar("T")
_NOON: Final = 12 * 3_600_000
_EPOCH: Final = date(1970, 1, 1)


class Chance:
    """A stream of choices; only `random` and `getrandbits` are used, which never changed."""

    def __init__(self, *seed: object) -> None:
        self._random = Random(":".join(map(str, seed)))
        self._draw = self._random.random
        self._bits = self._random.getrandbits

    def pick(self, among: Sequence[T]) -> T:
        """Return one of several things."""
        return among[int(self._draw() * len(among))]

    def some(self, among: Sequence[T], least: int, most: int) -> list[T]:
        """Return between `least` and `most` different things, in their order."""
        wanted = min(self.number(least, most), len(among))
        places: set[int] = set()
        while len(places) < wanted:
            places.add(int(self._draw() * len(among)))
        return [among[place] for place in sorted(places)]

    def number(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return least + int(self._draw() * (most - least + 1))

    def often(self, share: float) -> bool:
        """Return True for this share of the calls."""
        return self._draw() < share

    def day(self, first: date, last: date) -> date:
        """Return a day, both ends included; the first when they are in disorder."""
        return first + timedelta(days=self.number(0, max(0, (last - first).days)))

    def record_id(self, day: date) -> str:
        """Return the id of a record made that day."""
        return id_from((day - _EPOCH).days * 86_400_000 + _NOON, self._bits(74))

    def line_id(self) -> str:
        """Return the id of a line inside a record."""
        return f"{self._bits(128):032x}"
