"""When to try a request again, so that a hundred laptops do not come back at the same instant."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sync.client.errors import Interrupted, Refused, ServerDown
from sync.protocol.codes import Refusal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Backoff:
    """Try again a few times, each time after a longer and partly random wait.

    ``chance`` gives numbers from 0 to 1; the waits are in seconds. A server that asks for more
    than ``patience`` is left alone: the next round is for later.
    """

    sleep: Callable[[float], None]
    chance: Callable[[], float]
    tries: int = 3
    first: float = 0.5
    longest: float = 8
    patience: float = 30

    def run(self, call: Callable[[], T]) -> T:
        """Make a request that may be repeated; raises what the last try raised."""
        for attempt in range(1, self.tries):
            try:
                return call()
            except (ServerDown, Interrupted, Refused) as problem:
                seconds = self._wait(problem, attempt)
                if seconds is None:
                    raise
            self.sleep(seconds)
        return call()

    def _wait(self, problem: ServerDown | Interrupted | Refused, attempt: int) -> float | None:
        """Return how long to wait, None for a refusal that would come again."""
        asked: float = 0 if isinstance(problem, Interrupted) else problem.retry_after
        if isinstance(problem, Refused) and problem.code is not Refusal.THROTTLED:
            return None
        if asked > self.patience:
            return None
        # Full jitter: half as many meet again as with a wait that only grows.
        jitter = min(self.longest, self.first * float(2 ** (attempt - 1))) * self.chance()
        return asked + jitter
