"""Notice that the database went back in time without `carnet-server restore`, and say so to all.

A laptop that has received more than there is proves it: somebody put an older copy in place by
hand. The epoch changes, as a restore changes it, so that every laptop compares and offers again.
"""

from typing import Final

from sync.server.auditing import Event, Happening
from sync.server.caller import Caller
from sync.server.people import new_id
from sync.server.store.audit import Audit
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.identity import change_epoch

_ONCE_IN_MS: Final = 10 * 60 * 1000
"""A laptop that lies about what it received makes the others compare no more often than this."""


class WentBack(Exception):  # noqa: N818 - named after what happened
    """Say that a laptop has received more of a scope than there is."""


def begin_anew(store: Store, caller: Caller, now: int) -> None:
    """Change the epoch, unless it changed for this a moment ago."""
    with store.writing(EVERYBODY) as connection:
        log = Audit(connection)
        last = log.last(Event.WENT_BACK)
        if last is None or abs(now - last.at) >= _ONCE_IN_MS:
            change_epoch(connection, epoch := new_id())
            log.add(now, Happening(Event.WENT_BACK, caller.person, epoch, caller.device))
