"""A server and bases held in memory: real operations, real chains, real signatures, real sets."""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

from sync.client.errors import Refused
from sync.client.outcome import Outcome
from sync.client.ports import (
    Applied,
    Arrival,
    FileToMove,
    Outgoing,
    ScopeState,
)
from sync.client.round import Round
from sync.operations.digest import bucket, digest_of
from sync.operations.operation import Operation, Verb, canonical, redact, seal
from sync.operations.resealing import Place, reseal
from sync.protocol.codes import Reason, Refusal
from sync.protocol.files import FileStates
from sync.protocol.limits import CHUNK_BYTES
from sync.protocol.messages import (
    Attestation,
    BucketDigests,
    ChainEnd,
    Directory,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    LogPage,
    Policy,
    ScopeReply,
    ScopeRequest,
    Singles,
    Verdict,
)
from sync.protocol.runs import pack, unpack
from sync.protocol.signing import DeviceKey, is_attested
from sync.protocol.versions import PROTOCOL

P = ParamSpec("P")
T = TypeVar("T")

SPACE = "a" * 32
NOTES = "me:" + "b" * 32
SCHEMA = 1


class Watch:
    """A watcher that may stop the round, and remembers what it heard."""

    def __init__(self, stop: Callable[[], None] = lambda: None) -> None:
        self.check = stop
        self.heard: list[tuple[int, int, str]] = []

    def report(self, done: int, total: int, what: str) -> None:
        self.heard.append((done, total, what))


