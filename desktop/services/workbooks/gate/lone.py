"""Counts that would be hidden alone in their column, and those to hide beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.services.sharing.counts import FEW

Key = tuple[str, str, str]
"""The name of a column, a record, and a line of it."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, where it stands, and whether it is hidden already."""

    key: Key
    value: int
    hidden: bool


@dataclass
class _Column:
    hidden: list[int] = field(default_factory=list)
    least: list[tuple[int, Key]] = field(default_factory=list)

    def see(self, count: Count) -> None:
        if count.hidden:
            self.hidden = [*self.hidden, count.value][:2]
        elif count.value >= FEW:
            self.least = sorted([*self.least, (count.value, count.key)])[:2]


def lone(counts: Iterable[Count]) -> frozenset[Key]:
    """Return the smallest counts of the columns where one alone is hidden.

    Two of them when one is not enough: 1 and 5 hidden make 6, which nothing else does.
    """
    columns: dict[str, _Column] = {}
    for count in counts:
        columns.setdefault(count.key[0], _Column()).see(count)
    return frozenset(
        key
        for column in columns.values()
        if len(column.hidden) == 1
        for _, key in column.least[: _enough(column)]
    )


def _enough(column: _Column) -> int:
    pinned = column.hidden == [1] and bool(column.least) and column.least[0][0] == FEW
    return 2 if pinned else 1
