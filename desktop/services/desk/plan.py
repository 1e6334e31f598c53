"""What is read of the money of an organisation: its actions, its fundings, its agreements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop.services.desk.entries import Labels
from desktop.services.desk.reach import OUTSIDE, Reach, pick_any, within
from desktop.services.reading import Reading
from desktop.services.stored_values import day_of, lines_of, whole_of
from desktop.store.picking import Picked
from desktop.store.query import Filter
from sync.records.funding import FundingStatus

STEPS: Final = ("requested", "proposed", "granted", "paid")
GIVEN: Final = frozenset({FundingStatus.VOTED, FundingStatus.PAID, FundingStatus.SETTLED})
_DECIDED: Final = GIVEN | {FundingStatus.REFUSED}
_ACTION: Final = (
    "year",
    "title",
    "status",
    "planned_cost",
    "actual_cost",
    "report_due_on",
    "financial_report_received_on",
)
_AGREEMENT: Final = ("title", "first_year", "last_year", "amounts", "evaluation_due_on")
_FUNDING: Final = ("year", "action", "funder", "funder_type", "status", *STEPS)

Cents = int | None
Amounts = tuple[Cents, Cents, Cents, Cents]


@dataclass(frozen=True, slots=True)
class Action:
    id: str
    year: int
    title: str
    state: str
    cost: Cents
    account: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Funding:
    id: str
    year: int
    action: str
    funder: str
    status: str
    state: str
    amounts: Amounts
    sort: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement over several years (CPO), and what it plans for each of them."""

    id: str
    title: str
    years: tuple[int, int]
    yearly: tuple[tuple[int, int], ...]
    evaluation_due: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is read."""

    actions: tuple[Action, ...]
    fundings: tuple[Funding, ...]
    agreements: tuple[Agreed, ...]


def plan(reading: Reading, around: Reach, *, outside: bool) -> Plan:
    """Read the money of an organisation.

    `outside` leaves out what stays in the team, and what is proposed before the decision.
    """
    also = OUTSIDE if outside else ()
    labels = Labels(reading)
    own = Filter("organisation", "=", around.organisation)
    known = pick_any(reading, "action", (own,), _ACTION, also=also)
    actions = tuple(_action(labels, picked) for picked in known)
    asked = (own, within("action", around.actions))
    found = pick_any(reading, "funding", asked, _FUNDING, also=also)
    names = reading.headings({str(p.values[2]) for p in found if p.values[2]})
    fundings = tuple(_funding(labels, names, picked) for picked in found)
    if outside:
        fundings = tuple(_told_outside(reading, fundings, around, actions))
    agreements = pick_any(reading, "agreement", (own,), _AGREEMENT, also=also)
    return Plan(actions, fundings, tuple(map(_agreed, agreements)))


def _told_outside(
    reading: Reading, fundings: Iterable[Funding], around: Reach, actions: Iterable[Action]
) -> Iterator[Funding]:
    """Yield the fundings whose action may be told, without the proposals still under review."""
    hidden = set(around.actions) - {action.id for action in actions}
    named = {picked.heading for picked in pick_any(reading, "partner", OUTSIDE, ())}
    for funding in fundings:
        if funding.action in hidden:
            continue
        requested, proposed, granted, paid = funding.amounts
        if funding.status not in _DECIDED:
            proposed = None
        told = funding.funder in named
        yield replace(
            funding,
            amounts=(requested, proposed, granted, paid),
            funder=funding.funder if told else funding.sort,
        )


def _action(labels: Labels, picked: Picked) -> Action:
    year, title, status, planned, actual, due, received = picked.values
    return Action(
        picked.id,
        whole_of(year) or 0,
        str(title or ""),
        labels.of("action", "status", status),
        whole_of(actual) if actual is not None else whole_of(planned),
        (day_of(due), day_of(received)),
    )


def _funding(labels: Labels, names: Mapping[str, str], picked: Picked) -> Funding:
    year, action, funder, funder_type, status, *steps = picked.values
    requested, proposed, granted, paid = map(whole_of, steps)
    sort = labels.of("funding", "funder_type", funder_type)
    return Funding(
        picked.id,
        whole_of(year) or 0,
        str(action or ""),
        names.get(str(funder), "") or sort,
        str(status or ""),
        labels.of("funding", "status", status),
        (requested, proposed, granted, paid),
        sort,
    )


def _agreed(picked: Picked) -> Agreed:
    title, first, last, amounts, due = picked.values
    yearly: dict[int, int] = {}
    for line in lines_of(amounts):
        year, amount = whole_of(line.get("year")), whole_of(line.get("amount"))
        if year is not None and amount is not None:
            yearly[year] = yearly.get(year, 0) + amount
    years = (whole_of(first) or 0, whole_of(last) or 0)
    return Agreed(picked.id, str(title or ""), years, tuple(sorted(yearly.items())), day_of(due))
