"""What was written this week, day by day."""

from datetime import date, timedelta
from typing import Final

from desktop.services.reading import Reading
from desktop.services.today.lines import Day
from desktop.services.today.naming import DAYS
from desktop.store.query import Filter, ListQuery

COUNTED: Final = ("visit", "idea", "observation", "evaluation")


def week(reading: Reading, day: date) -> tuple[Day, ...]:
    """Return the seven days of the week of a day, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=place) for place in range(7)]
    tallies = {}
    for kind in COUNTED:
        field = DAYS[kind]
        within = (
            Filter(field, ">=", days[0].isoformat()),
            Filter(field, "<=", days[-1].isoformat()),
        )
        tallies[kind] = reading.tally(ListQuery(kind, within), field)
    return tuple(
        Day(on, tuple((kind, tallies[kind].get(on.isoformat(), 0)) for kind in COUNTED))
        for on in days
    )
