"""Proves of each hidden count that another value would show the same, or hides more until so.

A proof is another world: other hidden counts, each within what its mark lets one suppose, that
keep every sum one may know. What is hidden later only adds worlds, so a proof stays one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from desktop.export.content import Hidden
from desktop.services.sharing.counts import FEW
from desktop.services.workbooks.gate.hiding import Cell, Equation, Hiding
from desktop.services.workbooks.gate.worlds import world_of

_SHORT: Final = 200
# A column where so many counts are hidden gains nothing from one more.
_ENOUGH: Final = 5
_SHORTEST: Final = (2, 4, 6, 8, 12, 16, 24)


def deduced(
    values: Mapping[Cell, int],
    equations: Sequence[Equation],
    few: Iterable[Cell],
    *,
    spared: int = _ENOUGH,
    check: Callable[[], None] = lambda: None,
) -> Hiding:
    """Return what is hidden so that no count of `few` can be worked out from the equations.

    So many counts hidden beside stay hidden even if no proof needs them: among few, which one is
    shown again would tell which one was not enough. `check` is called at each, and may raise.
    """
    deduction = _Deduction(Hiding(values, equations), check)
    small = tuple(few)
    deduction.run(small)
    deduction.show_again(small, spared)
    return deduction.hiding


class _Deduction:
    """Hides the counts of few people, and as much beside them as it takes."""

    def __init__(self, hiding: Hiding, check: Callable[[], None]) -> None:
        self.hiding = hiding
        self._check = check
        self._proved: dict[Cell, Collection[Cell]] = {}
        """The hidden counts that may be another, each with those that move in its proof."""

    def run(self, few: Sequence[Cell]) -> None:
        for cell in few:
            self.hiding.hide(cell, Hidden.FEW)
        for cell in few:
            self._check()
            while cell not in self._proved:
                world = world_of(self.hiding, cell)
                self._proved |= dict.fromkeys(world, world)
                if not world:
                    self._hide_more(cell)

    def show_again(self, few: Sequence[Cell], spared: int) -> None:
        """Show what no proof needs: a count that moves in none is the true one in all of them."""
        marks = self.hiding.marks.items()
        beside = [cell for cell, mark in marks if mark is Hidden.BESIDE]
        if len(beside) <= spared:
            return
        needed: set[Cell] = set()
        for cell in few:
            self._check()
            if cell not in needed:
                needed |= self._shortest(cell)
        for cell in beside:
            if cell not in needed and cell not in few:
                self.hiding.show(cell)

    def _shortest(self, cell: Cell) -> set[Cell]:
        """Return the counts that move in the shortest proof found for one."""
        for deepest in _SHORTEST:
            world = world_of(self.hiding, cell, deepest=deepest)
            if world:
                return {*world}
        return {*self._proved[cell]}

    def _hide_more(self, cell: Cell) -> None:
        if self._hide_one(number for number, _ in self.hiding.about(cell, columns=False)):
            return
        world = world_of(self.hiding, cell, columns=False)
        if not world:
            self._hide_far(cell)
        elif not self._hide_one(self._short_of_cells(cell)):
            # Only totals of columns stand in the way: they are not told, then.
            self.hiding.untold |= self.hiding.columns_of(world)
            self._proved |= dict.fromkeys(world, world)

    def _short_of_cells(self, cell: Cell) -> list[int]:
        """Return the columns of a cell in which few counts are hidden."""
        hidden = self.hiding.hidden
        about = [number for number, _ in self.hiding.about(cell)]
        return [number for number in about if len(hidden.get(number, ())) <= _ENOUGH]

    def _hide_far(self, cell: Cell) -> None:
        """Hide what is shown farther on; when all is hidden, no mark says how few they are."""
        numbers, cells = self.hiding.tied(cell)
        if self._hide_one(numbers):
            return
        if not cells <= self.hiding.loose:
            for each in cells:
                self.hiding.loosen(each)
            return
        # All that is tied together is hidden: twice as many everywhere would show the same.
        twice = {each: self.hiding.values[each] for each in cells}
        self.hiding.untold |= self.hiding.columns_of(twice)
        self._proved |= dict.fromkeys(cells, cells)

    def _hide_one(self, numbers: Iterable[int]) -> bool:
        """Hide the shown count whose hiding helps most: tied to hidden ones, then small.

        One of a short equation when there is one: it is more often the one that is missing.
        """
        equations = self.hiding.equations
        by_length = sorted(numbers, key=lambda number: len(equations[number].terms))
        short = [n for n in by_length if len(equations[n].terms) <= _SHORT]
        for some in (short, by_length):
            costs = sorted(map(self._cost, self._shown(some)))[:2]
            if costs:
                # Whoever knows that the smallest is hidden knows that it is below the others.
                if len(costs) == 2 and costs[0][0] == costs[1][0]:
                    self.hiding.most[costs[0][2]] = costs[1][1]
                self.hiding.hide(costs[0][2], Hidden.BESIDE)
                return True
        return False

    def _shown(self, numbers: Iterable[int]) -> set[Cell]:
        return {
            each
            for number in numbers
            for each, _ in self.hiding.equations[number].terms
            if each not in self.hiding.marks and self.hiding.values[each] >= FEW
        }

    def _cost(self, cell: Cell) -> tuple[int, int, Cell]:
        hidden = self.hiding.hidden
        alone = sum(1 for number, _ in self.hiding.about(cell) if not hidden.get(number))
        return alone, self.hiding.values[cell], cell
