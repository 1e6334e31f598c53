"""How often something may be done: by each laptop, by each address, by all together."""

import ipaddress
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sync.protocol.codes import Refusal
from sync.server.refusals import Refused

_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Rates:
    """How many a minute, in each process of the server."""

    requests_of_a_device: int = 1_200
    failures_of_an_address: int = 120
    joins_of_an_address: int = 10
    joins_of_all: int = 60


def neighbourhood(address: str) -> str:
    """Return what counts as one sender: an IPv6 address has 2^64 neighbours at its disposal."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    mapped = parsed.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))


class Throttle:
    """Count what is done under a key in the last minute."""

    def __init__(self, per_minute: int, now: Callable[[], float] = time.time) -> None:
        self._most = per_minute
        self._now = now
        self._lock = threading.Lock()
        self._moments: dict[str, deque[float]] = {}
        self._swept = now()

    def count(self, key: str) -> None:
        """Count one more; raises Refused when there are too many."""
        now = self._now()
        with self._lock:
            self._refuse_if_full(key, now)
            self._moments.setdefault(key, deque()).append(now)
            self._sweep(now)

    def check(self, key: str) -> None:
        """Raise Refused when there were too many already."""
        with self._lock:
            self._refuse_if_full(key, self._now())

    def _refuse_if_full(self, key: str, now: float) -> None:
        moments = self._moments.get(key)
        if moments is None:
            return
        while moments and moments[0] <= now - _MINUTE:
            moments.popleft()
        if len(moments) >= self._most:
            wait = round(moments[0] + _MINUTE - now)
            raise Refused(Refusal.THROTTLED, retry_after=max(1, wait))

    def _sweep(self, now: float) -> None:
        """Forget once a minute those who did nothing in the last one."""
        if abs(now - self._swept) > _MINUTE:
            self._swept = now
            self._moments = {
                each: moments
                for each, moments in self._moments.items()
                if moments and moments[-1] > now - _MINUTE
            }
