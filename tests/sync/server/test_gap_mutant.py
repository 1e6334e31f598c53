"""The safeguard of numbers taken last: without it, whoever reads by number misses operations.

One of eight writers is held at the worst moment, its numbers taken and its operations not yet
there, while the seven others push and another laptop receives. No luck is needed.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from typing import Any

import psycopg
import pytest

from sync.server.people import begin
from sync.server.store.engine import open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations
from sync.server.store.spaces import Spaces
from tests.postgres import Postgres
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import HandClock, Office

WRITERS, EACH = 8, 5


@dataclass
class Gate:
    """Where the first writer that has its numbers waits."""

    reached: Event = field(default_factory=Event)
    opened: Event = field(default_factory=Event)
    _first: Lock = field(default_factory=Lock)

    def pass_through(self) -> None:
        """Hold the first one to come; let the others go on."""
        if self._first.acquire(blocking=False):
            self.reached.set()
            assert self.opened.wait(60)


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    made = postgres.database()
    yield made
    postgres.drop(made)


@pytest.fixture
def office(url: str) -> Iterator[Office]:
    store = open_store(url)
    clock = HandClock()
    begin(store, clock())
    yield Office(store, clock)
    store.close()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Hold the first writer between its numbers and its operations."""
    made, add = Gate(), Operations.add

    def held(self: Operations, *given: object) -> None:
        made.pass_through()
        add(self, *given)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(Operations, "add", held)
    return made


def _blocked(url: str) -> int:
    """Return how many connections wait for a lock that another one holds."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        ).fetchone()
    return int(row[0]) if row else 0


def _missed(office: Office, url: str, gate: Gate) -> set[str]:
    """Give each writer a server of its own, for writes of one server may go together."""
    offices = [replace(office, store=open_store(url)) for _ in range(WRITERS)]
    try:
        return _missed_at_worst(offices, office, gate, url)
    finally:
        for each in offices:
            each.store.close()


def _missed_at_worst(offices: list[Office], office: Office, gate: Gate, url: str) -> set[str]:
    """Have eight push and one receive, at the worst moment and after; return what it missed."""
    writers = [laptop(each, f"Agent {number}") for number, each in enumerate(offices)]
    reader = laptop(office, "Paul Martin")
    for one in (*writers, reader):
        one.ask()
        for _ in range(EACH):
            one.write()

    def push(writer: Laptop) -> None:
        assert not writer.push(writer.chain, want=0).verdicts

    with ThreadPoolExecutor(WRITERS) as pool:
        pushing: list[Future[None]] = [pool.submit(push, writers[0])]
        assert gate.reached.wait(60)
        pushing += [pool.submit(push, writer) for writer in writers[1:]]
        try:
            while sum(each.done() for each in pushing) + _blocked(url) < WRITERS - 1:
                wait(pushing[1:], timeout=0.05)
            reader.ask()
        finally:
            gate.opened.set()
        for each in pushing:
            each.result()
    reader.ask()
    return {each.id for writer in writers for each in writer.chain} - set(reader.received)


def test_nothing_is_missed_when_the_first_writer_is_the_last_to_end(
    office: Office, url: str, gate: Gate
) -> None:
    assert _missed(office, url, gate) == set()


def test_numbers_taken_before_the_work_is_there_would_be_seen_to_lose_it(
    office: Office, url: str, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = Spaces.take_numbers

    def at_once(_: Spaces, *given: Any) -> Any:
        """Number in a transaction of its own, as a sequence would."""
        with office.store.writing(EVERYBODY) as connection:
            return take(Spaces(connection), *given)

    monkeypatch.setattr(Spaces, "take_numbers", at_once)

    assert len(_missed(office, url, gate)) == EACH
