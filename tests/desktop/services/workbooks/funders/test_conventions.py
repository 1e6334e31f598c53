"""The second workbook, once money is granted: budgets, financial reports, published conventions."""

from typing import Any

from desktop.export.content import Content
from desktop.services.notebook import Notebook
from desktop.services.workbooks.funders.content import content
from sync.records.funding import Funding
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    row,
    sheet,
    sources,
    unproved,
)
from tests.desktop.services.workbooks.programme import SIGNED, Programme, spent
from tests.desktop.services.workbooks.scdl_rules import scdl


def told(programme: Programme, **scope: Any) -> Content:
    return content(sources(programme.notebook, **scope))


def _told(notebook: Notebook, line: Funding) -> bool:
    """Tell whether a line and its action are validated; the demonstration has no other kind."""
    reviewed = ("VALIDE", "ARCHIVE")
    assert line.action is not None
    action = notebook.get(line.action)
    return line.review_state in reviewed and action.review_state in reviewed


def test_the_budget_compares_the_reported_actions_alone(programme: Programme) -> None:
    programme.action(
        budget=[
            spent("641", 600_000, 500_000),
            spent("864", 50_000, 50_000),
            spent("74etat", 600_000, 500_000),
            spent("870", 50_000, 50_000),
        ]
    )
    programme.action("Pas encore finie", budget=[spent("641", 400_000), spent("74etat", 400_000)])

    said = told(programme)
    lines = {line[2]: line[4:] for line in sheet(said, "Budget par ligne").rows}

    assert lines["641 – Rémunération des personnels"] == (
        1_000_000,
        600_000,
        500_000,
        500_000 / 600_000,
        -100_000,
    )
    assert lines["Total des charges (60 à 69 et charges indirectes)"][0] == 1_000_000
    assert lines["Total des emplois des contributions volontaires (86)"][0] == 50_000
    assert lines["Total général des charges"] == lines["Total général des produits"]
    assert lines["Total général des charges"][:3] == (1_050_000, 650_000, 550_000)
    assert column(sheet(said, "Budget par action"), "Écart (€)").count(-100_000) == 2
    assert unproved(said) == []


def test_financial_reports_are_in_time_late_or_ahead(programme: Programme) -> None:
    given: dict[str, dict[str, Any]] = {
        "À temps": {"year": 2025, "financial_report_received_on": "2026-06-30"},
        "Arrivé tard": {"year": 2025, "financial_report_received_on": "2026-07-04"},
        "En retard": {"year": 2025},
        "À venir": {"year": 2026},
        "Dû aujourd’hui": {"year": 2025, "report_due_on": "2026-11-23"},
        "Plus ancien": {"year": 2023},
    }
    for title, values in given.items():
        action = programme.action(title, **values)
        programme.line(action, year=values["year"])

    said = told(programme)
    table = sheet(said, "Échéances CRF")
    found = dict(
        zip(
            column(table, "Intitulé"),
            zip(column(table, "Situation"), column(table, "Jours de retard"), strict=True),
            strict=True,
        )
    )

    assert found == {
        "À temps": ("Reçu à temps", None),
        "Arrivé tard": ("Reçu en retard", 4),
        "En retard": ("En retard", 146),
        "À venir": ("À venir", None),
        "Dû aujourd’hui": ("À venir", None),
    }
    june = row(sheet(said, "Calendrier CRF"), "juin 2026")
    assert (june["Attendus"], june["Reçu en retard"], june["En retard"]) == (3, 1, 1)
    assert row(sheet(said, "Calendrier CRF"), "juin 2027")["À venir"] == 1
    assert "1 compte rendu financier en retard." in [each.sentence for each in said.remarks]
    assert unproved(said) == []


def test_the_open_data_sheet_passes_the_published_rules(programme: Programme) -> None:
    action = programme.action("Lire")
    programme.line(action, "COMMUNE", amount=150_000, decision_reference="DEL-1", **SIGNED)
    programme.line(action, "REGION", aid_form="NATURE", amount=90_050, **SIGNED)
    programme.line(action, "AIDE_PRIVEE", amount=70_000, **SIGNED)
    programme.line(action, "EPCI", status="REFUSE", granted=None, **SIGNED)

    said = told(programme)

    assert [(line[8], line[9]) for line in scdl(said)] == [
        ("1500.00", "aide en numéraire"),
        ("900.50", "aide en nature"),
    ]
    assert scdl(said)[0][2:4] == ("2026-03-12", "DEL-1")
    assert unproved(said) == []
    assert [each.count for each in said.left_out if each.why.startswith("Aide privée")] == [1]


def test_a_corsican_body_and_one_without_number_are_told_apart(programme: Programme) -> None:
    with_siret = programme.body("A Casa", rna="W2A1234567")
    alone = programme.body("U Giardinu", siret=None, rna="W2B1234567")
    nothing = programme.body("Le Collectif", siret=None, organisation_type="COLLECTIF_HABITANTS")
    for body in (with_siret, alone, nothing):
        programme.line(programme.action(organisation=body), "COMMUNE", **SIGNED)

    said = told(programme)

    assert [line[4:7] for line in scdl(said)] == [("A Casa", "99900001100018", "")]
    why = [each.why for each in said.left_out if each.what.startswith("Conventions de sub")]
    assert [each[:40] for each in why] == [
        "La structure n’a ni SIRET ni RNA.",
        "La structure n’a qu’un RNA avec une lett",
    ]
    assert any("publié avec le SIRET seul" in each.sentence for each in said.remarks)


def test_an_agreement_is_one_row_in_the_year_of_its_signature(programme: Programme) -> None:
    payer = programme.payer()
    agreement = add(
        programme.notebook,
        "agreement",
        title="Convention 2025-2027",
        organisation=programme.body(),
        funders=[payer],
        first_year=2025,
        last_year=2027,
        signed_on="2025-01-12",
        territory=programme.place(),
        objectives="Durer.",
        amounts=[{"year": year, "funder": payer, "amount": 900_000} for year in (2025, 2026)],
    )
    for year in (2025, 2026):
        programme.line(
            programme.action(year=year),
            "CAF_ORG_SOCIAL",
            year=year,
            funder=payer,
            agreement=agreement,
            **SIGNED,
        )

    first = scdl(content(sources(programme.notebook, 2025, 2025)))
    second = content(sources(programme.notebook, 2026, 2026))

    assert [(line[2], line[8], line[10]) for line in first] == [
        ("2025-01-12", "18000.00", "échelonné")
    ]
    assert scdl(second) == []
    assert any("l’année de sa signature" in each.why for each in second.left_out)
