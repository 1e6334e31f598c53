"""The agreements of several years (CPO): who signed for how much, and what was granted since."""

from collections.abc import Iterator
from typing import Final

from desktop.export.content import As, Check, Column, Row, Sheet
from desktop.services.stored_values import whole_of
from desktop.services.subsidies import granted
from desktop.services.workbooks import columns
from desktop.services.workbooks.ledger import Ledger, known
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import sound_lines
from desktop.services.workbooks.sources import Sources
from desktop.store.query import ListQuery
from sync.records.agreement import Agreement, YearlyAmount
from sync.records.organisation import Organisation
from sync.records.partner import Partner

AGREEMENTS: Final = "CPO"


def agreements_part(sources: Sources, ledger: Ledger) -> Part:
    """Return one row for each signatory of each agreement of the period."""
    found = sorted(ledger.agreements(), key=_rank)
    rows = [(each.id, row) for each in found for row in _rows(sources, ledger, each)]
    sheet = Sheet(
        AGREEMENTS,
        "Les conventions pluriannuelles d’objectifs (CPO)",
        "Une ligne par convention en cours dans la période et par financeur signataire.",
        tuple(_columns()),
        [row for _, row in rows],
        references=[record for record, _ in rows],
        when_empty="Aucune convention pluriannuelle validée dans ce périmètre.",
    )
    return Part((sheet,), tuple(_checks(ledger)), sources.left_out(Agreement))


def _rank(each: Agreement) -> tuple[int, str]:
    """Order by the first year, then by title; what another program wrote may lack both."""
    return each.first_year or 0, each.title or ""


def _rows(sources: Sources, ledger: Ledger, each: Agreement) -> Iterator[Row]:
    body = sources.get(Organisation, each.organisation)
    for funder in _signatories(ledger, each):
        planned = [line for line in each.amounts if line.funder == funder]
        here = [line for line in planned if line.year in sources.scope.period.years]
        lines = ledger.of_agreement(each.id, funder)
        payer = sources.get(Partner, funder)
        yield (
            each.title,
            body.name if body else "",
            body.siret if body else None,
            payer.name if payer else "",
            (payer.service or "") if payer else "",
            each.first_year,
            each.last_year,
            each.signed_on,
            each.evaluation_due_on,
            known(line.amount for line in planned),
            known(line.amount for line in here),
            known(map(granted, lines)),
        )


def _signatories(ledger: Ledger, each: Agreement) -> tuple[str | None, ...]:
    """Return who signed, then who has an amount without being told as a signatory."""
    named = dict.fromkeys((*each.funders, *(line.funder for line in each.amounts)))
    return tuple(funder for funder in named or (None,) if ledger.follows(each.id, funder))


def _columns() -> Iterator[Column]:
    yield Column(
        "Convention",
        As.TEXT,
        "Ce sur quoi porte la convention.",
        origin="agreement.title",
        width=28,
        written=True,
    )
    yield columns.body()
    yield columns.siret()
    yield Column("Financeur", As.TEXT, "L’organisme qui signe.", origin="partner.name", width=24)
    yield Column("Service", As.TEXT, "Le service qui la suit.", origin="partner.service", width=22)
    yield from _spans()
    yield from _amounts()


def _spans() -> Iterator[Column]:
    for title, meaning, name in (
        ("Première année", "La première année de la convention.", "first_year"),
        ("Dernière année", "La dernière année de la convention.", "last_year"),
    ):
        yield Column(
            title,
            As.YEAR,
            meaning,
            origin=f"agreement.{name}",
            form="CERFA 12156\u00a0: période pluriannuelle",
            width=10,
        )
    for title, meaning, name in (
        ("Signée le", "Le jour de la signature.", "signed_on"),
        ("Évaluation prévue le", "Le jour prévu pour faire le point.", "evaluation_due_on"),
    ):
        yield Column(title, As.DAY, meaning, origin=f"agreement.{name}", width=12)


def _amounts() -> Iterator[Column]:
    yield columns.euros(
        "Montant de la convention",
        "Ce que le financeur prévoit sur toutes les années.",
        "agreement.amounts.amount",
    )
    yield columns.euros(
        "Prévu sur la période", "Ce qu’il prévoit pour la période.", "agreement.amounts.amount"
    )
    yield columns.euros(
        "Accordé sur la période",
        "Ce que ses financements rattachés à la convention ont accordé.",
        "funding.granted",
    )


def _checks(ledger: Ledger) -> Iterator[Check]:
    """Yield the amounts of the agreements, read once more as columns of the base."""
    scope = ledger.sources.scope
    if scope.funders or scope.funder_types:
        return
    here = {each.id for each in ledger.agreements()}
    picked = ledger.sources.reading.pick(ListQuery("agreement"), ("amounts",))
    columns_here = (row.values[0] for row in picked if row.id in here)
    lines = (line for held in columns_here for line in sound_lines(YearlyAmount, held))
    cents = sum(whole_of(line.get("amount")) or 0 for line in lines)
    yield Check("Montant des conventions", cents, AGREEMENTS, "Montant de la convention (€)")
