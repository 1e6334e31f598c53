"""What must be decided and what was merged: kept in step with the operations, both ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store import differences
from desktop.store.history import rules_of
from sync.operations.merge import project
from tests.desktop.neighbour import meet, neighbour, take


@pytest.fixture
def key(carnet: Notebook) -> str:
    """Return a contact that both notebooks know."""
    values = {"last_name": "Diallo", "role": "PRESIDENCE", "phone": "0639989893"}
    return carnet.add("contact", values).record.id


@pytest.fixture
def other(carnet: Notebook, key: str, doors: Opening, tmp_path: Path) -> Iterator[Notebook]:
    assert key
    with neighbour(carnet, doors, tmp_path / "other") as notebook:
        yield notebook


def fields(notebook: Notebook) -> list[tuple[str, ...]]:
    """Return the fields to decide, record by record."""
    return [each.fields for each in differences.pending(notebook.base.db)]


def test_two_phones_for_one_person_are_listed_on_both_sides(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"phone": "0639981024"})
    other.edit(key, {"phone": "0639980000"})

    meet(carnet, other)

    assert fields(carnet) == fields(other) == [("phone",)]
    assert differences.count(carnet.base.db) == 1
    assert differences.of_record(carnet.base.db, key) == ("phone",)


def test_nothing_is_listed_when_both_wrote_the_same(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"phone": "0639981024"})
    other.edit(key, {"phone": "0639981024"})

    meet(carnet, other)

    assert fields(carnet) == fields(other) == []


def test_a_correction_typed_over_a_difference_settles_it_here_and_there(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"phone": "0639981024", "last_name": "Diallo-Ba"})
    other.edit(key, {"phone": "0639980000", "last_name": "Dialo"})
    meet(carnet, other)

    carnet.edit(key, {"phone": "0639985555"})
    here = fields(carnet)
    meet(carnet, other)

    assert here == fields(carnet) == fields(other) == [("last_name",)]


def test_what_is_listed_here_is_what_all_the_operations_say(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"phone": "0639981024", "last_name": "Diallo-Ba"})
    other.delete(key)
    other.undo()
    other.edit(key, {"phone": "0639980000", "last_name": "Dialo"})
    meet(carnet, other)
    carnet.edit(key, {"last_name": "Diallo"})
    carnet.undo()

    said = project(carnet.base.log.of_record(key), rules_of("contact"))

    assert fields(carnet) == [tuple(each.field for each in said.differences)]


def test_a_deletion_against_a_change_is_listed_until_somebody_deletes_or_takes_back(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.delete(key)
    other.edit(key, {"phone": "0639980000"})
    meet(carnet, other)
    listed = fields(carnet)

    other.delete(key)
    meet(carnet, other)

    assert listed == [("deleted",)]
    assert fields(carnet) == fields(other) == []
    assert carnet.get(key).deleted_at is not None


def test_a_record_in_the_trash_asks_nothing(carnet: Notebook, other: Notebook, key: str) -> None:
    carnet.edit(key, {"phone": "0639981024"})
    other.edit(key, {"phone": "0639980000"})
    meet(carnet, other)

    carnet.delete(key)
    in_trash = differences.count(carnet.base.db)
    carnet.restore(key)

    assert (in_trash, differences.count(carnet.base.db)) == (0, 1)


def test_what_is_postponed_comes_last_until_something_new_arrives(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    second = carnet.add(
        "contact", {"last_name": "Petit", "role": "PRESIDENCE", "phone": "0639981111"}
    ).record.id
    meet(carnet, other)
    for record in (key, second):
        carnet.edit(record, {"phone": "0639981024"})
        other.edit(record, {"phone": "0639980000"})
    take(carnet, other)
    first = differences.pending(carnet.base.db)[0].record

    with carnet.base.writing():
        differences.postpone(carnet.base.db, first)
    last = differences.pending(carnet.base.db)[-1]
    carnet.edit(first, {"last_name": "Diallo-Ba"})
    other.edit(first, {"last_name": "Dialo"})
    take(carnet, other)

    assert (last.record, last.postponed) == (first, True)
    assert not any(each.postponed for each in differences.pending(carnet.base.db))


def test_two_sentences_put_together_are_told_once_to_those_who_wrote_them(
    carnet: Notebook, other: Notebook, doors: Opening, tmp_path: Path
) -> None:
    visit = carnet.add(
        "visit",
        {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."},
    ).record.id
    meet(carnet, other)
    with neighbour(carnet, doors, tmp_path / "third") as third:
        carnet.edit(visit, {"facts": "Le jardin est ouvert. Il y a du monde."})
        other.edit(visit, {"facts": "Il pleut. Le jardin est ouvert. "})
        meet(carnet, other)
        meet(carnet, other)
        meet(third, carnet)

        (told,) = differences.unseen(carnet.base.db)
        assert (told.record, told.field, len(told.operations)) == (visit, "facts", 2)
        assert len(differences.unseen(other.base.db)) == 1
        assert differences.unseen(third.base.db) == ()


def test_what_was_looked_at_is_not_told_again(carnet: Notebook, other: Notebook, key: str) -> None:
    carnet.edit(key, {"job_title": "Présidente"})
    other.edit(key, {"job_title": "Trésorière"})
    take(carnet, other)
    told = differences.unseen(carnet.base.db)

    with carnet.base.writing():
        differences.mark_seen(carnet.base.db, [each.number for each in told])
    take(carnet, other)

    assert [each.field for each in told] == ["job_title"]
    assert differences.unseen(carnet.base.db) == ()
