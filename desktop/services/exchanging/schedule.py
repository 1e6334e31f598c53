"""When the next automatic exchange is due: a pure decision, no clock and no dice of its own."""

from dataclasses import dataclass, replace
from typing import Final

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE

APART: Final = 2 * MINUTE
"""The least time between two automatic tries."""

SETTLE: Final = 20 * SECOND
"""How long after a save: those of one sitting travel together."""

REGULAR: Final = 15 * MINUTE
"""How often to look for the work of the others."""

LONGEST: Final = HOUR
"""The longest pause that repeated troubles lead to."""

_SPREAD: Final = 0.5
"""By how much chance shortens or lengthens a pause: a whole team never comes back at once."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to try next; moments are in milliseconds, ``due`` None means only when asked.

    Each event returns the schedule that follows. ``chance`` is drawn in [0, 1) by the caller.
    """

    due: int | None = None
    network: bool = True
    failures: int = 0
    tried: int | None = None
    pause: int = 0
    """Until when to pause after troubles; F5 and a network that comes back end it."""
    held: int = 0
    """Until when the server asked to wait; only F5 goes before it."""

    def is_due(self, now: int) -> bool:
        """Tell whether to try now."""
        return self.network and self.due is not None and now >= self.due

    def asked(self, now: int) -> "Schedule":
        """Try at once: somebody pressed F5, and the system may be wrong about the network."""
        return replace(self, due=now, network=True)

    def saved(self, now: int) -> "Schedule":
        """Try soon after something was saved."""
        return _by(self, now + SETTLE)

    def network_seen(self, now: int, chance: float) -> "Schedule":
        """Try a little after the network came back; what the lack of it cost is forgotten."""
        if self.network:
            return self
        fresh = replace(self, network=True, failures=0, pause=0, due=None)
        return _by(fresh, now + int(chance * SETTLE))

    def network_lost(self) -> "Schedule":
        """Wait for the network."""
        return replace(self, network=False)

    def started(self, now: int) -> "Schedule":
        """Note a try."""
        return replace(self, tried=now, due=None)

    def done(self, now: int, chance: float) -> "Schedule":
        """Look again regularly after a round that went well; earlier if something was saved."""
        calm = replace(self, failures=0, pause=0, held=0)
        return _by(calm, now + _varied(REGULAR, chance))

    def failed(
        self, now: int, chance: float, *, retry_after: float = 0, lasting: bool = False
    ) -> "Schedule":
        """Pause longer after each trouble, an hour at most; at least what the server asked.

        ``retry_after`` in seconds. A ``lasting`` trouble does not pass by waiting.
        """
        failures = self.failures + 1
        usual = LONGEST if lasting else min(LONGEST, APART * 2 ** min(failures - 1, 6))
        after = replace(
            self,
            failures=failures,
            pause=now + max(_varied(usual, chance), APART),
            held=now + int(retry_after * (1 + _SPREAD * chance) * SECOND) if retry_after else 0,
        )
        return _by(after, now)


def _by(schedule: Schedule, moment: int) -> Schedule:
    """Try at a moment or earlier, but never too soon."""
    soonest = 0 if schedule.tried is None else schedule.tried + APART
    free = max(moment, schedule.pause, schedule.held, soonest)
    return replace(schedule, due=free if schedule.due is None else min(free, schedule.due))


def _varied(pause: int, chance: float) -> int:
    return int(pause * (1 - _SPREAD / 2 + _SPREAD * chance))
