"""A small honest server in memory: it keeps the logs of a space, and says no when it is told to."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NoReturn

from desktop.services.exchanging.reaching import Pass, Reaching
from sync.client.address import Address
from sync.client.errors import Refused, SyncError
from sync.operations.digest import digest_of
from sync.operations.operation import Operation
from sync.protocol.codes import Refusal
from sync.protocol.files import FileStates
from sync.protocol.limits import CHUNK_BYTES
from sync.protocol.messages import (
    BucketDigests,
    ChainEnd,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    JoinReply,
    JoinRequest,
    Policy,
    ScopeReply,
    ScopeRequest,
    Sealed,
    Singles,
    WipeState,
)
from sync.protocol.runs import pack, unpack
from sync.protocol.sealing import new_sealing_key

SPACE = "5" * 31 + "a"
EPOCH = "e" * 32


@dataclass
class SmallServer:
    """The server of one space; the test sets what goes wrong."""

    now_ms: Callable[[], int]
    codes: set[str] = field(default_factory=lambda: {"ABCD-EFGH-JKMN"})
    trouble: SyncError | None = None
    refuses: dict[str, SyncError] = field(default_factory=dict)
    revoked: bool = False
    wipe: bool = False
    calls: list[str] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    logs: dict[str, list[tuple[str, Operation]]] = field(default_factory=dict)
    files: dict[str, dict[int, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.private_key, self.public_key = new_sealing_key()

    @property
    def reaching(self) -> Reaching:
        """Return how this server is reached."""

        @contextmanager
        def opened(_shown: Pass, _now_ms: Callable[[], int]) -> Iterator["SmallServer"]:
            yield self

        return Reaching(lambda url: Address(url).checked(), self.join, opened)

    def join(self, _url: str, request: JoinRequest) -> JoinReply:
        """Use a code."""
        self._hear("join")
        if request.code not in self.codes:
            raise Refused(Refusal.CODE)
        self.codes.remove(request.code)
        return JoinReply(
            device="d" * 32,
            token="dev_abc",
            person="b" * 32,
            person_name="Jeanne Dupont",
            initials=request.wished_initials,
            space=SPACE,
            space_name="Équipe de Beauvais",
            role="agent",
            server="5" * 32,
            epoch=EPOCH,
            server_key=self.public_key,
            unlock_secret="c2VjcmV0",
            bundle_key="",
            policy=Policy(lock_after_days=45),
        )

    def exchange(self, request: ExchangeRequest) -> ExchangeReply:
        """Take a page in, and give one."""
        self._hear("exchange")
        if self.revoked:
            raise Refused(Refusal.UNKNOWN_DEVICE)
        return ExchangeReply(
            protocol=1,
            epoch=EPOCH,
            time_ms=self.now_ms(),
            role="agent",
            policy=Policy(lock_after_days=45),
            scopes=tuple(self._scope(asked, request.incarnation) for asked in request.scopes),
        )

    def write(self, operation: Operation) -> None:
        """Take in what a colleague sent."""
        self.logs.setdefault(operation.scope, []).append(("colleague", operation))

    def wipe_state(self) -> WipeState:
        """Tell whether the laptop is to be emptied."""
        self._hear("wipe_state")
        return WipeState(wipe=self.wipe)

    def wipe_done(self) -> None:
        """Hear that it is done."""
        self._hear("wipe_done")

    def leave(self) -> None:
        """Hear that the laptop leaves."""
        self._hear("leave")
        self.revoked = True

    def send_sealed(self, sealed: Sealed) -> None:
        """Keep unsent work."""
        self._hear("send_sealed")
        self.sealed.append(sealed)

    def file(self, _scope: str, sha256: str, size: int) -> FileState:
        """Return what is missing of a file."""
        self._hear("file")
        held = self.files.setdefault(sha256, {})
        wanted = range(-(-size // CHUNK_BYTES))
        missing = tuple(index for index in wanted if index not in held)
        return FileState(missing=missing, whole=not missing, size=size)

    def file_states(self, _scope: str, names: Sequence[str]) -> FileStates:
        """Return what is held of some files; the files of these tests have one chunk."""
        self._hear("file_states")
        held = {name: self.files[name] for name in names if self.files.get(name)}
        return FileStates(
            states={
                name: FileState(whole=True, size=len(chunks[0])) for name, chunks in held.items()
            }
        )

    def put_chunk(self, _scope: str, sha256: str, index: int, content: bytes) -> FileState:
        """Keep a chunk; the files of these tests have one."""
        self.files[sha256][index] = content
        return FileState(whole=True, size=len(content))

    def chunk(self, _scope: str, sha256: str, index: int) -> bytes:
        """Return a chunk."""
        return self.files[sha256][index]

    def log(self, _scope: str, _since: int) -> NoReturn:
        """Refuse: the logs of these tests are short."""
        raise AssertionError("a short log is not streamed")

    def buckets(self, _scope: str) -> BucketDigests:
        """Refuse: nothing is ever restored here."""
        raise AssertionError("nothing differs")

    def ids(self, _scope: str, _buckets: Sequence[int]) -> tuple[str, ...]:
        """Refuse: nothing is ever restored here."""
        raise AssertionError("nothing differs")

    def operations(self, _scope: str, _ids: Sequence[str]) -> Singles:
        """Refuse: nothing is ever restored here."""
        raise AssertionError("nothing differs")

    def _hear(self, call: str) -> None:
        self.calls.append(call)
        trouble = self.refuses.get(call, self.trouble)
        if trouble is not None:
            raise trouble

    def _scope(self, asked: ScopeRequest, incarnation: str) -> ScopeReply:
        log = self.logs.setdefault(asked.scope, [])
        known = {operation.id for _, operation in log}
        pushed = list(unpack(asked.runs, asked.scope))
        log += [(incarnation, each) for each in pushed if each.id not in known]
        start = asked.cursor if asked.epoch == EPOCH else 0
        page = log[start : start + asked.want]
        ids = [operation.id for _, operation in log]
        ends = {each.device: each for _, each in log}
        return ScopeReply(
            scope=asked.scope,
            version=len(log),
            digest=digest_of(ids),
            count=len(ids),
            cursor=start + len(page),
            remaining=len(log) - start - len(page),
            known=tuple(
                ChainEnd(device=device, number=end.number, id=end.id)
                for device, end in ends.items()
                if device == incarnation
            ),
            runs=pack(each for sender, each in page if sender != incarnation),
        )
