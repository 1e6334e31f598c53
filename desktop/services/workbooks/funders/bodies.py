"""The one-stop desk: what each body asks, is granted and is paid, all financers together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Column, Row, Sheet
from desktop.services.subsidies import asked, granted, is_specific
from desktop.services.workbooks import columns
from desktop.services.workbooks.funders.payers import payers
from desktop.services.workbooks.ledger import Ledger, is_lasting, known, paid
from desktop.store.folding import folded
from sync.records.funding import Funding
from sync.records.organisation import Organisation

BODIES: Final = "Par structure"


def bodies_sheet(ledger: Ledger) -> Sheet:
    """Return one row for each body that asks or receives something."""
    found: defaultdict[str, list[Funding]] = defaultdict(list)
    known_bodies: dict[str, Organisation] = {}
    for line in ledger.followed:
        body = ledger.body_of(line)
        found[body.id if body else ""].append(line)
        if body:
            known_bodies[body.id] = body
    ordered = sorted(
        found, key=lambda key: (not key, folded(known_bodies[key].name) if key else "")
    )
    return Sheet(
        BODIES,
        "Les structures au guichet unique",
        "Une ligne par structure\u00a0: toutes ses actions et tous les financeurs du périmètre"
        " réunis.",
        tuple(_body_columns()),
        [_body_row(ledger, known_bodies.get(key), found[key]) for key in ordered],
        references=ordered,
        when_empty="Aucun financement validé dans ce périmètre.",
    )


def _body_columns() -> Iterator[Column]:
    yield columns.body()
    yield columns.siret()
    yield columns.rna()
    yield Column(
        "Type de structure",
        As.TEXT,
        "La forme de la structure.",
        origin="organisation.organisation_type",
        form="OSIRIS\u00a0: Type structure",
        width=20,
        listed="Type de structure",
    )
    yield Column(
        "Commune", As.TEXT, "La commune du siège.", origin="organisation.commune_name", width=18
    )
    yield columns.count("Actions", "Les actions différentes qui sont financées.", "funding.action")
    yield columns.count(
        "Financeurs",
        "Les financeurs différents, chaque nature de crédits comptée à part.",
        "funding.funder",
        total=False,
    )
    yield columns.euros("Demandé", "Demandé à tous les financeurs.", "funding.requested")
    yield columns.euros("Accordé", "Accordé par tous les financeurs.", "funding.granted")
    yield columns.euros("Versé", "Versé par tous les financeurs.", "funding.paid")
    yield columns.euros("dont P147", "Accordé par le programme 147.", "funding.granted")
    yield columns.euros(
        "dont pluriannuel",
        "Accordé sur plusieurs années ou dans une convention pluriannuelle (CPO).",
        "funding.granted, funding.agreement",
    )


def _body_row(ledger: Ledger, body: Organisation | None, lines: Sequence[Funding]) -> Row:
    kind = body.organisation_type if body else None
    return (
        body.name if body else "Structure non précisée ou non validée",
        body.siret if body else None,
        body.rna if body else None,
        kind.label if kind else "",
        (body.commune_name or "") if body else "",
        len({line.action for line in lines if line.action}),
        len(payers(ledger, lines)),
        known(map(asked, lines)),
        known(map(granted, lines)),
        known(map(paid, lines)),
        known(map(granted, filter(is_specific, lines))),
        known(map(granted, filter(is_lasting, lines))),
    )
