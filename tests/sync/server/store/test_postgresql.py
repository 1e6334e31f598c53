"""Transactions in PostgreSQL: how they begin, and connections that were cut meanwhile."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy.exc import InternalError

from sync.server.store.engine import Store, open_store
from sync.server.store.fence import EVERYBODY, SETTING
from tests.postgres import Postgres


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    made = postgres.database()
    yield made
    postgres.drop(made)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def _named(store: Store, person: str) -> list[str]:
    question = f"SELECT current_setting('{SETTING}', true)"
    names = []
    for begin in (store.reading, store.writing):
        with begin(person) as connection:
            names.append(connection.exec_driver_sql(question).scalar_one())
    with store.glancing() as connection:
        names.append(connection.exec_driver_sql(question).scalar_one() or "")
    return names


def test_a_transaction_is_done_in_the_name_it_was_begun_in_and_the_next_in_its_own(
    store: Store,
) -> None:
    awkward = "d'Artagnan \\ \"; SELECT 1 --é%s"

    assert _named(store, awkward) == [awkward, awkward, ""]
    assert _named(store, EVERYBODY) == [EVERYBODY, EVERYBODY, ""]


def test_whoever_reads_sees_one_state_and_writes_nothing(store: Store) -> None:
    insert = "INSERT INTO person (id, name, created_at) VALUES ('a', 'Léa', 1)"
    count = "SELECT count(*) FROM person"

    with store.reading(EVERYBODY) as reading:
        before = reading.exec_driver_sql(count).scalar_one()
        with store.writing(EVERYBODY) as writing:
            writing.exec_driver_sql(insert)
        after = reading.exec_driver_sql(count).scalar_one()
    with pytest.raises(InternalError, match="read-only"), store.reading(EVERYBODY) as reading:
        reading.exec_driver_sql(insert.replace("'a'", "'b'"))

    assert (before, after) == (0, 0)


def test_a_connection_that_was_cut_while_it_rested_is_replaced_unseen(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.store.postgresql._SURE_SECONDS", 0.0)
    with psycopg.connect(url, autocommit=True) as other:
        cut = other.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()

    assert cut is not None
    assert cut[0] > 0
    assert _named(store, EVERYBODY) == [EVERYBODY, EVERYBODY, ""]
