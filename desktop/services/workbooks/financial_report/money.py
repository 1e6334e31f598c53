"""The second part of the CERFA 15059: charges and income, foreseen and done, and the subsidies."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Check, Column, Row, Sheet
from desktop.services.workbooks.financial_report.budget import (
    Amounts,
    added,
    in_money,
    of_side,
    synthesis,
)
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.budget import BudgetLine, Side, total
from sync.records.french import euros, number
from sync.records.funding import AidForm, Funding, FundingStatus

SYNTHESIS: Final = "Tableau de synthèse"
SUBSIDIES: Final = "Subventions"
_FORM: Final = "CERFA 15059, 2. Tableau de synthèse"
_TITLES: Final = {Side.EXPENSES: "Charges", Side.INCOME: "Produits"}


def summary(action: Action, subsidies: Sequence[Funding]) -> Sheet:
    """Return the table of the form: the groups of accounts of both halves and their totals."""
    rows = tuple(row for side in Side for row in _groups(action, side))
    columns = (
        Column("Côté", As.TEXT, "Charges ou produits.", form=_FORM),
        Column("Poste", As.TEXT, "Le compte du formulaire, ou un total.", form=_FORM, width=46),
        *_amounts(),
    )
    said = " ".join(_part(one, action) for one in subsidies) or (
        "Aucune subvention accordée n’est saisie pour cette action."
    )
    return Sheet(
        SYNTHESIS,
        "2. Tableau de synthèse",
        said,
        columns,
        rows,
        filters=False,
        references=(action.id,) * len(rows),
        when_empty="Aucune ligne de budget n’est saisie.",
    )


def detail(action: Action, side: Side) -> Sheet:
    """Return every line of one half of the budget, with a total that follows the filters."""
    lines = of_side(action.budget, side)
    rows = tuple(_line(line) for line in lines)
    columns = (
        Column("Compte", As.TEXT, "La ligne du CERFA 12156.", form=_FORM, width=46),
        Column("Précision", As.TEXT, "Ce que la ligne recouvre.", written=True, width=30),
        *_amounts(totals=True),
    )
    title = _TITLES[side]
    return Sheet(
        title,
        f"2. {title} de l’action, ligne par ligne",
        "Les contributions volontaires (comptes 86 et 87) sont comprises dans le total.",
        columns,
        rows,
        references=(action.id,) * len(rows),
        when_empty="Aucune ligne de budget n’est saisie.",
    )


def checks(action: Action) -> Iterator[Check]:
    """Yield the totals of both halves, foreseen and done."""
    for side in Side:
        for actual, column in ((False, "Prévision"), (True, "Réalisation")):
            word = "réalisation" if actual else "prévision"
            title = _TITLES[side]
            yield Check(
                f"{title}, {word}", total(action.budget, side, actual=actual), title, column
            )


def granted(sources: Sources, action: Action) -> tuple[Funding, ...]:
    """Return the subsidies in money that were granted to an action, the largest first."""
    found = (one for one in sources.anywhen(Funding) if one.action == action.id)
    kept = [one for one in found if one.year == action.year and _is_granted(one)]
    return tuple(sorted(kept, key=lambda one: (-(one.granted or 0), one.id)))


def subsidies(sources: Sources, action: Action, lines: Sequence[Funding]) -> Sheet:
    """Return who gave what, and the part of each in the income."""
    income = income_of(action)
    rows: tuple[Row, ...] = tuple(
        (
            sources.name(one.funder) or one.funder_type.label,
            one.funder_type.label,
            one.granted,
            one.paid,
            _share(one, income),
            one.decided_on,
            one.decision_reference or "",
        )
        for one in lines
    )
    return Sheet(
        SUBSIDIES,
        "2. Part de chaque subvention",
        f"Sur le total des produits {_which(action)}, sans les contributions volontaires.",
        _SUBSIDY_COLUMNS,
        rows,
        references=tuple(one.id for one in lines),
        when_empty="Aucune subvention accordée n’est saisie pour cette action.",
    )


def income_of(action: Action) -> int:
    """Return the total of the income in money: done when it is known, else foreseen."""
    amounts = added(in_money(action.budget, Side.INCOME))
    return amounts.actual or amounts.planned or 0


_SUBSIDY_COLUMNS: Final = (
    Column("Financeur", As.TEXT, "L’organisme qui a accordé la subvention.", width=36),
    Column("Type", As.TEXT, "La ligne 74 du budget où elle s’inscrit.", width=34),
    Column(*("Accordé", As.EUROS, "Le montant voté.", "€", "funding.granted", _FORM), total=True),
    Column("Versé", As.EUROS, "Le montant reçu.", "€", "funding.paid", total=True),
    Column("Part des produits", As.SHARE, "Accordé / total des produits.", form=_FORM),
    Column(
        "Date de décision", As.DAY, "Le jour du vote ou de l’arrêté.", origin="funding.decided_on"
    ),
    Column(
        "Référence", As.CODE, "La délibération ou l’arrêté.", origin="funding.decision_reference"
    ),
)


def _is_granted(one: Funding) -> bool:
    money = one.aid_form is AidForm.MONEY and one.status is not FundingStatus.REFUSED
    return money and bool(one.granted)


def _share(one: Funding, income: int) -> float | None:
    return (one.granted or 0) / income if income else None


def _part(one: Funding, action: Action) -> str:
    """Return the sentence of the form for one subsidy."""
    amount, part = euros(one.granted or 0), _share(one, income_of(action))
    if part is None:
        return (
            f"La subvention de {amount} ({one.funder_type.label})\u00a0: sa part reste à calculer, "
            "le total des produits n’est pas saisi."
        )
    return (
        f"La subvention de {amount} ({one.funder_type.label}) représente "
        f"{number(round(100 * part, 1))}\u00a0% du total des produits {_which(action)}."
    )


def _which(action: Action) -> str:
    return "réalisés" if added(in_money(action.budget, Side.INCOME)).actual else "prévus"


def _groups(action: Action, side: Side) -> Iterator[Row]:
    lines = list(synthesis(action.budget, side)) if action.budget else []
    for line in lines:
        yield (_TITLES[side], line.title, *_cells(line.amounts))


def _line(line: BudgetLine) -> Row:
    amounts = Amounts(line.planned, line.actual)
    return (line.account.label, line.name or "", *_cells(amounts))


def _cells(amounts: Amounts) -> Row:
    return (amounts.planned, amounts.actual, amounts.gap, amounts.share)


def _amounts(*, totals: bool = False) -> tuple[Column, ...]:
    return (
        Column(
            *("Prévision", As.EUROS, "Le montant prévu.", "€", "action.budget.planned", _FORM),
            total=totals,
        ),
        Column(
            *("Réalisation", As.EUROS, "Le montant constaté.", "€", "action.budget.actual", _FORM),
            total=totals,
        ),
        Column("Écart", As.EUROS, "Réalisation moins prévision.", "€", total=totals),
        Column("%", As.SHARE, "Réalisation / prévision.", form=_FORM),
    )
