"""What may be saved: values judged in French, the new state of a record, nothing in the trash."""

import threading
from collections.abc import Callable

import pytest

from desktop.services.judging import own
from desktop.services.notebook import Notebook, Planned
from desktop.services.refusals import Refused
from desktop.store.history import values_at
from sync.records import RECORD_TYPES
from sync.records.coding import from_json, to_json

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def key(carnet: Notebook) -> str:
    """Return a visit."""
    return carnet.add("visit", VISIT).record.id


def test_a_record_in_the_trash_is_taken_back_before_it_is_corrected(
    carnet: Notebook, key: str
) -> None:
    carnet.delete(key)

    with pytest.raises(Refused, match="à la corbeille"):
        carnet.edit(key, {"facts": "Le marché."})
    with pytest.raises(Refused, match="à la corbeille"):
        carnet.restore_version(key, 1)

    assert len(carnet.history(key)) == 2
    carnet.restore(key)
    carnet.edit(key, {"facts": "Le marché."})
    assert dict(carnet.get(key))["facts"] == "Le marché."


def test_an_import_takes_out_of_the_trash_what_it_names(carnet: Notebook, key: str) -> None:
    carnet.delete(key)
    record = from_json(RECORD_TYPES["visit"], {**VISIT, "id": key, "facts": "Le marché."})

    carnet.write_all([Planned(record, key)], label="Import")
    imported = carnet.get(key)
    carnet.undo()

    assert (imported.deleted_at, dict(imported)["facts"]) == (None, "Le marché.")
    assert carnet.get(key).deleted_at is not None
    assert dict(carnet.get(key))["facts"] == "Le jardin."


def test_two_threads_that_write_the_same_record_lose_nothing(carnet: Notebook, key: str) -> None:
    failures: list[BaseException] = []

    def write(notebook: Notebook, name: str) -> None:
        for number in range(30):
            notebook.edit(key, {name: f"{name} {number}"})

    def in_the_background() -> None:
        try:
            with carnet.second() as second:
                write(second, "facts")
        except BaseException as failure:  # noqa: BLE001 - told by the assertion below
            failures.append(failure)

    thread = threading.Thread(target=in_the_background)
    thread.start()
    write(carnet, "place")
    thread.join()

    stored = carnet.base.repository.find(key)
    assert stored is not None
    assert failures == []
    assert dict(stored.values) == values_at("visit", carnet.base.log.of_record(key))
    assert (stored.values["facts"], stored.values["place"]) == ("facts 29", "place 29")
    assert carnet.check().sound


def test_a_refusal_names_the_field_and_keeps_the_notebook_writable(
    carnet: Notebook, key: str
) -> None:
    with pytest.raises(Refused) as refused:
        carnet.edit(key, {"mood": 9, "facts": "Perdu ?"})

    assert [finding.field for finding in refused.value.findings] == ["mood"]
    assert dict(carnet.get(key))["facts"] == "Le jardin."
    carnet.edit(key, {"mood": 5})
    assert carnet.next_redo() is None


def test_an_empty_box_empties_a_field_of_any_kind(carnet: Notebook) -> None:
    key = carnet.add("visit", {**VISIT, "difficulties": ["USURE"], "mood": 3}).record.id

    carnet.edit(key, {"difficulties": None, "mood": "", "alert": None})

    assert to_json(carnet.get(key)).keys().isdisjoint({"difficulties", "mood"})


def test_warnings_come_with_the_saved_record(carnet: Notebook) -> None:
    saved = carnet.add("visit", {**VISIT, "wheather": "orage"})

    assert [(finding.field, finding.blocking) for finding in saved.findings] == [
        ("wheather", False)
    ]


def test_what_the_store_keeps_is_never_taken_from_a_form(
    carnet: Notebook, key: str, forms: Callable[[], dict[str, object]]
) -> None:
    before = carnet.get(key)

    carnet.edit(key, forms())

    assert carnet.get(key) == before
    assert own(forms()) == {"id": "other"}


@pytest.fixture
def forms() -> Callable[[], dict[str, object]]:
    """Return what makes the values that a re-read record carries beside its own."""
    return lambda: {
        "id": "other",
        "author": "Quelqu’un",
        "version": 99,
        "created_at": "2020-01-01T00:00:00Z",
        "modified_at": "2020-01-01T00:00:00Z",
        "deleted_at": "2020-01-01T00:00:00Z",
        "code": "",
    }
