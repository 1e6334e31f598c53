"""Many laptops that send at once, as raw HTTP from a process of their own, each request signed."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice
from multiprocessing import get_context

import zstandard

from sync.operations.operation import Operation, Verb, seal
from sync.protocol import routes
from sync.protocol.encoding import ZSTD, compress, decode, encode
from sync.protocol.messages import ExchangeReply, ExchangeRequest, ScopeRequest
from sync.protocol.runs import pack
from sync.protocol.signing import DeviceKey
from sync.protocol.versions import PROTOCOL
from sync.server.web.serving import now_ms
from tests.bench.exchange_town import Enrolled, processor

Content = tuple[str, str, str]
"""What an operation is about: the kind, the record, the fields."""


@dataclass(frozen=True, slots=True)
class Task:
    """What each laptop of a crowd does: so many pushes of so many operations.

    ``receives`` is whether each also receives what the others wrote meanwhile.
    """

    port: int
    process: int
    pushes: int
    operations: int = 20
    receives: bool = False


@dataclass(slots=True)
class Told:
    """How it went: the seconds of each request, of the whole, of the processor on both sides."""

    times: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    server_cpu: float = 0.0
    received: int = 0


def crowd(task: Task, laptops: Sequence[Enrolled], contents: Sequence[Content]) -> Told:
    """Let laptops send, in another process, and return how it went."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_crowd, task, laptops, contents).result()


def chain(
    laptop: Enrolled, contents: Sequence[Content], before: Sequence[Operation] = ()
) -> list[Operation]:
    """Write the chain of a laptop, or go on with it."""
    made = list(before)
    for number, (kind, record, fields) in enumerate(contents, start=len(made) + 1):
        made.append(
            seal(
                device=laptop.incarnation,
                number=number,
                previous=made[-1].id if made else "",
                scope=laptop.joined.space,
                record=record,
                kind=kind,
                verb=Verb.CREATE,
                fields=fields,
                parents=(),
                clock=now_ms(),
                author=laptop.joined.person,
                schema=1,
            )
        )
    return made


def _crowd(task: Task, laptops: Sequence[Enrolled], contents: Sequence[Content]) -> Told:
    return asyncio.run(_all(task, laptops, contents))


async def _all(task: Task, laptops: Sequence[Enrolled], contents: Sequence[Content]) -> Told:
    told, each = Told(), task.pushes * task.operations
    senders = [
        _Sender(task, laptop, chain(laptop, _part(contents, each, number)), told)
        for number, laptop in enumerate(laptops)
    ]
    await asyncio.gather(*(sender.connect() for sender in senders))
    there, cpu, began = processor(task.process), time.process_time(), time.perf_counter()
    await asyncio.gather(*(sender.run() for sender in senders))
    told.seconds, told.cpu = time.perf_counter() - began, time.process_time() - cpu
    told.server_cpu = processor(task.process) - there
    for sender in senders:
        sender.close()
    return told


def _part(contents: Sequence[Content], many: int, number: int) -> list[Content]:
    """Return what one laptop writes: like the others, in records of its own."""
    return [
        (kind, f"{number:06x}{place:06x}{record[12:]}", fields)
        for place, (kind, record, fields) in enumerate(islice(cycle(contents), many))
    ]


class _Sender:
    """One laptop on a connection that stays open."""

    def __init__(self, task: Task, laptop: Enrolled, chain: list[Operation], told: Told) -> None:
        self._task = task
        self._laptop = laptop
        self._key = DeviceKey.parse(laptop.key)
        self._chain = chain
        self._told = told
        self._cursor = self._directory = 0

    async def connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._task.port)
        await self._exchange([])

    async def run(self) -> None:
        step = self._task.operations
        for start in range(0, self._task.pushes * step, step):
            began = time.perf_counter()
            try:
                reply = await self._exchange(self._chain[start : start + step])
                taken = reply.scopes[0].known[0].number == start + step
            except (OSError, ValueError, asyncio.IncompleteReadError):
                taken = False
            self._told.errors += not taken
            self._told.times.append(time.perf_counter() - began)

    def close(self) -> None:
        self._writer.close()

    async def _exchange(self, operations: list[Operation]) -> ExchangeReply:
        joined = self._laptop.joined
        asked = ScopeRequest(
            scope=joined.space,
            cursor=self._cursor,
            epoch=joined.epoch,
            want=1_000 if self._task.receives else 0,
            runs=pack(operations),
        )
        request = ExchangeRequest(
            protocol=PROTOCOL,
            schema_version=1,
            incarnation=self._laptop.incarnation,
            directory=self._directory,
            scopes=(asked,),
        )
        reply = decode(ExchangeReply, await self._ask(*compress(encode(request))))
        self._cursor = reply.scopes[0].cursor
        self._directory = reply.directory.version if reply.directory else self._directory
        self._told.received += sum(len(run.lines) for run in reply.scopes[0].runs)
        return reply

    async def _ask(self, body: bytes, encoding: str) -> bytes:
        headers = {
            "host": "127.0.0.1",
            "authorization": f"Bearer {self._laptop.joined.token}",
            "accept-encoding": ZSTD,
            "content-length": str(len(body)),
            **({"content-encoding": encoding} if encoding else {}),
            **self._key.sign_request("POST", routes.EXCHANGE, now_ms(), body),
        }
        lines = [f"POST {routes.EXCHANGE} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items())]
        whole = "\r\n".join([*lines, "", ""]).encode() + body
        self._writer.write(whole)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        content = await self._reader.readexactly(int(_header(head, b"content-length") or 0))
        if not head.startswith(b"http/1.1 200"):
            raise ValueError(content)
        zipped = _header(head, b"content-encoding") == b"zstd"
        return zstandard.decompress(content) if zipped else content


def _header(head: bytes, name: bytes) -> bytes:
    return head.partition(b"\r\n" + name + b": ")[2].partition(b"\r\n")[0]