class AtOnce(Executor):
    """Make each request when it is asked for: the same history each time."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - a future carries whatever was raised
            future.set_exception(problem)
        return future


def exchange(base: Any, server: Any, **options: Any) -> Outcome:
    """Make one round, in the thread of the caller."""
    watch = options.pop("watch", None) or Watch()
    return Round(base, server, watch, schema_version=SCHEMA, executor=AtOnce).run(**options)


@dataclass
class Part:
    """One scope of a base."""

    log: dict[str, Operation] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    parked: dict[str, str] = field(default_factory=dict)
    ledger: set[str] = field(default_factory=set)
    state: ScopeState = field(default_factory=lambda: ScopeState(""))


class Base:
    """A base that keeps the port's promises; it notices calls from another thread."""

    def __init__(self, name: str, page: int = 1_000, scopes: Sequence[str] = (SPACE,)) -> None:
        self.key = DeviceKey.new()
        self.page = page
        self.parts = {scope: Part(state=ScopeState(scope)) for scope in scopes}
        self.incarnations = [sha256(name.encode()).hexdigest()[:32]]
        self.vouch = True
        self.words: tuple[Attestation, ...] = ()
        self.learnt: list[tuple[Directory | None, str]] = []
        self.files: dict[str, bytes] = {}
        self.to_send: list[FileToMove] = []
        self.to_fetch: list[FileToMove] = []
        self.chunks: dict[str, dict[int, bytes]] = defaultdict(dict)
        self.bulk = 0
        self._thread = threading.get_ident()

    @property
    def incarnation(self) -> str:
        return self.incarnations[-1]

    def write(
        self, record: str, verb: Verb = Verb.CREATE, scope: str = SPACE, **values: Any
    ) -> Operation:
        part = self.parts[scope]
        end = self.own_end(scope)
        operation = seal(
            device=self.incarnation,
            number=end.number + 1,
            previous=end.id,
            scope=scope,
            record=record,
            kind="visit",
            verb=verb,
            fields=canonical(values),
            parents=tuple(each.id for each in part.log.values() if each.record == record)[-1:],
            clock=len(part.log) + 1,
            author="somebody",
            schema=SCHEMA,
        )
        part.log[operation.id] = operation
        return operation

    def all(self, scope: str = SPACE) -> set[str]:
        return set(self.parts[scope].log)

    def scopes(self) -> tuple[ScopeState, ...]:
        assert threading.get_ident() == self._thread
        return tuple(
            replace(part.state, digest=digest_of(part.sent), count=len(part.sent))
            for part in self.parts.values()
        )

    def outgoing(self, scope: str, known: int = 0) -> Outgoing:
        assert threading.get_ident() == self._thread
        part = self.parts[scope]
        waiting = [
            each
            for each in part.log.values()
            if each.id not in part.sent and each.id not in part.parked
        ]
        page = tuple(waiting[known : known + self.page])
        ends = {each.device: each for each in page if each.device in self.incarnations}
        return Outgoing(
            page,
            tuple(
                self.key.attest(scope, each.device, each.number, each.id)
                for each in ends.values()
                if self.vouch
            )
            + tuple(each for each in self.words if each.device in {one.device for one in page}),
            len(waiting) > known + self.page,
        )

    def acknowledge(
        self, scope: str, operations: Iterable[Operation], verdicts: Iterable[Verdict]
    ) -> None:
        assert threading.get_ident() == self._thread
        part = self.parts[scope]
        part.sent |= {each.id for each in operations}
        part.parked |= {each.operation: each.reason for each in verdicts}

    def own_end(self, scope: str) -> ChainEnd:
        own = [each for each in self.parts[scope].log.values() if each.device == self.incarnation]
        last = max(own, key=lambda each: each.number, default=None)
        return ChainEnd(
            device=self.incarnation,
            number=last.number if last else 0,
            id=last.id if last else "",
        )

    def leave_chain(self, scope: str, fork: ChainEnd) -> int:
        part = self.parts[scope]
        if fork.device == self.incarnation:
            self.incarnations.append(sha256(self.incarnation.encode()).hexdigest()[:32])
        if fork.device not in self.incarnations:
            return 0
        gone = [
            each
            for each in part.log.values()
            if each.device == fork.device and each.number > fork.number and each.id not in part.sent
        ]
        moved = list(reseal(gone, Place(scope, self.incarnation)))
        for each in gone:
            del part.log[each.id]
        part.log |= {operation.id: operation for _, operation in moved}
        return len(moved)

    def removals(self, operations: Iterable[Operation]) -> tuple[int, int]:
        visible = self.visible()
        deleted = {each.record for each in operations if each.verb is Verb.DELETE}
        return len(visible & deleted), len(visible)

    def visible(self) -> set[str]:
        held = [each for part in self.parts.values() for each in part.log.values()]
        gone = {each.record for each in held if each.verb is Verb.DELETE}
        return {each.record for each in held} - gone

    def apply(self, arrival: Arrival) -> Applied:
        assert threading.get_ident() == self._thread
        part = self.parts[arrival.scope]
        part.ledger |= set(arrival.erased)
        new = [each for each in arrival.operations if each.id not in part.log]
        part.log |= {each.id: each for each in new}
        for each in part.ledger & part.log.keys():
            part.log[each] = redact(part.log[each])
        if arrival.way == "server":
            part.sent |= {each.id for each in arrival.operations}
        if arrival.cursor is not None:
            part.state = replace(part.state, cursor=arrival.cursor, epoch=arrival.epoch)
        if arrival.erasures is not None:
            part.state = replace(part.state, erasures=arrival.erasures)
        return Applied(len(new), frozenset(each.record for each in new))

    def apply_all(self, scope: str, pages: Iterator[Arrival]) -> Applied:
        self.bulk += 1
        added, records = 0, set[str]()
        for page in pages:
            assert page.scope == scope
            applied = self.apply(page)
            added += applied.added
            records |= applied.records
        return Applied(added, frozenset(records))

    def held(self, scope: str) -> Mapping[int, str]:
        parts = defaultdict(list)
        for each in self.parts[scope].sent:
            parts[bucket(each)].append(each)
        return {part: digest_of(ids) for part, ids in parts.items()}

    def held_ids(self, scope: str, buckets: Collection[int]) -> frozenset[str]:
        return frozenset(each for each in self.parts[scope].sent if bucket(each) in buckets)

    def offer_again(self, scope: str, ids: Collection[str]) -> None:
        self.parts[scope].sent -= set(ids)
        self.parts[scope].parked.clear()

    def believe(self, scope: str, ids: Collection[str]) -> None:
        part = self.parts[scope]
        assert set(ids) <= part.log.keys()
        part.sent |= set(ids)

    def synchronised(self, state: ScopeState) -> None:
        part = self.parts[state.scope]
        part.state = replace(
            part.state, cursor=state.cursor, epoch=state.epoch, erasures=state.erasures
        )

    def erased(self, scope: str) -> frozenset[str]:
        return frozenset(self.parts[scope].ledger)

    def learn(
        self,
        directory: Directory | None,
        role: str,
        policy: Policy,  # noqa: ARG002 - a port
        time_ms: int,  # noqa: ARG002 - a port
    ) -> None:
        self.learnt.append((directory, role))

    def directory(self) -> int:
        return 0

    def files_to_send(self) -> tuple[FileToMove, ...]:
        return tuple(self.to_send)

    def files_to_fetch(self) -> tuple[FileToMove, ...]:
        return tuple(self.to_fetch)

    def read_chunk(self, sha256: str, index: int) -> bytes:
        return self.files[sha256][index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]

    def keep_chunk(self, sha256: str, index: int, content: bytes) -> None:
        self.chunks[sha256][index] = content

    def chunks_held(self, sha256: str) -> frozenset[int]:
        return frozenset(self.chunks[sha256])

    def finish_file(self, sha256: str) -> bool:
        parts = self.chunks.pop(sha256, {})
        content = b"".join(parts[index] for index in sorted(parts))
        if not _is(content, sha256):
            return False
        self.files[sha256] = content
        self.to_fetch = [each for each in self.to_fetch if each.sha256 != sha256]
        return True

    def file_sent(self, sha256: str) -> None:
        self.to_send = [each for each in self.to_send if each.sha256 != sha256]


