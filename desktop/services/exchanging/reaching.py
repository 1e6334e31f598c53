"""How the server is reached: over HTTP in life, otherwise in a test."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from typing import Protocol

from desktop.services.notebook import Notebook
from desktop.store.enrolment import Enrolment
from desktop.store.exchanging import LocalBase
from desktop.store.transfers import Staging, Transfers
from sync.client.ports import Remote
from sync.protocol.messages import JoinReply, JoinRequest, Sealed, WipeState


class Server(Remote, Protocol):
    """The server, with what it hears from a laptop that is to be emptied."""

    def wipe_state(self) -> WipeState:
        """Return whether this laptop must erase its notebook."""

    def wipe_done(self) -> None:
        """Hear that it is done."""

    def send_sealed(self, sealed: Sealed) -> None:
        """Receive unsent work."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a laptop shows at the door of its server."""

    url: str
    token: str
    private_key: str


@dataclass(frozen=True, slots=True)
class Reaching:
    """The two ways in: with an invitation code, then as a laptop that joined.

    Every call raises `SyncError`.
    """

    check: Callable[[str], str]
    join: Callable[[str, JoinRequest], JoinReply]
    open: Callable[[Pass, Callable[[], int]], AbstractContextManager[Server]]


def over_http() -> Reaching:
    """Return the way of every day: the trust and the proxies of this computer."""
    # Late: a notebook that lives alone never loads what speaks HTTP.
    from sync.client.address import Address, Credentials
    from sync.client.backoff import Backoff
    from sync.client.http import HttpRemote, join
    from sync.protocol.signing import DeviceKey

    @contextmanager
    def opened(shown: Pass, now_ms: Callable[[], int]) -> Iterator[Server]:
        credentials = Credentials(DeviceKey.parse(shown.private_key), shown.token)
        again = Backoff(time.sleep, random.random)
        with closing(HttpRemote(Address(shown.url), credentials, again, now_ms)) as remote:
            yield remote

    return Reaching(
        check=lambda url: Address(url).checked(),
        join=lambda url, request: join(Address(url), request),
        open=opened,
    )


def local_of(notebook: Notebook) -> LocalBase:
    """Return the base of a notebook, as an exchange speaks to it."""
    session = notebook.session
    staging = Staging(session.folder, session.key, session.blobs)
    return LocalBase(notebook.base, Transfers(notebook.base, session.blobs, staging), staging)


def pass_of(enrolment: Enrolment) -> Pass:
    """Return what this laptop shows."""
    return Pass(enrolment.url, enrolment.token, enrolment.private_key)
