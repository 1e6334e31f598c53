"""A line with a delay, in a process of its own: what goes through is counted."""

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Traffic:
    """What went through a line, in bytes, and how many requests that was."""

    up: int
    down: int
    requests: int


class _Line:
    def __init__(self, server_port: int, round_trip: float) -> None:
        self._server_port = server_port
        self._round_trip = round_trip
        self.up = self.down = self.requests = 0

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # What the three packets that open a connection would have taken.
        await asyncio.sleep(self._round_trip)
        there, out = await asyncio.open_connection("127.0.0.1", self._server_port)
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._carry(reader, out, self._sent), self._carry(there, writer, self._received)
            )

    def _sent(self, content: bytes) -> None:
        self.up += len(content)
        self.requests += content.count(b" HTTP/1.1\r\n")

    def _received(self, content: bytes) -> None:
        self.down += len(content)

    async def _carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        count: Callable[[bytes], None],
    ) -> None:
        """Pass bytes on, each half a round trip after it came; many may be under way."""
        loop, way = asyncio.get_running_loop(), asyncio.Queue[tuple[float, bytes]]()

        async def arrive() -> None:
            content = b"."
            while content:
                moment, content = await way.get()
                await asyncio.sleep(max(0.0, moment - loop.time()))
                writer.write(content)
                await writer.drain()
            writer.close()

        arriving = asyncio.create_task(arrive())
        with suppress(ConnectionError):
            content = b"."
            while content:
                content = await reader.read(1 << 16)
                count(content)
                way.put_nowait((loop.time() + self._round_trip / 2, content))
        with suppress(ConnectionError):
            await arriving


@dataclass(frozen=True, slots=True)
class Line:
    """The near end: where laptops call, and what went through since it was last asked."""

    port: int
    _talk: Connection

    def traffic(self) -> Traffic:
        """Return what went through since the last time."""
        self._talk.send("how much")
        told: Traffic = self._talk.recv()
        return told


@contextmanager
def line(server_port: int, round_trip_ms: int) -> Iterator[Line]:
    """Lay a line to a server."""
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_serve, args=(there, server_port, round_trip_ms / 1000))
    process.start()
    try:
        yield Line(here.recv(), here)
    finally:
        here.send("stop")
        process.join(10)


def _serve(talk: Connection, server_port: int, round_trip: float) -> None:
    with suppress(asyncio.CancelledError):
        asyncio.run(_until_told(talk, _Line(server_port, round_trip)))


async def _until_told(talk: Connection, far: _Line) -> None:
    listening = await asyncio.start_server(far.meet, "127.0.0.1", 0)
    talk.send(listening.sockets[0].getsockname()[1])
    while await asyncio.to_thread(talk.recv) != "stop":
        talk.send(Traffic(far.up, far.down, far.requests))
        far.up = far.down = far.requests = 0
    for task in asyncio.all_tasks():
        task.cancel()
