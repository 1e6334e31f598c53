"""The money of an organisation: all its actions, all their funders, what is due and when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.services.desk.plan import (
    GIVEN,
    STEPS,
    Action,
    Agreed,
    Amounts,
    Cents,
    Funding,
    plan,
)
from desktop.services.desk.reach import Reach
from desktop.services.reading import Reading

_NO_ACTION: Final = "Fonctionnement, sans action précise"
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


def money(reading: Reading, around: Reach, today: date, *, outside: bool = False) -> Money:
    """Return all the actions and fundings of an organisation, the latest year first.

    `outside` leaves out what stays in the team, and what is proposed before the decision.
    """
    found = plan(reading, around, outside=outside)
    return Money(tuple(_lines(found.actions, found.fundings, today)), found.agreements)


def total(all_amounts: Iterable[Amounts]) -> Amounts:
    """Return the sums of what is known, None where nothing is."""
    columns = list(zip(*all_amounts, strict=True)) or [()] * len(STEPS)
    first, second, third, fourth = (_sum(column) for column in columns)
    return first, second, third, fourth


def _lines(
    actions: Sequence[Action], fundings: Sequence[Funding], today: date
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
    actions: Sequence[Action],
    theirs: Sequence[Action],
    fundings: Sequence[Funding],
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
    action: Action, fundings: Sequence[Funding], today: date, *, again: bool
) -> MoneyLine:
    due, received = action.account
    given = any(f.status in GIVEN or f.amounts[2] for f in fundings)
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


def _funding_line(funding: Funding) -> MoneyLine:
    return MoneyLine(
        Level.FUNDING,
        funding.funder,
        funding.amounts,
        state=funding.state,
        record_id=funding.id,
    )


def _by_funder(fundings: Sequence[Funding]) -> Iterator[MoneyLine]:
    for funder in sorted({funding.funder for funding in fundings}):
        own = [funding for funding in fundings if funding.funder == funder]
        yield MoneyLine(Level.FUNDER, funder, total(funding.amounts for funding in own))


def _sum(values: Iterable[Cents]) -> Cents:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
