"""How often something may be done: by each laptop, by each address, by all together."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from sync.protocol.codes import Refusal
from sync.server.refusals import Refused


@dataclass(frozen=True, slots=True)
class Rates:
    """How many a minute, in each process of the server."""

    requests_of_a_device: int = 1_200
    failures_of_an_address: int = 120
    joins_of_an_address: int = 10
    joins_of_all: int = 60


class Throttle:
    """Count what is done under a key in the last minute."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.time) -> None:
        self._limit = RateLimitItemPerMinute(per_minute)
        self._counts = MovingWindowRateLimiter(MemoryStorage())
        self._now = now

    def count(self, key: str) -> None:
        """Count one more; raises Refused when there are too many."""
        if not self._counts.hit(self._limit, key):
            self._refuse(key)

    def check(self, key: str) -> None:
        """Raise Refused when there were too many already."""
        if not self._counts.test(self._limit, key):
            self._refuse(key)

    def _refuse(self, key: str) -> None:
        reset = self._counts.get_window_stats(self._limit, key).reset_time
        raise Refused(Refusal.THROTTLED, retry_after=max(1, round(reset - self._now())))
