"""What the workbook « Comité des financeurs » (W2) says."""

from desktop.export.content import Content, Labels, LeftOut
from desktop.services.workbooks.funders.agreements import agreements_part
from desktop.services.workbooks.funders.budgets import budgets_part
from desktop.services.workbooks.funders.calendar import calendar_part
from desktop.services.workbooks.funders.grid import grid_part
from desktop.services.workbooks.funders.lines import lines_part
from desktop.services.workbooks.funders.notes import NOTES
from desktop.services.workbooks.funders.reports import reports_counted, reports_part
from desktop.services.workbooks.funders.scdl import scdl_part
from desktop.services.workbooks.funders.shares import shares_part
from desktop.services.workbooks.funders.subjects import subjects
from desktop.services.workbooks.funders.synthesis import figures, synthesis_part
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.money_remarks import (
    action_remarks,
    body_remarks,
    covered_remarks,
    line_remarks,
)
from desktop.services.workbooks.parts import Part, put_together
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.budget import Account
from sync.records.funding import Funding
from sync.records.organisation import Organisation


def content(sources: Sources) -> Content:
    """Return the workbook of the committee: crossed plan, desk, shares, budgets, open data."""
    ledger, recount = Ledger(sources), Recount(sources)
    followed = Recount(sources, followed=True)
    found = subjects(sources, ledger)
    said = Content(
        "W2",
        "Comité des financeurs",
        (),
        notes=NOTES,
        figures=tuple(figures(ledger, found)),
        lists=(
            sources.labels(Funding, "funder_type"),
            sources.labels(Funding, "status"),
            sources.labels(Organisation, "organisation_type"),
            Labels("Ligne", tuple((each.value, each.label) for each in Account)),
        ),
    )
    return put_together(
        said,
        (
            synthesis_part(ledger, found),
            grid_part(ledger, found, recount),
            lines_part(sources, ledger, followed),
            shares_part(ledger, followed),
            agreements_part(sources, ledger),
            budgets_part(sources, recount),
            calendar_part(sources, reports_counted(sources)),
            reports_part(sources, ledger),
            scdl_part(sources, ledger, recount),
            _beside(sources, ledger),
        ),
    )


def _beside(sources: Sources, ledger: Ledger) -> Part:
    """Return what is left out and what is to correct."""
    actions = sources.of(Action)
    orphans = LeftOut(
        "Financements", len(ledger.orphans), "Leur action n’est pas validée, ou reste interne."
    )
    apart = LeftOut(
        "Financements",
        len(ledger.apart),
        "Ressources propres, valorisation, aide en nature\u00a0: hors total.",
    )
    return Part(
        (),
        left_out=(*sources.left_out(Action, Funding), orphans, apart),
        remarks=(
            *action_remarks(actions, sources.today),
            *covered_remarks(actions, ledger),
            *line_remarks(ledger),
            *body_remarks(ledger.body_of(line) for line in ledger.followed),
        ),
    )
