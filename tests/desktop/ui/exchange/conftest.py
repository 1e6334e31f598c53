"""A real server in this process, spoken to over HTTP, and a colleague's notebook in its space."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.services.exchanging.exchange import exchange
from desktop.services.exchanging.joining import join
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.enrolment import enrolment_of, put_policy
from desktop.ui.preferences import Preferences
from sync.protocol.codes import Role
from sync.protocol.messages import ExchangeRequest, Policy, Sealed
from sync.protocol.parcels import FileParcel, open_parcel
from sync.protocol.signing import to_text
from sync.server.admission import Admission
from sync.server.devices import DeviceDesk
from sync.server.invitations import Slowness
from sync.server.people import Inviting, Wish, begin, identity_of
from sync.server.store.engine import Store, open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.sealed import SealedWork
from sync.server.throttling import Rates
from sync.server.web.app import create_app
from sync.server.web.services import services_on
from tests.conftest import PASSPHRASE, Clock

QUICK = Slowness(memory_kib=8, passes=1)
UNBOUNDED = Rates(10**6, 10**6, 10**6, 10**6)


@dataclass
class Town:
    """A server that answers on loopback, by the clock of the test."""

    store: Store
    clock: Clock
    folder: Path
    port: int
    serving: uvicorn.Server | None = None
    thread: Thread | None = None

    @property
    def address(self) -> str:
        """Return where laptops find it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Answer."""
        services = services_on(self.store, self.clock, UNBOUNDED)
        quick = Admission(self.store, self.clock, QUICK, UNBOUNDED)
        app = create_app(replace(services, admission=quick), "1")
        config = uvicorn.Config(app, port=self.port, log_config=None, lifespan="off")
        self.serving = uvicorn.Server(config)
        self.thread = Thread(target=self.serving.run)
        self.thread.start()
        while not self.serving.started:
            assert self.thread.is_alive()

    def stop(self) -> None:
        """Answer no more."""
        if self.serving is not None and self.thread is not None:
            self.serving.should_exit = True
            self.thread.join()
            self.serving = None

    def welcome(self, notebook: Notebook, name: str, role: Role = Role.AGENT) -> None:
        """Invite somebody, who joins."""
        invited = Inviting(self.store, self.clock, QUICK).invite(Wish("Les Tilleuls", name, role))
        assert join(notebook, self.address, invited.code, f"Portable de {name}").trouble is None

    def wipe(self, name: str) -> None:
        """Order the laptop of somebody to be emptied."""
        desk = DeviceDesk(self.store, self.clock)
        (device,) = [one.device for one in desk.listed() if one.person_name == name]
        assert desk.ask_wipe(device)

    def unsealed(self) -> list[ExchangeRequest | FileParcel]:
        """Open what laptops handed over before they were emptied."""
        private = identity_of(self.store).sealing_private
        with self.store.reading(EVERYBODY) as connection:
            pieces = SealedWork(connection).waiting()
        return [open_parcel(private, Sealed(content=to_text(one.content))) for one in pieces]

    def exchange(self, notebook: Notebook) -> None:
        """Have a colleague exchange."""
        exchange(notebook, Ticket())


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Town]:
    """Return a server that answers until the end of the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    store = open_store(tmp_path / "server")
    begin(store, clock())
    made = Town(store, clock, tmp_path, port)
    made.start()
    yield made
    made.stop()
    store.close()


@pytest.fixture
def karim(town: Town, opening: Opening, tmp_path: Path) -> Iterator[Notebook]:
    """Return the notebook of a colleague who joined."""
    made = opening.create(tmp_path / "karim", name="Karim Petit", passphrase=PASSPHRASE).notebook
    town.welcome(made, "Karim Petit")
    yield made
    made.close()


@pytest.fixture
def joined(notebook: Notebook, town: Town, karim: Notebook) -> Notebook:
    """Return the notebook of Jeanne, who joined the same space."""
    assert karim
    town.welcome(notebook, "Jeanne Dupont")
    return notebook


@pytest.fixture
def folder(opening: Opening, tmp_path: Path, town: Town) -> Path:
    """Return the folder of Jeanne, who joined a space that locks after ten days."""
    path = tmp_path / "jeanne"
    with opening.create(path, name="Jeanne Dupont", passphrase=PASSPHRASE).notebook as made:
        town.welcome(made, "Jeanne Dupont")
        enrolment = enrolment_of(made.base.settings)
        assert enrolment is not None
        with made.base.writing():
            put_policy(made.base.settings, enrolment.role, Policy(lock_after_days=10))
    return path


@pytest.fixture
def program(
    qapp: QApplication, opening: Opening, folder: Path, tmp_path: Path
) -> Iterator[Program]:
    """Return the program, stopped after the test."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    made = Program(qapp, Preferences(tmp_path / "fenetre.ini"), folder, opening)
    yield made
    for window in (made.window, made.before, made.gatekeeper.gate):
        if window is not None:
            window.close()
            window.deleteLater()
    made.stop()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)
    qapp.setPalette(palette)
