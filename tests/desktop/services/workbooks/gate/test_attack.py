"""Whoever holds the whole workbook, and knows its rules, still works no small count out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desktop.export.content import (
    As,
    Check,
    Column,
    Content,
    Figure,
    Hidden,
    Place,
    Row,
    Sheet,
    Sum,
    Typed,
)
from desktop.services.workbooks.gate.hiding import Cell
from desktop.services.workbooks.gate.masking import Masking

COUNTS = st.sampled_from([0, 1, 1, 2, 3, 4, 5, 6, 8, 11])
NAME = Column("Quoi", As.TEXT, "Ce qui est compté.")
LINES, THEMES = "Lignes", "Par thème"


def count(title: str) -> Column:
    """Return a column of people, with its total."""
    return Column(title, As.WHOLE, "Des personnes.", people=True, total=True)


def workbook(table: list[tuple[int, int]]) -> Content:
    """Return people by line and by gender, then by theme: one theme for every two lines."""
    rows: list[Row] = [(f"L{at}", women, men, women + men) for at, (women, men) in enumerate(table)]
    pairs = [range(at, min(at + 2, len(table))) for at in range(0, len(table), 2)]
    themes: list[Row] = [
        (f"T{at}", sum(sum(table[line]) for line in pair)) for at, pair in enumerate(pairs)
    ]
    whole = sum(map(sum, table))
    sums = [
        Sum(Place(LINES, at, 3), (Place(LINES, at, 1), Place(LINES, at, 2)))
        for at in range(len(rows))
    ]
    sums += [
        Sum(Place(THEMES, at, 1), tuple(Place(LINES, line, 3) for line in pair))
        for at, pair in enumerate(pairs)
    ]
    people = (count("Femmes"), count("Hommes"), count("Ensemble"))
    return Content(
        "W1",
        "Essai",
        (
            Sheet(LINES, "Lignes", "Phrase.", (NAME, *people), rows),
            Sheet(THEMES, "Thèmes", "Phrase.", (NAME, count("Personnes")), themes),
        ),
        checks=(Check("Personnes", whole, LINES, "Ensemble"),),
        figures=(Figure("Personnes", Typed(whole, As.WHOLE, people=True)),),
        sums=tuple(sums),
    )


def counts_of(content: Content) -> dict[Cell, object]:
    """Return what stands in each cell of people."""
    return {
        (at, number, place): row[place]
        for at, sheet in enumerate(content.sheets)
        for number, row in enumerate(sheet.rows)
        for place in range(1, len(row))
    }


def worlds(true: Content, seen: Content) -> Iterator[Mapping[Cell, int]]:
    """Yield the tables, near the true one, that the workbook does not rule out."""
    values = {cell: value for cell, value in counts_of(true).items() if isinstance(value, int)}
    marks = {c: v for c, v in counts_of(seen).items() if isinstance(v, Hidden)}
    loose = any(mark is Hidden.BESIDE and values[cell] < 5 for cell, mark in marks.items())
    least = 0 if loose else 5
    ranges = [
        range(1, 5) if mark is Hidden.FEW else range(max(least, values[c] - 3), values[c] + 4)
        for c, mark in marks.items()
    ]
    assume(prod(map(len, ranges)) <= 20_000)
    figure = seen.figures[0].value
    for picked in product(*ranges):
        world = {**values, **dict(zip(marks, picked, strict=True))}
        told = all(_adds_up(true, each, world) for each in true.sums)
        whole = sum(v for (at, _, place), v in world.items() if at == 0 and place == 3)
        known = figure.value if isinstance(figure, Typed) else figure
        if told and (isinstance(known, Hidden) or whole == known):
            yield world


def _adds_up(content: Content, one: Sum, world: Mapping[Cell, int]) -> bool:
    names = [sheet.name for sheet in content.sheets]

    def at(place: Place) -> int:
        return world[names.index(place.sheet), place.row, place.column]

    return at(one.total) == sum(map(at, one.parts))


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=4))
@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_no_small_count_is_worked_out_of_a_whole_workbook(table: list[tuple[int, int]]) -> None:
    true = workbook(table)
    seen = Masking(true).masked()
    few = [c for c, value in counts_of(true).items() if isinstance(value, int) and 0 < value < 5]

    possible: dict[Cell, set[int]] = {cell: set() for cell in few}
    for world in worlds(true, seen):
        for cell in few:
            possible[cell].add(world[cell])

    assert not [cell for cell, values in possible.items() if len(values) < 2]
    shown = counts_of(seen)
    assert not [cell for cell in few if not isinstance(shown[cell], Hidden)]
    whole = sum(v for (at, _, c), v in shown.items() if (at, c) == (0, 3) and type(v) is int)
    assert seen.checks[0].expected == whole
    assert replace(seen, sheets=()).sums == true.sums
