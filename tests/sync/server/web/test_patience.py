"""Whoever sends slowly, without end, or far too much, takes little and blocks nobody."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
import uvicorn
import zstandard

from sync.client.address import Address, Credentials
from sync.client.backoff import Backoff
from sync.client.http import HttpRemote
from sync.protocol import routes
from sync.protocol.limits import BODY_BYTES
from sync.protocol.messages import WipeState
from sync.server.people import begin
from sync.server.store.engine import open_store
from sync.server.web.app import create_app
from sync.server.web.patience import HEAD_BYTES, Patient
from sync.server.web.services import services_on
from tests.proofs.fleet import Process, fleet
from tests.sync.server.office import UNBOUNDED, HandClock, Office

HALF_A_HEAD = b"POST /v1/exchange HTTP/1.1\r\nhost: server\r\nx: "
MANY = 150


class Hurried(Patient):
    """Let go at once, so that the test has not to wait."""

    head_seconds = 0.05


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store, clock = open_store(tmp_path / "server"), HandClock()
    begin(store, clock())
    yield Office(store, clock)
    store.close()


class Told(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@contextmanager
def _serving(office: Office, protocol: type[Patient]) -> Iterator[int]:
    """Serve the application on loopback as the real server does; give its port."""
    app = create_app(services_on(office.store, office.clock, UNBOUNDED), "1.0")
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        server = Told(uvicorn.Config(app, http=protocol, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        try:
            assert server.listening.wait(30)
            yield int(opened.getsockname()[1])
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


def _begin(port: int, content: bytes) -> socket.socket:
    """Open a connection and begin to say something."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(content)
    return connection


def _until_let_go(connection: socket.socket) -> bytes:
    """Return what the server still says before it ends the connection."""
    said = b""
    with connection, suppress(ConnectionResetError):
        while piece := connection.recv(65_536):
            said += piece
    return said


def test_a_head_that_does_not_come_is_not_waited_for(office: Office) -> None:
    with _serving(office, Hurried) as port:
        alone = _until_let_go(_begin(port, HALF_A_HEAD))
        after = _begin(port, b"GET /health HTTP/1.1\r\nhost: server\r\n\r\n")
        first = after.recv(65_536)
        after.sendall(HALF_A_HEAD)
        second = _until_let_go(after)

    assert alone == second == b""
    assert first.startswith(b"HTTP/1.1 200")


def test_a_head_without_end_is_cut(office: Office) -> None:
    with (
        _serving(office, Patient) as port,
        _begin(port, HALF_A_HEAD) as connection,
        pytest.raises(ConnectionError),
    ):
        connection.sendall(b"x" * (1_000 * HEAD_BYTES))


def test_many_who_hold_on_block_nobody(office: Office) -> None:
    key, joined = office.enrol()
    half_a_body = (
        f"POST {routes.EXCHANGE} HTTP/1.1\r\nhost: server\r\ncontent-length: 1000\r\n"
        f"authorization: Bearer {joined.token}\r\n\r\n{{"
    ).encode()
    backoff = Backoff(sleep=lambda _: None, chance=lambda: 0, tries=1)

    with _serving(office, Patient) as port, ExitStack() as held:
        for begun in (HALF_A_HEAD, half_a_body) * MANY:
            held.enter_context(_begin(port, begun))
        address = Address(f"http://127.0.0.1:{port}")
        remote = HttpRemote(address, Credentials(key, joined.token), backoff, office.clock)
        answers = [remote.wipe_state() for _ in range(20)]
        remote.close()

    assert answers == [WipeState(wipe=False)] * 20


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells the peak")
def test_bodies_that_swell_or_never_end_take_no_memory(tmp_path: Path) -> None:
    server = Process(str(tmp_path / "server"))
    bombs = [zstandard.compress(bytes(200 << 20)), _bomb_of_unknown_size(200 << 20)]
    with fleet(server, 1) as (laptop,):
        laptop.settle()
        before = server.peak_kib()

        refused = [laptop.post(routes.EXCHANGE, bomb, "zstd") for bomb in bombs * 10]
        refused += [laptop.post(routes.EXCHANGE, bytes(BODY_BYTES + 1)) for _ in range(8)]

        grown = server.peak_kib() - before
        laptop.settle()
    assert set(refused) == {400, 413}
    assert grown < 100 << 10  # of 4 GiB that were to come out


def _bomb_of_unknown_size(size: int) -> bytes:
    """Compress zeros into a frame that does not announce how much comes out."""
    packer = zstandard.ZstdCompressor().compressobj()
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()
