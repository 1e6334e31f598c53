"""An action seen by those who pay for it: who gives what, what it levers, what is accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.services.reading import Reading
from desktop.services.steering.linked import (
    MOST,
    Linked,
    linked,
    of_type,
    one_linked,
    pointing,
)
from desktop.services.stored_values import code_of, text_of, whole_of
from desktop.services.subsidies import asked, for_one_euro, granted, halves
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.action import Action
from sync.records.budget import Side, total
from sync.records.funding import AidForm, FunderType, FundingStatus
from sync.records.idea import Idea

_AMOUNTS = ("requested", "proposed", "granted", "paid")
_FIELDS = ("funder", "funder_type", "aid_form", "year", "status", *_AMOUNTS)


@dataclass(frozen=True, slots=True)
class FundingLine:
    """What one funder was asked, proposed, gave and paid; amounts in cents, None when unknown."""

    id: str
    funder: str
    funder_type: FunderType
    aid_form: AidForm
    year: int | None
    status: FundingStatus
    requested: int | None
    proposed: int | None
    granted: int | None
    paid: int | None


@dataclass(frozen=True, slots=True)
class Leverage:
    """What other financers give beside the politique de la ville; `asked` when from requests."""

    specific: int
    others: int
    asked: bool

    @property
    def for_one_euro(self) -> int:
        """Return what others give for one euro, in cents."""
        return for_one_euro(self.specific, self.others) or 0


@dataclass(frozen=True, slots=True)
class BudgetHalves:
    """The two halves of a budget, planned or actual, in cents."""

    expenses: int
    income: int

    @property
    def gap(self) -> int:
        """Return income less expenses."""
        return self.income - self.expenses


@dataclass(frozen=True, slots=True)
class Account:
    """A report that is due: when, when it came, how many days late it is today."""

    due_on: date | None
    received_on: date | None
    late: int


@dataclass(frozen=True, slots=True)
class FundedAction:
    """One action as its panel tells it."""

    action: Action
    fundings: tuple[FundingLine, ...]
    leverage: Leverage | None
    planned: BudgetHalves
    actual: BudgetHalves
    financial_report: Account
    visits: tuple[Linked, ...]
    evaluations: tuple[Linked, ...]
    decisions: tuple[Linked, ...]
    roots: tuple[Linked, ...]

    def sum_of(self, name: str) -> int:
        """Return the total of one amount (« granted »…) over all funders, in cents."""
        return sum(getattr(line, name) or 0 for line in self.fundings)


def funded_action(reading: Reading, action_id: str, today: date) -> FundedAction:
    """Return who pays for an action and what followed; raises NotFound."""
    action = of_type(reading, action_id, Action)
    fundings = funding_lines(reading, Filter("action", "=", action_id))
    return FundedAction(
        action,
        fundings,
        leverage(fundings),
        _halves(action, actual=False),
        _halves(action, actual=True),
        _account(action.report_due_on, action.financial_report_received_on, today),
        pointing(reading, "visit", "action", action_id),
        pointing(reading, "evaluation", "about", action_id),
        pointing(reading, "decision", "concerns", action_id),
        roots(reading, action),
    )


def funding_lines(reading: Reading, condition: Filter) -> tuple[FundingLine, ...]:
    """Return the fundings of a condition, the latest year first, with the names of the funders."""
    rows = reading.pick(ListQuery("funding", (condition,), limit=MOST), _FIELDS)
    names = reading.headings([text_of(row.values[0]) for row in rows if row.values[0]])
    return tuple(_line(row, names.get(text_of(row.values[0]), "")) for row in rows)


def leverage(lines: Sequence[FundingLine]) -> Leverage | None:
    """Return what one euro of State credits for the politique de la ville (P147) brings.

    Counted as the workbooks do, on what financers granted in money: neither own resources nor
    anything in kind; on what is asked, refusals left out, while nothing is granted yet. None when
    these credits have no part in the action.
    """
    for amount in (granted, _pending):
        specific, others = halves(lines, amount)
        if specific:
            return Leverage(specific, others, asked=amount is _pending)
    return None


def _pending(line: FundingLine) -> int | None:
    return None if line.status is FundingStatus.REFUSED else asked(line)


def roots(reading: Reading, action: Action) -> tuple[Linked, ...]:
    """Return where an action comes from, the first first: what was heard, then the idea."""
    idea = one_linked(reading, action.idea)
    if idea is None or idea.kind != Idea.kind:
        return ()
    heard = of_type(reading, idea.id, Idea).born_of
    return (*linked(reading, [heard] if heard else []), idea)


def _line(row: Picked, funder: str) -> FundingLine:
    _, kind, form, year, status, *amounts = row.values
    requested, proposed, granted, paid = map(whole_of, amounts)
    return FundingLine(
        row.id,
        funder,
        code_of(FunderType, kind, FunderType.PUBLIC_BODY),
        code_of(AidForm, form, AidForm.MONEY),
        whole_of(year),
        code_of(FundingStatus, status, FundingStatus.CONSIDERED),
        requested,
        proposed,
        granted,
        paid,
    )


def _halves(action: Action, *, actual: bool) -> BudgetHalves:
    expenses = total(action.budget, Side.EXPENSES, actual=actual)
    return BudgetHalves(expenses, total(action.budget, Side.INCOME, actual=actual))


def _account(due_on: date | None, received_on: date | None, today: date) -> Account:
    over = (today - due_on).days if due_on and not received_on else 0
    return Account(due_on, received_on, max(over, 0))
