"""Migrations lead to the tables that the program declares, and the second fence stands."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from sync.protocol.codes import Role
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.migrating import migrate
from sync.server.store.schema import WORK, metadata
from tests.sync.server.laptops import laptop
from tests.sync.server.office import Office


def count(store: Store, person: str, table: str) -> int:
    with store.reading(person) as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_migrations_lead_to_the_declared_tables(store: Store) -> None:
    with store.writing(EVERYBODY) as connection:
        migrate(connection)
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert not differences


def test_every_table_of_work_is_keyed_by_its_space() -> None:
    assert {next(iter(table.primary_key.columns)).name for table in WORK} == {"space"}


def test_postgresql_itself_hides_the_work_of_others(office: Office) -> None:
    jeanne = laptop(office)
    stranger = laptop(office, "Ada", Role.ADMINISTRATOR)
    jeanne.write()
    jeanne.push(jeanne.chain)

    seen = {
        who: count(office.store, who, "operation")
        for who in (jeanne.joined.person, stranger.joined.person, "", EVERYBODY)
    }

    behind_a_fence = not office.store.is_sqlite
    assert seen[jeanne.joined.person] == seen[EVERYBODY] == 1
    assert (seen[stranger.joined.person] == 0) is behind_a_fence
    assert (seen[""] == 0) is behind_a_fence


def test_each_table_of_work_is_behind_the_fence(store: Store) -> None:
    if store.is_sqlite:
        with store.reading(EVERYBODY) as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        return
    query = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")

    with store.reading(EVERYBODY) as connection:
        fenced = set(connection.execute(query).scalars())

    assert fenced == {table.name for table in WORK}
