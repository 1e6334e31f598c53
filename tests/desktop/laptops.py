"""Two or three laptops that joined one space, and a server that is a set of operations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.enrolment import enrolment_from
from desktop.store.exchanging import LocalBase
from desktop.store.identity import new_device
from desktop.store.joining import join
from sync.client.ports import Arrival
from sync.operations.operation import Operation
from sync.protocol.messages import JoinReply
from sync.protocol.runs import pack, unpack
from sync.protocol.signing import DeviceKey
from tests.conftest import PASSPHRASE

EPOCH = "e" * 32


@dataclass
class Server:
    """Hold the operations of each scope in the order in which they came."""

    space: str = field(default_factory=lambda: uuid4().hex)
    logs: dict[str, dict[str, Operation]] = field(default_factory=dict)

    def log(self, scope: str) -> dict[str, Operation]:
        return self.logs.setdefault(scope, {})


@dataclass
class Laptop:
    """A notebook that joined, and how it exchanges."""

    notebook: Notebook
    server: Server

    @property
    def local(self) -> LocalBase:
        return local_of(self.notebook)

    @property
    def scopes(self) -> tuple[str, str]:
        identity = self.notebook.base.identity
        return identity.space, identity.private_scope

    def send(self) -> int:
        """Send all that the server lacks; return how many operations."""
        sent = 0
        for scope in self.scopes:
            more = True
            while more:
                page = self.local.outgoing(scope)
                travelled = tuple(unpack(pack(page.operations), scope))
                assert travelled == page.operations
                self.server.log(scope).update({each.id: each for each in travelled})
                self.local.acknowledge(scope, page.operations, ())
                sent, more = sent + len(page.operations), page.more
        return sent

    def receive(self) -> None:
        """Receive what came since the cursor."""
        for state in self.local.scopes():
            self.local.apply(self.arrival(state.scope, state.cursor))

    def arrival(self, scope: str, cursor: int = 0) -> Arrival:
        """Return what the server would send."""
        log = list(self.server.log(scope).values())
        return Arrival(scope, tuple(log[cursor:]), epoch=EPOCH, cursor=len(log))

    def exchange(self) -> None:
        self.send()
        self.receive()


def local_of(notebook: Notebook) -> LocalBase:
    """Return the laptop's side of the exchange."""
    key = notebook.folder.keys.load().unlock(PASSPHRASE)
    return LocalBase.of(notebook.base, notebook.folder, key)


def reply_for(server: Server, name: str, initials: str) -> JoinReply:
    """Return what a server answers to an invitation."""
    return JoinReply(
        device=uuid4().hex,
        token="dev_t",
        person=uuid4().hex,
        person_name=name,
        initials=initials,
        space=server.space,
        space_name="Les Tilleuls",
        role="agent",
        server=uuid4().hex,
        epoch=EPOCH,
        server_key="k",
        unlock_secret="u",
        bundle_key="b",
    )


def joined(notebook: Notebook, server: Server, name: str, initials: str) -> Laptop:
    """Bring a notebook into the space of a server."""
    reply = reply_for(server, name, initials)
    enrolment = enrolment_from("https://carnet.example", reply, DeviceKey.new())
    join(notebook.base, reply, enrolment, new_device())
    return Laptop(notebook, server)


@contextmanager
def laptop(doors: Opening, place: Path, server: Server, who: tuple[str, str]) -> Iterator[Laptop]:
    """Open a new notebook that joined."""
    with doors.create(place, name=who[0], passphrase=PASSPHRASE).notebook as notebook:
        yield joined(notebook, server, *who)
