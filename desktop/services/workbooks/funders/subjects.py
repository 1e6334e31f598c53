"""What is paid for: the actions, and the running of bodies, with what is still to find."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from desktop.services.subsidies import granted
from desktop.services.workbooks.ledger import Ledger, known
from desktop.services.workbooks.sources import Sources
from desktop.store.folding import folded
from sync.records.action import Action
from sync.records.budget import Account, BudgetLine, Side
from sync.records.funding import FunderType, Funding
from sync.records.organisation import Organisation

_SUBSIDIES: Final = "74"
_IN_KIND: Final = ("86", "87")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is paid for in a year: an action, or the running of a body when there is none."""

    action: Action | None
    body: Organisation | None
    year: int
    lines: tuple[Funding, ...]

    @property
    def reference(self) -> str:
        """Return the reference of the file; "" for the running of a body."""
        return (self.action.dauphin_reference or self.action.code or "") if self.action else ""

    @property
    def title(self) -> str:
        """Return the title of the action, or what the line pays for."""
        return self.action.title if self.action else "Fonctionnement global"

    @property
    def record(self) -> str:
        """Return the id of the record to look at."""
        return self.action.id if self.action else (self.body.id if self.body else "")


def subjects(sources: Sources, ledger: Ledger) -> tuple[Subject, ...]:
    """Return the actions of the period and all that a line of the period pays for."""
    found: defaultdict[tuple[str, int], list[Funding]] = defaultdict(list)
    for line in ledger.lines:
        body = ledger.body_of(line)
        found[line.action or (body.id if body else line.id), line.year].append(line)
    for action in sources.of(Action):
        found.setdefault((action.id, action.year), [])
    made = (_subject(sources, ledger, *key, tuple(lines)) for key, lines in found.items())
    return tuple(sorted(made, key=_rank))


@dataclass(frozen=True, slots=True)
class Missing:
    """What an action costs in money, what it has besides subsidies, what is still to find."""

    cost: int | None = None
    income: int | None = None
    to_find: int | None = None


def missing(subject: Subject, ledger: Ledger) -> Missing:
    """Return what an action still misses, in cents; nothing for the running of a body."""
    action = subject.action
    if action is None or action.planned_cost is None or action.year != subject.year:
        return Missing()
    given = sum(line.planned or 0 for line in action.budget if _is_in_kind(line, Side.EXPENSES))
    income = sum(line.planned or 0 for line in action.budget if _is_other_income(line))
    if not any(line.account.side is Side.INCOME for line in action.budget):
        income = _own(action, ledger)
    cost = action.planned_cost - given
    return Missing(cost, income, cost - income - (known(map(granted, subject.lines)) or 0))


def is_in_kind(account: Account) -> bool:
    """Tell whether a line of a budget is an estimate: voluntary contributions, 86 and 87."""
    return account.value.startswith(_IN_KIND)


def _is_in_kind(line: BudgetLine, side: Side) -> bool:
    return line.account.side is side and is_in_kind(line.account)


def _is_other_income(line: BudgetLine) -> bool:
    account = line.account
    subsidy = account.value.startswith(_SUBSIDIES)
    return account.side is Side.INCOME and not subsidy and not is_in_kind(account)


def _own(action: Action, ledger: Ledger) -> int:
    """Return the body's own money when no budget tells it."""
    own = FunderType.OWN_RESOURCES
    lines = (each for each in ledger.apart if each.action == action.id)
    return sum((each.granted or each.requested or 0) for each in lines if each.funder_type is own)


def _subject(
    sources: Sources, ledger: Ledger, key: str, year: int, lines: tuple[Funding, ...]
) -> Subject:
    action = sources.get(Action, key)
    body = sources.get(Organisation, action.organisation) if action else None
    if action is None and lines:
        body = ledger.body_of(lines[0])
    return Subject(action, body, year, lines)


def _rank(subject: Subject) -> tuple[int, bool, str, str]:
    body = subject.body
    return subject.year, body is None, folded(body.name) if body else "", subject.reference
