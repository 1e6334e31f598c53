"""The hybrid clock: always forward, never dragged along."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sync.operations.clock import TOLERANCE_MS, HybridClock, believable, moment

NOW = 1_800_000_000_000
IN_2050 = 2_524_608_000_000 << 16
MILLISECONDS = st.integers(0, 2**42)


@given(st.lists(st.tuples(MILLISECONDS, st.none() | st.integers(0, 2**60)), min_size=2))
def test_values_always_increase_whatever_the_wall_clock(
    readings: list[tuple[int, int | None]],
) -> None:
    wall = [0]
    clock = HybridClock(lambda: wall[0])
    given_values = []

    for wall[0], remote in readings:
        if remote is not None:
            clock.observe(remote, wall[0])
        given_values.append(clock.tick())

    assert all(later > earlier for earlier, later in pairwise(given_values))


def test_a_value_follows_the_wall_clock() -> None:
    clock = HybridClock(lambda: NOW)

    assert clock.tick() == NOW << 16
    assert clock.tick() == (NOW << 16) + 1


def test_a_clock_goes_on_from_the_last_stored_value() -> None:
    clock = HybridClock(lambda: NOW, last=(NOW + 50) << 16)

    assert clock.tick() == ((NOW + 50) << 16) + 1


def test_a_full_counter_carries_into_the_next_millisecond() -> None:
    clock = HybridClock(lambda: NOW, last=(NOW << 16) | 0xFFFF)

    assert clock.tick() == (NOW + 1) << 16


def test_what_was_observed_comes_before_what_is_written_next() -> None:
    clock = HybridClock(lambda: NOW)
    remote = ((NOW + TOLERANCE_MS) << 16) - 1

    clock.observe(remote, NOW)

    assert clock.tick() == remote + 1


def test_a_date_in_2050_moves_the_clock_by_five_minutes_at_most() -> None:
    clock = HybridClock(lambda: NOW)

    for _ in range(3):
        clock.observe(IN_2050, NOW)

    assert clock.last == (NOW + 5 * 60 * 1000) << 16
    assert believable(IN_2050, NOW) == clock.last


def test_a_believable_value_is_left_alone() -> None:
    assert believable((NOW << 16) + 7, NOW) == (NOW << 16) + 7


def test_a_moment_is_the_utc_date_of_a_value() -> None:
    assert moment((NOW << 16) | 12) == datetime(2027, 1, 15, 8, tzinfo=UTC)


def test_a_moment_beyond_the_calendar_is_its_last_day() -> None:
    assert moment(2**80).year == 9999
