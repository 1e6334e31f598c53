"""A clock that never runs backwards, for showing dates and breaking ties, never for order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

TOLERANCE_MS = 5 * 60 * 1000
"""How far ahead of its reception a remote clock is believed."""

_COUNTER_BITS = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MS = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)


class HybridClock:
    """Give each local operation a value above all those given or observed before.

    A value is ``(milliseconds since 1970 << 16) | counter``. ``now_ms`` reads the wall clock and
    ``last`` is the greatest value this computer has stored.
    """

    def __init__(self, now_ms: Callable[[], int], last: int = 0) -> None:
        self._now_ms = now_ms
        self._last = last

    @property
    def last(self) -> int:
        """The greatest value given or observed so far."""
        return self._last

    def tick(self) -> int:
        """Return the next value, greater than any before even if the wall clock went back."""
        # A full counter carries into the milliseconds, which keeps the order.
        self._last = max(self._now_ms() << _COUNTER_BITS, self._last + 1)
        return self._last

    def observe(self, remote: int, received_ms: int) -> None:
        """Move past a value made elsewhere, as far as ``believable`` allows."""
        self._last = max(self._last, believable(remote, received_ms))


def believable(remote: int, received_ms: int) -> int:
    """Cap a remote value at five minutes after its reception.

    Without it one computer set to 2050 wins every tie and drags all the others along.
    """
    return min(remote, (received_ms + TOLERANCE_MS) << _COUNTER_BITS)


def moment(clock: int) -> datetime:
    """Return the aware UTC date and time of a clock value, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=max(0, min(clock >> _COUNTER_BITS, _LAST_MS)))
