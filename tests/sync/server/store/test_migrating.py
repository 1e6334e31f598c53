"""Tables of other versions: brought up to date when asked, after a copy, or left untouched."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from sync.server.__main__ import answer
from sync.server.backups import restore
from sync.server.journals import Ledger
from sync.server.people import begin
from sync.server.store.copies import check_copy, copy_to
from sync.server.store.engine import SQLITE_FILE, Store, open_store
from sync.server.store.fence import EVERYBODY, climbs
from sync.server.store.migrating import FromNewerProgram, NeedsUpgrade, migrate
from sync.server.store.opening import reach
from sync.server.store.schema import metadata
from tests.sync.server.office import HandClock

FIRST = "0001"


def described(connection: Connection) -> dict[str, Any]:
    """Return all that the database itself says of its tables."""
    seen = inspect(connection)
    tables = {
        name: {
            "columns": {each["name"]: _column(each) for each in seen.get_columns(name)},
            "key": seen.get_pk_constraint(name),
            "indexes": sorted(map(str, seen.get_indexes(name))),
            "unique": sorted(map(str, seen.get_unique_constraints(name))),
            "foreign": sorted(map(str, seen.get_foreign_keys(name))),
        }
        for name in seen.get_table_names()
        if name != "alembic_version"
    }
    return {"tables": tables, "more": _more(connection)}


def _column(said: Any) -> tuple[str, bool, str]:
    return str(said["type"]), said["nullable"], str(said["default"])


def _more(connection: Connection) -> set[tuple[str, ...]]:
    """Return what is said in one kind of database only: collations, tables without row ids."""
    query = "SELECT name, wr FROM pragma_table_list WHERE name NOT LIKE 'sqlite%'"
    if connection.dialect.name == "postgresql":
        query = (
            "SELECT table_name, column_name, collation_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
    rows = connection.execute(text(query))
    return {tuple(map(str, row)) for row in rows if row[0] != "alembic_version"}


def make_older(store: Store) -> None:
    """Turn a new database into one of the first version."""
    with store.writing(EVERYBODY) as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        migrate(connection, FIRST)


def place_of(store: Store) -> str | Path:
    url = store.engine.url
    assert url.database
    return Path(url.database).parent if store.is_sqlite else url.render_as_string(False)


def options(place: str | Path) -> list[str]:
    return ["--data-dir", str(place)] if isinstance(place, Path) else ["--database", place]


def test_migrations_lead_to_the_declared_tables_in_every_detail(store: Store) -> None:
    with store.writing(EVERYBODY) as connection:
        migrated = described(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        declared = described(connection)

    assert migrated == declared
    assert len(declared["tables"]) == len(metadata.tables)


def test_the_tables_of_an_older_version_are_opened_only_once_upgraded(store: Store) -> None:
    make_older(store)

    with pytest.raises(NeedsUpgrade):
        open_store(place_of(store))
    open_store(place_of(store), upgrade=True).close()

    again = open_store(place_of(store))
    begin(again, 1)
    again.close()


def test_the_tables_of_a_newer_version_are_left_untouched(store: Store) -> None:
    with store.writing(EVERYBODY) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    for upgrade in (False, True):
        with pytest.raises(FromNewerProgram):
            reach(place_of(store), upgrade=upgrade)

    with store.reading(EVERYBODY) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def test_commands_say_what_to_do_about_another_version(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    make_older(store)
    place = options(place_of(store))

    older = answer(["devices", *place]), capsys.readouterr().err
    with store.writing(EVERYBODY) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = answer(["upgrade", *place]), capsys.readouterr().err

    assert older[0] == newer[0] == 3
    assert "carnet-server upgrade" in older[1]
    assert "plus récente" in newer[1]


def test_an_upgrade_keeps_what_is_there_and_a_copy_of_how_it_was(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    make_older(store)
    server = begin(store, 1).server
    place = place_of(store)
    store.close()

    code = answer(["upgrade", *options(place), "--json"])

    assert code == 0
    assert answer(["upgrade", *options(place)]) == 0
    assert "déjà" in capsys.readouterr().out
    opened = open_store(place)
    assert begin(opened, 2).server == server
    opened.close()
    if isinstance(place, Path):
        [aside] = place.glob(f"{SQLITE_FILE}.before-upgrade-*")
        check_copy(aside)
        assert aside.stat().st_mode & 0o077 == 0


def test_a_copy_of_an_older_version_is_restored_and_brought_up_to_date(tmp_path: Path) -> None:
    place, copy = tmp_path / "server", tmp_path / "copy.db"
    older = open_store(place)
    make_older(older)
    begin(older, 1)
    copy_to(older, copy)
    older.close()

    restore(copy, place, HandClock(), Ledger(tmp_path / "ledger"))

    open_store(place).close()


def test_the_file_of_a_server_is_for_its_owner_alone_in_any_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_store(tmp_path).close()

    opened = open_store(tmp_path)
    begin(opened, 1)

    modes = [each.stat().st_mode & 0o077 for each in tmp_path.glob(f"{SQLITE_FILE}*")]
    opened.close()
    assert len(modes) == 3
    assert not any(modes)


def test_the_role_of_the_tests_does_not_climb_over_the_fence(store: Store) -> None:
    with store.reading(EVERYBODY) as connection:
        assert not climbs(connection)
