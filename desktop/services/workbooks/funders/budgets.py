"""The budgets of the actions by line of the CERFA: foreseen, realised, part and gap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.export.content import As, Check, Column, Row, Sheet
from desktop.services.workbooks import columns
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.funders.subjects import is_in_kind
from desktop.services.workbooks.ledger import known
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.budget import Account, BudgetLine, Side
from sync.records.organisation import Organisation

BY_LINE: Final = "Budget par ligne"
BY_ACTION: Final = "Budget par action"
_ORDER: Final = {account: rank for rank, account in enumerate(Account)}
_EMPTY: Final = "Aucune action validée de ce périmètre n’a de budget par lignes."


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the budget of one action; `reported` when the action told what it realised."""

    action: Action
    line: BudgetLine
    reported: bool


@dataclass(frozen=True, slots=True)
class _Half:
    """A part of the CERFA table, with what its subtotal and its total are called."""

    side: Side
    subtotal: str
    in_kind: str
    total: str


_HALVES: Final = (
    _Half(
        Side.EXPENSES,
        "Total des charges (60 à 69 et charges indirectes)",
        "Total des emplois des contributions volontaires (86)",
        "Total général des charges",
    ),
    _Half(
        Side.INCOME,
        "Total des produits (70 à 79 et ressources propres)",
        "Total des contributions volontaires (87)",
        "Total général des produits",
    ),
)


def budgets_part(sources: Sources, recount: Recount) -> Part:
    """Return the CERFA table of all the actions, and the lines of each."""
    actions = sorted(sources.of(Action), key=lambda each: (each.year, each.code or ""))
    lines = [
        _Line(action, line, any(each.actual is not None for each in action.budget))
        for action in actions
        for line in sorted(action.budget, key=lambda each: _ORDER[each.account])
    ]
    checks = (
        Check("Budgets, prévision", recount.budget("planned"), BY_ACTION, "Prévision (€)"),
        Check("Budgets, réalisation", recount.budget("actual"), BY_ACTION, "Réalisation (€)"),
    )
    return Part((_by_line(lines), _by_action(sources, lines)), checks)


def _by_line(lines: Sequence[_Line]) -> Sheet:
    return Sheet(
        BY_LINE,
        "Budget prévisionnel et réalisé, par ligne du CERFA",
        "Les budgets de toutes les actions réunis, dans l’ordre du formulaire\u00a0; la part et"
        " l’écart ne comparent que les actions dont le bilan est saisi.",
        tuple(_line_columns()),
        [*_table(lines)] if lines else [],
        filters=False,
        when_empty=_EMPTY,
    )


def _table(lines: Sequence[_Line]) -> Iterator[Row]:
    for half in _HALVES:
        here = [each for each in lines if each.line.account.side is half.side]
        money = [each for each in here if not is_in_kind(each.line.account)]
        given = [each for each in here if is_in_kind(each.line.account)]
        yield from _accounts(half, money)
        yield _summed(half.side.label, "", half.subtotal, money)
        yield from _accounts(half, given)
        yield _summed(half.side.label, "", half.in_kind, given)
        yield _summed(half.side.label, "", half.total, here)


def _accounts(half: _Half, lines: Sequence[_Line]) -> Iterator[Row]:
    met = {each.line.account for each in lines}
    for account in sorted(met, key=_ORDER.__getitem__):
        found = [each for each in lines if each.line.account is account]
        yield _summed(half.side.label, account.value, account.label, found)


def _summed(side: str, code: str, label: str, lines: Sequence[_Line]) -> Row:
    reported = [each.line for each in lines if each.reported]
    foreseen = _total(line.planned for line in reported)
    realised = _total(line.actual for line in reported)
    return (
        side,
        code,
        label,
        len({each.action.id for each in lines}),
        _total(each.line.planned for each in lines),
        foreseen,
        realised,
        share(realised, foreseen),
        realised - foreseen,
    )


def _line_columns() -> Iterator[Column]:
    yield Column(
        "Partie", As.TEXT, "Charges ou produits.", origin="action.budget.account", width=10
    )
    yield from _account_columns()
    yield columns.count(
        "Actions", "Les actions qui ont cette ligne.", "action.budget.account", total=False
    )
    for title, meaning, form in (
        (
            "Prévision",
            "Ce que toutes les actions prévoient.",
            "CERFA 12156 et 15059\u00a0: prévision",
        ),
        (
            "Prévision des bilans saisis",
            "Ce que ces actions seules prévoyaient.",
            "",
        ),
        ("Réalisation", "Ce que les bilans saisis constatent.", "CERFA 15059\u00a0: réalisation"),
    ):
        field = "actual" if title == "Réalisation" else "planned"
        yield columns.euros(title, meaning, f"action.budget.{field}", form, total=False)
    yield columns.part(
        "Réalisation / prévision",
        "La part réalisée de ce que prévoyaient les mêmes actions.",
        "calcul\u00a0: action.budget.actual / action.budget.planned",
    )
    yield columns.euros(
        "Écart",
        "Réalisation moins prévision, pour les mêmes actions.",
        "calcul\u00a0: action.budget.actual − action.budget.planned",
        "CERFA 15059, 3\u00a0: écarts",
        total=False,
    )


def _account_columns() -> Iterator[Column]:
    yield Column(
        "Compte",
        As.CODE,
        "Le compte du formulaire, avec le suffixe de DAUPHIN\u00a0; vide sur une ligne de total.",
        origin="action.budget.account",
        form="CERFA 12156 et 15059\u00a0; DAUPHIN\u00a0: plan de financement",
        width=20,
    )
    yield Column(
        "Ligne",
        As.TEXT,
        "Le libellé de la ligne du formulaire.",
        origin="action.budget.account",
        form="CERFA 12156 et 15059",
        width=46,
        listed="Ligne",
    )


def _by_action(sources: Sources, lines: Sequence[_Line]) -> Sheet:
    return Sheet(
        BY_ACTION,
        "Les budgets action par action",
        "Une ligne par action et par ligne du CERFA, dans l’ordre du formulaire.",
        tuple(_action_columns()),
        [_action_row(sources, each) for each in lines],
        references=[each.action.id for each in lines],
        when_empty=_EMPTY,
    )


def _action_columns() -> Iterator[Column]:
    yield columns.reference()
    yield columns.year()
    yield columns.body()
    yield columns.title()
    yield Column(
        "Partie", As.TEXT, "Charges ou produits.", origin="action.budget.account", width=10
    )
    yield from _account_columns()
    yield Column(
        "Précision",
        As.TEXT,
        "Ce que la ligne recouvre.",
        origin="action.budget.name",
        width=22,
        written=True,
    )
    yield columns.euros("Prévision", "Le montant prévu.", "action.budget.planned", "CERFA 12156")
    yield columns.euros(
        "Réalisation",
        "Le montant constaté\u00a0; vide tant que le bilan n’est pas saisi.",
        "action.budget.actual",
        "CERFA 15059",
    )
    yield columns.euros("Écart", "Réalisation moins prévision.", "calcul", "CERFA 15059, 3")


def _action_row(sources: Sources, each: _Line) -> Row:
    action, line = each.action, each.line
    body = sources.get(Organisation, action.organisation)
    gap = None if line.planned is None or line.actual is None else line.actual - line.planned
    return (
        action.dauphin_reference or action.code or "",
        action.year,
        body.name if body else "",
        action.title,
        line.account.side.label,
        line.account.value,
        line.account.label,
        line.name or "",
        line.planned,
        line.actual,
        gap,
    )


def _total(amounts: Iterable[int | None]) -> int:
    return known(amounts) or 0
