"""The crossed plan: what each action asks of each financer, what each grants, what is missing."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from desktop.export.content import Check, Column, Row, Sheet
from desktop.services.subsidies import asked, granted
from desktop.services.workbooks import columns
from desktop.services.workbooks.funders.payers import Payer, payers
from desktop.services.workbooks.funders.subjects import Subject, missing
from desktop.services.workbooks.ledger import Ledger, known
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import Recount
from sync.records.funding import Funding

ASKED: Final = "Plan croisé demandé"
GRANTED: Final = "Plan croisé accordé"
OTHERS: Final = "Autres financeurs"
TOTAL_ASKED: Final = "Total demandé"
TOTAL_GRANTED: Final = "Total accordé"


def grid_part(ledger: Ledger, found: Sequence[Subject], recount: Recount) -> Part:
    """Return the plan of what is asked, and that of what is granted with what is missing."""
    scope = ledger.sources.scope
    grid = _Grid(
        payers(ledger, ledger.followed), filtered=bool(scope.funders or scope.funder_types)
    )
    plan_asked = _sheet(
        ASKED,
        "Ce que chaque action demande à chaque financeur",
        (*_named(), *grid.columns(_ASKED_WORDS)),
        found,
        lambda each: (*_names(each), *grid.row(each, asked)),
    )
    plan_granted = _sheet(
        GRANTED,
        "Ce que chaque financeur accorde, et ce qui reste à financer",
        (*_named(), *grid.columns(_GRANTED_WORDS), *_missing_columns()),
        found,
        lambda each: (*_names(each), *grid.row(each, granted), *_missing(each, ledger)),
    )
    checks = (
        Check("Demandé à tous les financeurs", recount.requested(), ASKED, f"{TOTAL_ASKED} (€)"),
        Check(
            "Accordé par tous les financeurs", recount.granted(), GRANTED, f"{TOTAL_GRANTED} (€)"
        ),
    )
    return Part((plan_asked, plan_granted), checks)


_ASKED_WORDS: Final = ("demandé", "funding.requested", TOTAL_ASKED)
_GRANTED_WORDS: Final = ("accordé", "funding.granted", TOTAL_GRANTED)


class _Grid:
    """One column for each financer, one for those outside the filter, and the total."""

    def __init__(self, shown: Sequence[Payer], *, filtered: bool) -> None:
        self._shown = shown
        self._filtered = filtered
        self._place = {line.id: at for at, payer in enumerate(shown) for line in payer.lines}

    def columns(self, words: tuple[str, str, str]) -> Iterator[Column]:
        what, origin, total = words
        for payer in self._shown:
            yield columns.euros(
                payer.title,
                f"Ce qui est {what}\u00a0: {payer.funder_type.label}.",
                origin,
                "CERFA 12156\u00a0: produits, compte 74",
            )
        if self._filtered:
            meaning = f"Ce qui est {what}, financeurs hors du filtre réunis."
            yield columns.euros(OTHERS, meaning, origin)
        yield columns.euros(total, f"Tout ce qui est {what}, en numéraire.", origin)

    def row(self, subject: Subject, amount: Callable[[Funding], int | None]) -> Row:
        cells: list[list[int | None]] = [[] for _ in range(len(self._shown) + 1)]
        for line in subject.lines:
            cells[self._place.get(line.id, -1)].append(amount(line))
        told = [*map(known, cells)]
        if not self._filtered:
            told.pop()
        return (*told, known(map(amount, subject.lines)))


def _sheet(
    name: str,
    title: str,
    held: tuple[Column, ...],
    found: Sequence[Subject],
    row: Callable[[Subject], Row],
) -> Sheet:
    return Sheet(
        name,
        title,
        "Une ligne par action et par exercice, une colonne par financeur\u00a0; subventions en"
        " numéraire.",
        held,
        [row(each) for each in found],
        references=[each.record for each in found],
        when_empty="Aucune action validée ni aucun financement validé dans ce périmètre.",
    )


def _named() -> Iterator[Column]:
    yield columns.reference()
    yield columns.body()
    yield columns.title()
    yield columns.year()


def _names(subject: Subject) -> Row:
    body = subject.body.name if subject.body else ""
    return subject.reference, body, subject.title, subject.year


def _missing_columns() -> Iterator[Column]:
    yield columns.euros(
        "Coût prévu en argent",
        "Le coût prévu moins les contributions volontaires en nature (compte 86).",
        "calcul\u00a0: action.planned_cost, action.budget",
        "CERFA 12156\u00a0: total des charges",
    )
    yield columns.euros(
        "Autres produits prévus",
        "Ventes, cotisations, dons, ressources propres\u00a0: tout produit hors subventions (74) et"
        " hors contributions volontaires (87).",
        "calcul\u00a0: action.budget",
        "CERFA 12156\u00a0: comptes 70, 73 et 75 à 79",
    )
    yield columns.euros(
        "Reste à financer",
        "Coût prévu en argent, moins les autres produits, moins le total accordé\u00a0; négatif"
        " quand l’action reçoit plus.",
        "calcul\u00a0: action.planned_cost, action.budget, funding.granted",
    )


def _missing(subject: Subject, ledger: Ledger) -> Row:
    told = missing(subject, ledger)
    return told.cost, told.income, told.to_find
