"""Show the work that the server keeps apart, let it in after all, or put it out of sight."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sync.operations.operation import Operation, redact
from sync.protocol.codes import Reason, Role
from sync.records import RECORD_TYPES
from sync.records.coding import heading_of
from sync.server.auditing import Event, Happening
from sync.server.caller import PRIVATE
from sync.server.judging import Bench
from sync.server.store.apart import Apart, Parked
from sync.server.store.audit import Audit
from sync.server.store.chains import Chains, Writer
from sync.server.store.devices import Devices
from sync.server.store.engine import Connection, Store
from sync.server.store.erasures import Erasures
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations, Reception
from sync.server.store.people import People
from sync.server.store.soundness import scopes
from sync.server.store.spaces import Spaces

_RANKS: Final = (Role.SUPERVISOR, Role.AGENT)
_HERE: Final = "here"
"""The sender of what is let in: no laptop, so that it goes to all, to its author's as well."""


@dataclass(frozen=True, slots=True)
class KeptApart:
    """What is kept apart of one record, from one laptop, for one reason.

    Of a person's own notes neither code nor heading is told; of what was erased, nothing.
    """

    scope: str
    space_name: str
    person: str
    person_name: str
    device: str
    device_name: str
    record: str
    kind: str
    code: str
    heading: str
    reason: Reason
    operations: tuple[str, ...]
    received_at: int


@dataclass(frozen=True, slots=True)
class LetIn:
    """How many operations entered the log, and why others still may not."""

    entered: int
    refused: Mapping[Reason, int]


@dataclass(frozen=True, slots=True)
class Parking:
    """Decide what becomes of it, for whoever holds the server. Twice changes nothing more."""

    store: Store
    now_ms: Callable[[], int]

    def listed(self, *, discarded: bool = False) -> tuple[KeptApart, ...]:
        """Return what is in sight, or what was put out of it, in the order of its arrival."""
        with self.store.reading(EVERYBODY) as connection:
            return tuple(
                each
                for scope in scopes(connection)
                for each in _Sight(connection, scope).listed(discarded=discarded)
            )

    def let_in(self, chosen: Iterable[KeptApart]) -> LetIn:
        """Put operations in the log, under their author's name, where they are sound.

        Judged as ever, save that their author may have lost since the right to write them.
        """
        entered, refused = 0, defaultdict[Reason, int](int)
        for scope, ids in _by_scope(chosen).items():
            done = self.store.write(EVERYBODY, partial(self._open, scope=scope, ids=ids))
            entered += done.entered
            for reason, count in done.refused.items():
                refused[reason] += count
        return LetIn(entered, dict(refused))

    def _open(self, connection: Connection, *, scope: str, ids: Collection[str]) -> LetIn:
        return _Door(connection, scope, self.now_ms()).open(ids)

    def discard(self, chosen: Iterable[KeptApart]) -> int:
        """Put operations out of sight and return how many were in sight; nothing is destroyed."""
        count = 0
        for each in chosen:
            with self.store.writing(EVERYBODY) as connection:
                now = self.now_ms()
                done = Apart(connection, each.scope).discard(each.operations, now)
                if done:
                    detail = f"{each.scope} {each.person} {done}"
                    told = Happening(Event.DISCARDED, subject=each.operations[0], detail=detail)
                    Audit(connection).add(now, told)
                count += done
        return count


class _Sight:
    """What a person may be shown of what is kept apart of one scope."""

    def __init__(self, connection: Connection, scope: str) -> None:
        self._connection = connection
        self._scope = scope

    def listed(self, *, discarded: bool) -> list[KeptApart]:
        rows = [
            (each, each.read(self._scope))
            for each in Apart(self._connection, self._scope).list()
            if bool(each.discarded_at) is discarded
        ]
        if not rows:
            return []
        writers = Chains(self._connection, self._scope).look({each.device for each, _ in rows})
        titles = self._titles([operation for _, operation in rows if operation])
        groups: dict[tuple[str, str, Reason], list[tuple[Parked, Operation | None]]]
        groups = defaultdict(list)
        for row, operation in rows:
            groups[row.device, operation.record if operation else "", row.reason].append(
                (row, operation)
            )
        return [
            self._shown(group, writers.writers.get(chain), titles.get(record, ("", "")))
            for (chain, record, _), group in groups.items()
        ]

    def _shown(
        self,
        group: Sequence[tuple[Parked, Operation | None]],
        writer: Writer | None,
        title: tuple[str, str],
    ) -> KeptApart:
        first, operation = group[0]
        device = Devices(self._connection).get(writer.device) if writer else None
        people = People(self._connection)
        private = self._scope.startswith(PRIVATE)
        return KeptApart(
            scope=self._scope,
            space_name="" if private else people.space(self._scope).name,
            person=writer.person if writer else "",
            person_name=people.name_of(writer.person) if writer else "",
            device=device.id if device else "",
            device_name=device.name if device else "",
            record=operation.record if operation else "",
            kind=operation.kind if operation else "",
            code=title[0],
            heading=title[1],
            reason=first.reason,
            operations=tuple(row.operation for row, _ in group),
            received_at=first.received_at,
        )

    def _titles(self, apart: Sequence[Operation]) -> dict[str, tuple[str, str]]:
        """Return the code and heading of records, as what is kept apart would have them."""
        if self._scope.startswith(PRIVATE):
            return {}
        records = {each.record for each in apart}
        logged = Operations(self._connection, self._scope).of_records(records)
        kinds: dict[str, str] = {}
        values: dict[str, dict[str, object]] = defaultdict(dict)
        for each in (*logged, *apart):
            kinds.setdefault(each.record, each.kind)
            values[each.record] |= _values(each)
        return {
            record: (_text(values[record].get("code")), _heading(kind, values[record]))
            for record, kind in kinds.items()
        }


