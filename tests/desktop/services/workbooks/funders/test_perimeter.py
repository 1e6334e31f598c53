"""What a filter, a second exercise or a second service changes in the workbook of financers."""

from typing import Any

from desktop.export.content import Content
from desktop.services.workbooks.funders.content import content
from desktop.services.workbooks.scope import Recipient
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    misshapen,
    row,
    sheet,
    sources,
    unproved,
)
from tests.desktop.services.workbooks.programme import Programme


def told(programme: Programme, first: int = 2026, last: int = 2026, **scope: Any) -> Content:
    said = content(sources(programme.notebook, first, last, **scope))
    assert unproved(said) == []
    assert misshapen(said) == []
    return said


def agreement(programme: Programme, title: str, *funders: str, **values: Any) -> str:
    """Save an agreement signed in 2026, of 1 000 € a year for each financer."""
    given = {
        "title": title,
        "organisation": programme.body(),
        "first_year": 2026,
        "last_year": 2027,
        "signed_on": "2026-02-01",
        "funders": list(funders),
        "amounts": [
            {"year": year, "funder": funder, "amount": 100_000}
            for year in (2026, 2027)
            for funder in funders
        ],
    }
    return add(programme.notebook, "agreement", **{**given, **values})


def test_own_money_and_aids_in_kind_call_for_no_financial_report(programme: Programme) -> None:
    funded = programme.action("Lire")
    alone = programme.action("Jouer")
    programme.line(funded, amount=200_000)
    for kind in ("RESSOURCES_PROPRES", "VALORISATION"):
        programme.line(funded, kind, amount=50_000)
        programme.line(alone, kind, amount=50_000)
    programme.line(alone, "COMMUNE", amount=40_000, aid_form="NATURE")

    reports = sheet(told(programme), "Échéances CRF")

    assert column(reports, "Intitulé") == ["Lire"]
    assert column(reports, "Accordé (€)") == [200_000]


def test_an_action_paid_for_in_two_exercises_is_one_action(programme: Programme) -> None:
    action = programme.action("Lire", year=2025)
    for year in (2025, 2026):
        programme.line(action, year=year)

    said = told(programme, 2025, 2026)

    assert row(sheet(said, "Synthèse"), "Actions")["Valeur"] == 1
    assert [each.value for each in said.figures if each.what == "actions"] == [1]
    assert column(sheet(said, "Plan croisé accordé"), "Exercice") == [2025, 2026]
    assert column(sheet(said, "Par structure"), "Actions") == [1]


def test_two_services_of_a_financer_are_one_financer_everywhere(programme: Programme) -> None:
    action = programme.action()
    for service in ("Sports", "Culture"):
        made = add(programme.notebook, "partner", name="Région", service=service, echelon="REGION")
        programme.line(action, "REGION", funder=made)

    said = told(programme)

    assert row(sheet(said, "Synthèse"), "Financeurs")["Valeur"] == 1
    assert column(sheet(said, "Par structure"), "Financeurs") == [1]
    assert column(sheet(said, "Par financeur"), "Financeur") == ["Région"]


def test_a_filter_of_financers_is_kept_by_every_sheet_and_proved(programme: Programme) -> None:
    city, region = programme.payer("Ville", "COMMUNE"), programme.payer("Région", "REGION")
    lasting = agreement(programme, "Convention", city, region)
    action = programme.action()
    programme.line(action, "COMMUNE", funder=city, agreement=lasting, amount=100_000)
    programme.line(action, "REGION", funder=region, agreement=lasting, amount=100_000)
    programme.line(action, amount=500_000)

    by_name = told(programme, funders=frozenset({city}))
    by_type = told(programme, funder_types=frozenset({FunderType.COMMUNE}))

    for said in (by_name, by_type):
        assert column(sheet(said, "CPO"), "Financeur") == ["Ville"]
        assert column(sheet(said, "Financements"), "Financeur") == ["Ville"]
        assert column(sheet(said, "Par financeur"), "Accordé (€)") == [100_000]
        assert [line[0] for line in sheet(said, "SCDL").rows] == ["Ville"]
        proved = {check.what: check.expected for check in said.checks}
        assert (proved["Accordé, par financeur"], proved["Accordé, financements"]) == (
            100_000,
            100_000,
        )
        assert proved["Accordé par tous les financeurs"] == 700_000


def test_a_filter_of_themes_keeps_the_agreements_that_pay_there(programme: Programme) -> None:
    city = programme.payer("Ville", "COMMUNE")
    reading, playing = programme.action("Lire"), programme.action("Jouer", theme="2024:1")
    for action, title in ((reading, "Pour lire"), (playing, "Pour jouer")):
        lasting = agreement(programme, title, city)
        programme.line(action, "COMMUNE", funder=city, agreement=lasting)

    said = told(programme, themes=frozenset({"2024:4"}))

    assert column(sheet(said, "CPO"), "Convention") == ["Pour lire"]
    assert [line[7] for line in sheet(said, "SCDL").rows] == ["Pour lire"]


def test_a_line_whose_agreement_plans_nothing_of_its_financer_is_told(
    programme: Programme,
) -> None:
    city, region = programme.payer("Ville", "COMMUNE"), programme.payer("Région", "REGION")
    lasting = agreement(programme, "Convention", city)
    action = programme.action()
    programme.line(action, "COMMUNE", funder=city, agreement=lasting)
    programme.line(action, "REGION", funder=region, agreement=lasting)

    said = told(programme)

    assert [line[0] for line in sheet(said, "SCDL").rows] == ["Ville"]
    apart = [each.count for each in said.left_out if "aucun montant de leur" in each.why]
    assert apart == [1]


def test_a_decision_typed_beforehand_is_read_by_its_financer_alone(programme: Programme) -> None:
    action = programme.action()
    typed = {"decided_on": "2026-12-15", "decision_reference": "DEL-9", "commitment_number": "EJ9"}
    programme.line(action, "CAF_ORG_SOCIAL", status="INSTRUIT", granted=None, **typed)
    programme.line(action, "COMMUNE", status="REFUSE", granted=None, decision_reference="DEL-1")

    def references(recipient: Recipient | None) -> set[Any]:
        table = sheet(told(programme, recipient=recipient), "Financements")
        decision = ("Date de décision", "Référence de la décision", "EJ")
        return {value for title in decision for value in column(table, title)} - {None}

    assert references(None) == {"DEL-1"}
    assert references(Recipient("Ville", frozenset({FunderType.COMMUNE}))) == {"DEL-1"}
    assert "DEL-9" in references(Recipient("Caf", frozenset({FunderType.CAF})))


def test_a_line_of_another_exercise_than_its_action_is_to_look_at(programme: Programme) -> None:
    action = programme.action()
    programme.line(action)
    early, late = (programme.line(action, "COMMUNE", year=year) for year in (2025, 2027))

    remarks = {each.sentence: each.records for each in told(programme).remarks}

    found = remarks["2 financements d’un autre exercice que leur action."]
    assert set(found) == {early, late}


def test_an_agreement_that_nobody_validated_is_not_counted(programme: Programme) -> None:
    city = programme.payer("Ville", "COMMUNE")
    action = programme.action()
    for title, state in (("Signée", "VALIDE"), ("À relire", "RECU")):
        lasting = agreement(programme, title, city, review_state=state)
        programme.line(action, "COMMUNE", funder=city, agreement=lasting)

    whole = row(sheet(told(programme), "Pluriannuel"), "Ensemble")

    assert whole["Conventions"] == 1
