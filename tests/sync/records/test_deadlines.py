"""Deadlines: days as they were typed, months counted as the law counts them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sync.records.deadlines import day_in, in_order, months_after, not_yet, number_in


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(9999, 12, 31), 3, date(9999, 3, 31)),
        (date(1, 1, 1), -3, date(1, 10, 1)),
    ],
)
def test_a_month_too_short_ends_on_its_last_day(day: date, months: int, due: date) -> None:
    found = months_after(day, months)

    assert found == due


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2025, 3, 1), date(2025, 3, 1)),
        ("2025-03-01", date(2025, 3, 1)),
        ("demain", None),
        (12, None),
        (None, None),
    ],
)
def test_a_day_is_read_as_typed_or_not_at_all(value: Any, day: date | None) -> None:
    found = day_in({"day": value}, "day")

    assert found == day


@pytest.mark.parametrize(
    ("value", "number"), [(2025, 2025), (" 2025 ", 2025), ("20 ans", None), (True, None)]
)
def test_a_number_is_read_as_typed_or_not_at_all(value: Any, number: int | None) -> None:
    found = number_in({"year": value}, "year")

    assert found == number


def test_two_days_in_order_say_nothing() -> None:
    same_day = date(2025, 3, 1)

    findings = [*in_order(same_day, same_day, "end"), *in_order(None, same_day, "end")]

    assert findings == []


def test_today_and_tomorrow_are_not_the_future_since_overseas_is_ahead() -> None:
    today = datetime.now(UTC).date()

    near = list(not_yet(today + timedelta(days=1), "day"))
    far = list(not_yet(today + timedelta(days=3), "day"))

    assert near == []
    assert [finding.blocking for finding in far] == [False]
