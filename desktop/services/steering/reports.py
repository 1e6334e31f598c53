"""Financial reports that bodies owe: what was granted is accounted for in six months.

Law 2000-321, article 10: within six months of the end of the exercise.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from desktop.services.reading import Reading
from desktop.services.stored_values import day_of, text_of, whole_of
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.action import due_by_law
from sync.records.action_status import DauphinStatus
from sync.records.funding import FundingStatus
from sync.records.task import OPEN

_MOST: Final = 200
_OWED: Final = (
    DauphinStatus.VOTED,
    DauphinStatus.PAID,
    DauphinStatus.TO_JUSTIFY,
    DauphinStatus.BEING_JUSTIFIED,
    DauphinStatus.JUSTIFICATION_TO_CHANGE,
)
_SETTLED: Final = (
    DauphinStatus.JUSTIFIED,
    DauphinStatus.CLOSED,
    DauphinStatus.REJECTED,
    DauphinStatus.NOT_ADMISSIBLE,
)
_FIELDS: Final = ("title", "organisation", "report_due_on", "status", "year")
_NAMED: Final = "compte rendu financier"


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report that is awaited: of which action, by which body, for when."""

    action: str
    title: str
    body: str
    due_on: date


def reports_due(reading: Reading, until: date) -> tuple[ReportDue, ...]:
    """Return the reports due by a day and not received, the oldest first.

    Only of actions that were granted money; one that an open task already asks for is left to it.
    """
    found = [*_dated(reading, until), *_undated(reading, until)]
    paid = _paid(reading, found)
    asked = _asked(reading, [one.id for one in found])
    owed = [one for one in found if one.id not in asked and _is_owed(one, paid)]
    names = reading.headings([text_of(one.values[1]) for one in owed if one.values[1]])
    due = (_due(one, names.get(text_of(one.values[1]), "")) for one in owed)
    return tuple(sorted(due, key=lambda one: one.due_on))


def _dated(reading: Reading, until: date) -> tuple[Picked, ...]:
    return _awaited(reading, "report_due_on", Filter("report_due_on", "<=", until.isoformat()))


def _undated(reading: Reading, until: date) -> tuple[Picked, ...]:
    """Return the actions that nobody gave a day: theirs is that of the law."""
    last = until.year - 1 if due_by_law(until.year - 1) <= until else until.year - 2
    return _awaited(reading, "year", Filter("report_due_on", "empty"), Filter("year", "<=", last))


def _awaited(reading: Reading, order: str, *filters: Filter) -> tuple[Picked, ...]:
    """Return the latest actions that answer to filters and whose report did not come."""
    silent = Filter("financial_report_received_on", "empty")
    query = ListQuery("action", (*filters, silent), order=order, descending=True, limit=_MOST)
    return tuple(reading.pick(query, _FIELDS))


def task_for(due: ReportDue, who: str) -> dict[str, Any]:
    """Return the values of the task that asks for a report."""
    of = f" à {due.body}" if due.body else ""
    what = f"Demander le {_NAMED}{of}\u00a0: {due.title}"
    return {"what": what[:300], "who": who, "due_on": due.due_on.isoformat(), "about": due.action}


def _is_owed(one: Picked, paid: Collection[str]) -> bool:
    status = one.values[3]
    return status not in _SETTLED and (status in _OWED or one.id in paid)


def _paid(reading: Reading, found: Collection[Picked]) -> frozenset[str]:
    about = Filter("action", "in", tuple(one.id for one in found))
    granted = Filter("granted", ">", 0)
    rows = reading.pick(ListQuery("funding", (about, granted)), ("action", "status"))
    return frozenset(
        text_of(row.values[0]) for row in rows if row.values[1] != FundingStatus.REFUSED
    )


def _asked(reading: Reading, actions: Collection[str]) -> frozenset[str]:
    about = Filter("about", "in", tuple(actions))
    state = Filter("state", "in", OPEN)
    return frozenset(_named(reading.pick(ListQuery("task", (about, state)), ("about", "what"))))


def _named(tasks: Collection[Picked]) -> Iterator[str]:
    for task in tasks:
        about, what = task.values
        if _NAMED in text_of(what).casefold():
            yield text_of(about)


def _due(one: Picked, body: str) -> ReportDue:
    title, _, due, _, year = one.values
    day = day_of(due) or due_by_law(whole_of(year) or 0)
    return ReportDue(one.id, text_of(title), body, day)