class Server:
    """A server that keeps the protocol's promises."""

    def __init__(self, page: int = 1_000) -> None:
        self.page = page
        self.epoch = "e" * 32
        self.logs: dict[str, dict[str, Operation]] = defaultdict(dict)
        self.senders: dict[str, str] = {}
        self.parked: dict[str, dict[str, str]] = defaultdict(dict)
        self.ledger: list[str] = []
        self.keys: dict[str, str] = {}
        self.role = "agent"
        self.minimum_schema = 1
        self.forbidden: set[str] = set()
        self.requests: list[ExchangeRequest] = []
        self.calls: list[str] = []
        self.files: dict[str, dict[int, bytes]] = defaultdict(dict)
        self.sizes: dict[str, int] = {}

    def enrol(self, *bases: Base) -> None:
        for base in bases:
            for incarnation in base.incarnations:
                self.keys[incarnation] = base.key.public

    def held(self, scope: str = SPACE) -> set[str]:
        return set(self.logs[scope])

    def erase(self, operation: str, scope: str = SPACE) -> None:
        self.logs[scope][operation] = redact(self.logs[scope][operation])
        self.ledger.append(operation)

    def restore(self, version: int, epoch: str = "f" * 32, scope: str = SPACE) -> None:
        """Go back to what the log was; an empty epoch is a loss that nobody declared."""
        self.logs[scope] = dict(list(self.logs[scope].items())[:version])
        self.epoch = epoch or self.epoch

    def exchange(self, request: ExchangeRequest) -> ExchangeReply:
        self.calls.append("exchange")
        self.requests.append(request)
        return ExchangeReply(
            protocol=PROTOCOL,
            epoch=self.epoch,
            time_ms=1,
            minimum_schema=self.minimum_schema,
            role=self.role,
            scopes=tuple(self._answer(each, request.incarnation) for each in request.scopes),
        )

    def _answer(self, asked: ScopeRequest, incarnation: str) -> ScopeReply:
        verdicts = self._receive(asked, incarnation)
        log = list(self.logs[asked.scope].values())
        if self.role == "administrator" and asked.scope == SPACE:
            return ScopeReply(scope=SPACE, version=0, digest="0" * 32, count=0, cursor=0)
        same = asked.epoch in ("", self.epoch)
        cursor, given = self._page(asked, log, incarnation) if same else (asked.cursor, [])
        others = [each for each in log[cursor:] if self.senders[each.id] != incarnation]
        pushed = {run.device for run in asked.runs} | {incarnation}
        return ScopeReply(
            scope=asked.scope,
            version=len(log),
            digest=digest_of(self.logs[asked.scope]),
            count=len(log),
            cursor=cursor if others else max(cursor, len(log)),
            remaining=len(others),
            known=tuple(filter(None, (self._end(asked.scope, each) for each in sorted(pushed)))),
            verdicts=tuple(verdicts),
            runs=pack(given),
            erased=tuple(self.ledger[asked.erasures :]),
            erasures=len(self.ledger),
        )

    def _page(
        self, asked: ScopeRequest, log: Sequence[Operation], incarnation: str
    ) -> tuple[int, list[Operation]]:
        cursor, given = asked.cursor, list[Operation]()
        if self.minimum_schema > SCHEMA:
            return cursor, given
        for each in log[asked.cursor :]:
            if self.senders[each.id] != incarnation:
                if len(given) == min(asked.want, self.page):
                    break
                given.append(each)
            cursor += 1
        return cursor, given

    def _receive(self, asked: ScopeRequest, incarnation: str) -> list[Verdict]:
        verdicts = []
        operations = tuple(unpack(asked.runs, asked.scope, self.ledger))
        brought = {each.id for each in operations}
        words = [each for each in asked.attestations if each.id in brought]
        for operation in operations:
            reason = self._judge(operation, words, incarnation)
            if reason is None:
                self.logs[asked.scope][operation.id] = operation
                self.senders.setdefault(operation.id, incarnation)
            else:
                if reason.parked:
                    self.parked[asked.scope][operation.id] = operation.device
                verdicts.append(Verdict(operation=operation.id, reason=reason.value))
        return verdicts

    def _judge(
        self, operation: Operation, attestations: Sequence[Attestation], incarnation: str
    ) -> Reason | None:
        scope = operation.scope
        if operation.id in self.logs[scope]:
            return None
        chain = {
            each.number: each.id
            for each in self.logs[scope].values()
            if each.device == operation.device
        }
        if operation.number in chain:
            return Reason.FORK
        before = chain.get(operation.number - 1, "")
        if before != operation.previous and operation.previous not in self.parked[scope]:
            return Reason.GAP
        if operation.device != incarnation and not any(
            each.device == operation.device
            and each.number >= operation.number
            and is_attested(self.keys.get(operation.device, ""), scope, each)
            for each in attestations
        ):
            return Reason.NOT_ATTESTED
        return Reason.FORBIDDEN if operation.id in self.forbidden else None

    def _end(self, scope: str, device: str) -> ChainEnd | None:
        chain = [each for each in self.logs[scope].values() if each.device == device]
        last = max(chain, key=lambda each: each.number, default=None)
        return ChainEnd(device=device, number=last.number, id=last.id) if last else None

    def log(self, scope: str, since: int) -> AbstractContextManager[Iterator[LogPage]]:
        self.calls.append("log")
        return self._streamed(scope, since)

    @contextmanager
    def _streamed(self, scope: str, since: int) -> Iterator[Iterator[LogPage]]:
        operations = list(self.logs[scope].values())
        yield (
            LogPage(
                epoch=self.epoch,
                version=len(operations),
                digest=digest_of(self.logs[scope]),
                count=len(operations),
                cursor=min(start + self.page, len(operations)),
                runs=pack(operations[start : start + self.page]),
                erased=tuple(self.ledger),
                erasures=len(self.ledger),
            )
            for start in range(since, len(operations), self.page)
        )

    def buckets(self, scope: str) -> BucketDigests:
        self.calls.append("buckets")
        parts = defaultdict(list)
        for each in self.logs[scope]:
            parts[bucket(each)].append(each)
        return BucketDigests(
            epoch=self.epoch,
            version=len(self.logs[scope]),
            digest=digest_of(self.logs[scope]),
            count=len(self.logs[scope]),
            buckets=tuple(digest_of(parts[part]) if part in parts else "" for part in range(256)),
        )

    def ids(self, scope: str, buckets: Sequence[int]) -> tuple[str, ...]:
        self.calls.append("ids")
        return tuple(each for each in self.logs[scope] if bucket(each) in buckets)

    def operations(self, scope: str, ids: Sequence[str]) -> Singles:
        self.calls.append("operations")
        given = [self.logs[scope][each] for each in ids if each in self.logs[scope]]
        runs = tuple(run for each in given[: self.page] for run in pack([each]))
        return Singles(runs=runs, erased=tuple(self.ledger))

    def file(self, scope: str, sha256: str, size: int) -> FileState:  # noqa: ARG002 - a port
        self.calls.append("file")
        if size:
            self.sizes[sha256] = size
        if sha256 not in self.sizes:
            raise Refused(Refusal.NOT_FOUND)
        return self._state(sha256)

    def _state(self, sha256: str) -> FileState:
        count = -(-self.sizes[sha256] // CHUNK_BYTES)
        missing = tuple(index for index in range(count) if index not in self.files[sha256])
        return FileState(missing=missing, whole=not missing, size=self.sizes[sha256])

    def file_states(self, scope: str, names: Sequence[str]) -> FileStates:  # noqa: ARG002 - a port
        self.calls.append("file_states")
        known = [name for name in names if name in self.sizes]
        return FileStates(states={name: self._state(name) for name in known})

    def put_chunk(self, scope: str, sha256: str, index: int, content: bytes) -> FileState:
        self.calls.append("put_chunk")
        self.files[sha256][index] = content
        return self.file(scope, sha256, 0)

    def chunk(self, scope: str, sha256: str, index: int) -> bytes:  # noqa: ARG002 - a port
        self.calls.append("chunk")
        if index not in self.files[sha256]:
            raise Refused(Refusal.NOT_FOUND)
        return self.files[sha256][index]


def _is(content: bytes, name: str) -> bool:
    return sha256(content).hexdigest() == name
