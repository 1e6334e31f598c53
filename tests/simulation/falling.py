"""Where a history makes a program stop: at a commit, on a laptop or on the server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import sqlcipher3.dbapi2 as driver

import desktop.store.cipher  # noqa: F401 - first, for it chooses the driver of this process
from sync.server.store.engine import Store

if TYPE_CHECKING:
    from sqlite3 import Connection
else:
    Connection = driver.Connection


class Crash(BaseException):
    """A laptop was switched off."""


class ServerCrash(BaseException):
    """The server was switched off."""


class Trouble(StrEnum):
    """What goes wrong, at a turn that is counted."""

    LOST_BEFORE = "the request is lost"
    LOST_AFTER = "the answer is lost"
    TWICE = "the request comes twice"
    LATE = "the request is lost, and comes when nobody waits for it any more"
    SPOILED = "a part of a file comes with another content"
    STOPPED = "somebody stops the exchange"
    LAPTOP_BEFORE = "the laptop stops before a commit"
    LAPTOP_AFTER = "the laptop stops after a commit"
    SERVER_BEFORE = "the server stops before a commit"
    SERVER_AFTER = "the server stops after a commit"


@dataclass(frozen=True, slots=True)
class Fault:
    """A trouble, at the first, second… time that it can happen."""

    trouble: Trouble
    turn: int


class Switch:
    """Count the occasions of the fault that is armed; it happens once."""

    def __init__(self) -> None:
        self._fault: Fault | None = None
        self._left = 0

    @contextmanager
    def armed(self, fault: Fault | None) -> Iterator[None]:
        """Arm a fault for what is done inside."""
        self._fault, self._left = fault, fault.turn if fault else 0
        try:
            yield
        finally:
            self._fault = None

    def happens(self, *among: Trouble) -> Trouble | None:
        """Tell whether one of these happens now: its turn has come."""
        if self._fault is None or self._fault.trouble not in among:
            return None
        self._left -= 1
        if self._left:
            return None
        trouble, self._fault = self._fault.trouble, None
        return trouble


@contextmanager
def falling_laptops(switch: Switch) -> Iterator[None]:
    """Let the commits of every base opened inside fall."""

    class Falling(Connection):
        def execute(self, sql: str, *values: Any) -> Any:
            if sql != "COMMIT":
                return super().execute(sql, *values)
            before = switch.happens(Trouble.LAPTOP_BEFORE)
            if before:
                raise Crash
            done = super().execute(sql)
            if switch.happens(Trouble.LAPTOP_AFTER):
                raise Crash
            return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "connect", partial(driver.connect, factory=Falling))
        yield


def falling_server(store: Store, switch: Switch) -> None:
    """Let the commits of a store fall."""
    commit: Callable[[Any], None] = store.engine.dialect.do_commit

    def falls(connection: Any) -> None:
        if switch.happens(Trouble.SERVER_BEFORE):
            raise ServerCrash
        commit(connection)
        if switch.happens(Trouble.SERVER_AFTER):
            raise ServerCrash

    store.engine.dialect.do_commit = falls  # type: ignore[method-assign, assignment]  # a fault
