"""Where histories are played: a server and laptops that joined it, made once, then put back."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from desktop.services.exchanging.reaching import local_of
from desktop.services.opening import Opening
from desktop.store.enrolment import enrolment_from
from desktop.store.joining import join as join_space
from desktop.store.keyslots import Argon2
from sync.protocol.codes import Role
from sync.protocol.messages import JoinRequest
from sync.protocol.signing import DeviceKey, to_text
from sync.protocol.versions import PROTOCOL
from sync.records.default_lists import DefaultEntry, default_entries
from sync.server.backups import Backup, back_up
from sync.server.people import begin, new_id
from sync.server.store.engine import SQLITE_FILE, Store, open_store
from tests.postgres import Postgres
from tests.simulation.chance import drawn_from
from tests.simulation.falling import Switch, falling_laptops, falling_server
from tests.simulation.laptop import PASSPHRASE, Laptop, Seat
from tests.simulation.line import Line
from tests.simulation.town import Town, sweep
from tests.sync.client.memory import exchange
from tests.sync.server.office import HandClock, Office

START: Final = 1_795_000_000_000
SPACE_NAME: Final = "Nord"
PEOPLE: Final = (
    ("Jeanne", Role.AGENT),
    ("Jeanne", Role.AGENT),
    ("Karim", Role.AGENT),
    ("Awa", Role.SUPERVISOR),
    ("Paul", Role.AGENT),
)
"""Whose each laptop is: the first two belong to one person."""

MEMORY: Final = Path("/dev/shm")


@dataclass
class Stage:
    """The files of a server and of the laptops, as they are when a history begins."""

    folder: Path
    postgres: Postgres | None = None
    clock: HandClock = field(default_factory=HandClock)
    switch: Switch = field(default_factory=Switch)
    seats: list[Seat] = field(default_factory=list)
    space: str = ""
    _server: bytes = b""
    _store: Store | None = None
    _template: str = ""
    _first: Backup | None = None

    def build(self) -> None:
        """Make the server and the laptops, in the real way."""
        self.clock.now = START
        with drawn_from(0):
            store = open_store(self.postgres.database() if self.postgres else self._home)
            begin(store, self.clock())
            office = Office(store, self.clock)
            for number, (name, role) in enumerate(PEOPLE):
                self.seats.append(self._join(office, number, name, role))
            self._begin_together(store)
            self._keep(store)

    def reset(self, numbers: Iterable[int]) -> tuple[Town, list[Laptop]]:
        """Put everything back as it was; return the server and some of the laptops, open."""
        self.clock.now = START
        town = self._town()
        return town, [Laptop(self.seats[number], self.clock).set_out() for number in numbers]

    def close(self) -> None:
        """Let go of the database."""
        if self._store is not None:
            self._store.close()

    @property
    def _home(self) -> Path:
        return self.folder / "server"

    def _join(self, office: Office, number: int, name: str, role: Role) -> Seat:
        folder = self.folder / f"laptop-{number}"
        doors = Opening(now_ms=self.clock, cost=Argon2(memory_kib=64, iterations=1, lanes=1))
        notebook = doors.create(folder, name=name, passphrase=PASSPHRASE).notebook
        key = DeviceKey.parse(to_text(bytes([number + 1]) * 32))
        request = JoinRequest(
            protocol=PROTOCOL,
            code=office.invite(name, role, SPACE_NAME).code,
            public_key=key.public,
            device_name="Portable",
            incarnation=new_id(),
            wished_initials=name[:2].upper(),
        )
        reply = office.admission.join(request, "192.0.2.1")
        enrolment = enrolment_from("http://127.0.0.1:1", reply, key)
        join_space(notebook.base, reply, enrolment, request.incarnation)
        self.space = reply.space
        data = notebook.session.key
        notebook.close()
        seat = Seat(folder, reply.device, reply.person, f"Bearer {reply.token}", data)
        seat.remember()
        return seat

    def _begin_together(self, store: Store) -> None:
        """Let all but the last laptop know one another, and the first records."""
        town = Town(store, "", self.folder, self.clock, self.switch)
        laptops = [Laptop(seat, self.clock).open_as_left() for seat in self.seats[:-1]]
        first = laptops[0].notebook
        first.add("visit", {"visited_on": "2026-01-01", "visit_type": "PROXIMITE", "facts": "Un"})
        first.add("organisation", {"name": "Les Aubiers"})
        for laptop in (*laptops, *laptops):
            line = Line(town, laptop.seat.token)
            exchange(local_of(laptop.notebook), line)
        for laptop in laptops:
            laptop.close()
            laptop.seat.remember()

    def _keep(self, store: Store) -> None:
        place = self._home if self.postgres is None else _plain(_url(store))
        self._first = back_up(store, place, self.folder / "first", self.clock)
        if self.postgres is None:
            store.close()
            self._server = (self._home / SQLITE_FILE).read_bytes()
            return
        self._template = _url(store)
        store.close()
        self._home.mkdir()

    def _town(self) -> Town:
        if self.postgres is not None:
            return self._postgresql_town(self.postgres)
        if self._store is None:
            self._store = open_store(self._home)
            falling_server(self._store, self.switch)
        self._store.engine.dispose()
        sweep(self._home)
        (self._home / SQLITE_FILE).write_bytes(self._server)
        return self._opened(self._store, self._home)

    def _postgresql_town(self, postgres: Postgres) -> Town:
        if self._store is not None:
            former = _url(self._store)
            self._store.close()
            postgres.drop(former)
        sweep(self._home)
        postgres.copy_from_now_on(_plain(self._template))
        url = postgres.database()
        self._store = open_store(url)
        falling_server(self._store, self.switch)
        return self._opened(self._store, url)

    def _opened(self, store: Store, place: Path | str) -> Town:
        town = Town(store, place, self._home, self.clock, self.switch)
        if self._first is not None:
            town.copies.append(self._first)
        return town


@contextmanager
def staged(postgres: Postgres | None = None, beside: Stage | None = None) -> Iterator[Stage]:
    """Build a stage, in memory where the machine has room for it, for as long as it is used.

    One ``beside`` another falls by the same switch.
    """
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("desktop.services.opening.default_entries", _few_entries)
        parent = MEMORY if MEMORY.is_dir() else None
        folder = Path(tempfile.mkdtemp(prefix="carnet-histories-", dir=parent))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        stage = Stage(folder, postgres, switch=beside.switch if beside else Switch())
        if beside is None:
            stack.enter_context(falling_laptops(stage.switch))
        stack.callback(stage.close)
        stage.build()
        yield stage


def _few_entries(folder: Path) -> list[DefaultEntry]:
    """Give the first default values only: they are one operation each."""
    return list(default_entries(folder))[:2]


def _url(store: Store) -> str:
    return store.engine.url.render_as_string(hide_password=False)


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")
