"""Forget the files that no record names, a month after they were announced."""

from collections.abc import Callable
from typing import Final

from sync.server.auditing import Event, Happening
from sync.server.store.audit import Audit
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.files import Files, announced_before
from sync.server.store.records import RecordTraces
from sync.server.store.soundness import scopes

KEPT_MS: Final = 30 * 24 * 3600 * 1000
"""A laptop may send a file long before the record that names it: another one carries that."""


def sweep(store: Store, now_ms: Callable[[], int]) -> int:
    """Forget old files without a record, whole or not, and return how many there were.

    A record that is kept apart names its file too.
    """
    count = 0
    with store.reading(EVERYBODY) as connection:
        here = scopes(connection)
    for scope in here:
        with store.writing(EVERYBODY) as connection:
            old = announced_before(connection, scope, now_ms() - KEPT_MS)
            orphans = old - RecordTraces(connection, scope).named() if old else ()
            for sha256 in orphans:
                Files(connection, scope).forget(sha256)
            if orphans:
                told = f"{scope} {len(orphans)}"
                Audit(connection).add(now_ms(), Happening(Event.SWEPT, detail=told))
            count += len(orphans)
    return count
