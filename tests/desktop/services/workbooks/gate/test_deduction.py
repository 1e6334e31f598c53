"""Whoever knows every sum and how counts are hidden still cannot tell a hidden one."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desktop.export.content import Hidden
from desktop.services.jobs import Cancelled
from desktop.services.workbooks.gate.deduction import deduced
from desktop.services.workbooks.gate.hiding import Cell, Equation, Hiding

COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 12])


def column(at: int, length: int) -> Equation:
    """Return what one knows of a whole column."""
    return Equation(tuple(((0, row, at), 1) for row in range(length)), (0, at))


def hidden(values: Mapping[Cell, int], *equations: Equation, spared: int = 5) -> Hiding:
    """Return what is hidden of these counts."""
    few = [cell for cell, value in values.items() if 0 < value < 5]
    return deduced(values, equations, few, spared=spared)


def worlds(deduction: Hiding) -> Iterator[Mapping[Cell, int]]:
    """Yield tables near this one that would show the same, to one who knows all the sums told."""
    values, ranges = deduction.values, _ranges(deduction)
    told = [e for e in deduction.equations if not e.column or e.column not in deduction.untold]
    for each in product(*ranges):
        world = {**values, **dict(zip(deduction.marks, each, strict=True))}
        if all(_sum(one, world) == _sum(one, values) for one in told):
            yield world


def _ranges(deduction: Hiding) -> list[range]:
    values, marks = deduction.values, deduction.marks
    loose = any(mark is Hidden.BESIDE and values[cell] < 5 for cell, mark in marks.items())
    least = 0 if loose else 5
    return [
        range(1, 5) if mark is Hidden.FEW else range(max(least, values[c] - 4), values[c] + 5)
        for c, mark in marks.items()
    ]


def _sum(equation: Equation, world: Mapping[Cell, int]) -> int:
    return sum(sign * world[cell] for cell, sign in equation.terms)


def soon_attacked(deduction: Hiding) -> bool:
    """Tell whether all the tables near this one can be tried in a moment."""
    return prod(map(len, _ranges(deduction))) <= 20_000


def assert_nothing_is_told(deduction: Hiding) -> None:
    """Attack by force: every hidden count must be at least two things."""
    few = [cell for cell, value in deduction.values.items() if 0 < value < 5]
    seen: dict[Cell, set[int]] = {cell: set() for cell in few}
    for world in worlds(deduction):
        for cell in few:
            seen[cell].add(world[cell])
        if all(len(each) > 1 for each in seen.values()):
            return
    assert not [cell for cell, each in seen.items() if len(each) < 2]


def cells(*rows: tuple[int, ...]) -> dict[Cell, int]:
    """Return the counts of a table."""
    return {(0, at, place): v for at, row in enumerate(rows) for place, v in enumerate(row)}


@given(st.lists(COUNTS, min_size=1, max_size=5))
@settings(deadline=None)
def test_no_count_of_a_column_is_worked_out(column_of: list[int]) -> None:
    values = cells(*((value,) for value in column_of))

    deduction = hidden(values, column(0, len(column_of)))

    assert all(deduction.marks[c] is Hidden.FEW for c, v in values.items() if 0 < v < 5)
    assert all(cell not in deduction.marks for cell, value in values.items() if value == 0)
    assume(soon_attacked(deduction))
    assert_nothing_is_told(deduction)


@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=2, max_size=3))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
def test_no_count_of_a_table_with_totals_on_both_sides_is_worked_out(
    table: list[tuple[int, int, int]],
) -> None:
    values = cells(*((*row, sum(row)) for row in table))
    across = [
        Equation((((0, at, 3), -1), *(((0, at, place), 1) for place in range(3))))
        for at in range(len(table))
    ]

    deduction = hidden(values, *across, *(column(place, len(table)) for place in range(4)))

    assume(soon_attacked(deduction))
    assert_nothing_is_told(deduction)


@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=2, max_size=4))
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_is_shown_again_lets_nothing_be_worked_out(table: list[tuple[int, int, int]]) -> None:
    values = cells(*((*row, sum(row)) for row in table))
    across = [
        Equation((((0, at, 3), -1), *(((0, at, place), 1) for place in range(3))))
        for at in range(len(table))
    ]
    sums = (*across, *(column(place, len(table)) for place in range(4)))

    first, then = hidden(values, *sums, spared=99), hidden(values, *sums, spared=0)

    assert then.marks.items() <= first.marks.items()
    assert then.untold == first.untold
    assume(soon_attacked(then))
    assert_nothing_is_told(then)


@given(st.lists(COUNTS, min_size=2, max_size=4), st.lists(COUNTS, min_size=2, max_size=4))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
def test_no_count_shown_again_in_another_sheet_is_worked_out(
    ones: list[int], others: list[int]
) -> None:
    first = {(0, at, 0): value for at, value in enumerate([*ones, *others])}
    second = {(1, 0, 0): sum(ones), (1, 1, 0): sum(others)}
    themes = [
        Equation((((1, 0, 0), -1), *(((0, at, 0), 1) for at in range(len(ones))))),
        Equation((((1, 1, 0), -1), *(((0, len(ones) + at, 0), 1) for at in range(len(others))))),
    ]
    whole = Equation((((1, 0, 0), 1), ((1, 1, 0), 1)), (1, 0))

    deduction = hidden({**first, **second}, *themes, column(0, len(first)), whole)

    assume(soon_attacked(deduction))
    assert_nothing_is_told(deduction)


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    deduction = hidden(cells((40,), (3,), (12,), (0,)), column(0, 4))

    assert deduction.marks == {(0, 1, 0): Hidden.FEW, (0, 2, 0): Hidden.BESIDE}
    assert not deduction.untold


@pytest.mark.parametrize("ones", [1, 2, 5])
def test_counts_that_a_total_pins_to_one_each_take_the_total_away(ones: int) -> None:
    deduction = hidden(cells(*[(1,)] * ones), column(0, ones))

    assert deduction.untold == {(0, 0)}
    assert set(deduction.marks.values()) == {Hidden.FEW}


def test_a_second_cell_whose_own_mark_gives_the_first_away_is_not_enough() -> None:
    deduction = hidden(cells((1,), (5,), (100,)), column(0, 3))

    assert len(deduction.marks) == 3
    assert_nothing_is_told(deduction)


def test_when_every_cell_is_hidden_and_still_tells_no_mark_says_how_few() -> None:
    values = {(0, 0, place): count for place, count in enumerate((1, 1, 1, 1, 4))}
    across = Equation((((0, 0, 4), -1), *(((0, 0, place), 1) for place in range(4))))

    deduction = hidden(values, across)

    assert set(deduction.marks.values()) == {Hidden.BESIDE}
    assert_nothing_is_told(deduction)


def test_two_small_counts_do_not_hide_half_of_a_long_table() -> None:
    rows = [(at % 7 + 5, at % 11 + 6, at % 5 + 8) for at in range(60)]
    rows[7], rows[31] = (1, 40, 30), (2, 9, 50)
    values = cells(*((*row, sum(row)) for row in rows))
    across = [
        Equation((((0, at, 3), -1), *(((0, at, place), 1) for place in range(3))))
        for at in range(len(rows))
    ]
    themes = {(1, at, 0): sum(sum(row) for row in rows[at * 6 : at * 6 + 6]) for at in range(10)}
    by_theme = [
        Equation((((1, at, 0), -1), *(((0, at * 6 + each, 3), 1) for each in range(6))))
        for at in range(10)
    ]
    columns = [column(place, len(rows)) for place in range(4)]
    whole = Equation(tuple((cell, 1) for cell in themes), (1, 0))

    deduction = hidden({**values, **themes}, *across, *by_theme, *columns, whole)

    assert len(deduction.marks) <= 8
    assert {(0, 7, 0), (0, 31, 0)} <= deduction.marks.keys()


def test_a_long_search_stops_when_nobody_waits_for_it_any_more() -> None:
    values = {(0, row, 0): 1 + row % 7 for row in range(40)}

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        deduced(values, (column(0, 40),), [(0, 0, 0)], check=stop)
