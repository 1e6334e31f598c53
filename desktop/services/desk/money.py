"""The money of an organisation: all its actions, all their funders, what is due and when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.services.desk.entries import Labels
from desktop.services.desk.reach import OUTSIDE, Reach, pick_any, within
from desktop.services.reading import Reading
from desktop.store.picking import Picked
from desktop.store.query import Filter
from sync.operations.operation import Value
from sync.records.funding import FundingStatus

STEPS: Final = ("requested", "proposed", "granted", "paid")
_GIVEN: Final = {FundingStatus.VOTED, FundingStatus.PAID, FundingStatus.SETTLED}
_DECIDED: Final = _GIVEN | {FundingStatus.REFUSED}
_NO_ACTION: Final = "Fonctionnement, sans action précise"
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
_NONE: Final[Amounts] = (None, None, None, None)


class Level(StrEnum):
    """What a line of the table sums up."""

    YEAR = "year"
    ACTION = "action"
    FUNDING = "funding"
    FUNDER = "funder"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Account:
    """The financial report of an action: when it is due, when it came."""

    due: date | None = None
    received: date | None = None
    late: bool = False

    @property
    def sentence(self) -> str:
        """Say where the report is; empty when none is due."""
        if self.received is not None:
            return f"reçu le {self.received:%d/%m/%Y}"
        if self.due is None:
            return ""
        return f"{'en retard, était dû' if self.late else 'dû'} le {self.due:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line: amounts in cents, None where nothing is known; `record_id` opens a record."""

    level: Level
    name: str
    amounts: Amounts = _NONE
    cost: Cents = None
    state: str = ""
    account: Account = Account()
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement over several years (CPO), and what it plans for each of them."""

    id: str
    title: str
    years: tuple[int, int]
    yearly: tuple[tuple[int, int], ...]
    evaluation_due: date | None


@dataclass(frozen=True, slots=True)
class Money:
    """The whole table, and the agreements above it."""

    lines: tuple[MoneyLine, ...]
    agreements: tuple[Agreed, ...]

    @property
    def accounts(self) -> tuple[MoneyLine, ...]:
        """Return the actions whose financial report is still to come, the soonest due first."""
        awaited = (
            (each.account.due, each)
            for each in self.lines
            if each.account.due is not None and each.account.received is None
        )
        return tuple(each for _, each in sorted(awaited, key=lambda pair: pair[0]))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is known of the money."""
        return not self.lines and not self.agreements


@dataclass(frozen=True, slots=True)
class _Action:
    id: str
    year: int
    title: str
    state: str
    cost: Cents
    account: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class _Funding:
    id: str
    year: int
    action: str
    funder: str
    status: str
    state: str
    amounts: Amounts
    sort: str


def money(reading: Reading, around: Reach, today: date, *, outside: bool = False) -> Money:
    """Return all the actions and fundings of an organisation, the latest year first.

    `outside` leaves out what stays in the team, and what is proposed before the decision.
    """
    also = OUTSIDE if outside else ()
    labels = Labels(reading)
    own = Filter("organisation", "=", around.organisation)
    actions = [
        _action(labels, picked)
        for picked in pick_any(reading, "action", (own,), _ACTION, also=also)
    ]
    asked = (own, within("action", around.actions))
    found = pick_any(reading, "funding", asked, _FUNDING, also=also)
    names = reading.headings({str(p.values[2]) for p in found if p.values[2]})
    fundings = [_funding(labels, names, picked) for picked in found]
    if outside:
        fundings = list(_told_outside(reading, fundings, around, actions))
    agreements = pick_any(reading, "agreement", (own,), _AGREEMENT, also=also)
    return Money(
        tuple(_lines(actions, fundings, today)),
        tuple(map(_agreed, agreements)),
    )


def _told_outside(
    reading: Reading, fundings: Iterable[_Funding], around: Reach, actions: Iterable[_Action]
) -> Iterator[_Funding]:
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


def total(all_amounts: Iterable[Amounts]) -> Amounts:
    """Return the sums of what is known, None where nothing is."""
    columns = list(zip(*all_amounts, strict=True)) or [()] * len(STEPS)
    first, second, third, fourth = (_sum(column) for column in columns)
    return first, second, third, fourth


