"""Who reads what a financer thought before the decision."""

from desktop.export.content import As
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.leaving import checked_content
from desktop.services.workbooks.programming.content import content
from desktop.services.workbooks.scope import Recipient
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.filled import add, sources
from tests.desktop.services.workbooks.season import quiet

STATE = Recipient("La préfecture", frozenset({FunderType.STATE_P147}))


def test_a_reader_reads_its_own_proposals_on_actions_chosen_by_another_financer(
    notebook: Notebook,
) -> None:
    action = add(notebook, "action", title="Jardin", year=2026)
    line = {"action": action, "year": 2026, "status": "VOTE", "granted": 1_000_00}
    add(notebook, "funding", **line, funder_type="ETAT_P147", proposed=800_00)
    add(notebook, "funding", **line, funder_type="COMMUNE", proposed=700_00)
    found = sources(notebook, funder_types=frozenset({FunderType.COMMUNE}), recipient=STATE)

    checked = checked_content(content(found), found, quiet, note="", ticket=Ticket())

    actions = next(each for each in checked.passed.content.sheets if each.name == "Actions")
    proposed = [c for c in actions.columns if c.origin == "funding.proposed"]
    assert [(c.held, row[actions.place_of(c.title)]) for c in proposed for row in actions.rows] == [
        (As.EUROS, 800_00)
    ]
