"""A database that cannot work now: the server says so, when to come back, and that it is no bug."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sync.protocol import routes
from sync.protocol.encoding import decode
from sync.protocol.messages import Problem
from sync.server.people import begin
from sync.server.store.engine import SQLITE_FILE, Store, open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.opening import is_away
from sync.server.web.app import create_app
from sync.server.web.journal import LOGGER
from sync.server.web.services import services_on
from tests.postgres import Postgres
from tests.sync.server.office import UNBOUNDED, HandClock


@contextmanager
def serving(store: Store) -> Iterator[TestClient]:
    clock = HandClock()
    begin(store, clock())
    app = create_app(services_on(store, clock, UNBOUNDED), "1.0")
    with TestClient(app, "http://server") as client:
        assert client.get(routes.HEALTH).status_code == 200
        yield client
    store.close()


def check_says_so(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, LOGGER):
        answer = client.get(routes.HEALTH)
        laptop = client.get(routes.WIPE, headers={"Authorization": "Bearer dev_somebody"})

    events = [
        json.loads(each.getMessage())["event"] for each in caplog.records if each.name == LOGGER
    ]
    for each in (answer, laptop):
        problem = decode(Problem, each.content)
        assert (each.status_code, problem.code) == (503, "unavailable")
        assert int(each.headers["retry-after"]) == problem.retry_after > 0
    assert events == ["database", "request"] * 2


def test_a_database_that_is_gone_makes_the_server_pause(
    postgres: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    url = postgres.database()

    with serving(open_store(url)) as client:
        postgres.drop(url)

        check_says_so(client, caplog)


def test_a_file_that_cannot_be_read_makes_the_server_pause(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(tmp_path)

    with serving(store) as client:
        store.close()
        (tmp_path / SQLITE_FILE).write_bytes(b"no database at all" * 1_000)

        check_says_so(client, caplog)


def test_a_question_that_the_database_cannot_answer_is_a_bug(store: Store) -> None:
    with pytest.raises(Exception, match="nowhere") as wrong, store.reading(EVERYBODY) as connection:
        connection.exec_driver_sql("SELECT 1 FROM nowhere")

    assert not is_away(wrong.value)
    assert not is_away(ValueError())
