"""A server in a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.people import begin
from sync.server.store.engine import Store, open_store
from tests.sync.server.office import HandClock, Office


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "server")
    yield opened
    opened.close()


@pytest.fixture
def office(store: Store) -> Office:
    clock = HandClock()
    begin(store, clock())
    return Office(store, clock)
