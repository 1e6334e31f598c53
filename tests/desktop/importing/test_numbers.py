"""Numbers, amounts, days and hours, as real files write them."""

from datetime import UTC, date, datetime, time

import pytest

from desktop.importing.numbers import (
    read_cents,
    read_day,
    read_hour,
    read_moment,
    read_number,
    read_whole,
)
from desktop.importing.table import Cell


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("100 000,00", 10_000_000),
        ("100\u202f000,00\u00a0€", 10_000_000),
        ("1.234,56", 123_456),
        ("1,234.56", 123_456),
        ("1234.5", 123_450),
        ("1 250", 125_000),
        ("-12,50 euros", -1_250),
        ("0", 0),
        (1104.35, 110_435),
        (0.1 + 0.2, 30),
        (22_810, 2_281_000),
        ("12,345", None),
        (12.345, None),
        ("environ 500", None),
        ("", None),
        ("1e9", None),
        ("9" * 39, None),
        (True, None),
        (float("nan"), None),
        (None, None),
    ],
)
def test_euros_become_cents(cell: Cell, cents: int | None) -> None:
    assert read_cents(cell) == cents


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1104.0", 1104), (1104.0, 1104), ("1\u00a0104", 1104), ("12,5", None), ("a", None)],
)
def test_a_whole_number_may_be_written_with_a_useless_decimal(
    cell: Cell, number: int | None
) -> None:
    assert read_whole(cell) == number


def test_a_decimal_comma_is_understood() -> None:
    number = read_number("45,850772")

    assert number is not None
    assert float(number) == 45.850772


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/12/2025", date(2025, 12, 31)),
        ("1/2/25", date(2025, 2, 1)),
        ("31.12.2025", date(2025, 12, 31)),
        ("31-12-2025 00:00", date(2025, 12, 31)),
        ("2025-12-31", date(2025, 12, 31)),
        ("2025-12-31T10:00:00Z", date(2025, 12, 31)),
        (46_022, date(2025, 12, 31)),
        (46_022.5, date(2025, 12, 31)),
        ("46022", date(2025, 12, 31)),
        (datetime(2025, 12, 31, 10, tzinfo=UTC), date(2025, 12, 31)),
        (date(2025, 12, 31), date(2025, 12, 31)),
        ("12 mars 2026", date(2026, 3, 12)),
        ("1er août 2026", date(2026, 8, 1)),
        ("Mardi 3\u00a0FÉVRIER 2026", date(2026, 2, 3)),
        ("12-mars-26", date(2026, 3, 12)),
        ("3 déc. 2025", date(2025, 12, 3)),
        ("1 juil. 2025", date(2025, 7, 1)),
        ("30 février 2026", None),
        ("12 brumaire 2026", None),
        ("12 m 2026", None),
        ("12 ju 2026", None),
        ("31/02/2025", None),
        ("2025", None),
        (2025, None),
        ("bientôt", None),
        (None, None),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: Cell, day: date | None) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("14:30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("9 h", time(9)),
        ("14:30:00", time(14, 30)),
        (0.5, time(12)),
        (time(8, 15, 20), time(8, 15)),
        (datetime(2025, 1, 1, 8, 15, tzinfo=UTC), time(8, 15)),
        ("25:00", None),
        ("14:99", None),
        ("tôt", None),
    ],
)
def test_an_hour_is_read_however_it_is_written(cell: Cell, hour: time | None) -> None:
    assert read_hour(cell) == hour


def test_a_moment_always_has_its_zone() -> None:
    moments = [
        read_moment(cell) for cell in ("2025-12-31T10:00:00", "31/12/2025", date(2025, 12, 31))
    ]

    assert all(moment is not None and moment.tzinfo is not None for moment in moments)
    assert read_moment("un jour") is None
