"""A TCP proxy between a laptop and the server that does what bad networks do."""

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum

_PORTAL = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 30\r\n"
    b"connection: close\r\n\r\n<html>Bienvenue au Wi-Fi</html"
)
_FAILED = b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Fault(Enum):
    """What happens to a connection."""

    NONE = "none"
    CUT_REQUEST = "cut_request"
    """Only the first bytes of the request reach the server."""

    CUT_ANSWER = "cut_answer"
    """The server did it all; only the first bytes of its answer come back."""

    DELAY = "delay"
    """The request waits before it goes on."""

    TWICE = "twice"
    """The server receives the request twice; the first answer is lost."""

    FAILED_AFTER = "failed_after"
    """The server did it all, and something before it answers 502."""

    PORTAL = "portal"
    """The page of a captive portal answers, with the status 200."""


@dataclass(frozen=True)
class Mishap:
    """A fault; ``at`` is the byte where it cuts, or how long it waits in milliseconds."""

    fault: Fault = Fault.NONE
    at: int = 0


@dataclass
class Traffic:
    """What went through, in bytes, and the faults met."""

    up: int = 0
    down: int = 0
    requests: int = 0
    faults: int = 0


def by_chance(seed: int, share: float, longest: int = 3_000) -> Callable[[], Mishap]:
    """Return what gives a fault to a share of the requests, the same ones for the same seed."""
    chance = random.Random(seed)
    faults = [fault for fault in Fault if fault is not Fault.NONE]

    def choose() -> Mishap:
        if chance.random() >= share:
            return Mishap()
        fault = chance.choice(faults)
        return Mishap(fault, chance.randrange(20 if fault is Fault.DELAY else longest))

    return choose


class FaultProxy:
    """Pass each request on in a connection of its own, with the mishap that `choose` gives it.

    ``port`` is where it listens on loopback, ``traffic`` what went through.
    """

    def __init__(self, host: str, server_port: int, choose: Callable[[], Mishap]) -> None:
        self._server = (host, server_port)
        self._choose = choose
        self.port = 0
        self.traffic = Traffic()

    @property
    def address(self) -> str:
        """Return where laptops find it."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, ready: Callable[[], None], stop: asyncio.Event) -> None:
        """Listen until told to stop."""
        listening = await asyncio.start_server(self._meet, "127.0.0.1", 0, limit=64 << 20)
        self.port = listening.sockets[0].getsockname()[1]
        ready()
        await stop.wait()
        listening.close()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head, length = await _head(reader)
            mishap = self._choose()
            self.traffic.requests += 1
            self.traffic.faults += mishap.fault is not Fault.NONE
            if mishap.fault is Fault.CUT_REQUEST:
                await self._cut(reader, head, length, mishap.at)
                writer.transport.abort()
            else:
                await self._pass(head + await reader.readexactly(length), writer, mishap)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _cut(self, reader: asyncio.StreamReader, head: bytes, length: int, at: int) -> None:
        """Take the first bytes of a request only; what the laptop sent beyond is not looked at."""
        wanted = min(at, len(head) + length - 1)
        body = await reader.readexactly(max(0, wanted - len(head)))
        request = (head + body)[:wanted]
        self.traffic.up += len(request)
        await self._ask(request, whole=False)

    async def _pass(self, request: bytes, writer: asyncio.StreamWriter, mishap: Mishap) -> None:
        self.traffic.up += len(request)
        answer = await self._answer(request, mishap)
        self.traffic.down += len(answer)
        writer.write(answer)
        await writer.drain()

    async def _answer(self, request: bytes, mishap: Mishap) -> bytes:
        if mishap.fault is Fault.PORTAL:
            return _PORTAL
        if mishap.fault is Fault.DELAY:
            await asyncio.sleep(mishap.at / 1_000)
        if mishap.fault is Fault.TWICE:
            await self._ask(request)
        answer = await self._ask(request)
        if mishap.fault is Fault.FAILED_AFTER:
            return _FAILED
        if mishap.fault is Fault.CUT_ANSWER:
            return answer[: min(mishap.at, len(answer) - 1)]
        return answer

    async def _ask(self, request: bytes, *, whole: bool = True) -> bytes:
        """Return the whole answer of the server; nothing for a request that was cut."""
        reader, writer = await asyncio.open_connection(*self._server, limit=64 << 20)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read(-1) if whole else b""
        except ConnectionError:
            return b""
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


async def _head(reader: asyncio.StreamReader) -> tuple[bytes, int]:
    """Read the head of a request, and how long its body is.

    The server is asked to close after its answer, so that the end of it is seen.
    """
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head[:-4].split(b"\r\n")
    kept = [each for each in lines if not each.lower().startswith(b"connection:")]
    lengths = [each for each in lines if each.lower().startswith(b"content-length:")]
    length = int(lengths[0].partition(b":")[2]) if lengths else 0
    return b"\r\n".join([*kept, b"connection: close", b"", b""]), length


@contextmanager
def between(host: str, server_port: int, choose: Callable[[], Mishap]) -> Iterator[FaultProxy]:
    """Put a proxy before a server, in a thread of its own."""
    proxy = FaultProxy(host, server_port, choose)
    ready = threading.Event()
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def live() -> None:
        stop = asyncio.Event()
        loops.append((asyncio.get_running_loop(), stop))
        await proxy.serve(ready.set, stop)

    thread = threading.Thread(target=asyncio.run, args=(live(),))
    thread.start()
    try:
        if not ready.wait(10):
            raise TimeoutError("the proxy did not start")
        yield proxy
    finally:
        loop, stop = loops[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join()
