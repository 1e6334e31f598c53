"""Run the application: one process, or several that share nothing but the database."""

import os
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import orjson
import uvicorn
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from sync.protocol.versions import PROTOCOL
from sync.server.rooms import Room, free_in
from sync.server.store.engine import Store, open_store
from sync.server.web.app import create_app
from sync.server.web.journal import write_lines
from sync.server.web.patience import Patient
from sync.server.web.services import services_on

PLACE: Final = "CARNET_SERVER_PLACE"
"""How the processes that are started hear where the database is."""

SHARES: Final = "CARNET_SERVER_SHARES"
"""How they hear the limits of room that were asked for."""

NO_SHARES: Final[Mapping[str, int]] = MappingProxyType({})

_BACKLOG: Final = 1024
_KEEP_ALIVE_SECONDS: Final = 30
_STOP_SECONDS: Final = 20


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens, and with which certificate."""

    host: str = "127.0.0.1"
    port: int = 8765
    tls_cert: Path | None = None
    tls_key: Path | None = None
    workers: int = 1
    proxy: str = "127.0.0.1"
    """Who may say, in X-Forwarded-For, for whom it asks."""


def now_ms() -> int:
    """Return the wall clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def application() -> FastAPI:
    """Make the application of one process, on the database that the environment names."""
    write_lines()
    place = os.environ[PLACE]
    store = open_store(place)
    said = orjson.loads(os.environ.get(SHARES, "{}"))
    room = Room(**said) if "://" in place else Room(**said, free=free_in(Path(place)))
    app = create_app(services_on(store, now_ms, room=room), str(PROTOCOL))
    app.router.lifespan_context = _closing(store)
    return app


def serve(place: str, listening: Listening, shares: Mapping[str, int] = NO_SHARES) -> None:
    """Listen until the process is asked to stop; ``shares`` are limits of a `Room`."""
    os.environ[PLACE] = place
    os.environ[SHARES] = orjson.dumps(dict(shares)).decode()
    uvicorn.run(
        "sync.server.web.serving:application",
        factory=True,
        http=Patient,
        host=listening.host,
        port=listening.port,
        forwarded_allow_ips=listening.proxy,
        workers=listening.workers,
        ssl_certfile=listening.tls_cert,
        ssl_keyfile=listening.tls_key,
        ssl_context_factory=_modern if listening.tls_cert else None,
        backlog=_BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        date_header=True,
    )


def _closing(store: Store) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Close the database with the process: SQLite then folds its journal into its file."""

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await run_in_threadpool(store.close)

    return lifespan


def _modern(_: object, default: object) -> ssl.SSLContext:
    """Refuse what is older than TLS 1.2."""
    assert callable(default)
    context: ssl.SSLContext = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
