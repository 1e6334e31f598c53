"""Write what arrives from the server or from a USB key: once, and never refused.

What this version cannot take in is kept beside the log, shown later, and taken in by the version
that can.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.store.base import Base
from desktop.store.codes import Codes
from desktop.store.erasing_here import enter_ledger, erase_here, erased_among
from desktop.store.identity import last_clock
from desktop.store.log import row_of
from desktop.store.outbox import HELD, Outbox
from desktop.store.pace import Pace
from desktop.store.projecting import Known, Projecting
from desktop.store.vouching import vouch
from desktop.store.waiting import APART, UNSENT, Waiting
from sync.client.ports import Applied, Arrival
from sync.operations.clock import HybridClock, moment
from sync.operations.operation import Operation, redact
from sync.records import RECORD_TYPES

SERVER: Final = "server"
_AS_LOGGED: Final = {UNSENT: None, HELD: HELD, APART: 0}
_TOO_MUCH: Final = 2**63
_BULK: Final = 10_000
"""Operations written in one transaction while nobody waits, when a base receives all of them."""

_SLICE: Final = 400
"""Operations looked up together where the transaction does not end between them."""

_LABEL: Final = "Réception"


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Operations that are new here: those to take in, and those that wait, with the reason."""

    sound: tuple[Operation, ...]
    waiting: tuple[tuple[Operation, str], ...]


def apply(base: Base, arrival: Arrival) -> Applied:
    """Write a page received, then its cursor; twice changes nothing.

    In one transaction, unless it is long or somebody waits to save: then part by part, the cursor
    with the last.
    """
    parts, pace, done = _Parts(arrival), Pace(base.turns), list[Applied]()
    while parts.left:
        with base.writing():
            pace.begin()
            going = True
            while going:
                done.append(_Arriving(base, parts.following(pace.operations)).take())
                going = pace.goes_on() and parts.left
    return _sum(done)


def apply_whole(base: Base, arrival: Arrival) -> Applied:
    """Write what arrives inside the transaction of the caller, however long: all of it, or nothing.

    Whoever saves meanwhile waits for the end.
    """
    parts, done = _Parts(arrival), list[Applied]()
    while parts.left:
        done.append(_Arriving(base, parts.following(_SLICE)).take())
    return _sum(done)


def take_in_again(base: Base) -> frozenset[str]:
    """Take in what an older version of the program could not; return the records it touches."""
    with base.writing():
        return _Arriving(base, Arrival(base.identity.space, ())).again()


def apply_all(base: Base, scope: str, pages: Iterable[Arrival]) -> Applied:
    """Write the whole log of a scope, several pages in each transaction; it resumes at the last.

    The pages are asked for between the transactions, for they come over the network.
    """
    done = list[Applied]()
    waiting: list[Arrival] = []
    for page in pages:
        waiting.append(page)
        if sum(len(each.operations) for each in waiting) >= _BULK:
            done.append(apply(base, _joined(scope, waiting)))
            waiting = []
    if waiting:
        done.append(apply(base, _joined(scope, waiting)))
    return _sum(done)


