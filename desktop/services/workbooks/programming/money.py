"""The columns of an action that say what it costs and who pays."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from desktop.export.content import As, Column, Value
from desktop.services.subsidies import granted, is_specific
from desktop.services.workbooks import columns
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.ledger import Ledger, known
from desktop.services.workbooks.programming.box import Box
from desktop.services.workbooks.programming.funded import Funded
from sync.records.french import euros
from sync.records.funding import Funding, FundingStatus


def costs() -> Iterator[Box]:
    """Yield what was planned, what was spent, and the gap."""
    yield Box(
        columns.euros(
            "Coût prévu",
            "Le total des charges prévues, contributions volontaires comprises.",
            "action.planned_cost",
            "OSIRIS\u00a0: Coût\u00a0; CERFA 12156\u00a0: total des charges",
        ),
        lambda each: each.action.planned_cost,
    )
    yield Box(
        columns.euros(
            "Coût réalisé",
            "Le total des charges constatées\u00a0; vide tant que le bilan n’est pas saisi.",
            "action.actual_cost",
            "OSIRIS Evaluation\u00a0: Coût réalisé\u00a0; CERFA 15059\u00a0: total réalisé",
        ),
        lambda each: each.action.actual_cost,
    )
    yield Box(
        columns.euros(
            "Écart",
            "Coût réalisé moins coût prévu, quand les deux sont connus.",
            "calcul\u00a0: action.actual_cost − action.planned_cost",
            "OSIRIS Evaluation\u00a0: Ecart coût total prévisionnel / réalisé",
        ),
        _gap,
    )


def specific(ledger: Ledger) -> Iterator[Box]:
    """Yield what the credits of the politique de la ville were asked, granted and paid."""
    yield Box(
        columns.euros(
            "Demandé P147",
            "Ce qui est demandé aux crédits politique de la ville de l’État (programme 147).",
            "funding.requested",
            "DAUPHIN\u00a0: montant sollicité\u00a0; OSIRIS\u00a0: Demandé",
        ),
        lambda each: each.asked_specific,
    )
    own = [line for line in ledger.lines if is_specific(line) and ledger.owns(line)]
    if own:
        yield Box(
            columns.euros(
                "Proposé P147",
                "Le montant proposé à l’instruction, une fois la décision prise\u00a0; lu par"
                " l’État seul.",
                "funding.proposed",
                "DAUPHIN\u00a0: montant proposé\u00a0; OSIRIS\u00a0: Proposé",
            ),
            lambda each: known(map(ledger.proposed, each.specific)),
        )
    yield from _granted()


def _granted() -> Iterator[Box]:
    yield Box(
        columns.euros(
            "Accordé P147",
            "Ce que ces crédits ont accordé\u00a0: financement voté, versé ou soldé.",
            "funding.granted",
            "DAUPHIN\u00a0: montant voté\u00a0; OSIRIS\u00a0: Accordé",
        ),
        lambda each: each.granted_specific,
    )
    yield Box(
        columns.euros(
            "Réalisé P147",
            "Ce que ces crédits ont versé.",
            "funding.paid",
            "OSIRIS\u00a0: Réalisé",
        ),
        lambda each: each.paid_specific,
    )
    yield Box(
        columns.part(
            "Accordé / demandé P147",
            "La part accordée de ce qui était demandé au programme 147.",
            "calcul\u00a0: funding.granted / funding.requested",
        ),
        lambda each: share(each.granted_specific or 0, each.asked_specific or 0),
    )


def cofunding(ledger: Ledger) -> Iterator[Box]:
    """Yield the other financers, what they were asked and granted."""
    yield Box(
        Column(
            "Cofinanceurs",
            As.LONG_TEXT,
            "Les autres financeurs sollicités en numéraire, avec ce que chacun accorde ou son"
            " refus\u00a0; ni ressources propres, ni valorisation.",
            origin="funding.funder, funding.granted",
            form="OSIRIS\u00a0: Cofinanceurs, Noms",
            width=28,
        ),
        lambda each: _cofunders(ledger, each),
    )
    yield Box(
        columns.euros(
            "Demandé aux cofinanceurs",
            "Ce qui est demandé à tous les financeurs autres que le programme 147.",
            "funding.requested",
            "OSIRIS\u00a0: Cofinanceurs, Montants demandés",
        ),
        lambda each: each.asked_others,
    )
    yield Box(
        columns.euros(
            "Accordé par les cofinanceurs",
            "Ce que tous les financeurs autres que le programme 147 ont accordé.",
            "funding.granted",
        ),
        lambda each: each.granted_others,
    )
    yield Box(
        columns.euros(
            "Accordé, tous financeurs",
            "Programme 147 et cofinanceurs, en numéraire.",
            "funding.granted",
            "OSIRIS\u00a0: Montant total attribué",
        ),
        lambda each: each.granted,
    )


def _gap(each: Funded) -> Value:
    planned, actual = each.action.planned_cost, each.action.actual_cost
    return None if planned is None or actual is None else actual - planned


def _cofunders(ledger: Ledger, each: Funded) -> str:
    """Return who was asked: neither a financer that is only considered, nor what is undecided."""
    given: defaultdict[str, list[Funding]] = defaultdict(list)
    for line in each.others:
        if line.status is not FundingStatus.CONSIDERED:
            given[ledger.payer_name(line)].append(line)
    return "\u00a0; ".join(f"{name}{_decided(lines)}" for name, lines in given.items())


def _decided(lines: Sequence[Funding]) -> str:
    amount = known(map(granted, lines))
    if amount is not None:
        return f"\u00a0: {euros(amount)}".replace("\u202f", "\u00a0")
    refused = all(line.status is FundingStatus.REFUSED for line in lines)
    return "\u00a0: refusé" if refused else ""
