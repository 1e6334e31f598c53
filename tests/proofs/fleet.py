"""A real server process, and laptops that reach it by the real client: what the proofs break."""

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import URLError

from sync.client.address import Address, Credentials
from sync.client.backoff import Backoff
from sync.client.errors import SyncError
from sync.client.http import Connection, HttpRemote
from sync.client.ports import FileToMove
from sync.operations.digest import digest_of
from sync.operations.operation import Operation, Verb, canonical, seal
from sync.protocol.codes import Role
from sync.protocol.messages import JoinReply
from sync.protocol.signing import DeviceKey
from sync.server.people import begin, new_id
from sync.server.store.engine import open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations
from sync.server.store.soundness import Soundness
from sync.server.store.spaces import Spaces
from tests.sync.client.memory import Base, exchange
from tests.sync.server.office import HandClock, Office

_WORDS = (
    "atelier", "vélo", "jardin", "partagé", "conseil", "citoyen", "rencontre", "parents", "école",
    "médiation", "square", "réunion", "locataires", "bailleur", "éclairage", "habitants", "projet",
)  # fmt: skip


def now_ms() -> int:
    """Return the wall clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Process:
    """A server in a process of its own, on a folder or a database URL."""

    def __init__(self, place: str, workers: int = 1) -> None:
        self.place = place
        self._workers = workers
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return where laptops find it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Run the server, and wait until it answers."""
        where = "--database" if "://" in self.place else "--data-dir"
        words = ["run", "--port", str(self.port), where, self.place]
        words += ["--workers", str(self._workers)] if self._workers > 1 else []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sync.server", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self._answers():
            assert self._process.poll() is None, "the server ended"

    def kill(self) -> None:
        """End the server as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Stop the server as Ctrl+C does."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=60)

    def peak_kib(self) -> int:
        """Return the most memory that the process has held, where the system tells."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0])

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=5) as answered:
                return bool(answered.status == 200)
        except (URLError, ConnectionError):
            return False


class Kept(Base):
    """A base held in memory whose operations a real server accepts."""

    def __init__(self, key: DeviceKey, joined: JoinReply) -> None:
        super().__init__(joined.device, scopes=(joined.space, f"me:{joined.person}"))
        self.key = key
        self.joined = joined

    def move_here(self) -> None:
        """Go on in the thread of whoever calls: one at a time, as the port asks."""
        self._thread = threading.get_ident()

    def note(self, record: str = "", **values: str) -> Operation:
        """Write an operation in the space: a new record, or an edit of one."""
        part, end = self.parts[self.joined.space], self.own_end(self.joined.space)
        operation = seal(
            device=self.incarnation,
            number=end.number + 1,
            previous=end.id,
            scope=self.joined.space,
            record=record or new_id(),
            kind="visit",
            verb=Verb.EDIT if record else Verb.CREATE,
            fields=canonical(values),
            parents=(),
            clock=len(part.log) + 1,
            author=self.joined.person,
            schema=1,
        )
        part.log[operation.id] = operation
        return operation


@dataclass
class Laptop:
    """A base, and the client by which it reaches the server."""

    base: Kept
    remote: HttpRemote
    address: str

    def reach(self, address: str) -> None:
        """Take another way to the server."""
        self.remote.close()
        self.remote, self.address = _remote(self.base, address), address

    def session(self) -> SyncError | None:
        """Exchange once; return what went wrong, from which the next session goes on."""
        self.base.move_here()
        try:
            return exchange(self.base, self.remote).trouble
        except SyncError as problem:
            return problem

    def post(self, route: str, body: bytes, encoding: str = "") -> int:
        """Send a body as it is, signed as all are; return the status of the answer."""
        signed = self.base.key.sign_request("POST", route, now_ms(), body)
        headers = {"authorization": f"Bearer {self.base.joined.token}", **signed}
        headers |= {"content-encoding": encoding} if encoding else {}
        connection = Connection(Address(self.address))
        try:
            return connection.ask("POST", route, headers, body).status
        finally:
            connection.close()

    def hand_over(self) -> None:
        """Exchange until all is sent; fails when something still goes wrong."""
        problems = [self.session() for _ in range(3)]
        assert problems[-1] is None, problems
        assert not self.base.to_send

    def settle(self) -> None:
        """Exchange until all is there too, which the others have handed over."""
        self.hand_over()
        assert not self.base.to_fetch


@contextmanager
def fleet(server: Process, count: int) -> Iterator[list[Laptop]]:
    """Run a server on an empty place until the end, with laptops that joined it."""
    laptops = _joined(server, count)
    server.start()
    try:
        yield laptops
    finally:
        for laptop in laptops:
            laptop.remote.close()
        server.stop()


def _joined(server: Process, count: int) -> list[Laptop]:
    store = open_store(server.place)
    begin(store, now_ms())
    office, laptops = Office(store, HandClock(now_ms())), list[Laptop]()
    for number in range(count):
        role = Role.SUPERVISOR if number == 0 else Role.AGENT
        key, joined = office.enrol(f"Agent {number}", role)
        base = Kept(key, joined)
        laptops.append(Laptop(base, _remote(base, server.address), server.address))
    store.close()
    return laptops


def _remote(base: Kept, address: str) -> HttpRemote:
    backoff = Backoff(sleep=lambda _: None, chance=lambda: 0)
    return HttpRemote(Address(address), Credentials(base.key, base.joined.token), backoff, now_ms)


def sentence(chance: Random, words: int) -> str:
    """Write words of the trade."""
    return " ".join(chance.choice(_WORDS) for _ in range(words))


def photo(chance: Random, laptop: Laptop, others: Sequence[Laptop]) -> None:
    """Attach a photo of 100 to 900 kB, which the others will want."""
    content = chance.randbytes(chance.randrange(100_000, 900_000))
    file = FileToMove(sha256(content).hexdigest(), len(content))
    laptop.base.files[file.sha256] = content
    laptop.base.to_send.append(file)
    for other in others:
        if other is not laptop:
            other.base.to_fetch.append(file)


def assert_whole(place: str, laptops: Sequence[Laptop], written: Sequence[Operation]) -> None:
    """Check that server and laptops hold each operation once, under dense numbers."""
    space, ids = laptops[0].base.joined.space, [each.id for each in written]
    held = _numbered(place, space)
    assert Counter(held.values()) == Counter(ids)
    assert sorted(held) == list(range(1, len(ids) + 1))
    for each in laptops:
        assert each.base.all(space) == set(ids)
        assert len(each.base.incarnations) == 1
        assert not each.base.parts[space].parked


def _numbered(place: str, space: str) -> dict[int, str]:
    """Return the log of the server; its digest and the rest must be what computing anew gives."""
    store = open_store(place)
    try:
        with store.reading(EVERYBODY) as connection:
            log = Operations(connection, space).after(0, 2**62, most=2**62)
            held = {number: each.id for number, each in log}
            state: Any = Spaces(connection).state(space)
            sound = Soundness(connection, space)
            assert (state.version, state.count) == (len(held), len(held))
            assert state.digest == digest_of(held.values())
            assert sound.counts_agree()
            assert not sound.altered()
            assert not sound.broken_chains()
            assert not sound.altered_files()
            return held
    finally:
        store.close()
