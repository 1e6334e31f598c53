"""The part of each financer, and what it gives for several years against the national aim."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.subsidies import asked, granted
from desktop.services.workbooks import columns
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.funders.payers import ACCOUNTS, Payer, payers
from desktop.services.workbooks.ledger import Ledger, is_lasting, known, paid
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import Recount
from sync.records.agreement import Agreement
from sync.records.funding import Funding

PAYERS: Final = "Par financeur"
LASTING: Final = "Pluriannuel"
AIM: Final = 0.5
"""Half of the subsidies for several years: the aim given to the contrats de ville of 2024."""
_WHOLE: Final = "Ensemble"


def shares_part(ledger: Ledger, recount: Recount) -> Part:
    """Return the sheet of financers and that of their agreements of several years.

    `recount` is of the same financers.
    """
    found = payers(ledger, ledger.followed)
    return Part((_payers(ledger, found), _lasting(ledger, found)), tuple(_checks(recount)))


def lasting_share(lines: Sequence[Funding]) -> float | None:
    """Return the part of what is granted that runs over several years."""
    return share(
        known(map(granted, filter(is_lasting, lines))) or 0, known(map(granted, lines)) or 0
    )


def _payers(ledger: Ledger, found: Sequence[Payer]) -> Sheet:
    whole = known(granted(line) for payer in found for line in payer.lines) or 0
    return Sheet(
        PAYERS,
        "La part de chaque financeur",
        "Une ligne par financeur et par nature de crédits\u00a0; subventions en numéraire.",
        (*_names(), *_figures()),
        [_row(ledger, payer, whole) for payer in found],
        charts=(
            Chart(
                "Accordé par financeur",
                Marks.BARS,
                "Financeur",
                ("Accordé (€)",),
                "Chaque barre est un financeur, et sa longueur ce qu’il accorde dans le périmètre.",
            ),
        ),
        filters=False,
        when_empty="Aucun financement validé dans ce périmètre.",
    )


def _names() -> Iterator[Column]:
    yield Column(
        "Financeur",
        As.TEXT,
        "L’organisme qui finance, tous ses services réunis.",
        origin="partner.name",
        form="OSIRIS\u00a0: Cofinanceurs, Noms",
        width=34,
    )
    yield Column(
        "Type de financeur",
        As.TEXT,
        "La nature des crédits.",
        origin="funding.funder_type",
        width=26,
        listed="Type de financeur",
    )
    yield Column(
        "Ligne du CERFA",
        As.TEXT,
        "La ligne du budget où l’aide s’inscrit.",
        origin="funding.funder_type",
        form="CERFA 12156\u00a0: produits, compte 74",
        width=22,
        listed="Ligne",
    )


def _figures() -> Iterator[Column]:
    line, money = "funding.organisation", "funding.granted"
    yield columns.count(
        "Actions",
        "Les actions financées\u00a0; une action a souvent plusieurs financeurs.",
        "funding.action",
        total=False,
    )
    yield columns.count("Structures", "Les structures financées.", line, total=False)
    yield columns.euros("Demandé", "Ce qui lui est demandé.", "funding.requested")
    yield columns.euros("Accordé", "Ce qu’il accorde.", money)
    yield columns.part("Part de l’accordé", "Sa part de tout ce qui est accordé.", money)
    yield columns.part(
        "Accordé / demandé",
        "La part accordée de ce qui lui est demandé.",
        "calcul\u00a0: funding.granted / funding.requested",
    )
    yield columns.euros("Versé", "Ce qu’il a versé.", "funding.paid")
    yield columns.euros(
        "dont droit commun", "Accordé sur ses crédits ordinaires.", "funding.ordinary_law"
    )


def _row(ledger: Ledger, payer: Payer, whole: int) -> Row:
    lines = payer.lines
    given = known(map(granted, lines))
    bodies = (ledger.body_of(line) for line in lines)
    return (
        payer.title,
        payer.funder_type.label,
        ACCOUNTS[payer.funder_type].label,
        len({line.action for line in lines if line.action}),
        len({body.id for body in bodies if body}),
        known(map(asked, lines)),
        given,
        share(given or 0, whole),
        share(given or 0, known(map(asked, lines)) or 0),
        known(map(paid, lines)),
        known(granted(line) for line in lines if line.ordinary_law),
    )


def _lasting(ledger: Ledger, found: Sequence[Payer]) -> Sheet:
    rows = [_lasting_row(ledger, payer.title, payer.lines) for payer in found]
    if rows:
        rows.append(_lasting_row(ledger, _WHOLE, ledger.followed))
    return Sheet(
        LASTING,
        "Les aides de plusieurs années et l’objectif de 50 %",
        "La part de l’accordé qui relève d’une convention pluriannuelle (CPO) ou d’une aide de"
        " plusieurs années, par financeur\u00a0; la dernière ligne est l’ensemble.",
        tuple(_lasting_columns()),
        rows,
        charts=(
            Chart(
                "Part pluriannuelle et objectif de 50 %",
                Marks.BARS,
                "Financeur",
                ("Part pluriannuelle (%)", "Objectif (%)"),
                "Chaque barre est la part de l’accordé d’un financeur qui dure plusieurs"
                " années, à côté de l’objectif national de 50 %.",
            ),
        ),
        filters=False,
        when_empty="Aucun financement validé dans ce périmètre.",
    )


def _lasting_columns() -> Iterator[Column]:
    yield Column("Financeur", As.TEXT, "L’organisme qui finance.", origin="partner.name", width=40)
    for title, meaning, origin in (
        ("Accordé", "Tout ce qui est accordé.", "funding.granted"),
        ("Pluriannuel", "Accordé sur plusieurs années ou en CPO.", "funding.agreement"),
        ("Annuel", "Accordé pour une année.", "funding.granted"),
    ):
        yield columns.euros(title, meaning, origin, total=False)
    yield columns.part("Part pluriannuelle", "Pluriannuel sur accordé.", "funding.agreement")
    yield columns.part("Objectif", "L’objectif national\u00a0: la moitié des aides.", "")
    yield columns.count(
        "Conventions", "Les conventions pluriannuelles (CPO).", "funding.agreement", total=False
    )


def _lasting_row(ledger: Ledger, title: str, lines: Sequence[Funding]) -> Row:
    whole = known(map(granted, lines)) or 0
    lasting = known(map(granted, filter(is_lasting, lines))) or 0
    linked = {line.agreement for line in lines}
    agreements = [each for each in linked if ledger.sources.get(Agreement, each)]
    return title, whole, lasting, whole - lasting, share(lasting, whole), AIM, len(agreements)


def _checks(recount: Recount) -> Iterator[Check]:
    yield Check("Demandé, par financeur", recount.requested(), PAYERS, "Demandé (€)")
    yield Check("Accordé, par financeur", recount.granted(), PAYERS, "Accordé (€)")
    yield Check("Versé, par financeur", recount.paid(), PAYERS, "Versé (€)")
