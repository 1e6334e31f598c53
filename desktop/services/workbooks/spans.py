"""A period cut into months, quarters or years, so that a table of it stays on one page."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from desktop.services.workbooks.scope import Period
from sync.records.french import MONTHS

T = TypeVar("T")

_MOST_MONTHS: Final = 4
_MOST_QUARTERS: Final = 24
_MOST_PARTS: Final = 24
_TITLES: Final = {1: "Mois", 3: "Trimestre", 12: "Année"}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a period: « T1 2026 », « janvier 2026 » or « 2026 »."""

    name: str
    days: Period


@dataclass(frozen=True, slots=True)
class Spans:
    """The parts of a period in their order, and what one of them is called."""

    title: str
    parts: tuple[Span, ...]

    def shared(
        self, things: Iterable[T], day: Callable[[T], date | None]
    ) -> tuple[tuple[Span, tuple[T, ...]], ...]:
        """Return each part with the things of its days."""
        dated = [(day(each), each) for each in things]
        return tuple(
            (part, tuple(each for on, each in dated if part.days.holds(on))) for part in self.parts
        )


def spans(period: Period, today: date, *days: Iterable[date | None]) -> Spans:
    """Return months for up to four of them, quarters for up to two years, else years.

    Parts that are still to come are left out, unless one of the days lies in them.
    """
    months = _count(period)
    step = 1 if months <= _MOST_MONTHS else 3 if months <= _MOST_QUARTERS else 12
    return Spans(_TITLES[step], cut(period, step, today, *days))


def cut(period: Period, step: int, today: date, *days: Iterable[date | None]) -> tuple[Span, ...]:
    """Return the parts of so many months of a period, those to come left out unless a day is there.

    Of more parts than a page or two can hold, those before the first day are left out as well.
    """
    known = [day for each in days for day in each if day and period.holds(day)]
    last = max([today, *known])
    parts = tuple(part for part in _parts(period, step) if part.days.first <= last)
    if len(parts) <= _MOST_PARTS:
        return parts
    first = min(known, default=last)
    return tuple(part for part in parts if part.days.last >= first)


def quarter(day: date) -> str:
    """Return the quarter of a day: « T2 2026 »."""
    return f"T{(day.month + 2) // 3} {day.year}"


def _count(period: Period) -> int:
    years = period.last.year - period.first.year
    return years * 12 + period.last.month - period.first.month + 1


def _parts(period: Period, step: int) -> Iterator[Span]:
    first = period.first
    while first <= period.last:
        last = min(_last(first, step), period.last)
        yield Span(_name(first, step), Period(first, last))
        if last >= period.last:
            return
        first = last + timedelta(days=1)


def _last(day: date, step: int) -> date:
    """Return the last day of the month, quarter or year of a day."""
    month = (day.month - 1) // step * step + step
    return date(day.year, month, monthrange(day.year, month)[1])


def _name(day: date, step: int) -> str:
    names = {1: f"{MONTHS[day.month - 1]} {day.year}", 3: quarter(day), 12: str(day.year)}
    return names[step]
