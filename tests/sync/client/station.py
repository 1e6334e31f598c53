"""A real HTTP server on loopback that answers, or misbehaves, as a test tells it."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pydantic import BaseModel

from sync.protocol.codes import Refusal
from sync.protocol.encoding import JSON, encode
from sync.protocol.messages import Problem


@dataclass(frozen=True)
class Heard:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """An answer; ``cut`` closes the connection after so many bytes of the content."""

    status: int = 200
    content: bytes = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


def message(content: BaseModel, status: int = 200) -> Said:
    return Said(status, encode(content))


def refusal(code: Refusal, status: int = 400, time_ms: int = 0, retry_after: int = 0) -> Said:
    return message(Problem(code=code.value, time_ms=time_ms, retry_after=retry_after), status)


class Station:
    """Where the requests arrive; ``says`` gives the answer to each."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.says: Callable[[Heard], Said | None] = lambda _: Said(404)
        self.address = ""

    def answers(self, *answers: Said) -> None:
        """Give these answers one after the other, the last one for ever."""
        waiting = list(answers)
        self.says = lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def open_station(certificate: Path | None = None) -> Iterator[Station]:
    """Open a station, with TLS if a file with a certificate and its key is given."""
    station = Station()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(station))
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "http" if certificate is None else "https"
    station.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield station
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(station: Station) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            names = {name.lower(): value for name, value in self.headers.items()}
            heard = Heard(self.command, self.path, names, body)
            station.heard.append(heard)
            said = station.says(heard)
            if said is None:
                self._hang_up()
                return
            self.send_response(said.status)
            if said.kind:
                self.send_header("content-type", said.kind)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(said.content)))
            self.end_headers()
            with suppress(ConnectionError):  # who asked may have gone
                self.wfile.write(said.content[: said.cut])
            if said.cut is not None:
                self._hang_up()

        def _hang_up(self) -> None:
            self.close_connection = True
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

        do_GET = do_POST = do_PUT = do_CONNECT = _serve  # noqa: N815 - named by the library

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
