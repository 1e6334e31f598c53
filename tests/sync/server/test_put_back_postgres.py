"""A dump that this version cannot read is told before anything of the database is replaced."""

from pathlib import Path

import pytest
from sqlalchemy import text

from sync.server.__main__ import answer
from sync.server.backups import back_up
from sync.server.people import begin
from sync.server.store.engine import Store, open_store
from sync.server.store.fence import EVERYBODY
from tests.postgres import Postgres
from tests.sync.server.office import HandClock


def server_on(url: str) -> str:
    store = open_store(url)
    server = begin(store, HandClock()()).server
    store.close()
    return server


def dump_of(postgres: Postgres, target: Path, *statements: str) -> None:
    """Dump a server after some statements were run in its database."""
    url = postgres.database()
    store: Store = open_store(url)
    begin(store, HandClock()())
    with store.writing(EVERYBODY) as connection:
        for statement in statements:
            connection.execute(text(statement))
    back_up(store, url, target, HandClock())
    store.close()
    postgres.drop(url)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "plus récente"),
        ("DELETE FROM alembic_version", "n’est pas une copie entière d’un serveur"),
        ("DROP TABLE alembic_version", "n’est pas une copie entière d’un serveur"),
    ],
)
def test_a_dump_that_this_version_cannot_read_is_refused_and_nothing_is_replaced(
    postgres: Postgres,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    statement: str,
    said: str,
) -> None:
    place, copy = postgres.database(), tmp_path / "copy"
    server = server_on(place)
    dump_of(postgres, copy, statement)

    code = answer(["restore", str(copy), "--database", place, "--data-dir", str(tmp_path / "d")])

    assert code == 3
    assert said in capsys.readouterr().err
    assert server_on(place) == server
    postgres.drop(place)


def test_a_file_that_is_no_dump_replaces_nothing(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, copy = postgres.database(), tmp_path / "copy"
    server = server_on(place)
    copy.write_bytes(b"not a dump")

    code = answer(["restore", str(copy), "--database", place, "--data-dir", str(tmp_path / "d")])

    assert code == 3
    assert "Rien n’a été remplacé" in capsys.readouterr().err
    assert server_on(place) == server
    postgres.drop(place)
