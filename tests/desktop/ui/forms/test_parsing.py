"""Numbers, amounts, dates and times are read the way people type them."""

from datetime import date, time
from decimal import Decimal

import pytest

from desktop.ui.forms import parsing

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1 234,50", Decimal("1234.50")),
        ("1234.5", Decimal("1234.5")),
        ("1\u202f234,5 €", Decimal("1234.5")),
        ("1.234,50", Decimal("1234.50")),
        ("1,234.50", Decimal("1234.50")),
        ("−3", Decimal(-3)),
        ("12 %", Decimal(12)),
        ("douze", None),
        ("1,2,3", None),
        ("", None),
    ],
)
def test_a_number_is_read_with_its_comma_or_its_dot(typed: str, read: Decimal | None) -> None:
    assert parsing.decimal(typed) == read


@pytest.mark.parametrize(("typed", "read"), [("1 234", 1234), ("12,0", 12), ("12,5", None)])
def test_a_whole_number_has_no_remainder(typed: str, read: int | None) -> None:
    assert parsing.integer(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1 234,50", 123450), ("1234.5", 123450), ("12 €", 1200), ("1.234", None), ("x", None)],
)
def test_an_amount_is_read_in_cents(typed: str, read: int | None) -> None:
    assert parsing.cents(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13/11/2026", date(2026, 11, 13)),
        ("13.11.26", date(2026, 11, 13)),
        ("13112026", date(2026, 11, 13)),
        ("3/5", date(2026, 5, 3)),
        ("1er mars", date(2026, 3, 1)),
        ("2 déc. 2025", date(2025, 12, 2)),
        ("2026-11-13", date(2026, 11, 13)),
        ("vendredi 13 novembre", date(2026, 11, 13)),
        ("hier", date(2026, 11, 22)),
        ("Avant-hier", date(2026, 11, 21)),
        ("aujourd’hui", TODAY),
        ("demain", date(2026, 11, 24)),
        ("lundi", TODAY),
        ("mardi", date(2026, 11, 17)),
        ("sam.", date(2026, 11, 21)),
        ("31/02/2026", None),
        ("bientôt", None),
        ("2 ju", None),
    ],
)
def test_a_day_is_read_from_many_ways_of_writing_it(typed: str, read: date | None) -> None:
    assert parsing.day(typed, TODAY) == read


def test_a_day_that_moves_with_time_is_known_as_such() -> None:
    assert parsing.is_relative("hier")
    assert parsing.is_relative("lundi")
    assert not parsing.is_relative("13/11")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14h30", time(14, 30)),
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("9 h", time(9)),
        ("9", time(9)),
        ("25h", None),
        ("midi", None),
    ],
)
def test_a_time_is_read_from_many_ways_of_writing_it(typed: str, read: time | None) -> None:
    assert parsing.clock(typed) == read
