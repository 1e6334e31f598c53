"""A real server process on loopback, on SQLite or on PostgreSQL, and laptops that joined it."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.error import URLError

from sync.client.address import Address, Credentials
from sync.client.backoff import Backoff
from sync.client.http import HttpRemote
from sync.protocol.codes import Role
from sync.protocol.messages import JoinReply
from sync.protocol.signing import DeviceKey
from sync.server.admission import Admission
from sync.server.invitations import Slowness
from sync.server.people import Inviting, Wish, begin
from sync.server.store.engine import open_store
from sync.server.throttling import Rates
from sync.server.web.serving import now_ms
from tests.postgres import Postgres
from tests.sync.server.office import join_request

_QUICK = Slowness(memory_kib=8, passes=1)
_UNBOUNDED = Rates(10**6, 10**6, 10**6, 10**6)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A laptop that joined: what it signs with, and the chain it writes; picklable."""

    key: str
    joined: JoinReply
    incarnation: str


class Town:
    """A server with one space, in a process of its own; ``place`` is its folder or its URL."""

    def __init__(self, place: str, port: int, process: subprocess.Popen[bytes]) -> None:
        self.place = place
        self.port = port
        self._process = process
        self._names = count(1)

    @property
    def address(self) -> str:
        """Return where laptops find it."""
        return f"http://127.0.0.1:{self.port}"

    def enrol(self, many: int, space: str = "Nord") -> list[Enrolled]:
        """Have laptops join, each of another person; done beside the server, in its database."""
        store = open_store(self.place)
        try:
            inviting = Inviting(store, now_ms, _QUICK)
            admission = Admission(store, now_ms, _QUICK, _UNBOUNDED)
            made = []
            for _ in range(many):
                key = DeviceKey.new()
                # What is pushed is whole notebooks, in which records are validated.
                wish = Wish(space, f"Agent {next(self._names)}", Role.SUPERVISOR)
                request = join_request(inviting.invite(wish).code, key)
                joined = admission.join(request, "192.0.2.1")
                made.append(Enrolled(key.reveal(), joined, request.incarnation))
            return made
        finally:
            store.close()

    def remote(self, laptop: Enrolled, port: int = 0) -> HttpRemote:
        """Return the real client of a laptop, through another port when there is one between."""
        address = Address(f"http://127.0.0.1:{port or self.port}")
        credentials = Credentials(DeviceKey.parse(laptop.key), laptop.joined.token)
        return HttpRemote(address, credentials, Backoff(time.sleep, random.random), now_ms)

    @property
    def process(self) -> int:
        """Return the process that started the others."""
        return self._process.pid

    def cpu(self) -> float:
        """Return the processor seconds that the server has taken, without PostgreSQL."""
        return processor(self.process)


def processor(process: int) -> float:
    """Return the processor seconds of a process and of those it started; 0 if nobody tells."""
    return sum(map(_seconds, _family(process)))


@contextmanager
def town(place: str, workers: int = 0, log: Path | None = None) -> Iterator[Town]:
    """Begin a server in an empty place and run it, with so many workers or its own choice."""
    store = open_store(place)
    begin(store, now_ms())
    store.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    where = ["--database", place] if "://" in place else ["--data-dir", place]
    words = [sys.executable, "-m", "sync.server", "run", "--port", str(port), *where]
    words += ["--workers", str(workers)] if workers else []
    with (log or Path(os.devnull)).open("wb") as lines:
        process = subprocess.Popen(words, stdout=lines, stderr=lines)
    try:
        _wait(process, port)
        yield Town(place, port, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


@contextmanager
def place_for(database: str, postgres: Postgres | None) -> Iterator[str]:
    """Give an empty place for a server."""
    if database == "SQLite":
        with tempfile.TemporaryDirectory(prefix="carnet-bench-") as folder:
            yield folder
        return
    assert postgres is not None
    url = postgres.database()
    yield url
    postgres.drop(url)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                return
        except URLError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start")


def _family(process: int) -> Iterator[int]:
    """Yield a process and those that it started, where the system tells."""
    yield process
    tasks = Path(f"/proc/{process}/task")
    for task in tasks.iterdir() if tasks.exists() else ():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _seconds(process: int) -> float:
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    fields = told.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
