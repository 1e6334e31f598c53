"""Emptying the trash: the content goes for good, its place in the log stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from desktop.services.notebook import Notebook
from desktop.store.purge import purge
from sync.operations.chain import check_chain
from tests.conftest import Clock

MARKER = "Zénaïdémarqueur"
VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def trashed(notebook: Notebook, **values: Any) -> str:
    """Add a visit and send it to the trash."""
    key = notebook.add("visit", {**VISIT, **values}).record.id
    notebook.delete(key)
    return key


def dump(notebook: Notebook) -> str:
    """Return every cell of every ordinary table, as text."""
    db = notebook.base.db
    names = [
        str(row[0])
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not str(row[0]).startswith(("search", "organisation_"))
    ]
    return "\n".join(repr(row) for name in names for row in db.execute(f'SELECT * FROM "{name}"'))


def test_what_has_been_in_the_trash_for_thirty_days_is_erased_by_a_backup(
    carnet: Notebook, wall_clock: Clock
) -> None:
    old = trashed(carnet, facts=MARKER)
    wall_clock.wait(days=29, hours=23)
    carnet.backups.make()
    kept = [entry.id for entry in carnet.trash()]

    for passing in (2, 26):
        wall_clock.wait(hours=passing)
        carnet.backups.make()

    assert kept == [old]
    assert carnet.trash() == ()
    assert carnet.base.repository.find(old) is None


def test_the_trash_tells_the_day_of_its_erasure(carnet: Notebook) -> None:
    trashed(carnet)

    (entry,) = carnet.trash()

    assert entry.expires_on - entry.deleted_at == timedelta(days=30)


def test_nothing_of_the_content_is_left_and_the_chain_holds(
    carnet: Notebook, wall_clock: Clock
) -> None:
    key = trashed(
        carnet,
        facts=f"Vu {MARKER}",
        private_note=f"Note {MARKER}",
        verbatims=[{"id": "v1", "quote": MARKER}],
        purpose=MARKER,
    )
    carnet.restore(key)
    carnet.edit(key, {"place": MARKER})
    carnet.keep_draft("", "visit", key, {"facts": MARKER})
    carnet.delete(key)
    before = dump(carnet)
    wall_clock.wait(days=31)

    count = purge(carnet.base, carnet.base.now_ms())

    operations = list(carnet.base.log.everything())
    redacted = {op.id for op in operations if op.redacted}
    assert count == 1
    assert MARKER in before
    assert MARKER not in dump(carnet)
    assert carnet.search(MARKER).hits == ()
    assert {op.id for op in operations if op.record == key} == redacted
    assert check_chain(operations, redacted_ids=redacted) == ()
    assert carnet.check().sound


def test_an_organisation_that_was_erased_is_forgotten_by_the_correction(
    carnet: Notebook,
) -> None:
    values = {"name": "Tournesol", "organisation_type": "ASSO_1901"}
    carnet.delete(carnet.add("organisation", values).record.id)

    purge(carnet.base, carnet.base.now_ms())

    assert carnet.search("tournesil").hits == ()
    assert carnet.search("tournesil").corrected == ""


def test_what_is_in_use_or_recent_in_the_trash_stays(carnet: Notebook, wall_clock: Clock) -> None:
    used = carnet.add("visit", VISIT).record.id
    moment = carnet.base.now_ms()
    wall_clock.wait(seconds=1)
    recent = trashed(carnet)

    count = purge(carnet.base, moment)

    assert count == 0
    assert carnet.get(used).deleted_at is None
    assert carnet.get(recent).deleted_at is not None


def test_a_record_taken_back_in_time_is_never_erased(carnet: Notebook, wall_clock: Clock) -> None:
    key = trashed(carnet)
    carnet.restore(key)
    wall_clock.wait(days=60)

    carnet.backups.make()

    assert dict(carnet.get(key))["facts"] == "Le jardin."


def test_undo_passes_over_what_was_erased(carnet: Notebook) -> None:
    kept = carnet.add("visit", VISIT).record.id
    carnet.edit(kept, {"facts": "Le marché."})
    trashed(carnet)
    purge(carnet.base, carnet.base.now_ms())

    for _ in range(3):
        carnet.undo()

    assert dict(carnet.get(kept))["facts"] == "Le jardin."
    assert carnet.check().sound


def test_erasing_twice_erases_once(carnet: Notebook) -> None:
    trashed(carnet)

    counts = [purge(carnet.base, carnet.base.now_ms()) for _ in range(2)]

    assert counts == [1, 0]


def test_every_kind_can_be_erased(
    carnet: Notebook, kind: str, full: Callable[..., dict[str, Any]]
) -> None:
    key = carnet.add(kind, full(kind, MARKER)).record.id
    carnet.delete(key)

    purge(carnet.base, carnet.base.now_ms())

    assert MARKER not in dump(carnet)
    assert carnet.check().sound
