"""What is hidden of counts that add up, and what each mark lets one suppose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from desktop.export.content import Hidden
from desktop.services.sharing.counts import FEW

Cell = tuple[int, int, int]
"""A cell by its sheet, its row and its column, all from 0."""

LONG: Final = 48


@dataclass(frozen=True, slots=True)
class Equation:
    """Cells that add up to a number one may know, each with its sign.

    `column` is that of an equation about the total of a whole column, which the workbook need
    not tell: (sheet, column).
    """

    terms: tuple[tuple[Cell, int], ...]
    column: tuple[int, int] | None = None


@dataclass
class Hiding:
    """The marks of the cells hidden so far, and the column totals that are not told.

    `hidden` are the hidden cells of each equation, `easy` those that may be more or less, and
    `bridges` those that a short equation ties to another long one.
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
        self.loose: set[Cell] = set()
        self.most: dict[Cell, int] = {}

    def hide(self, cell: Cell, mark: Hidden) -> None:
        """Put a mark in the place of a count."""
        self.marks[cell] = mark
        easy = mark is Hidden.BESIDE or 1 < self.values[cell] < FEW - 1
        self._bridge(cell)
        for number, sign in self._of.get(cell, ()):
            self.hidden.setdefault(number, {})[cell] = sign
            if easy:
                self.easy.setdefault(number, {})[cell] = sign

    def show(self, cell: Cell) -> None:
        """Take the mark of a count away; bridges to it are only hints, and stay."""
        del self.marks[cell]
        for number, _ in self._of.get(cell, ()):
            self.hidden[number].pop(cell, None)
            self.easy.get(number, {}).pop(cell, None)

    def loosen(self, cell: Cell) -> None:
        """Hide a count under the mark that may stand for any number."""
        self.hide(cell, Hidden.BESIDE)
        self.loose.add(cell)

    def may_be(self, cell: Cell, value: int) -> bool:
        """Tell whether the mark of a cell lets one suppose a value."""
        if cell in self.loose:
            return value >= 0
        if self.marks[cell] is Hidden.FEW:
            return 1 <= value < FEW
        return FEW <= value <= self.most.get(cell, value)

    def about(self, cell: Cell, *, columns: bool = True) -> Iterator[tuple[int, int]]:
        """Yield the equations of a cell that one may know, with its sign in each."""
        for number, sign in self._of.get(cell, ()):
            column = self.equations[number].column
            if column is None or (columns and column not in self.untold):
                yield number, sign

    def tied(self, cell: Cell) -> tuple[list[int], set[Cell]]:
        """Return the sums told and the cells that they tie to a cell, itself included."""
        cells, numbers, ahead = {cell}, dict[int, None](), [cell]
        while ahead:
            for number, _ in self.about(ahead.pop(), columns=False):
                if number not in numbers:
                    numbers[number] = None
                    new = {each for each, _ in self.equations[number].terms} - cells
                    cells |= new
                    ahead += new
        return list(numbers), cells

    def columns_of(self, cells: Mapping[Cell, int]) -> set[tuple[int, int]]:
        """Return the columns whose total these moves would change."""
        off: dict[tuple[int, int], int] = {}
        for cell, move in cells.items():
            for number, sign in self.about(cell):
                column = self.equations[number].column
                if column is not None:
                    off[column] = off.get(column, 0) + sign * move
        return {column for column, moved in off.items() if moved}

    def _bridge(self, cell: Cell) -> None:
        """Remember which long equations a cell and those hidden beside it tie together."""
        here = self._of.get(cell, ())
        for number, _ in here:
            if len(self.equations[number].terms) > LONG:
                continue
            for other in self.hidden.get(number, ()):
                for (one, _), (two, _) in product(here, self._of[other]):
                    if one != two:
                        self.bridges.setdefault((one, two), {})[cell] = None
                        self.bridges.setdefault((two, one), {})[other] = None
