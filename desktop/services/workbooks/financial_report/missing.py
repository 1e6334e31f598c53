"""What a financial report lacks before its body can sign it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from desktop.export.content import Remark
from desktop.services.workbooks.figures import several
from desktop.services.workbooks.financial_report.budget import added, of_side
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.budget import Side, total
from sync.records.french import euros
from sync.records.funding import Funding
from sync.records.organisation import Organisation

_LACKS: Final[Sequence[tuple[Callable[[Action], bool], str]]] = (
    (lambda one: not one.results, "Le bilan qualitatif n’est pas écrit."),
    (lambda one: not one.audience, "Le public prévu et touché n’est pas saisi."),
    (
        lambda one: bool(one.audience) and all(line.actual is None for line in one.audience),
        "Le nombre de personnes touchées n’est pas saisi.",
    ),
    (lambda one: not one.indicators, "Aucun indicateur n’est saisi."),
    (
        lambda one: any(each.actual is None for each in one.indicators),
        "Un indicateur au moins n’a pas de résultat.",
    ),
    (lambda one: one.objectives_met is None, "Rien ne dit si les objectifs sont atteints."),
    (lambda one: not one.starts_on or not one.ends_on, "Les dates de l’action manquent."),
    (lambda one: not one.places, "Les lieux de l’action manquent."),
    (
        lambda one: one.report_due_on is None,
        "La date où le compte rendu est dû n’est pas notée\u00a0: celle de la loi est écrite.",
    ),
)


def missing(sources: Sources, action: Action, lines: Sequence[Funding]) -> Iterator[Remark]:
    """Yield what to complete, in the order of the form."""
    yield from _body(sources, action)
    for lacks, sentence in _LACKS:
        if lacks(action):
            yield Remark(sentence, (action.id,))
    yield from _budget(action)
    if not lines:
        yield Remark("Aucune subvention accordée n’est saisie pour cette action.", (action.id,))


def _body(sources: Sources, action: Action) -> Iterator[Remark]:
    body = sources.get(Organisation, action.organisation)
    if body is None:
        yield Remark(
            "La structure qui porte l’action manque, ou sa fiche n’est pas validée.", (action.id,)
        )
    elif not body.siret and not body.rna:
        yield Remark("La structure n’a ni SIRET ni RNA.", (body.id,))


def _budget(action: Action) -> Iterator[Remark]:
    if not action.budget:
        yield Remark("Le budget n’est pas saisi.", (action.id,))
        return
    for side, word in ((Side.EXPENSES, "charges"), (Side.INCOME, "produits")):
        lines = of_side(action.budget, side)
        silent = [line for line in lines if line.planned and line.actual is None]
        if added(lines).actual is None:
            yield Remark(f"Les {word} réalisés ne sont pas saisis.".replace(*_AGREED), (action.id,))
        elif silent:
            count = several(len(silent), "ligne", "lignes")
            yield Remark(
                f"Le réalisé manque sur {count} de {word}\u00a0: le total et les parts ne comptent "
                "que ce qui est saisi.",
                (action.id,),
            )
    for actual, word in ((False, "prévu"), (True, "réalisé")):
        expenses = total(action.budget, Side.EXPENSES, actual=actual)
        income = total(action.budget, Side.INCOME, actual=actual)
        if expenses and income and expenses != income:
            yield Remark(
                f"Dans le budget {word}, les charges font {euros(expenses)} et les produits "
                f"{euros(income)}\u00a0: le formulaire demande deux totaux égaux.",
                (action.id,),
            )


_AGREED: Final = ("charges réalisés ne sont pas saisis", "charges réalisées ne sont pas saisies")