class _Door:
    """The way into the log of one scope, in one transaction."""

    def __init__(self, connection: Connection, scope: str, now: int) -> None:
        self._connection = connection
        self._scope = scope
        self._now = now

    def open(self, ids: Collection[str]) -> LetIn:
        """Judge operations anew and let in those that may enter; the numbers are taken last."""
        state = Spaces(self._connection).state(self._scope)
        apart = Apart(self._connection, self._scope)
        here = [each for each in apart.list() if each.operation in set(ids)]
        brought = [operation for each in here if (operation := each.read(self._scope))]
        entering, refused = self._judged(brought)
        if entering and state is not None:
            names = [each.id for each in entering]
            apart.forget(names)
            after = Spaces(self._connection).take_numbers(self._scope, state, names)
            Operations(self._connection, self._scope).add(
                after.version - len(names) + 1, entering, Reception(_HERE, self._now)
            )
            self._tell(entering)
        return LetIn(len(entering), refused)

    def _judged(self, brought: Sequence[Operation]) -> tuple[list[Operation], dict[Reason, int]]:
        log = Operations(self._connection, self._scope)
        kinds = log.kinds({each.record for each in brought})
        ledger = Erasures(self._connection, self._scope).among({each.id for each in brought})
        writers = Chains(self._connection, self._scope).look({each.device for each in brought})
        bench = Bench(self._restored(writers.writers), kinds, ledger, Role.AGENT)
        entering, refused = list[Operation](), defaultdict[Reason, int](int)
        for each in brought:
            operation = redact(each) if each.id in ledger and not each.redacted else each
            reason = bench.judge(operation)
            if reason is None:
                kinds[operation.record] = operation.kind
                entering.append(operation)
            else:
                refused[reason] += 1
        return entering, dict(refused)

    def _restored(self, writers: Mapping[str, Writer]) -> dict[str, Writer]:
        """Return who wrote, with the most that each of them could ever do here."""
        held: dict[str, set[str]] = defaultdict(set)
        for line in Audit(self._connection).lines():
            scope, *given = line.detail.split() or [""]
            if scope == self._scope and line.action == Event.ROLE_CHANGED:
                held[line.subject].update(given)
            elif scope == self._scope and line.action == Event.JOINED:
                held[line.actor].update(given)
        people = People(self._connection)
        most = {}
        for chain, writer in writers.items():
            roles = {*held[writer.person], people.role(self._scope, writer.person) or ""}
            may = next((role for role in _RANKS if role in roles), None)
            most[chain] = replace(writer, role=may)
        return most

    def _tell(self, entered: Iterable[Operation]) -> None:
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each in entered:
            groups[each.record, each.author].append(each.id)
        for (_, author), ids in groups.items():
            detail = f"{self._scope} {author} {len(ids)}"
            told = Happening(Event.LET_IN, subject=ids[0], detail=detail)
            Audit(self._connection).add(self._now, told)


def _by_scope(chosen: Iterable[KeptApart]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = defaultdict(list)
    for each in chosen:
        ids[each.scope] += each.operations
    return ids


def _values(operation: Operation) -> Mapping[str, object]:
    """Return the fields of an operation; it may be kept apart because it has none."""
    try:
        return operation.values()
    except ValueError:
        return {}


def _heading(kind: str, values: Mapping[str, object]) -> str:
    model = RECORD_TYPES.get(kind)
    return heading_of(model, values) if model else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
