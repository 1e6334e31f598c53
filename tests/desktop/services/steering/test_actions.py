"""An action and those who pay for it; an agreement year by year; a workshop."""

from datetime import date
from typing import Any

from desktop.services.notebook import Notebook
from desktop.services.steering.actions import Account, funded_action
from desktop.services.steering.agreements import agreement_told
from desktop.services.steering.workshops import workshop_told
from desktop.services.workbooks.funders.payers import leverage
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources

TODAY = date(2026, 11, 23)


def action(notebook: Notebook, **values: Any) -> str:
    return notebook.add("action", {"title": "Jardin", "year": 2026, **values}).record.id


def funding(notebook: Notebook, kind: str, **values: Any) -> str:
    given = {"funder_type": kind, "year": 2026, **values}
    return notebook.add("funding", given).record.id


def test_one_euro_of_the_state_levers_what_other_financers_granted(notebook: Notebook) -> None:
    garden = action(notebook)
    given = {"action": garden, "status": "VOTE"}
    funding(notebook, "ETAT_P147", granted=1_000_00, requested=2_000_00, **given)
    funding(notebook, "COMMUNE", granted=2_000_00, paid=500_00, **given)
    funding(notebook, "CAF_ORG_SOCIAL", granted=400_00, **given)
    funding(notebook, "VALORISATION", granted=9_000_00, **given)
    funding(notebook, "RESSOURCES_PROPRES", granted=7_000_00, **given)
    funding(notebook, "EPCI", granted=3_000_00, aid_form="NATURE", **given)
    funding(notebook, "REGION", action=garden, granted=8_000_00, status="INSTRUIT")
    funding(notebook, "REGION", action=garden, requested=5_000_00, status="REFUSE")

    told = funded_action(notebook, garden, TODAY)

    assert told.leverage is not None
    assert (told.leverage.for_one_euro, told.leverage.asked) == (240, False)
    assert told.sum_of("paid") == 500_00


def test_leverage_is_counted_on_requests_until_something_is_granted(notebook: Notebook) -> None:
    garden = action(notebook)
    for kind, cents, status in (
        ("ETAT_P147", 1_000_00, "DEMANDE"),
        ("REGION", 500_00, "INSTRUIT"),
        ("COMMUNE", 900_00, "REFUSE"),
        ("EPCI", 800_00, "ENVISAGE"),
    ):
        funding(notebook, kind, action=garden, requested=cents, status=status)

    told = funded_action(notebook, garden, TODAY)

    assert told.leverage is not None
    assert (told.leverage.for_one_euro, told.leverage.asked) == (50, True)


def test_the_panel_and_the_workbook_lever_the_same(notebook: Notebook) -> None:
    garden = action(notebook, review_state="VALIDE")
    for kind, cents in (("ETAT_P147", 300_00), ("REGION", 1_000_00), ("RESSOURCES_PROPRES", 1)):
        given = {"action": garden, "status": "VOTE", "granted": cents, "review_state": "VALIDE"}
        funding(notebook, kind, **given)

    panel = funded_action(notebook, garden, TODAY).leverage
    lines = Ledger(Sources(notebook, Scope(Period.of_years(2026)), TODAY)).lines

    assert panel is not None
    assert panel.for_one_euro == leverage(lines) == 333


def test_an_action_without_state_credits_has_no_leverage(notebook: Notebook) -> None:
    garden = action(notebook)
    funding(notebook, "REGION", action=garden, granted=500_00)

    assert funded_action(notebook, garden, TODAY).leverage is None


def test_funders_are_named_and_the_budget_has_two_halves(notebook: Notebook) -> None:
    city = notebook.add("partner", {"name": "Ville", "echelon": "COMMUNE"}).record.id
    budget = [
        {"account": "601", "planned": 300_00, "actual": 250_00},
        {"account": "74com", "planned": 200_00},
    ]
    garden = action(notebook, budget=budget)
    line = funding(notebook, "COMMUNE", action=garden, funder=city)

    told = funded_action(notebook, garden, TODAY)

    assert [(each.id, each.funder) for each in told.fundings] == [(line, "Ville")]
    assert (told.planned.gap, told.actual.gap) == (-100_00, -250_00)


