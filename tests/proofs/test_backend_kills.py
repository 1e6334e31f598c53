"""Databases and servers killed in the middle of a commit: nothing lost, nothing doubled.

Laptops push by the real client through a real server, each failure is tried again, as they do.
The kill comes at a chosen point: before the commit is kept, or after it and before it is told.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import psycopg
import pytest

from sync.operations.operation import Operation
from tests.postgres import running
from tests.proofs.fleet import Laptop, Process, assert_whole, fleet, sentence

LAPTOPS, EACH = 4, 5

_HOLD = """
CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(1);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hold AFTER INSERT ON operation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold()
"""
"""A commit runs its deferred triggers first: it waits there while somebody holds the lock."""


class Point(Enum):
    """Where in a commit a backend is killed, and how."""

    BEFORE = "before it is kept"
    CRASH = "before it is kept, by a crash that takes all backends along"
    AFTER = "kept, and nobody told yet"


class Killer:
    """Whoever holds commits and ends their backends, as the owner of PostgreSQL may."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("carnet@", "postgres@")
        self._connection = self._connect()
        self._connection.execute(_HOLD)

    def close(self) -> None:
        """Let go."""
        self._connection.close()

    def hold(self, point: Point) -> None:
        """Let no commit go beyond a point."""
        if point is Point.AFTER:
            # It is written to the disk, then waits for a second machine that is not there.
            self._standby("SET synchronous_standby_names = 'nobody'")
        else:
            self._connection.execute("SELECT pg_advisory_lock(1)")

    def kill(self, point: Point) -> None:
        """End a backend that is held, then let the others go on."""
        held = "SyncRep" if point is Point.AFTER else "advisory"
        victim = self._held(held)
        while victim is None:
            victim = self._held(held)
        if point is Point.CRASH:
            os.kill(victim, signal.SIGKILL)
            self._recover()
            return
        self._connection.execute("SELECT pg_terminate_backend(%s)", (victim,))
        if point is Point.AFTER:
            self._standby("RESET synchronous_standby_names")
        else:
            self._connection.execute("SELECT pg_advisory_unlock(1)")

    def _held(self, event: str) -> int | None:
        row = self._connection.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event = %s AND pid <> pg_backend_pid()",
            (event,),
        ).fetchone()
        return row[0] if row else None

    def _standby(self, statement: str) -> None:
        self._connection.execute(f"ALTER SYSTEM {statement}".encode())
        self._connection.execute("SELECT pg_reload_conf()")

    def _recover(self) -> None:
        """Connect again once PostgreSQL has ended all its backends and repaired itself."""
        with suppress(psycopg.OperationalError):
            while True:
                self._connection.execute("SELECT 1")
        self._connection.close()
        while self._connection.closed:
            try:
                self._connection = self._connect()
            except psycopg.OperationalError:
                continue

    def _connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(self._url, autocommit=True)


@contextmanager
def killing(url: str) -> Iterator[Killer]:
    """Give whoever kills, until the end."""
    killer = Killer(url)
    try:
        yield killer
    finally:
        killer.close()


@pytest.fixture
def url() -> Iterator[str]:
    with running() as postgres:  # one of its own, for it is crashed
        yield postgres.database()


def _write(chance: Random, laptop: Laptop) -> list[Operation]:
    return [laptop.base.note(notes=sentence(chance, 30)) for _ in range(EACH)]


@pytest.mark.parametrize("kills", [9, pytest.param(51, marks=pytest.mark.proof)])
def test_backends_killed_in_the_middle_of_a_commit_lose_and_double_nothing(
    url: str, kills: int
) -> None:
    seed = Random().randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    chance, server, written = Random(seed), Process(url, workers=2), list[Operation]()
    failed = 0
    with fleet(server, LAPTOPS) as laptops, killing(url) as killer:
        with ThreadPoolExecutor(LAPTOPS) as pool:
            for number in range(kills):
                point = list(Point)[number % len(Point)]
                killer.hold(point)
                written += [each for laptop in laptops for each in _write(chance, laptop)]
                sessions = [pool.submit(laptop.session) for laptop in laptops]
                killer.kill(point)
                failed += sum(each.result() is not None for each in sessions)
        for laptop in (*laptops, *laptops):
            laptop.settle()

    print(f"{failed} sessions failed")  # noqa: T201 - shown when the test fails
    assert_whole(server.place, laptops, written)


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.proof)])
def test_a_server_killed_while_laptops_push_loses_and_doubles_nothing(
    tmp_path: Path, kills: int
) -> None:
    seed = Random().randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    chance, server, written = Random(seed), Process(str(tmp_path)), list[Operation]()
    with fleet(server, LAPTOPS) as laptops:
        for _ in range(kills):
            written += _pushed_until(server.kill, laptops, chance)
            server.start()
        for laptop in (*laptops, *laptops):
            laptop.settle()

    assert_whole(server.place, laptops, written)


def _pushed_until(
    kill: Callable[[], None], laptops: list[Laptop], chance: Random
) -> list[Operation]:
    """Have laptops push without a pause, kill the server in their midst; return what they wrote."""
    enough, dead, after = Event(), Event(), chance.randrange(1, 5)
    seeds = [chance.randrange(2**32) for _ in laptops]

    def push(laptop: Laptop, own: Random) -> list[Operation]:
        written, done = list[Operation](), 0
        while not dead.is_set():
            written += _write(own, laptop)
            done += laptop.session() is None
            if done >= after:
                enough.set()
        return written

    with ThreadPoolExecutor(len(laptops)) as pool:
        pushing = [
            pool.submit(push, laptop, Random(seed))
            for laptop, seed in zip(laptops, seeds, strict=True)
        ]
        try:
            assert enough.wait(60)
            kill()
        finally:
            dead.set()
        return [each for push_ in pushing for each in push_.result()]
