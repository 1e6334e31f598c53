"""The records that a workbook cites: named when they may be, remembered when they wait."""

from desktop.services.notebook import Notebook
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.money_remarks import line_remarks
from desktop.services.workbooks.sources import Sources
from sync.records.evaluation import Evaluation
from sync.records.funding import Funding
from sync.records.organisation import Organisation
from sync.records.task import Task
from sync.records.territory import Territory
from tests.desktop.services.workbooks.filled import add, place, sources


def waiting_place(notebook: Notebook, name: str) -> str:
    """Save a neighbourhood that nobody has validated."""
    values = {"name": name, "territory_type": "QUARTIER_VECU", "territory_code": name}
    return add(notebook, "territory", **values, review_state="BROUILLON")


def told(found: Sources) -> dict[str, set[str]]:
    return {kind.kind: set(ids) for kind, ids in found.unnamed().items()}


def test_what_is_cited_and_awaits_its_validation_is_remembered(notebook: Notebook) -> None:
    first, second = waiting_place(notebook, "Orgeval"), waiting_place(notebook, "Le Hamois")
    body = add(notebook, "organisation", name="Les Invités", review_state="BROUILLON")
    waiting_place(notebook, "Jamais cité")
    found = sources(notebook)

    names = found.names([first, body, second, place(notebook), first])
    found.get(Organisation, body)

    assert names == "Les Tilleuls"
    assert told(found) == {"territory": {first, second}, "organisation": {body}}
    assert [*found.unnamed()] == [Territory, Organisation]


def test_what_will_never_be_named_is_not_remembered(notebook: Notebook) -> None:
    kept = add(notebook, "organisation", name="Gardée", diffusion="CONFIDENTIEL")
    gone = waiting_place(notebook, "Retiré")
    notebook.delete(gone)
    found = sources(notebook)

    names = found.names([kept, gone, "f" * 32])

    assert names == ""
    assert not found.unnamed()


def test_a_filter_cites_nothing(notebook: Notebook) -> None:
    here = place(notebook)
    action = add(notebook, "action", title="Jardin", year=2026, review_state="BROUILLON")
    add(notebook, "funding", funder_type="REGION", year=2026, action=action)
    found = sources(notebook, territories=frozenset({here}), themes=frozenset({"2024:1"}))

    lines = found.of(Funding)

    assert not lines
    assert not found.unnamed()


def test_money_that_is_left_out_with_its_action_cites_nothing(notebook: Notebook) -> None:
    draft = add(notebook, "action", title="Jardin", year=2026, review_state="BROUILLON")
    line = add(notebook, "funding", funder_type="REGION", year=2026, status="VOTE", action=draft)
    found = sources(notebook)

    ledger = Ledger(found)
    said = [*line_remarks(ledger)]

    assert [each.id for each in ledger.orphans] == [line]
    assert (line,) in [each.records for each in said]
    assert not found.unnamed()


def test_nobody_is_named_by_what_the_team_writes_for_itself(notebook: Notebook) -> None:
    task = add(notebook, "task", what="Rappeler Ana", who="Léa", due_on="2026-05-04")
    body = add(notebook, "organisation", name="Les Invités")
    found = sources(notebook)

    names = [found.name(task), found.name(body)]

    assert names == ["", "Les Invités"]
    assert found.get(Task, task) is not None


def test_a_note_is_of_its_own_theme_else_of_that_of_its_action(notebook: Notebook) -> None:
    action = add(notebook, "action", title="Jardin", year=2026, theme="2024:2.2")
    note = {
        "form": "VERBATIM",
        "evaluated_on": "2026-05-04",
        "quote": "On revient.",
        "consent": "INTERNE",
        "by_role": "HABITANT",
        "about": action,
    }
    add(notebook, "evaluation", **note, theme="2024:6.2")
    by_action = add(notebook, "evaluation", **note)

    found = sources(notebook, themes=frozenset({"2024:2"}))

    assert [each.id for each in found.of(Evaluation)] == [by_action]
