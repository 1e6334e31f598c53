"""Write as a version of the program that does not exist yet: an unknown kind, an unknown field."""

from typing import Final

from desktop.store.base import Base
from desktop.store.identity import last_clock
from desktop.store.log import Chain, Draught, row_of
from desktop.store.projecting import Projecting
from sync.operations.clock import HybridClock
from sync.operations.operation import Verb
from sync.records.record_id import new_id

FUTURE_KIND: Final = "parcours"
FUTURE_FIELD: Final = "champ_futur"


def write_as_newer(base: Base, record: str, word: str) -> None:
    """Give a record a field that nobody here knows, or "" make a record of an unknown kind."""
    with base.writing():
        clock = HybridClock(base.now_ms, last_clock(base.db))
        chain = Chain(base.db, base.identity, clock)
        operation = chain.seal(_draught(base, record, word))
        chain.close()
        act = base.deeds.begin_settled("", base.now_ms())
        base.log.append([row_of(base.log.next_place(), act, operation)])
        if record:
            projecting = Projecting(base.db, base.identity, base.now_ms())
            projecting.whole(record)
            projecting.close()


def _draught(base: Base, record: str, word: str) -> Draught:
    values = {FUTURE_FIELD: word}
    stored = base.repository.find(record) if record else None
    if stored is None:
        return Draught(new_id(base.now_ms()), FUTURE_KIND, Verb.CREATE, values, ())
    return Draught(record, stored.kind, Verb.EDIT, values, stored.heads.of(FUTURE_FIELD))
