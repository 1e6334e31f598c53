"""What a base remembers of the workbooks: exports, passages that were read, presets."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlite_utils import Database as Tables

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store import migrations
from desktop.store.base import Base
from desktop.store.sent_workbooks import LookedAt, Presets, SentRow, SentWorkbooks, SheetRow
from tests.conftest import PASSPHRASE

SENT = SentRow(
    id=0,
    at=1_795_430_000_000,
    code="W1",
    title="Bilan de programmation",
    stem="W1_bilan_CN05103I_2026",
    version=1,
    preset="État",
    scope="{}",
    recipient="État",
    day="2026-11-23",
    file_name="W1_bilan_CN05103I_2026_v1_20261123.xlsx",
    format="xlsx",
    digest="ab" * 32,
    key="cd" * 16,
    facts="{}",
)
SHEETS = (SheetRow("Actions", '["Nom"]', 2, b"\x00\xff"), SheetRow("Par QPV", "[]", 0, b""))


def test_an_export_comes_back_as_it_was_entered(base: Base) -> None:
    registry = SentWorkbooks(base.db)

    with base.writing():
        number = registry.add(SENT, SHEETS)

    assert registry.one(number) == replace(SENT, id=number)
    assert registry.sheets(number) == SHEETS
    assert registry.counts() == {number: {"Actions": 2, "Par QPV": 0}}
    assert registry.one(number + 1) is None


def test_the_latest_export_comes_first_and_counts_the_versions_of_its_name(base: Base) -> None:
    registry = SentWorkbooks(base.db)

    with base.writing():
        registry.add(SENT, ())
        second = registry.add(replace(SENT, version=2), ())
        third = registry.add(replace(SENT, stem="W2_financeurs"), ())

    assert [row.id for row in registry.all()][:2] == [third, second]
    assert registry.last_version(SENT.stem) == 2
    assert registry.last_version("W3") == 0


def test_an_export_that_is_not_entered_whole_is_not_entered(base: Base) -> None:
    registry = SentWorkbooks(base.db)

    def cut() -> Iterator[SheetRow]:
        yield SHEETS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError), base.writing():
        registry.add(SENT, cut())

    assert not registry.all()
    assert not registry.counts()


def test_a_passage_that_was_read_is_read_once_until_all_are_held_again(base: Base) -> None:
    looked_at = LookedAt(base.db)

    with base.writing():
        looked_at.add(["aa", "bb"], 1)
        looked_at.add(["bb", "cc"], 2)
        read = looked_at.all()
        forgotten = looked_at.forget()

    assert read == {"aa", "bb", "cc"}
    assert (forgotten, looked_at.all()) == (3, frozenset())


def test_presets_keep_their_order_when_one_changes(base: Base) -> None:
    presets = Presets(base.db)

    with base.writing():
        presets.put("one", "Caf", "{}")
        presets.put("two", "Ville", "{}")
        presets.put("three", "Bailleur", "{}")
        presets.put("one", "Caf de la Marne", "[]")
        presets.drop("two")

    assert presets.all() == (("one", "Caf de la Marne", "[]"), ("three", "Bailleur", "{}"))


def test_what_was_exported_is_in_the_backups(carnet: Notebook, doors: Opening) -> None:
    with carnet.base.writing():
        SentWorkbooks(carnet.base.db).add(SENT, SHEETS)
        LookedAt(carnet.base.db).add(["aa"], 1)
        Presets(carnet.base.db).put("one", "Caf", "{}")
    backup = carnet.backups.make()
    folder = carnet.folder.path
    carnet.close()

    with doors.restore(folder, backup, PASSPHRASE).notebook as restored:
        db = restored.base.db
        assert [row.file_name for row in SentWorkbooks(db).all()] == [SENT.file_name]
        assert LookedAt(db).all() == {"aa"}
        assert len(Presets(db).all()) == 1


def test_a_base_of_before_takes_the_tables_of_the_workbooks() -> None:
    db = Tables(memory=True)
    steps = {step.name: step for step in migrations.migrations.pending(Tables(memory=True))}

    steps["m0007_sent_workbooks"].fn(db)

    assert set(db.table_names()) == {
        "sent_workbook",
        "sent_sheet",
        "workbook_preset",
        "looked_at",
    }
