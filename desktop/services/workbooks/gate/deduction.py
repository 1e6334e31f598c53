"""Proves of each hidden count that another value would show the same, or hides more until so.

A proof is another world: other hidden counts, each within what its mark lets one suppose, that
keep every sum one may know. What is hidden later only adds worlds, so a proof stays one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, product
from typing import Final

from desktop.export.content import Hidden
from desktop.services.sharing.counts import FEW

Cell = tuple[int, int, int]
"""A cell by its sheet, its row and its column, all from 0."""

_MOVES: Final = (1, -1, 2, -2, 3, -3)
_DEEPEST: Final = 40
_MOST_STEPS: Final = 1_200
_FEW_STEPS: Final = 60
_LARGE: Final = 400
_MOST_TRIED: Final = 24
_SAMPLE: Final = 48
_SHORT: Final = 200


@dataclass(frozen=True, slots=True)
class Equation:
    """Cells that add up to a number one may know, each with its sign.

    `column` is that of an equation about the total of a whole column, which the workbook need
    not tell: (sheet, column).
    """

    terms: tuple[tuple[Cell, int], ...]
    column: tuple[int, int] | None = None


@dataclass
class Deduction:
    """Hides counts of people; `marks` are the cells hidden, `untold` the totals not to tell.

    `hidden` are the hidden cells of each equation, `easy` those that may be more or less.
    """

    values: Mapping[Cell, int]
    equations: Sequence[Equation]
    marks: dict[Cell, Hidden] = field(default_factory=dict)
    untold: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._of: dict[Cell, list[tuple[int, int]]] = {}
        for number, equation in enumerate(self.equations):
            for cell, sign in equation.terms:
                self._of.setdefault(cell, []).append((number, sign))
        self.hidden: dict[int, dict[Cell, int]] = {}
        self.easy: dict[int, dict[Cell, int]] = {}
        self.bridges: dict[tuple[int, int], dict[Cell, None]] = {}
        self._most: dict[Cell, int] = {}
        self._dropped: set[int] = set()
        self._loose: set[Cell] = set()
        self._proved: set[Cell] = set()

    def run(self, few: Iterable[Cell]) -> None:
        """Hide the counts of few people, and as much beside them as it takes."""
        few = tuple(few)
        for cell in few:
            self._hide(cell, Hidden.FEW)
        for cell in few:
            while cell not in self._proved and not self._prove(cell):
                self._hide_more(cell)

    def _hide(self, cell: Cell, mark: Hidden) -> None:
        self.marks[cell] = mark
        easy = mark is Hidden.BESIDE or 1 < self.values[cell] < FEW - 1
        self._bridge(cell)
        for number, sign in self._of.get(cell, ()):
            self.hidden.setdefault(number, {})[cell] = sign
            if easy:
                self.easy.setdefault(number, {})[cell] = sign

    def _bridge(self, cell: Cell) -> None:
        """Remember which long equations a cell and those hidden beside it tie together."""
        here = self._of.get(cell, ())
        for number, _ in here:
            if len(self.equations[number].terms) > _SAMPLE:
                continue
            for other in self.hidden.get(number, ()):
                for one, two in product(here, self._of[other]):
                    if one[0] != two[0]:
                        self.bridges.setdefault((one[0], two[0]), {})[cell] = None
                        self.bridges.setdefault((two[0], one[0]), {})[other] = None

    def about(self, cell: Cell) -> Iterator[tuple[int, int]]:
        return (each for each in self._of.get(cell, ()) if each[0] not in self._dropped)

    def _prove(self, cell: Cell) -> bool:
        for move in _MOVES:
            if self.may_be(cell, self.values[cell] + move):
                world = _Search(self).world(cell, move)
                if world:
                    self._proved.update(world)
                    return True
        return False

    def may_be(self, cell: Cell, value: int) -> bool:
        """Tell whether the mark of a cell lets one suppose a value."""
        if cell in self._loose:
            return value >= 0
        if self.marks[cell] is Hidden.FEW:
            return 1 <= value < FEW
        return FEW <= value <= self._most.get(cell, value)

    def _hide_more(self, cell: Cell) -> None:
        near = [number for number, _ in self.about(cell)]
        beside = self._cheapest(near)
        if beside is not None:
            self._hide(beside, Hidden.BESIDE)
            return
        totals = [number for number in near if self.equations[number].column is not None]
        if totals:
            self._dropped.update(totals)
            self.untold.update(c for n in totals if (c := self.equations[n].column) is not None)
            return
        self._hide_far(cell)

    def _cheapest(self, numbers: Iterable[int]) -> Cell | None:
        """Return the shown count whose hiding helps most: tied to hidden ones, then small.

        One of a short equation when there is one: it is more often the one that is missing.
        """
        by_length = sorted(numbers, key=lambda number: len(self.equations[number].terms))
        short = [n for n in by_length if len(self.equations[n].terms) <= _SHORT]
        for some in (short, by_length):
            costs = sorted(map(self._cost, self._shown(some)))[:2]
            if costs:
                # Whoever knows that the smallest is hidden knows that it is below the others.
                if len(costs) == 2 and costs[0][0] == costs[1][0]:
                    self._most[costs[0][2]] = costs[1][1]
                return costs[0][2]
        return None

    def _shown(self, numbers: Iterable[int]) -> set[Cell]:
        return {
            each
            for number in numbers
            for each, _ in self.equations[number].terms
            if each not in self.marks and self.values[each] >= FEW
        }

    def _cost(self, cell: Cell) -> tuple[int, int, Cell]:
        alone = sum(1 for number, _ in self.about(cell) if not self.hidden.get(number))
        return alone, self.values[cell], cell

    def _hide_far(self, cell: Cell) -> None:
        """Hide what is shown farther on; when all is hidden, no mark says how few they are."""
        numbers, cells = self._tied(cell)
        beside = self._cheapest(numbers)
        if beside is not None:
            self._hide(beside, Hidden.BESIDE)
            return
        far = [number for number in numbers if self.equations[number].column is not None]
        if far:
            self._dropped.update(far)
            self.untold.update(c for n in far if (c := self.equations[n].column) is not None)
            return
        for each in cells:
            self._hide(each, Hidden.BESIDE)
            self._loose.add(each)
        # All that is tied together is hidden: twice as many everywhere would show the same.
        self._proved.update(cells)

    def _tied(self, cell: Cell) -> tuple[list[int], set[Cell]]:
        """Return the equations and the cells that equations tie to a cell, itself included."""
        cells, numbers, ahead = {cell}, dict[int, None](), [cell]
        while ahead:
            for number, _ in self.about(ahead.pop()):
                if number not in numbers:
                    numbers[number] = None
                    new = {each for each, _ in self.equations[number].terms} - cells
                    cells |= new
                    ahead += new
        return list(numbers), cells


class _Search:
    """Looks for another world from one count that moves, a bounded number of steps."""

    def __init__(self, of: Deduction) -> None:
        self._all = of
        self._moves: dict[Cell, int] = {}
        self._off: Counter[int] = Counter()
        self._steps = _MOST_STEPS if len(of.marks) < _LARGE else _FEW_STEPS
        self._bridges: set[Cell] = set()

    def world(self, cell: Cell, move: int) -> tuple[Cell, ...]:
        """Return the cells that change in a world where one does; empty when none was found."""
        self._apply(cell, move)
        return tuple(self._moves) if self._balance() else ()

    def _apply(self, cell: Cell, move: int) -> None:
        self._moves[cell] = move
        self._shift(cell, move)

    def _undo(self, cell: Cell) -> None:
        self._shift(cell, -self._moves.pop(cell))

    def _shift(self, cell: Cell, move: int) -> None:
        for number, sign in self._all.about(cell):
            self._off[number] += sign * move
            if not self._off[number]:
                del self._off[number]

    def _balance(self) -> bool:
        if not self._off:
            return True
        self._steps -= 1
        if self._steps < 0 or len(self._moves) >= _DEEPEST:
            return False
        hidden = self._all.hidden
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
        whole = [each for each in free if self._fits(each)]
        step = 1 if off > 0 else -1
        parts = [(cell, move // abs(off)) for cell, move in free] if off != step else []
        tries = [*whole, *(each for each in parts if self._fits(each))]
        return sorted(tries, key=self._worse)[:_MOST_TRIED]

    def _near(self, number: int) -> Mapping[Cell, int]:
        """Return the hidden cells of an equation, only some of a very long one."""
        cells = self._all.hidden.get(number, {})
        if len(cells) <= 2 * _SAMPLE:
            return cells
        easy = islice(self._all.easy.get(number, ()), _SAMPLE)
        ways = (self._all.bridges.get((number, each), {}) for each in self._off)
        tied = [cell for way in ways for cell in islice(way, _SAMPLE) if cell in cells]
        self._bridges.update(tied)
        return {cell: cells[cell] for cell in chain(tied, easy, islice(cells, _SAMPLE))}

    def _fits(self, each: tuple[Cell, int]) -> bool:
        cell, move = each
        return self._all.may_be(cell, self._all.values[cell] + move)

    def _worse(self, each: tuple[Cell, int]) -> tuple[int, int]:
        cell, move = each
        after = [self._off.get(n, 0) + sign * move for n, sign in self._all.about(cell)]
        nearer = 2 if cell in self._bridges else 0
        return sum(map(abs, after)) - nearer, sum(1 for off in after if off)
