"""The one-stop desk: every line of every body, and what each body is granted in all."""

from collections.abc import Iterator
from typing import Final

from desktop.export.content import Check, Sheet
from desktop.services.workbooks.funders.bodies import BODIES, bodies_sheet
from desktop.services.workbooks.funders.line_boxes import line_boxes
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources
from desktop.store.folding import folded
from sync.records.funding import Funding

LINES: Final = "Financements"


def lines_part(sources: Sources, ledger: Ledger, recount: Recount) -> Part:
    """Return the sheet of bodies and that of their lines; `recount` is of the same financers."""
    boxes = line_boxes(sources, ledger)
    ordered = sorted(ledger.followed, key=lambda line: _rank(ledger, line))
    listed = Sheet(
        LINES,
        "Les financements, ligne par ligne",
        "Une ligne par financeur, action et exercice\u00a0: le plan de financement de chaque"
        " structure.",
        tuple(box.column for box in boxes),
        [tuple(box.value(line) for box in boxes) for line in ordered],
        references=[line.id for line in ordered],
        when_empty="Aucun financement validé dans ce périmètre.",
    )
    return Part((bodies_sheet(ledger), listed), tuple(_checks(recount)))


def _rank(ledger: Ledger, line: Funding) -> tuple[bool, str, int, str, str]:
    body, action = ledger.body_of(line), ledger.action_of(line)
    name, title = body.name if body else "", action.title if action else ""
    return body is None, folded(name), line.year, folded(title), ledger.payer_name(line)


def _checks(recount: Recount) -> Iterator[Check]:
    yield Check("Financements validés en numéraire", recount.lines(), LINES)
    for name in (BODIES, LINES):
        yield Check(f"Demandé, {name.lower()}", recount.requested(), name, "Demandé (€)")
        yield Check(f"Accordé, {name.lower()}", recount.granted(), name, "Accordé (€)")
        yield Check(f"Versé, {name.lower()}", recount.paid(), name, "Versé (€)")
