"""A choice is an ordinary operation: it travels, ends the difference everywhere, can be undone."""

from pathlib import Path

import pytest

from desktop.services.differences.asking import count, difference_of, differences
from desktop.services.differences.resolving import Overtaken, postpone, resolve
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.services.refusals import Refused
from tests.desktop.neighbour import meet, neighbour, take

MINE, THEIRS = "+33639981024", "+33639980000"


@pytest.fixture
def apart(carnet: Notebook, other: Notebook, key: str) -> str:
    """Return a contact to whom each side gave another phone and another day."""
    carnet.edit(key, {"phone": MINE, "informed_on": "2026-11-02"})
    other.edit(key, {"phone": THEIRS, "informed_on": "2026-11-03"})
    meet(carnet, other)
    return key


def held(notebook: Notebook, key: str, *names: str) -> list[str]:
    """Return what a record holds, as texts."""
    values = dict(notebook.get(key))
    return [str(values[name]) for name in names]


@pytest.mark.parametrize("phone", [MINE, THEIRS, "+33639985555"])
def test_a_choice_ends_the_difference_on_both_sides(
    carnet: Notebook, other: Notebook, apart: str, phone: str
) -> None:
    asked = difference_of(carnet, apart)

    resolve(carnet, asked, {"phone": phone, "informed_on": "2026-11-03"})
    meet(carnet, other)

    assert held(carnet, apart, "phone", "informed_on") == [phone, "2026-11-03"]
    assert held(other, apart, "phone", "informed_on") == [phone, "2026-11-03"]
    assert count(carnet) == count(other) == 0


def test_one_field_may_be_chosen_and_the_other_left(
    carnet: Notebook, other: Notebook, apart: str
) -> None:
    resolve(carnet, difference_of(carnet, apart), {"phone": MINE})
    meet(carnet, other)

    left = [question.field for question in difference_of(other, apart).questions]

    assert left == ["informed_on"]


def test_a_choice_is_told_to_the_screens_and_can_be_undone(carnet: Notebook, apart: str) -> None:
    told: list[tuple[str, ...]] = []
    carnet.on_change(lambda changed: told.append(changed.ids))
    resolve(carnet, difference_of(carnet, apart), {"phone": MINE})

    undone = carnet.undo()

    assert told[0] == (apart,)
    assert undone is not None
    assert undone.label.endswith("choix entre plusieurs versions")
    assert held(carnet, apart, "phone") == [THEIRS]


@pytest.mark.parametrize("gone", [True, False])
def test_a_deletion_is_decided_for_everybody(
    carnet: Notebook, other: Notebook, key: str, gone: bool
) -> None:
    carnet.delete(key)
    other.edit(key, {"phone": THEIRS})
    meet(carnet, other)

    resolve(other, difference_of(other, key), {"deleted": gone})
    meet(carnet, other)

    assert (carnet.get(key).deleted_at is not None) is gone
    assert (other.get(key).deleted_at is not None) is gone
    assert count(carnet) == count(other) == 0


def test_undoing_the_choice_to_keep_does_not_delete(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.delete(key)
    other.edit(key, {"phone": THEIRS})
    meet(carnet, other)
    resolve(carnet, difference_of(carnet, key), {"deleted": False})

    carnet.undo()
    meet(carnet, other)

    assert carnet.get(key).deleted_at is None
    assert other.get(key).deleted_at is None


def test_undoing_the_choice_of_the_trash_takes_the_record_back(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.delete(key)
    other.edit(key, {"phone": THEIRS})
    meet(carnet, other)
    resolve(carnet, difference_of(carnet, key), {"deleted": True})

    carnet.undo()

    assert carnet.get(key).deleted_at is None
    assert held(carnet, key, "phone") == [THEIRS]


def test_a_value_that_the_form_would_refuse_is_refused_here_too(
    carnet: Notebook, apart: str
) -> None:
    with pytest.raises(Refused):
        resolve(carnet, difference_of(carnet, apart), {"informed_on": "pas un jour"})

    assert count(carnet) == 1


def test_a_version_that_came_since_is_shown_before_anything_is_written(
    carnet: Notebook, other: Notebook, key: str, doors: Opening, tmp_path: Path
) -> None:
    with neighbour(carnet, doors, tmp_path / "third") as third:
        carnet.edit(key, {"phone": MINE})
        other.edit(key, {"phone": THEIRS})
        third.edit(key, {"phone": "0639985555"})
        take(carnet, other)
        asked = difference_of(carnet, key)
        take(carnet, third)

    with pytest.raises(Overtaken):
        resolve(carnet, asked, {"phone": MINE})

    assert len(difference_of(carnet, key).questions[0].versions) == 3


def test_two_people_who_choose_apart_are_asked_again(
    carnet: Notebook, other: Notebook, apart: str
) -> None:
    resolve(carnet, difference_of(carnet, apart), {"phone": MINE})
    resolve(other, difference_of(other, apart), {"phone": THEIRS})

    meet(carnet, other)

    assert "phone" in [question.field for question in difference_of(carnet, apart).questions]


def test_what_is_postponed_goes_on_waiting(carnet: Notebook, apart: str) -> None:
    postpone(carnet, apart)

    assert [each.postponed for each in differences(carnet)] == [True]
    assert count(carnet) == 1
