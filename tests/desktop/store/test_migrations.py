"""From any earlier base to the present one, or not touched at all."""

from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from desktop.errors import NewerNotebook
from desktop.services.opening import Opening
from desktop.store import database, migrations
from desktop.store.backups import Reason
from desktop.store.base import Base
from desktop.store.database import STEPS
from desktop.store.query import ListQuery
from tests.conftest import PASSPHRASE

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def folder(doors: Opening, tmp_path: Path) -> Path:
    """Return the folder of a closed notebook that holds a visit."""
    made = doors.create(tmp_path / "carnet", name="Jeanne Dupont", passphrase=PASSPHRASE)
    made.notebook.add("visit", VISIT)
    made.notebook.close()
    return tmp_path / "carnet"


def write(folder: Path, doors: Opening, sql: str) -> None:
    """Change a base behind the notebook's back."""
    with doors.open(folder, PASSPHRASE) as notebook, notebook.base.writing():
        notebook.base.db.execute(sql)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a notebook but the lock."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def every_step() -> list[Any]:
    """Return the steps of this program: all those that an empty base lacks."""
    return list(migrations.migrations.pending(Database(memory=True)))


def add_a_step(monkeypatch: pytest.MonkeyPatch, *, fails: bool) -> None:
    """Add a step of a later version, that may fail after its first statement."""
    later = type(migrations.migrations)("carnet")
    for step in every_step():
        later(name=step.name)(step.fn)

    @later(name="m9999_a_later_step")
    def _step(db: Database) -> None:
        db.execute('ALTER TABLE "visit" ADD COLUMN weather TEXT')
        db.execute("INSERT INTO setting(name, value) VALUES ('half', 'way')")
        if fails:
            raise RuntimeError("half-way")

    monkeypatch.setattr(migrations, "migrations", later)
    monkeypatch.setattr(database, "STEPS", tuple(step.name for step in every_step()))


def weather(folder: Path, doors: Opening) -> bool:
    """Tell whether the base has the column of the later step."""
    with doors.open(folder, PASSPHRASE) as notebook:
        rows = notebook.base.db.execute("PRAGMA table_info(visit)").fetchall()
        return "weather" in [row[1] for row in rows]


def test_a_new_base_has_nothing_left_to_do(base: Base) -> None:
    assert not migrations.pending(base.db)
    migrations.refuse_the_too_new(base.db)


def test_every_step_is_known_to_its_own_program(base: Base) -> None:
    tables = Database(base.connection, execute_plugins=False)
    applied = {step.name for step in migrations.migrations.applied(tables)}

    assert applied == {step.name for step in every_step()} == {*STEPS}
    assert base.db.up_to_date


def test_a_newer_base_is_refused_and_not_a_byte_changes(folder: Path, doors: Opening) -> None:
    write(
        folder,
        doors,
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at)"
        " VALUES ('carnet', 'm9999_later', '2030-01-01')",
    )
    before = files(folder)

    with pytest.raises(NewerNotebook, match="version plus récente"):
        doors.open(folder, PASSPHRASE)

    assert files(folder) == before


def test_a_step_is_run_once_after_a_backup(
    folder: Path, doors: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_a_step(monkeypatch, fails=False)

    has_it = [weather(folder, doors) for _ in range(2)]

    assert has_it == [True, True]
    assert [backup.reason for backup in doors.backups(folder)] == [Reason.MIGRATION]


def test_a_step_that_fails_leaves_the_base_as_it_was_and_its_backup(
    folder: Path, doors: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        add_a_step(later, fails=True)
        with pytest.raises(RuntimeError, match="half-way"):
            doors.open(folder, PASSPHRASE)

    with doors.open(folder, PASSPHRASE) as notebook:
        found = [dict(visit)["facts"] for visit in notebook.records(ListQuery("visit"))]
        half = notebook.base.settings.get("half")
        sound = notebook.check(full=True).sound
    assert not weather(folder, doors)
    assert (found, half, sound) == (["Le jardin."], "", True)
    assert len(doors.backups(folder)) == 1


def test_the_backup_before_a_step_opens_and_holds_everything(
    folder: Path, doors: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        add_a_step(later, fails=True)
        with pytest.raises(RuntimeError):
            doors.open(folder, PASSPHRASE)
    (backup,) = doors.backups(folder)

    restored = doors.restore(folder, backup, PASSPHRASE).notebook

    with restored:
        assert [dict(visit)["facts"] for visit in restored.records(ListQuery("visit"))] == [
            "Le jardin."
        ]
        assert restored.check(full=True).sound


def test_a_note_of_before_keeps_its_words_and_may_hold_several_quotations() -> None:
    db = Database(memory=True)
    first, second, third = every_step()[:3]
    first.fn(db)
    second.fn(db)
    values = {"seq": 1, "trashed": 0, "code": "EVA-26-JD-0001", "title": "Le banc", "extra": "{}"}
    db.table("evaluation").insert(values)

    third.fn(db)

    kept = next(iter(db.table("evaluation").rows))
    assert {name: kept[name] for name in values} == values
    assert kept["verbatims"] is None
    assert [column.name for column in db.table("evaluation").columns][-2:] == ["verbatims", "extra"]


def test_the_index_of_words_holds_more_of_what_was_replaced(base: Base) -> None:
    sql = "SELECT v FROM search_config WHERE k = 'deletemerge'"

    assert base.db.execute(sql).fetchone()[0] == 40


def test_what_waits_in_a_base_of_before_is_found_in_its_index() -> None:
    db = Database(memory=True)
    steps = every_step()[:5]
    for step in steps[:4]:
        step.fn(db)
    for seq, state in enumerate(("RECU", "VALIDE", "BROUILLON"), start=1):
        db.table("visit").insert({"seq": seq, "trashed": int(seq == 3), "review_state": state})

    steps[4].fn(db)

    sql = (
        'SELECT seq FROM visit INDEXED BY "visit_waiting" WHERE trashed = 0'
        " AND review_state IN ('A_SYNCHRONISER', 'RECU', 'BROUILLON')"
    )
    assert db.execute(sql).fetchall() == [(1,)]
