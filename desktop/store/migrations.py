"""The steps that bring a base to the present: append-only, columns spelt out, never edited."""

import sqlite_utils
from sqlite_utils import Migrations

from desktop.errors import NewerNotebook
from desktop.store.database import Database
from desktop.store.first_schema import INDEXES, KIND_TABLES
from desktop.store.tables import (
    EXCHANGE,
    KEPT_FILES,
    REPLACED_WORDS,
    SENT_WORKBOOKS,
    SYSTEM_TABLES,
    WAITING_INDEX,
    WAITING_KINDS,
    WRITTEN_INDEX,
)

migrations = Migrations("carnet")


@migrations()
def m0001_first_schema(db: sqlite_utils.Database) -> None:
    """Make the tables of the first version."""
    for statement in SYSTEM_TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)
    for kind, columns in KIND_TABLES.items():
        db.execute(
            f'CREATE TABLE "{kind}" (seq INTEGER PRIMARY KEY, trashed INTEGER NOT NULL, {columns})'
        )
    for kind, names in INDEXES.items():
        for name in names.split():
            db.execute(f'CREATE INDEX "{kind}_by_{name}" ON "{kind}"(trashed, {name})')


@migrations()
def m0002_kept_files(db: sqlite_utils.Database) -> None:
    """Make the table of the files that this notebook holds beside its base."""
    db.execute(KEPT_FILES)


@migrations()
def m0003_words_of_an_evaluation(db: sqlite_utils.Database) -> None:
    """Let an evaluation note hold several quotations, whatever its form."""
    table = db.table("evaluation")
    names = [column.name for column in table.columns if column.name != "extra"]
    table.add_column("verbatims", str)
    table.transform(column_order=[*names, "verbatims", "extra"])


@migrations()
def m0004_exchange(db: sqlite_utils.Database) -> None:
    """Make the tables of what is exchanged with the server and with other laptops."""
    for statement in EXCHANGE.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m0005_what_waits(db: sqlite_utils.Database) -> None:
    """Index what waits for a reader, which took a second to count among 100,000 records."""
    for kind in WAITING_KINDS.split():
        db.execute(WAITING_INDEX.format(kind=kind))
    db.execute(WRITTEN_INDEX)


@migrations()
def m0006_replaced_words(db: sqlite_utils.Database) -> None:
    """Let the index of words hold more of what was replaced before it sorts itself again."""
    db.execute(REPLACED_WORDS)


@migrations()
def m0007_sent_workbooks(db: sqlite_utils.Database) -> None:
    """Make the tables of the workbooks: what was exported, the presets, the passages read."""
    for statement in SENT_WORKBOOKS.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m0008_siret_of_a_partner(db: sqlite_utils.Database) -> None:
    """Let a partner hold the number under which it publishes the subsidies it gives."""
    table = db.table("partner")
    names = [column.name for column in table.columns]
    place = names.index("service") + 1
    table.add_column("siret", str)
    table.transform(column_order=[*names[:place], "siret", *names[place:]])


def pending(db: Database) -> bool:
    """Tell whether the base must change to be read by this program."""
    return bool(migrations.pending(_tables(db)))


def apply(db: Database) -> None:
    """Run the pending steps, each in its own transaction."""
    migrations.apply(_tables(db))


def refuse_the_too_new(db: Database) -> None:
    """Raise NewerNotebook when the base knows steps that this program does not."""
    # An empty base lacks them all, which is the public way to ask for their names.
    known = {step.name for step in migrations.pending(sqlite_utils.Database(memory=True))}
    if any(applied.name not in known for applied in migrations.applied(_tables(db))):
        raise NewerNotebook


def _tables(db: Database) -> sqlite_utils.Database:
    return sqlite_utils.Database(db.conn, execute_plugins=False)
