"""The week, day by day."""

from collections.abc import Callable

from desktop.services.notebook import Notebook
from desktop.services.today.week import week
from tests.desktop.services.today.days import TODAY, day

Add = Callable[..., str]


def test_the_week_goes_from_monday_to_sunday(notebook: Notebook, add: Add) -> None:
    add("visit", visited_on=day(0))
    add("visit", visited_on=day(0))
    add("idea", heard_on=day(2))
    add("visit", visited_on=day(-1))
    add("visit", visited_on=day(7))

    days = week(notebook, TODAY.replace(day=26))

    assert [one.on.isoformat() for one in days] == [day(ahead) for ahead in range(7)]
    assert [one.total for one in days] == [2, 0, 1, 0, 0, 0, 0]
    assert dict(days[0].counts)["visit"] == 2
    assert dict(days[2].counts)["idea"] == 1
