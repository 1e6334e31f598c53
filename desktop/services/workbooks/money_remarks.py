"""What a finance officer would ask about before reading on: gaps and amounts that do not fit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, TypeVar

from desktop.export.content import Remark
from desktop.services.subsidies import VOTED, granted
from desktop.services.workbooks.figures import several
from desktop.services.workbooks.ledger import Ledger, known
from sync.records.action import Action
from sync.records.action_status import DauphinStatus
from sync.records.budget import Side, total
from sync.records.funding import Funding, FundingStatus
from sync.records.organisation import Organisation

RecordT = TypeVar("RecordT", Action, Funding)

_HAS_NO_COST: Final = frozenset({DauphinStatus.NOT_ADMISSIBLE, DauphinStatus.REJECTED})


def remark(records: Iterable[str], one: str, many: str) -> Iterator[Remark]:
    """Yield « 5 actions sans coût réalisé. » with the records, or nothing when there is none."""
    found = tuple(dict.fromkeys(records))
    if found:
        yield Remark(f"{several(len(found), one, many)}.", found)


def action_remarks(actions: Sequence[Action], today: date) -> Iterator[Remark]:
    """Yield what is missing or does not balance in the actions."""
    kept = [each for each in actions if each.status not in _HAS_NO_COST]
    over = [each for each in kept if each.ends_on and each.ends_on < today]
    yield from _about(
        kept, lambda a: a.planned_cost is None, "action sans coût prévu", "actions sans coût prévu"
    )
    yield from _about(
        over,
        lambda a: a.actual_cost is None,
        "action terminée sans coût réalisé",
        "actions terminées sans coût réalisé",
    )
    yield from _about(kept, lambda a: not a.theme, "action sans thème", "actions sans thème")
    yield from _about(
        kept,
        lambda a: not a.neighbourhoods,
        "action sans quartier concerné",
        "actions sans quartier concerné",
    )
    yield from _about(
        over,
        lambda a: not any(line.actual is not None for line in a.audience),
        "action terminée sans public touché",
        "actions terminées sans public touché",
    )
    yield from _budget_remarks(kept)


def _budget_remarks(actions: Sequence[Action]) -> Iterator[Remark]:
    for actual, which in ((False, "prévu"), (True, "réalisé")):
        yield from remark(
            (each.id for each in actions if _unbalanced(each, actual=actual)),
            f"budget {which} dont les charges et les produits diffèrent",
            f"budgets {which}s dont les charges et les produits diffèrent",
        )
    yield from _about(
        actions,
        lambda a: a.planned_cost not in (None, total(a.budget, Side.EXPENSES)) and bool(a.budget),
        "action dont le coût prévu n’est pas le total des charges",
        "actions dont le coût prévu n’est pas le total des charges",
    )


def line_remarks(ledger: Ledger) -> Iterator[Remark]:
    """Yield the amounts that do not follow one another, and the lines whose action is not told."""
    lines = ledger.followed
    yield from _about(
        lines,
        lambda f: f.requested is not None and (granted(f) or 0) > f.requested,
        "montant accordé plus grand que la demande",
        "montants accordés plus grands que la demande",
    )
    yield from _about(
        lines,
        lambda f: f.status in VOTED and f.granted is None,
        "financement voté sans montant accordé",
        "financements votés sans montant accordé",
    )
    yield from _about(
        lines,
        lambda f: f.status not in VOTED and bool(f.granted),
        "montant accordé saisi sur un financement qui n’est pas voté, et non compté",
        "montants accordés saisis sur des financements qui ne sont pas votés, et non comptés",
    )
    yield from _about(
        lines,
        lambda f: (f.paid or 0) > (f.granted or 0) and f.status is not FundingStatus.REFUSED,
        "montant versé plus grand que l’accordé",
        "montants versés plus grands que l’accordé",
    )
    yield from _about(
        _of_another_year(ledger),
        lambda _f: True,
        "financement d’un autre exercice que son action",
        "financements d’un autre exercice que leur action",
    )
    yield from _about(
        ledger.orphans,
        lambda _f: True,
        "financement laissé de côté\u00a0: son action n’est pas validée ou reste confidentielle",
        "financements laissés de côté\u00a0: leur action n’est pas validée ou reste confidentielle",
    )


def _of_another_year(ledger: Ledger) -> Iterator[Funding]:
    """Yield the lines that are not in the workbook of the year of their action, or the reverse."""
    sources = ledger.sources
    actions = {action.id: action for action in sources.anywhen(Action)}
    for line in sources.anywhen(Funding):
        action = actions.get(line.action or "")
        if action is None or action.year == line.year:
            continue
        if sources.in_period(line) or sources.in_period(action):
            yield line


def covered_remarks(actions: Sequence[Action], ledger: Ledger) -> Iterator[Remark]:
    """Yield the actions that are granted more than they cost."""
    yield from _about(
        actions,
        lambda a: (
            a.planned_cost is not None
            and (known(map(granted, ledger.of_action(a.id))) or 0) > a.planned_cost
        ),
        "action qui reçoit plus que son coût prévu",
        "actions qui reçoivent plus que leur coût prévu",
    )


def body_remarks(bodies: Iterable[Organisation | None]) -> Iterator[Remark]:
    """Yield the bodies that receive money without any official number."""
    known_bodies = {body.id: body for body in bodies if body is not None}
    missing = [body for body in known_bodies.values() if not body.siret]
    yield from remark(
        (body.id for body in missing),
        "SIRET de structure manquant",
        "SIRET de structure manquants",
    )


def _unbalanced(action: Action, *, actual: bool) -> bool:
    expenses = total(action.budget, Side.EXPENSES, actual=actual)
    return expenses != total(action.budget, Side.INCOME, actual=actual)


def _about(
    records: Iterable[RecordT], wrong: Callable[[RecordT], bool], one: str, many: str
) -> Iterator[Remark]:
    yield from remark((each.id for each in records if wrong(each)), one, many)