def test_a_financial_report_is_late_until_it_is_received(notebook: Notebook) -> None:
    due = date(2026, 11, 13)
    waiting = action(notebook, report_due_on=due)
    received = action(notebook, report_due_on=due, financial_report_received_on="2026-11-20")

    late = funded_action(notebook, waiting, TODAY).financial_report
    came = funded_action(notebook, received, TODAY).financial_report

    assert late == Account(due, None, 10)
    assert came == Account(due, date(2026, 11, 20), 0)


def test_an_action_goes_back_to_what_was_heard(notebook: Notebook) -> None:
    heard = notebook.add(
        "visit", {"visited_on": "2026-03-01", "visit_type": "ECOUTE", "facts": "Un jardin."}
    ).record.id
    here = notebook.add(
        "territory", {"name": "Le Hamois", "territory_type": "QPV", "territory_code": "QN05109M"}
    ).record.id
    idea = {
        "title": "Jardin",
        "summary": "Planter",
        "territory": here,
        "origin_of_idea": "HABITANT",
        "born_of": heard,
    }
    born = notebook.add("idea", idea).record.id
    garden = action(notebook, idea=born)
    seen = {
        "visited_on": "2026-09-01",
        "visit_type": "ECOUTE",
        "facts": "Fleuri.",
        "action": garden,
    }
    visit = notebook.add("visit", seen).record.id

    told = funded_action(notebook, garden, TODAY)

    assert [each.id for each in told.roots] == [heard, born]
    assert [each.id for each in told.visits] == [visit]
    assert told.evaluations == ()


def test_an_agreement_is_told_year_by_year(notebook: Notebook) -> None:
    city = notebook.add("partner", {"name": "Ville", "echelon": "COMMUNE"}).record.id
    amounts = [
        {"year": 2025, "funder": city, "amount": 1_000_00},
        {"year": 2026, "funder": city, "amount": 1_100_00},
        {"year": 2026, "amount": 400_00},
    ]
    values = {"title": "CPO", "first_year": 2025, "last_year": 2027, "amounts": amounts}
    made = notebook.add("agreement", {**values, "evaluation_due_on": "2026-12-03"}).record.id
    line = {"agreement": made, "period": "PLURIANNUELLE", "granted": 900_00, "paid": 450_00}
    funding(notebook, "COMMUNE", **line)

    told = agreement_told(notebook, made, TODAY)

    assert [(y.year, y.planned, y.granted, y.paid) for y in told.years] == [
        (2025, 1_000_00, 0, 0),
        (2026, 1_500_00, 900_00, 450_00),
        (2027, 0, 0, 0),
    ]
    assert told.years[1].planned_by == (("Ville", 1_100_00), ("Financeur à préciser", 400_00))
    assert (told.planned, told.days_to_evaluation) == (2_500_00, 10)


def test_a_workshop_tells_who_came_and_what_grew(notebook: Notebook) -> None:
    one = notebook.add("organisation", {"name": "Ondes", "organisation_type": "ASSO_1901"})
    autonomy = [
        {"competence": "BUDGET", "before": 1, "after": 3},
        {"competence": "MONTAGE", "before": 2, "after": 2},
        {"competence": "EVALUATION", "after": 2},
    ]
    values = {"title": "Budget", "held_on": "2026-03-01", "organisations": [one.record.id]}
    held = notebook.add("workshop", {**values, "autonomy": autonomy}).record.id

    told = workshop_told(notebook, held)

    assert [each.heading for each in told.organisations] == ["Ondes"]
    assert [each.gain for each in told.ease] == [2, 0, None]
    assert told.gained == 1
    assert told.ease[0].skill != "BUDGET"
