"""The bodies without news."""

from collections.abc import Callable

import pytest

from desktop.services.notebook import Notebook
from desktop.services.today.silences import SHOWN, silences
from tests.desktop.services.today.days import TODAY, day, last_visits

Add = Callable[..., str]


def test_bodies_not_seen_for_three_months_are_told_the_longest_first(
    notebook: Notebook, add: Add
) -> None:
    seen, short, long, never = (add("organisation", name=name) for name in "ABCD")
    add("visit", organisation=seen, visited_on="2026-08-23")
    add("visit", organisation=short, visited_on="2026-08-22")
    add("visit", organisation=long, visited_on=day(-400))
    add("visit", organisation=long, visited_on=day(-300))

    found = silences(notebook, TODAY, last_visits(notebook))

    assert [one.record_id for one in found.shown] == [long, short, never]
    assert [one.last is None for one in found.shown] == [False, False, True]


@pytest.mark.parametrize(
    ("link", "followed"),
    [("ACCOMPAGNEE", 1), ("FINANCEE", 1), ("CPO", 1), ("CONNUE", 0), ("EN_SOMMEIL", 0), (None, 0)],
)
def test_only_bodies_that_the_team_follows_are_missed(
    notebook: Notebook, add: Add, link: str | None, followed: int
) -> None:
    add("organisation", link_to_team=link)

    assert silences(notebook, TODAY, {}).total == followed


def test_only_the_first_are_shown(notebook: Notebook, add: Add) -> None:
    for number in range(SHOWN + 2):
        add("organisation", name=f"Structure {number}")

    found = silences(notebook, TODAY, {})

    assert len(found.shown) == SHOWN
    assert found.others == 2
