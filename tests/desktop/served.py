"""A real server in this process, on loopback, whose clock is that of the notebooks."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn

from desktop.services.exchanging.joining import join
from desktop.services.notebook import Notebook
from sync.protocol.codes import Role
from sync.server.admission import Admission
from sync.server.people import Inviting, Wish, begin
from sync.server.space_desk import SpaceDesk
from sync.server.store.engine import Store, open_store
from sync.server.throttling import Throttle
from sync.server.web.app import create_app
from sync.server.web.services import services_on
from tests.sync.server.office import QUICK, UNBOUNDED

SPACE = "Les Tilleuls"


@dataclass
class Served:
    """The server, and whoever looks after it."""

    store: Store
    address: str
    now_ms: Callable[[], int]

    def code(self, name: str, role: Role = Role.AGENT) -> str:
        """Return a code for somebody."""
        return Inviting(self.store, self.now_ms, QUICK).invite(Wish(SPACE, name, role)).code

    def welcome(
        self, notebook: Notebook, name: str, role: Role = Role.AGENT, computer: str = "Portable"
    ) -> Notebook:
        """Have a notebook join."""
        joined = join(notebook, self.address, self.code(name, role), computer)
        assert joined.trouble is None
        return notebook


@contextmanager
def served(folder: Path, now_ms: Callable[[], int]) -> Iterator[Served]:
    """Run a server until the end of the block."""
    store = open_store(folder)
    begin(store, now_ms())
    services = replace(
        services_on(store, now_ms, UNBOUNDED),
        admission=Admission(store, now_ms, QUICK, UNBOUNDED),
        office=SpaceDesk(store, now_ms, QUICK, Throttle(10**6)),
    )
    app = create_app(services, "1")
    config = uvicorn.Config(
        app, port=0, log_config=None, log_level="critical", lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(store, f"http://127.0.0.1:{port}", now_ms)
    finally:
        server.should_exit = True
        thread.join()
        store.close()
