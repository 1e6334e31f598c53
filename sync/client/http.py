"""The exchange over HTTP: signed requests, the trust and the proxies of this computer."""

import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final, TypeVar

import httpx2
import truststore
from pydantic import BaseModel

from sync.client.address import DIRECT, PEM, Address, Credentials
from sync.client.answers import Answer, ClockRefused, check, read
from sync.client.backoff import Backoff
from sync.client.errors import (
    AddressRefused,
    ClockWrong,
    Interrupted,
    NotOurServer,
    Portal,
    ProxyRefused,
    ServerDown,
)
from sync.client.sparing import exchanged_once, put_once
from sync.client.unreached import check_scheme, unreached
from sync.protocol import routes
from sync.protocol.encoding import JSON, ZSTD, Unreadable, compress, decode, encode
from sync.protocol.files import FileStates, WantedFiles
from sync.protocol.framing import CutShort, read_frames
from sync.protocol.limits import BODY_BYTES
from sync.protocol.messages import (
    BucketDigests,
    BucketIds,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    LogPage,
    Sealed,
    Singles,
    Wanted,
    WipeState,
)
from sync.protocol.parts import WantedBuckets

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

_BINARY: Final = "application/octet-stream"
_CONNECT_SECONDS: Final = 10


class Connection:
    """Send requests, and say in our own words what went wrong."""

    def __init__(self, address: Address) -> None:
        self._base = address.checked()
        self._client = httpx2.Client(
            verify=_trust(address.authority),
            proxy=address.proxy if address.proxy not in ("", DIRECT) else None,
            trust_env=address.proxy != DIRECT,
            timeout=httpx2.Timeout(address.timeout, connect=min(_CONNECT_SECONDS, address.timeout)),
            follow_redirects=False,
            headers={"accept-encoding": ZSTD, "user-agent": "carnet-de-quartier"},
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Make a request and read its whole answer; raises SyncError."""
        with self.open(method, target, headers, body) as response:
            return _read(response)

    @contextmanager
    def open(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> Iterator[httpx2.Response]:
        """Make a request whose answer is read by parts."""
        try:
            with _in_our_words():
                url, given = self._base + target, dict(headers)
                request = self._client.build_request(method, url, headers=given, content=body)
                response = self._client.send(request, stream=True)
        except Interrupted:
            check_scheme(self._base)
            raise
        try:
            yield response
        finally:
            response.close()


class HttpRemote:
    """The server as `sync.client.ports.Remote` describes it.

    ``offset_ms`` is how far the server's clock is ahead of this computer's: it is learnt when the
    server refuses the time of a signature. Several threads may use it at once.
    """

    def __init__(
        self,
        address: Address,
        credentials: Credentials,
        backoff: Backoff,
        now_ms: Callable[[], int],
        offset_ms: int = 0,
    ) -> None:
        self._connection = Connection(address)
        self._credentials = credentials
        self._backoff = backoff
        self._now_ms = now_ms
        self.offset_ms = offset_ms

    def close(self) -> None:
        """Let go of the connections."""
        self._connection.close()

    def exchange(self, request: ExchangeRequest) -> ExchangeReply:
        """Send a page of operations and receive one; a large page not twice for nothing."""
        return self._again(exchanged_once(request, self._exchanged))

    @contextmanager
    def log(self, scope: str, since: int) -> Iterator[Iterator[LogPage]]:
        """Stream all the operations of a scope after a number."""
        target = f"{routes.LOG.format(scope=scope)}?since={since}"

        def opened() -> httpx2.Response:
            headers = self._signed("GET", target, b"")
            response = stack.enter_context(self._connection.open("GET", target, headers, b""))
            kind = response.headers.get("content-type", "")
            if response.status_code != 200 or kind.startswith("text/"):
                check(_read(response))
                raise NotOurServer("no log")
            return response

        with ExitStack() as stack:
            response = self._again(opened)
            yield _pages(response)

    def buckets(self, scope: str) -> BucketDigests:
        """Return the digests of the 256 parts of a scope."""
        return self.call(BucketDigests, "GET", routes.BUCKETS.format(scope=scope))

    def ids(self, scope: str, buckets: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of the operations of some parts."""
        asked = WantedBuckets(buckets=tuple(buckets))
        return self.call(BucketIds, "POST", routes.IDS.format(scope=scope), asked).ids

    def operations(self, scope: str, ids: Sequence[str]) -> Singles:
        """Return some operations; those that are not there are left out."""
        route = routes.OPERATIONS.format(scope=scope)
        return self.call(Singles, "POST", route, Wanted(ids=tuple(ids)))

    def file(self, scope: str, sha256: str, size: int) -> FileState:
        """Return which chunks of a file the server lacks; ``size`` 0 only asks."""
        route = routes.FILE.format(scope=scope, sha256=sha256)
        if not size:
            return self.call(FileState, "GET", route)
        return self.call(FileState, "PUT", f"{route}?size={size}")

    def file_states(self, scope: str, names: Sequence[str]) -> FileStates:
        """Return what the server holds of several files; those it never heard of are left out."""
        asked = WantedFiles(files=tuple(names))
        return self.call(FileStates, "POST", routes.FILES.format(scope=scope), asked)

    def put_chunk(self, scope: str, sha256: str, index: int, content: bytes) -> FileState:
        """Send a chunk; again after a failure, unless the server has received it all the same."""
        file = routes.FILE.format(scope=scope, sha256=sha256)
        place = routes.CHUNK.format(scope=scope, sha256=sha256, index=index)
        put = put_once(
            index,
            lambda: read(FileState, self._once("GET", file)),
            lambda: read(FileState, self._once("PUT", place, _BINARY, content)),
        )
        return self._again(put)

    def chunk(self, scope: str, sha256: str, index: int) -> bytes:
        """Receive a chunk."""
        place = routes.CHUNK.format(scope=scope, sha256=sha256, index=index)
        return self._answer("GET", place).clear()

    def wipe_state(self) -> WipeState:
        """Ask whether this laptop must erase its notebook; a revoked one may ask too."""
        return self.call(WipeState, "GET", routes.WIPE)

    def wipe_done(self) -> None:
        """Say that the notebook of this laptop is erased."""
        self._answer("POST", routes.WIPE)

    def leave(self) -> None:
        """Say that this laptop leaves the space; it is refused from then on."""
        self._answer("POST", routes.LEAVE)

    def send_sealed(self, sealed: Sealed) -> None:
        """Send unsent work sealed to the server's key, before it is erased here."""
        self._answer("POST", routes.SEALED, JSON, encode(sealed))

    def _exchanged(self, request: ExchangeRequest) -> ExchangeReply:
        body, encoding = compress(encode(request))
        answer = self._once("POST", routes.EXCHANGE, JSON, body, encoding=encoding)
        return read(ExchangeReply, answer)

    def call(self, model: type[M], method: str, route: str, message: BaseModel | None = None) -> M:
        """Make a signed call and read what it answers."""
        body = b"" if message is None else encode(message)
        answer = self._answer(method, route, "" if message is None else JSON, body)
        return read(model, answer)

    def _answer(self, method: str, route: str, kind: str = "", body: bytes = b"") -> Answer:
        """Make a request, again when it may go better; raises SyncError unless it went well."""
        # A chunk of a photo is compressed already; text is not.
        body, encoding = compress(body) if kind == JSON else (body, "")
        return self._again(lambda: self._once(method, route, kind, body, encoding=encoding))

    def _once(
        self, method: str, route: str, kind: str = "", body: bytes = b"", *, encoding: str = ""
    ) -> Answer:
        given = {"content-type": kind, "content-encoding": encoding}
        headers = self._signed(method, route, body) | {n: v for n, v in given.items() if v}
        return check(self._connection.ask(method, route, headers, body))

    def _again(self, call: Callable[[], T]) -> T:
        return self._backoff.run(lambda: self._in_time(call))

    def _signed(self, method: str, target: str, body: bytes) -> dict[str, str]:
        time_ms = self._now_ms() + self.offset_ms
        return {
            "authorization": f"Bearer {self._credentials.token}",
            **self._credentials.key.sign_request(method, target, time_ms, body),
        }

    def _in_time(self, call: Callable[[], T]) -> T:
        """Make a signed request, once more in the server's time if its clock is another."""
        try:
            return call()
        except ClockRefused as problem:
            self.offset_ms = problem.time_ms - self._now_ms()
        try:
            return call()
        except ClockRefused as problem:
            raise ClockWrong(problem.time_ms - self._now_ms()) from problem


def _trust(authority: str) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authority:
        try:
            given = {"cadata" if PEM in authority else "cafile": authority}
            context.load_verify_locations(**given)
        except (OSError, ssl.SSLError) as problem:
            raise AddressRefused("no certificate in the file given") from problem
    return context


def _read(response: httpx2.Response) -> Answer:
    content = bytearray()
    with _in_our_words():
        for part in response.iter_raw():
            content += part
            if len(content) > BODY_BYTES:
                raise Portal("an answer without end")
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, bytes(content))


def _pages(response: httpx2.Response) -> Iterator[LogPage]:
    with _in_our_words():
        try:
            for frame in read_frames(response.iter_raw()):
                yield decode(LogPage, frame)
        except CutShort as problem:
            raise Interrupted("the log was cut") from problem
        except Unreadable as problem:
            raise NotOurServer(str(problem)) from problem


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except httpx2.ProxyError as problem:
        raise ProxyRefused(str(problem)) from problem
    except (httpx2.ConnectError, httpx2.ConnectTimeout) as problem:
        raise unreached(problem) from problem
    except (httpx2.TimeoutException, httpx2.PoolTimeout) as problem:
        raise ServerDown from problem
    except httpx2.TransportError as problem:
        raise Interrupted(type(problem).__name__) from problem
