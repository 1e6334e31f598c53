"""How the server is reached: over HTTP in life, otherwise in a test."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from desktop.services.notebook import Notebook
from desktop.store.enrolment import Enrolment
from desktop.store.exchanging import LocalBase
from desktop.store.network import Network
from desktop.store.transfers import Staging, Transfers
from sync.client.ports import Remote
from sync.protocol.messages import JoinReply, JoinRequest, Sealed, WipeState

if TYPE_CHECKING:
    from sync.client.address import Address
    from sync.client.http import HttpRemote


class Server(Remote, Protocol):
    """The server, with what it hears from a laptop that is to be emptied."""

    def wipe_state(self) -> WipeState:
        """Return whether this laptop must erase its notebook."""

    def wipe_done(self) -> None:
        """Hear that it is done."""

    def send_sealed(self, sealed: Sealed) -> None:
        """Receive unsent work."""


class Entrance(Server, Protocol):
    """The server, with what it hears from a laptop that leaves by itself."""

    def leave(self) -> None:
        """Hear that nothing more comes from this laptop."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a laptop shows at the door of its server, and the way to that door."""

    url: str
    token: str
    private_key: str
    network: Network = field(default_factory=Network)


@dataclass(frozen=True, slots=True)
class Reaching:
    """The two ways in: with an invitation code, then as a laptop that joined.

    Every call raises `SyncError`.
    """

    check: Callable[[str], str]
    join: Callable[[str, JoinRequest], JoinReply]
    open: Callable[[Pass, Callable[[], int]], AbstractContextManager[Entrance]]


def over_http(network: Network | None = None) -> Reaching:
    """Return the way of every day; `network` is that of a laptop which has not joined yet."""
    # Late, here and below: a notebook that lives alone never loads what speaks HTTP.
    from sync.client.joining import join

    way = network or Network()
    return Reaching(
        check=lambda url: address(url, way).checked(),
        join=lambda url, request: join(address(url, way), request),
        open=connected,
    )


@contextmanager
def connected(shown: Pass, now_ms: Callable[[], int]) -> Iterator["HttpRemote"]:
    """Speak to the server as a laptop that joined."""
    from sync.client.address import Credentials
    from sync.client.backoff import Backoff
    from sync.client.http import HttpRemote
    from sync.protocol.signing import DeviceKey

    credentials = Credentials(DeviceKey.parse(shown.private_key), shown.token)
    again, place = Backoff(time.sleep, random.random), address(shown.url, shown.network)
    with closing(HttpRemote(place, credentials, again, now_ms)) as remote:
        yield remote


def address(url: str, way: Network) -> "Address":
    """Return where a server is, reached in some way."""
    from sync.client.address import Address

    return Address(url, proxy=way.proxy, authority=way.authority)


def local_of(notebook: Notebook) -> LocalBase:
    """Return the base of a notebook, as an exchange speaks to it."""
    session = notebook.session
    staging = Staging(session.folder, session.key, session.blobs)
    return LocalBase(notebook.base, Transfers(notebook.base, session.blobs, staging), staging)


def pass_of(enrolment: Enrolment) -> Pass:
    """Return what this laptop shows."""
    return Pass(enrolment.url, enrolment.token, enrolment.private_key, enrolment.network)
