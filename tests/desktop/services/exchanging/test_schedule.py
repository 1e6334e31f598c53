"""When the next automatic exchange is due, on a clock and with chances that the test gives."""

import pytest

from desktop.services.exchanging.schedule import (
    APART,
    HOUR,
    LONGEST,
    MINUTE,
    REGULAR,
    SETTLE,
    Schedule,
)

NOW = 1_795_430_000_000


def _due(schedule: Schedule) -> int:
    assert schedule.due is not None
    return schedule.due - NOW


def test_nothing_is_due_before_something_happens() -> None:
    assert not Schedule().is_due(NOW)


def test_a_save_leads_to_an_exchange_a_little_later() -> None:
    schedule = Schedule().saved(NOW)

    assert _due(schedule) == SETTLE
    assert not schedule.is_due(NOW + SETTLE - 1)
    assert schedule.is_due(NOW + SETTLE)


def test_saves_in_a_row_do_not_push_the_exchange_back() -> None:
    schedule = Schedule().saved(NOW).saved(NOW + 5_000).saved(NOW + 15_000)

    assert _due(schedule) == SETTLE


def test_two_automatic_tries_are_never_close_to_each_other() -> None:
    schedule = Schedule().saved(NOW).started(NOW).done(NOW + 900, 0.5).saved(NOW + 1_000)

    assert _due(schedule) == APART


def test_f5_goes_at_once_whatever_was_before() -> None:
    worst = Schedule(network=False).started(NOW).failed(NOW, 0.9, retry_after=9_999, lasting=True)

    assert worst.asked(NOW + 1).is_due(NOW + 1)


def test_what_others_write_is_fetched_regularly() -> None:
    early, late = (Schedule().started(NOW).done(NOW, chance) for chance in (0.0, 0.999))

    assert REGULAR * 0.7 < _due(early) < REGULAR < _due(late) < REGULAR * 1.3


def test_repeated_troubles_are_tried_more_and_more_rarely_up_to_an_hour() -> None:
    schedule = Schedule()
    pauses = []
    for _ in range(12):
        schedule = schedule.started(NOW).failed(NOW, 0.5)
        pauses.append(_due(schedule))

    assert pauses == sorted(pauses)
    assert pauses[0] == APART
    assert pauses[1] == 2 * APART
    assert pauses[-1] == LONGEST


def test_chance_spreads_a_team_whose_server_came_back() -> None:
    dues = {
        _due(Schedule(failures=4).started(NOW).failed(NOW, chance / 10)) for chance in range(10)
    }

    assert len(dues) == 10
    assert max(dues) - min(dues) > 10 * MINUTE


def test_a_trouble_that_waiting_does_not_cure_is_tried_each_hour() -> None:
    assert _due(Schedule().started(NOW).failed(NOW, 0.5, lasting=True)) == HOUR


def test_the_server_is_left_alone_for_as_long_as_it_asked() -> None:
    schedule = Schedule().started(NOW).failed(NOW, 0.0, retry_after=5_000)
    back = schedule.network_lost().network_seen(NOW + 60_000, 0.0)

    assert _due(schedule) >= 5_000_000
    assert _due(back) >= 5_000_000


def test_a_save_does_not_hurry_a_server_in_trouble() -> None:
    schedule = Schedule(failures=5).started(NOW).failed(NOW, 0.5).saved(NOW + 1)

    assert _due(schedule) == HOUR


def test_nothing_is_tried_without_a_network() -> None:
    schedule = Schedule().saved(NOW).network_lost()

    assert not schedule.is_due(NOW + HOUR)


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_a_network_that_comes_back_is_used_soon_and_not_by_all_at_once(chance: float) -> None:
    tried = Schedule().started(NOW).failed(NOW, 0.5).failed(NOW, 0.5).network_lost()
    back = tried.network_seen(NOW + HOUR, chance)

    assert _due(back) == HOUR + int(chance * SETTLE)
    assert back.failures == 0


def test_a_network_that_comes_and_goes_is_not_tried_each_time() -> None:
    schedule = Schedule().started(NOW).failed(NOW, 0.5)
    for second in range(1, 20):
        schedule = schedule.network_lost().network_seen(NOW + second * 1_000, 0.0)

    assert _due(schedule) == APART


def test_a_success_ends_the_pause() -> None:
    schedule = Schedule(failures=5).started(NOW).failed(NOW, 0.5).asked(NOW + 1)
    after = schedule.started(NOW + 1).done(NOW + 2, 0.5).saved(NOW + 3)

    assert after.failures == 0
    assert _due(after) == APART + 1
