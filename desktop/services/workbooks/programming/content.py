"""What the workbook « Bilan de programmation » (W1) says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.export.content import As, Content, Figure, LeftOut
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.money_remarks import (
    action_remarks,
    body_remarks,
    covered_remarks,
    line_remarks,
)
from desktop.services.workbooks.parts import Part, put_together
from desktop.services.workbooks.programming.actions import actions_part
from desktop.services.workbooks.programming.audience import (
    audience_lists,
    audience_of,
    audience_part,
)
from desktop.services.workbooks.programming.funded import Funded, funded_actions, total
from desktop.services.workbooks.programming.nomenclature import Nomenclature
from desktop.services.workbooks.programming.notes import NOTES
from desktop.services.workbooks.programming.places import places_part
from desktop.services.workbooks.programming.synthesis import synthesis_part
from desktop.services.workbooks.programming.themes import themes_part
from desktop.services.workbooks.programming.totals import totals
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.funding import Funding


def content(sources: Sources) -> Content:
    """Return the workbook of the programmation: actions, people, themes, neighbourhoods."""
    ledger, recount = Ledger(sources), Recount(sources)
    funded = funded_actions(sources, ledger)
    audience = audience_of(funded)
    said = Content(
        "W1",
        "Bilan de programmation",
        (),
        notes=NOTES,
        figures=tuple(_figures(funded)),
        lists=(
            Nomenclature(sources).labels,
            *(sources.labels(Action, name) for name in ("dispositif", "status", "objectives_met")),
            *audience_lists(sources),
        ),
    )
    whole = put_together(
        said,
        (
            synthesis_part(funded, audience),
            actions_part(sources, ledger, funded, recount),
            audience_part(sources, ledger, audience),
            themes_part(sources, funded, audience, recount),
            places_part(funded, audience, recount),
            _beside(sources, ledger, funded),
        ),
    )
    return replace(whole, sums=(*whole.sums, *totals(whole.sheets)))


def _beside(sources: Sources, ledger: Ledger, funded: Sequence[Funded]) -> Part:
    """Return what is left out and what is to correct."""
    actions = [each.action for each in funded]
    return Part(
        (),
        left_out=(*sources.left_out(Action, Funding), *_left_out(ledger, actions)),
        remarks=(
            *action_remarks(actions, sources.today),
            *covered_remarks(actions, ledger),
            *line_remarks(ledger),
            *body_remarks(each.body for each in funded),
        ),
    )


def _left_out(ledger: Ledger, actions: Sequence[Action]) -> Iterator[LeftOut]:
    here = {action.id for action in actions}
    told = [line for line in ledger.lines if line.action not in here]
    running = sum(line.action is None for line in told)
    yield LeftOut(
        "Financements",
        len(ledger.orphans),
        "Leur action n’est pas validée, ou reste interne.",
    )
    yield LeftOut(
        "Financements",
        running,
        "Fonctionnement d’une structure, sans action\u00a0: voir le classeur W2.",
    )
    yield LeftOut("Financements", len(told) - running, "Leur action est d’un autre exercice.")
    apart = sum(line.action in here for line in ledger.apart)
    yield LeftOut(
        "Financements",
        apart,
        "Ressources propres, valorisation, aide en nature\u00a0: hors total.",
    )


def _figures(funded: Sequence[Funded]) -> Iterator[Figure]:
    yield Figure("actions", len(funded))
    bodies = {each.action.organisation for each in funded if each.action.organisation}
    yield Figure("structures", len(bodies))
    yield Figure(
        "accordés par le programme 147", total(each.granted_specific for each in funded), As.EUROS
    )
    yield Figure(
        "accordés par tous les financeurs", total(each.granted for each in funded), As.EUROS
    )
