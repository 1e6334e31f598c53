"""A server, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.people import begin
from sync.server.store.engine import Store, open_store
from tests.postgres import Postgres, running
from tests.sync.server.office import HandClock, Office
from tests.sync.server.shell import Shell


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running() as started:
        first = started.database()
        open_store(first).close()
        started.copy_from_now_on(first)
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = open_store(tmp_path / "server")
        yield opened
        opened.close()
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.database()
    opened = open_store(url)
    yield opened
    opened.close()
    postgres.drop(url)


@pytest.fixture
def office(store: Store) -> Office:
    clock = HandClock()
    begin(store, clock())
    return Office(store, clock)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "server", capsys)


@pytest.fixture
def begun(shell: Shell) -> Shell:
    shell.ask("init")
    return shell
