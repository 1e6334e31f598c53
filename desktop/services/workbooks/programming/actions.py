"""The sheet of actions: one row each, in the boxes of OSIRIS, of DAUPHIN and of the CERFA 15059."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import Check, Sheet
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.programming.funded import Funded
from desktop.services.workbooks.programming.money import cofunding, costs, specific
from desktop.services.workbooks.programming.results import results
from desktop.services.workbooks.programming.subject import identity, subject
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources

ACTIONS: Final = "Actions"
P147: Final = "ETAT_P147"


def actions_part(
    sources: Sources, ledger: Ledger, funded: Sequence[Funded], recount: Recount
) -> Part:
    """Return the sheet of actions and the figures counted twice over it."""
    boxes = (
        *identity(),
        *subject(sources, ledger),
        *costs(),
        *specific(ledger),
        *cofunding(ledger),
        *results(sources),
    )
    sheet = Sheet(
        ACTIONS,
        "Les actions de la programmation",
        "Une ligne par action validée\u00a0; montants en euros, subventions en numéraire.",
        tuple(each.column for each in boxes),
        [tuple(each.value(action) for each in boxes) for action in funded],
        references=[each.action.id for each in funded],
        when_empty="Aucune action validée dans ce périmètre.",
    )
    return Part((sheet,), tuple(_checks(recount)))


def _checks(recount: Recount) -> Iterator[Check]:
    yield Check("Actions validées de la période", recount.actions(), ACTIONS)
    yield Check("Coût prévu", recount.cost("planned_cost"), ACTIONS, "Coût prévu (€)")
    yield Check("Coût réalisé", recount.cost("actual_cost"), ACTIONS, "Coût réalisé (€)")
    for said, cents, column in (
        ("Demandé au programme 147", recount.requested((P147,), of_actions=True), "Demandé P147"),
        ("Accordé par le programme 147", recount.granted((P147,), of_actions=True), "Accordé P147"),
        ("Versé par le programme 147", recount.paid((P147,), of_actions=True), "Réalisé P147"),
        (
            "Accordé par tous les financeurs",
            recount.granted(of_actions=True),
            "Accordé, tous financeurs",
        ),
    ):
        yield Check(said, cents, ACTIONS, f"{column} (€)")
