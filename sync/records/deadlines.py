"""Legal and practical deadlines: reading days as they were typed, counting months from them."""

import calendar
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from typing import Any

from sync.records.findings import Finding, error, warning


def day_in(values: Mapping[str, Any], name: str) -> date | None:
    """Return the day given under a name, as a date or in ISO form; None when it is neither."""
    value = values.get(name)
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def number_in(values: Mapping[str, Any], name: str) -> int | None:
    """Return the whole number given under a name, typed or spelled; None when it is neither."""
    value = values.get(name)
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short.

    Before the first year and after the last that a date can hold, the year stays.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, MINYEAR), MAXYEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_order(
    start: date | None, end: date | None, field: str, *, what: str = "La date de fin"
) -> Iterator[Finding]:
    """Yield a blocking remark on a field when the end comes before the start."""
    if start and end and end < start:
        yield error(
            f"{what} vient avant celle du début, le {start:%d/%m/%Y} : vérifiez les deux dates.",
            field,
        )


def not_yet(day: date | None, field: str) -> Iterator[Finding]:
    """Yield a warning when what is told as past has not taken place yet.

    One day of grace: in Réunion or Mayotte, today starts before it does in UTC.
    """
    if day and day > datetime.now(UTC).date() + timedelta(days=1):
        yield warning(
            f"Le {day:%d/%m/%Y} n’est pas encore passé : vérifiez la date avant de valider.",
            field,
        )


def still_ahead(day: date | None, due: date | None, field: str) -> Iterator[Finding]:
    """Yield a warning when a deadline proposed long ago is not after the day it runs from."""
    if day and due and due <= day:
        yield warning(
            f"Cette échéance, le {due:%d/%m/%Y}, n’est pas après le {day:%d/%m/%Y} : videz la"
            " case pour qu’une nouvelle date soit proposée.",
            field,
        )
