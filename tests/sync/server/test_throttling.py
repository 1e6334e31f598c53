"""How often: counted over the last minute, whenever it began."""

import pytest

from sync.server.refusals import Refused
from sync.server.throttling import Throttle


def test_so_many_in_a_minute_and_no_more_until_the_first_is_a_minute_old() -> None:
    now = [1_000.0]
    throttle = Throttle(2, lambda: now[0])
    throttle.count("jeanne")
    now[0] += 50
    throttle.count("jeanne")

    with pytest.raises(Refused, match="throttled") as refused:
        throttle.count("jeanne")
    throttle.count("paul")
    now[0] += 10
    throttle.count("jeanne")

    assert refused.value.retry_after == 10
    with pytest.raises(Refused):
        throttle.check("jeanne")


def test_looking_counts_nothing_and_who_was_quiet_for_long_begins_anew() -> None:
    now = [1_000.0]
    throttle = Throttle(1, lambda: now[0])
    throttle.check("jeanne")
    throttle.count("jeanne")
    now[0] += 61
    throttle.count("paul")

    throttle.check("jeanne")
    throttle.count("jeanne")

    with pytest.raises(Refused):
        throttle.check("paul")
