"""The columns of a line of funding, and how they read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.export.content import As, Column, Value
from desktop.services.subsidies import asked, granted
from desktop.services.workbooks import columns
from desktop.services.workbooks.funders.payers import ACCOUNTS
from desktop.services.workbooks.ledger import Ledger, is_lasting, paid
from desktop.services.workbooks.sources import Sources
from sync.records.agreement import Agreement
from sync.records.funding import Funding


@dataclass(frozen=True, slots=True)
class LineBox:
    """A column and what it shows of a line."""

    column: Column
    value: Callable[[Funding], Value]


def line_boxes(sources: Sources, ledger: Ledger) -> tuple[LineBox, ...]:
    """Return the columns of the lines, in their order."""
    return (*_who(ledger), *_payer(ledger), *_amounts(ledger), *_decision(sources, ledger))


def _who(ledger: Ledger) -> Iterator[LineBox]:
    yield LineBox(columns.body(), lambda line: _of_body(ledger, line, "name") or "")
    yield LineBox(columns.siret(), lambda line: _of_body(ledger, line, "siret"))
    yield LineBox(columns.reference(), lambda line: _reference(ledger, line))
    yield LineBox(columns.title(), lambda line: _title(ledger, line))
    yield LineBox(columns.year(), lambda line: line.year)


def _payer(ledger: Ledger) -> Iterator[LineBox]:
    yield LineBox(
        Column(
            "Financeur",
            As.TEXT,
            "Le nom de l’organisme qui finance\u00a0; son type quand il n’est pas nommé.",
            origin="partner.name",
            form="DAUPHIN\u00a0: financeur",
            width=24,
        ),
        ledger.payer_name,
    )
    yield LineBox(
        Column(
            "Service",
            As.TEXT,
            "Le service ou la direction du financeur.",
            origin="partner.service",
            width=22,
        ),
        lambda line: payer.service if (payer := ledger.payer_of(line)) else "",
    )
    yield from _kind()
    yield LineBox(
        Column(
            "État",
            As.TEXT,
            "Où en est le financement\u00a0; avant la décision, seul son financeur le lit.",
            origin="funding.status",
            form="DAUPHIN\u00a0: statut",
            width=11,
            listed="État",
        ),
        lambda line: line.status.label if ledger.may_tell(line) else "",
    )


def _kind() -> Iterator[LineBox]:
    yield LineBox(
        Column(
            "Type de financeur",
            As.TEXT,
            "La nature des crédits.",
            origin="funding.funder_type",
            form="DAUPHIN\u00a0: type de financeur",
            width=22,
            listed="Type de financeur",
        ),
        lambda line: line.funder_type.label,
    )
    yield LineBox(
        Column(
            "Ligne du CERFA",
            As.TEXT,
            "La ligne du budget où l’aide s’inscrit.",
            origin="funding.funder_type",
            form="CERFA 12156\u00a0: produits, compte 74",
            width=18,
            listed="Ligne",
        ),
        lambda line: ACCOUNTS[line.funder_type].label,
    )


def _amounts(ledger: Ledger) -> Iterator[LineBox]:
    yield LineBox(
        columns.euros(
            "Demandé", "Le montant demandé.", "funding.requested", "DAUPHIN\u00a0: sollicité"
        ),
        asked,
    )
    if any(map(ledger.owns, ledger.followed)):
        yield LineBox(
            columns.euros(
                "Proposé",
                "Le montant que le destinataire de ce classeur a proposé, une fois la décision"
                " prise\u00a0; vide pour les autres financeurs.",
                "funding.proposed",
                "OSIRIS\u00a0: Proposé",
            ),
            ledger.proposed,
        )
    yield LineBox(
        columns.euros("Accordé", "Le montant voté.", "funding.granted", "DAUPHIN\u00a0: voté"),
        granted,
    )
    yield LineBox(columns.euros("Versé", "Le montant reçu par la structure.", "funding.paid"), paid)
    yield from _lasting()


def _lasting() -> Iterator[LineBox]:
    yield LineBox(
        Column(
            "Pluriannuel",
            As.YES_NO,
            "Oui pour une aide de plusieurs années ou une convention pluriannuelle (CPO).",
            origin="funding.period, funding.agreement",
            form="CERFA 12156\u00a0: période",
            width=11,
        ),
        is_lasting,
    )
    yield LineBox(
        Column(
            "Droit commun",
            As.YES_NO,
            "Oui quand l’aide vient des crédits ordinaires du financeur\u00a0; vide quand on ne le"
            " sait pas.",
            origin="funding.ordinary_law",
            width=9,
        ),
        lambda line: line.ordinary_law,
    )


def _decision(sources: Sources, ledger: Ledger) -> Iterator[LineBox]:
    yield LineBox(
        Column(
            "CPO",
            As.TEXT,
            "La convention pluriannuelle d’objectifs dont l’aide relève.",
            origin="agreement.title",
            width=22,
            written=True,
        ),
        lambda line: found.title if (found := sources.get(Agreement, line.agreement)) else "",
    )
    yield from _decided(ledger)


def _decided(ledger: Ledger) -> Iterator[LineBox]:
    """Yield what the decision is known by: typed beforehand, it would tell an opinion."""
    yield LineBox(
        Column(
            "Date de décision",
            As.DAY,
            "Le jour du vote ou de l’arrêté.",
            origin="funding.decided_on",
            form="DAUPHIN\u00a0: date de décision",
            width=11,
        ),
        lambda line: line.decided_on if ledger.may_tell(line) else None,
    )
    yield LineBox(
        Column(
            "Référence de la décision",
            As.CODE,
            "Le numéro de la délibération ou de l’arrêté.",
            origin="funding.decision_reference",
            form="SCDL\u00a0: referenceDecision",
            width=18,
        ),
        lambda line: line.decision_reference if ledger.may_tell(line) else None,
    )
    yield LineBox(
        Column(
            "EJ",
            As.CODE,
            "Le numéro d’engagement juridique dans Chorus.",
            origin="funding.commitment_number",
            form="OSIRIS\u00a0: N° EJ\u00a0; GISPRO\u00a0: EJ Chorus",
            width=11,
        ),
        lambda line: line.commitment_number if ledger.may_tell(line) else None,
    )


def _of_body(ledger: Ledger, line: Funding, name: str) -> str | None:
    body = ledger.body_of(line)
    return getattr(body, name) if body else None


def _reference(ledger: Ledger, line: Funding) -> str:
    action = ledger.action_of(line)
    return (action.dauphin_reference or action.code or "") if action else ""


def _title(ledger: Ledger, line: Funding) -> str:
    action = ledger.action_of(line)
    return action.title if action else "Fonctionnement global"