def _lines(
    actions: Sequence[_Action], fundings: Sequence[_Funding], today: date
) -> Iterator[MoneyLine]:
    years = sorted({a.year for a in actions} | {f.year for f in fundings}, reverse=True)
    for year in years:
        own = [each for each in fundings if each.year == year]
        theirs = [each for each in actions if each.year == year]
        cost = _sum(action.cost for action in theirs)
        yield MoneyLine(Level.YEAR, str(year), total(f.amounts for f in own), cost)
        yield from _of_the_year(actions, theirs, own, today)
    if len({funding.funder for funding in fundings}) > 1:
        yield from _by_funder(fundings)
    if len(years) > 1:
        yield MoneyLine(
            Level.TOTAL,
            "Total, toutes années",
            total(funding.amounts for funding in fundings),
            _sum(action.cost for action in actions),
        )


def _of_the_year(
    actions: Sequence[_Action],
    theirs: Sequence[_Action],
    fundings: Sequence[_Funding],
    today: date,
) -> Iterator[MoneyLine]:
    paid_for = {funding.action for funding in fundings}
    others = [a for a in actions if a.id in paid_for and a not in theirs]
    for action in sorted([*theirs, *others], key=lambda each: each.title):
        own = [funding for funding in fundings if funding.action == action.id]
        yield _action_line(action, own, today, again=action in others)
        yield from map(_funding_line, own)
    known = {action.id for action in actions}
    rest = [funding for funding in fundings if funding.action not in known]
    if rest:
        yield MoneyLine(Level.ACTION, _NO_ACTION, total(f.amounts for f in rest))
        yield from map(_funding_line, rest)


def _action_line(
    action: _Action, fundings: Sequence[_Funding], today: date, *, again: bool
) -> MoneyLine:
    due, received = action.account
    given = any(f.status in _GIVEN or f.amounts[2] for f in fundings)
    wanted = due if given or not fundings else None
    late = wanted is not None and received is None and wanted < today
    return MoneyLine(
        Level.ACTION,
        f"{action.title} (exercice {action.year})" if again else action.title,
        total(funding.amounts for funding in fundings),
        None if again else action.cost,
        action.state,
        Account() if again else Account(wanted, received, late),
        action.id,
    )


def _funding_line(funding: _Funding) -> MoneyLine:
    return MoneyLine(
        Level.FUNDING,
        funding.funder,
        funding.amounts,
        state=funding.state,
        record_id=funding.id,
    )


def _by_funder(fundings: Sequence[_Funding]) -> Iterator[MoneyLine]:
    for funder in sorted({funding.funder for funding in fundings}):
        own = [funding for funding in fundings if funding.funder == funder]
        yield MoneyLine(Level.FUNDER, funder, total(funding.amounts for funding in own))


def _action(labels: Labels, picked: Picked) -> _Action:
    year, title, status, planned, actual, due, received = picked.values
    return _Action(
        picked.id,
        _whole(year) or 0,
        str(title or ""),
        labels.of("action", "status", status),
        _whole(actual) if actual is not None else _whole(planned),
        (_day(due), _day(received)),
    )


def _funding(labels: Labels, names: Mapping[str, str], picked: Picked) -> _Funding:
    year, action, funder, funder_type, status, *steps = picked.values
    requested, proposed, granted, paid = map(_whole, steps)
    sort = labels.of("funding", "funder_type", funder_type)
    return _Funding(
        picked.id,
        _whole(year) or 0,
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
    for line in amounts if isinstance(amounts, list) else []:
        if isinstance(line, dict):
            year, amount = _whole(line.get("year")), _whole(line.get("amount"))
            if year is not None and amount is not None:
                yearly[year] = yearly.get(year, 0) + amount
    years = (_whole(first) or 0, _whole(last) or 0)
    return Agreed(picked.id, str(title or ""), years, tuple(sorted(yearly.items())), _day(due))


def _sum(values: Iterable[Cents]) -> Cents:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _whole(value: Value) -> Cents:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _day(value: Value) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
