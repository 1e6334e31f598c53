"""The line between a laptop and the server: real bytes both ways, which may go astray."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pydantic import BaseModel

from sync.client.errors import Interrupted, Refused
from sync.protocol.codes import Refusal
from sync.protocol.encoding import compress, decode, decompress, encode
from sync.protocol.files import FileStates, WantedFiles
from sync.protocol.framing import END, frame, read_frames
from sync.protocol.messages import (
    BucketDigests,
    BucketIds,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    LogPage,
    Problem,
    Sealed,
    Singles,
    Wanted,
    WipeState,
)
from sync.protocol.parts import WantedBuckets
from sync.server.caller import Caller
from sync.server.refusals import Refused as ServerRefused
from tests.simulation.falling import ServerCrash, Trouble
from tests.simulation.town import Town

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

_ON_THE_LINE = (Trouble.LOST_BEFORE, Trouble.LOST_AFTER, Trouble.TWICE, Trouble.LATE)


class Line:
    """The server as a laptop reaches it; what the port `Remote` promises."""

    def __init__(self, town: Town, token: str) -> None:
        self._town = town
        self._token = token

    def exchange(self, request: ExchangeRequest) -> ExchangeReply:
        asked = carried(request)
        return self._call(lambda by: carried(self._town.exchange.exchange(by, asked)))

    @contextmanager
    def log(self, scope: str, since: int) -> Iterator[Iterator[LogPage]]:
        def stream(by: Caller) -> Sequence[bytes]:
            pages = self._town.reconciling.log(by, scope, since)
            return [*(frame(encode(page)) for page in pages), END]

        frames = self._call(stream)
        if self._town.switch.happens(Trouble.LOST_AFTER):
            frames = frames[: len(frames) // 2]
        yield self._pages(frames)

    def buckets(self, scope: str) -> BucketDigests:
        return self._call(lambda by: carried(self._town.reconciling.buckets(by, scope)))

    def ids(self, scope: str, buckets: Sequence[int]) -> tuple[str, ...]:
        asked = carried(WantedBuckets(buckets=tuple(buckets)))
        found = self._call(
            lambda by: carried(BucketIds(ids=self._town.reconciling.ids(by, scope, asked.buckets)))
        )
        return found.ids

    def operations(self, scope: str, ids: Sequence[str]) -> Singles:
        asked = carried(Wanted(ids=tuple(ids)))
        return self._call(
            lambda by: carried(self._town.reconciling.operations(by, scope, asked.ids))
        )

    def file(self, scope: str, sha256: str, size: int) -> FileState:
        return self._call(lambda by: carried(self._town.filing.file(by, scope, sha256, size)))

    def file_states(self, scope: str, names: Sequence[str]) -> FileStates:
        asked = carried(WantedFiles(files=tuple(names)))
        return self._call(lambda by: carried(self._town.filing.states(by, scope, asked.files)))

    def put_chunk(self, scope: str, sha256: str, index: int, content: bytes) -> FileState:
        sent = self._on_the_way(content)
        return self._call(
            lambda by: carried(self._town.filing.put_chunk(by, scope, sha256, index, sent))
        )

    def chunk(self, scope: str, sha256: str, index: int) -> bytes:
        given = self._call(lambda by: self._town.filing.chunk(by, scope, sha256, index))
        return self._on_the_way(given)

    def wipe_state(self) -> WipeState:
        known = self._town.recognition.known(self._token, revoked=True)
        return carried(self._town.leaving.wipe_state(known.device))

    def wipe_done(self) -> None:
        known = self._town.recognition.known(self._token, revoked=True)
        self._town.leaving.wiped(known.device)

    def send_sealed(self, sealed: Sealed) -> None:
        known = self._town.recognition.known(self._token, revoked=True)
        self._town.leaving.keep_sealed(known.device, carried(sealed).content)

    def _on_the_way(self, content: bytes) -> bytes:
        spoiled = self._town.switch.happens(Trouble.SPOILED)
        return bytes(len(content)) if spoiled else content

    def _pages(self, frames: Sequence[bytes]) -> Iterator[LogPage]:
        try:
            for content in read_frames(frames):
                yield decode(LogPage, content)
        except ValueError as problem:
            raise Interrupted("the log was cut") from problem

    def _call(self, work: Callable[[Caller], T]) -> T:
        """Make a request whose turn it may be to go astray."""
        town = self._town
        trouble = town.switch.happens(*_ON_THE_LINE)
        if trouble is Trouble.LATE:
            town.late.append(lambda: self._at_the_server(work))
        if trouble in (Trouble.LOST_BEFORE, Trouble.LATE):
            raise Interrupted("lost")
        answer = self._at_the_server(work)
        if trouble is Trouble.TWICE:
            answer = self._at_the_server(work)
        if trouble is Trouble.LOST_AFTER:
            raise Interrupted("lost")
        return answer

    def _at_the_server(self, work: Callable[[Caller], T]) -> T:
        try:
            return work(self._town.recognition.known(self._token).caller)
        except ServerRefused as refused:
            said = carried(Problem(code=refused.code.value))
            raise Refused(Refusal(said.code)) from refused
        except ServerCrash as crash:
            self._town.start_again()
            raise Interrupted("the server stopped") from crash


def carried(message: M) -> M:
    """Return a message as it arrives."""
    content, encoding = compress(encode(message))
    return decode(type(message), decompress(content, encoding))