class _Arriving:
    """A page or a part of one, inside one transaction."""

    def __init__(self, base: Base, arrival: Arrival) -> None:
        self._base = base
        self._arrival = arrival
        self._now = base.now_ms()
        self._identity = base.identity
        self._scopes = (self._identity.space, self._identity.private_scope)
        self._outbox = Outbox(base.db)
        self._waiting = Waiting(base.db)
        self._projecting = Projecting(base.db, self._identity, self._now)
        self._from_server = arrival.way == SERVER

    def take(self) -> Applied:
        """Write everything and return what changed."""
        arrival = self._arrival
        enter_ledger(self._base.db, arrival.scope, arrival.erased)
        vouch(self._base.db, arrival.scope, arrival.attestations)
        given = self._given()
        fresh = self._fresh(given)
        known = self._projecting.look_up({each.record for each in fresh})
        found = self._sort(fresh, known)
        if found.sound:
            self._log(found.sound, known, HELD if self._from_server else None)
        self._waiting.keep(found.waiting, HELD if self._from_server else UNSENT)
        erased = erase_here(self._base.db, arrival.erased)
        records = self._project(found.sound, known, erased)
        if self._from_server:
            self._outbox.count_in(arrival.scope, [each.id for each in fresh])
        self._move()
        return Applied(len(found.sound), records, len(found.waiting))

    def _given(self) -> list[Operation]:
        operations = {each.id: each for each in self._arrival.operations}
        gone = erased_among(self._base.db, self._arrival.scope, operations)
        return [
            redact(each) if each.id in gone and not each.redacted else each
            for each in operations.values()
        ]

    def _fresh(self, given: Sequence[Operation]) -> list[Operation]:
        """Leave out what lies here already; the server then holds that too."""
        ids = [each.id for each in given]
        here = self._base.log.known(ids) | self._waiting.known(ids)
        if here and self._from_server:
            self._outbox.hold(self._arrival.scope, [each for each in ids if each in here])
        return [each for each in given if each.id not in here]

    def _sort(self, fresh: Iterable[Operation], known: Known) -> _Sorted:
        kinds = {each.id: each.kind for each in known.rows.values()}
        sound, waiting = [], []
        for operation in fresh:
            reason = _obstacle(operation, kinds, self._scopes) or _unread(operation, known)
            if reason:
                waiting.append((operation, reason))
            else:
                sound.append(operation)
        return _Sorted(tuple(sound), tuple(waiting))

    def again(self) -> frozenset[str]:
        """Take in what waited and can be taken in now; the account with the server stays."""
        records: frozenset[str] = frozenset()
        for held, operations in self._waiting.everything().items():
            known = self._projecting.look_up({each.record for each in operations})
            sound = self._sort(operations, known).sound
            if sound:
                self._waiting.forget(each.id for each in sound)
                self._log(sound, known, _AS_LOGGED[held])
                records |= self._project(sound, known, frozenset())
        return records

    def _log(self, new: Sequence[Operation], known: Known, held: int | None) -> None:
        base = self._base
        act = base.deeds.begin_settled(_LABEL, self._now)
        place = base.log.next_place()
        base.log.receive((*row_of(place + i, act, each), held) for i, each in enumerate(new))
        base.db.execute(
            "INSERT INTO arrival(at, way, first_seq, last_seq) VALUES (?, ?, ?, ?)",
            [self._now, self._arrival.way, place, place + len(new) - 1],
        )
        clock = HybridClock(base.now_ms, last_clock(base.db))
        clock.observe(max(each.clock for each in new), self._now)
        base.settings.put("clock", str(clock.last))
        codes = Codes(base.db, self._identity.person.initials, moment(clock.last).year)
        for values in known.values.values():
            codes.take(str(values.get("code") or ""))
        codes.close()

    def _project(
        self, new: Iterable[Operation], known: Known, erased: frozenset[str]
    ) -> frozenset[str]:
        records: dict[str, list[Operation]] = {}
        for operation in new:
            records.setdefault(operation.record, []).append(operation)
        for record, operations in records.items():
            if record not in erased:
                self._projecting.take(record, operations, known)
        for record in erased:
            self._projecting.whole(record)
        self._projecting.close()
        return erased.union(records)

    def _move(self) -> None:
        arrival = self._arrival
        if arrival.cursor is None and arrival.erasures is None:
            return
        state = self._outbox.state(arrival.scope)
        if arrival.cursor is not None:
            state = replace(state, cursor=arrival.cursor, epoch=arrival.epoch)
        if arrival.erasures is not None:
            state = replace(state, erasures=arrival.erasures)
        self._outbox.put(state)


class _Parts:
    """A page cut into parts; what is erased goes with the first, how far one is with the last."""

    def __init__(self, arrival: Arrival) -> None:
        self._arrival = arrival
        self._at = 0
        self.left = True

    def following(self, most: int) -> Arrival:
        """Return the next part, of so many operations at most."""
        operations = self._arrival.operations
        start, self._at = self._at, self._at + most
        self.left = self._at < len(operations)
        part = replace(self._arrival, operations=operations[start : self._at])
        if start:
            part = replace(part, erased=())
        if self.left:
            part = replace(part, attestations=(), cursor=None, erasures=None)
        return part


def _joined(scope: str, pages: Sequence[Arrival]) -> Arrival:
    last = pages[-1]
    return replace(
        last,
        scope=scope,
        operations=tuple(each for page in pages for each in page.operations),
        erased=tuple(each for page in pages for each in page.erased),
        attestations=tuple(each for page in pages for each in page.attestations),
    )


def _sum(done: Sequence[Applied]) -> Applied:
    return Applied(
        sum(each.added for each in done),
        frozenset().union(*(each.records for each in done)),
        sum(each.refused for each in done),
    )


def _obstacle(operation: Operation, kinds: dict[str, str], scopes: Collection[str]) -> str:
    """Return why this version cannot take an operation in, "" when it can."""
    if operation.kind not in RECORD_TYPES:
        return "kind"
    if kinds.setdefault(operation.record, operation.kind) != operation.kind:
        return "other_kind"
    if operation.scope not in scopes:
        return "scope"
    if not (0 <= operation.clock < _TOO_MUCH and 0 < operation.number < _TOO_MUCH):
        return "number"
    return ""


def _unread(operation: Operation, known: Known) -> str:
    """Read the fields of an operation, once for all; return why that could not be done."""
    try:
        if not operation.redacted:
            known.values[operation.id] = operation.values()
        else:
            operation.names()
    except ValueError:
        return "fields"
    return ""
