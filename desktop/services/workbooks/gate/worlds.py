"""Looks for other hidden counts that would show the same as the true ones."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain, islice
from typing import Final

from desktop.services.workbooks.gate.hiding import LONG, Cell, Hiding

_MOVES: Final = (1, -1, 2, -2, 3, -3)
DEEPEST: Final = 40
_MOST_STEPS: Final = 1_200
_FEW_STEPS: Final = 60
_LARGE: Final = 400
_MOST_TRIED: Final = 24


def world_of(
    hiding: Hiding, cell: Cell, *, columns: bool = True, deepest: int = DEEPEST
) -> Mapping[Cell, int]:
    """Return by how much counts would move in a world where this one does; empty for none found.

    Without `columns`, the totals of columns are taken as unknown; at most `deepest` counts move.
    """
    for move in _MOVES:
        if hiding.may_be(cell, hiding.values[cell] + move):
            world = _Search(hiding, columns=columns, deepest=deepest).world(cell, move)
            if world:
                return world
    return {}


class _Search:
    """A search from one count that moves, in a bounded number of steps."""

    def __init__(self, hiding: Hiding, *, columns: bool, deepest: int) -> None:
        self._hiding = hiding
        self._deepest = deepest
        self._columns = columns
        self._moves: dict[Cell, int] = {}
        self._off: Counter[int] = Counter()
        self._steps = _MOST_STEPS if len(hiding.marks) < _LARGE else _FEW_STEPS
        self._bridges: set[Cell] = set()

    def world(self, cell: Cell, move: int) -> Mapping[Cell, int]:
        self._apply(cell, move)
        return self._moves if self._balance() else {}

    def _apply(self, cell: Cell, move: int) -> None:
        self._moves[cell] = move
        self._shift(cell, move)

    def _undo(self, cell: Cell) -> None:
        self._shift(cell, -self._moves.pop(cell))

    def _shift(self, cell: Cell, move: int) -> None:
        for number, sign in self._hiding.about(cell, columns=self._columns):
            self._off[number] += sign * move
            if not self._off[number]:
                del self._off[number]

    def _balance(self) -> bool:
        if not self._off:
            return True
        self._steps -= 1
        if self._steps < 0 or len(self._moves) >= self._deepest:
            return False
        hidden = self._hiding.hidden
        number = min(self._off, key=lambda each: len(hidden.get(each, ())))
        for cell, move in self._tries(number):
            self._apply(cell, move)
            if self._balance():
                return True
            self._undo(cell)
        return False

    def _tries(self, number: int) -> list[tuple[Cell, int]]:
        """Return moves that put an equation right, those that put others right too first."""
        off = self._off[number]
        free = [
            (cell, -off * sign)
            for cell, sign in self._near(number).items()
            if cell not in self._moves
        ]
        parts = [(cell, move // abs(off)) for cell, move in free] if abs(off) > 1 else []
        fitting = [each for each in chain(free, parts) if self._fits(each)]
        return sorted(fitting, key=self._worse)[:_MOST_TRIED]

    def _near(self, number: int) -> Mapping[Cell, int]:
        """Return the hidden cells of an equation, only some of a very long one."""
        cells = self._hiding.hidden.get(number, {})
        if len(cells) <= 2 * LONG:
            return cells
        easy = islice(self._hiding.easy.get(number, ()), LONG)
        ways = (self._hiding.bridges.get((number, each), {}) for each in self._off)
        tied = [cell for way in ways for cell in islice(way, LONG) if cell in cells]
        self._bridges.update(tied)
        return {cell: cells[cell] for cell in chain(tied, easy, islice(cells, LONG))}

    def _fits(self, each: tuple[Cell, int]) -> bool:
        cell, move = each
        return self._hiding.may_be(cell, self._hiding.values[cell] + move)

    def _worse(self, each: tuple[Cell, int]) -> tuple[int, int]:
        cell, move = each
        about = self._hiding.about(cell, columns=self._columns)
        after = [self._off.get(number, 0) + sign * move for number, sign in about]
        nearer = 2 if cell in self._bridges else 0
        return sum(map(abs, after)) - nearer, sum(1 for off in after if off)
