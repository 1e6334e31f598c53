"""What is to come."""

from collections.abc import Callable

from desktop.services.notebook import Notebook
from desktop.services.today.appointments import SHOWN, appointments
from tests.desktop.services.today.days import TODAY, day, last_visits

Add = Callable[..., str]


def test_what_has_a_day_to_come_is_told_the_nearest_first(notebook: Notebook, add: Add) -> None:
    body = add("organisation")
    add("meeting", held_on=day(9))
    add("workshop", held_on=day(2))
    add("walk", walked_on=day(0))
    add("visit", organisation=body, visited_on=day(-1), next_visit_on=day(5))
    add("meeting", title="Passée", held_on=day(-1))

    found = appointments(notebook, TODAY, last_visits(notebook))

    assert [one.kind for one in found.shown] == ["walk", "workshop", "visit", "meeting"]
    assert [one.said.text for one in found.shown][2:] == ["Jardins d’Éloi", "Comité de pilotage"]


def test_an_agreed_visit_is_begun_with_what_is_known(notebook: Notebook, add: Add) -> None:
    body, place = add("organisation"), add("territory")
    agreed = add(
        "visit",
        organisation=body,
        territory=place,
        next_step="Relire le budget",
        next_visit_on=day(5),
    )

    (one,) = appointments(notebook, TODAY, last_visits(notebook)).shown

    assert one.record_id == agreed
    assert dict(one.begin) == {
        "organisation": body,
        "territory": place,
        "visited_on": day(5),
        "purpose": "Relire le budget",
    }


def test_a_visit_agreed_twice_is_told_once(notebook: Notebook, add: Add) -> None:
    body = add("organisation")
    add("visit", organisation=body, visited_on=day(-9), next_visit_on=day(5))
    add("visit", organisation=body, visited_on=day(-2), next_visit_on=day(5))

    found = appointments(notebook, TODAY, last_visits(notebook))

    assert found.total == 1


def test_a_prepared_visit_takes_the_place_of_the_agreed_one(notebook: Notebook, add: Add) -> None:
    body = add("organisation")
    add("visit", organisation=body, next_visit_on=day(5))
    prepared = add("visit", organisation=body, visited_on=day(5))

    (one,) = appointments(notebook, TODAY, last_visits(notebook)).shown

    assert one.record_id == prepared
    assert one.begin == ()


def test_only_the_nearest_are_shown(notebook: Notebook, add: Add) -> None:
    for ahead in range(SHOWN + 3):
        add("meeting", held_on=day(ahead))

    found = appointments(notebook, TODAY, {})

    assert len(found.shown) == SHOWN
    assert found.others == 3


def test_a_gathering_without_a_title_has_the_name_of_its_kind(notebook: Notebook, add: Add) -> None:
    add("meeting", title=None)

    (one,) = appointments(notebook, TODAY, {}).shown

    assert one.said.text == "Instance"
