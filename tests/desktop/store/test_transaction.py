"""Everything that one act writes: whole or not at all."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import DiskFull
from desktop.services.notebook import Notebook, Planned
from desktop.store.history import values_at
from desktop.store.query import ListQuery
from desktop.store.stored import Stored
from desktop.store.transaction import BATCH
from sync.operations.chain import check_chain
from sync.operations.heads import Heads
from sync.operations.merge import project
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.judgement import judge

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def judged(**values: Any) -> Record:
    """Return a judged visit."""
    record = judge(RECORD_TYPES["visit"], {**VISIT, **values}).record
    assert record is not None
    return record


def everything(notebook: Notebook) -> dict[str, list[tuple[Any, ...]]]:
    """Return all the rows of the base, table by table, the full-text index apart."""
    db = notebook.base.db
    names = [
        str(row[0])
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not str(row[0]).startswith(("search", "organisation_"))
    ]
    return {name: sorted(db.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}


def stored(notebook: Notebook, key: str) -> Stored:
    """Return a record as the base holds it."""
    found = notebook.base.repository.find(key)
    assert found is not None
    return found


def assert_row_is_projection(notebook: Notebook, key: str) -> None:
    """Compare a row with what all the operations of the record say."""
    row = stored(notebook, key)
    operations = notebook.base.log.of_record(key)
    space = notebook.base.identity.space
    shared = project([op for op in operations if op.scope == space], {})
    private = Heads.collect(op for op in operations if op.scope != space)

    assert dict(row.values) == values_at("visit", operations)
    assert row.heads == shared.heads
    assert row.private_heads == private
    assert (row.deleted_at is not None) == shared.deleted
    assert row.version == len(operations)
    assert row.modified_at == operations[-1].clock >> 16


def test_an_act_that_fails_leaves_every_table_as_it_was(carnet: Notebook) -> None:
    carnet.add("visit", VISIT)
    before = everything(carnet)

    def two_records_and_then_none() -> Iterator[Planned]:
        yield Planned(judged(id="one"))
        yield Planned(judged(id="two", private_note="À moi"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        carnet.write_all(two_records_and_then_none(), label="Essai")

    assert everything(carnet) == before
    assert carnet.search("jardin").hits[0].id != "one"


def test_a_full_disk_during_a_bulk_write_leaves_nothing_and_says_so(carnet: Notebook) -> None:
    before = everything(carnet)
    pages = carnet.base.db.execute("PRAGMA page_count").fetchone()[0]
    carnet.base.db.execute(f"PRAGMA max_page_count = {pages + 40}")
    planned = (Planned(judged(id=f"v{n}", what_works="mot " * 500)) for n in range(BATCH * 2))

    with pytest.raises(DiskFull):
        carnet.write_all(planned, label="Import")

    carnet.base.db.execute("PRAGMA max_page_count = 1073741823")
    assert everything(carnet) == before
    assert carnet.add("visit", VISIT).record.code == "VIS-26-JD-0001"
    assert carnet.check().sound


def test_records_beyond_one_batch_are_all_written_in_order(carnet: Notebook) -> None:
    count = BATCH * 2 + 3
    with carnet.base.act("Import") as act:
        for number in range(count):
            act.create(judged(id=f"v{number}"))

    assert carnet.count("visit") == count
    assert carnet.get(f"v{count - 1}").code == f"VIS-26-JD-{count:04d}"
    assert check_chain(carnet.base.log.everything()) == ()


def test_a_record_made_and_changed_in_the_same_act_is_one_act(carnet: Notebook) -> None:
    with carnet.base.act("Ensemble") as act:
        act.create(judged(id="one"))
        act.create(judged(id="two"))
    with carnet.base.act("Suite") as act:
        act.change(stored(carnet, "one"), {"facts": "Un."})
        act.change(stored(carnet, "one"), {"facts": "Deux."})
        act.delete(stored(carnet, "two"))

    assert_row_is_projection(carnet, "one")
    assert_row_is_projection(carnet, "two")
    carnet.undo()
    assert dict(carnet.get("one"))["facts"] == "Le jardin."
    assert carnet.get("two").deleted_at is None


def test_what_an_act_touched_is_told(carnet: Notebook) -> None:
    with carnet.base.act("Essai") as act:
        act.create(judged(id="one"))

    assert act.touched == {"one": "visit"}


def test_nothing_to_change_is_nothing_written(carnet: Notebook) -> None:
    key = carnet.add("visit", VISIT).record.id
    before = everything(carnet)["operation"]

    with carnet.base.act("Essai") as act:
        told = act.change(stored(carnet, key), {})

    assert told is False
    assert everything(carnet)["operation"] == before


VALUES: dict[str, list[Any]] = {
    "facts": ["Un.", "Deux.", "Trois mots ici."],
    "place": ["Salle", None],
    "mood": [1, 5, None],
    "difficulties": [["LOCAUX"], ["USURE", "LOCAUX"], []],
    "verbatims": [[{"id": "v1", "quote": "Oui"}], [], [{"id": "v2", "quote": "Non"}]],
    "private_note": ["À moi", "Encore à moi", None],
}
EDITS = st.dictionaries(st.sampled_from(sorted(VALUES)), st.integers(0, 2), max_size=4)
STEPS = st.lists(
    EDITS | st.sampled_from(["delete", "restore", "undo", "redo", "version"]), max_size=12
)


@given(steps=STEPS)
@settings(
    max_examples=settings().max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_after_any_verbs_the_row_is_what_the_operations_say(
    carnet: Notebook, steps: list[Any]
) -> None:
    key = carnet.add("visit", VISIT).record.id

    for step in steps:
        take(carnet, key, step)

    assert_row_is_projection(carnet, key)
    found = [row.id for row in carnet.rows("visit", carnet.listing(ListQuery("visit")))]
    assert (key in found) == (carnet.get(key).deleted_at is None)
    assert check_chain(carnet.base.log.everything()) == ()
    while carnet.undo() is not None:
        continue
    assert carnet.get(key).deleted_at is not None
    assert dict(carnet.get(key))["facts"] == "Le jardin."


def take(notebook: Notebook, key: str, step: Any) -> None:
    """Take one random step; what a person cannot do then does nothing."""
    if step == "undo" and len(notebook.history(key)) > 1:
        notebook.undo()
    elif step == "redo":
        notebook.redo()
    elif step == "delete":
        notebook.delete(key)
    elif step == "restore":
        notebook.restore(key)
    elif notebook.get(key).deleted_at is not None:
        return
    elif step == "version":
        notebook.restore_version(key, max(1, notebook.get(key).version - 1))
    elif isinstance(step, dict):
        choices = {name: VALUES[name] for name in step}
        notebook.edit(key, {name: choices[name][step[name] % len(choices[name])] for name in step})


def test_two_connections_write_in_turn_and_each_sees_the_other(carnet: Notebook) -> None:
    with carnet.second() as second:
        for number in range(10):
            writer = carnet if number % 2 else second
            key = writer.add("visit", {**VISIT, "facts": f"Numéro {number}"}).record.id
            (second if number % 2 else carnet).edit(key, {"mood": 3})
            assert_row_is_projection(carnet, key)

    assert carnet.count("visit") == 10
    assert check_chain(carnet.base.log.everything()) == ()
