"""The second workbook: who pays for what, counted again by hand, and what each may read."""

from collections.abc import Callable
from typing import Any

from desktop.export.content import As, Content
from desktop.services.notebook import Notebook
from desktop.services.workbooks.funders.content import content
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.sources import Sources
from desktop.store.query import ListQuery
from sync.records.funding import FunderType, Funding
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    misshapen,
    row,
    sheet,
    sources,
    titles,
    unproved,
)
from tests.desktop.services.workbooks.programme import SIGNED, Programme, spent
from tests.desktop.services.workbooks.scdl_rules import scdl

CAF = Recipient("Caf", frozenset({FunderType.CAF}))


def told(programme: Programme, **scope: Any) -> Content:
    return content(sources(programme.notebook, **scope))


def test_the_crossed_plan_holds_each_financer_and_what_is_missing(programme: Programme) -> None:
    action = programme.action(
        dauphin_reference="DA00000001",
        planned_cost=1_100_000,
        budget=[
            spent("641", 1_000_000),
            spent("864", 100_000),
            spent("74etat", 500_000),
            spent("74com", 350_000),
            spent("RESSOURCES_PROPRES", 150_000),
            spent("870", 100_000),
        ],
    )
    programme.line(action, requested=500_000, granted=400_000)
    programme.line(action, "COMMUNE", status="DEMANDE", requested=350_000, granted=None)

    said = told(programme)
    asked = row(sheet(said, "Plan croisé demandé"), "DA00000001")
    granted = row(sheet(said, "Plan croisé accordé"), "DA00000001")

    assert asked["Financeur ETAT_P147 (P147) (€)"] == 500_000
    assert (asked["Financeur COMMUNE (€)"], asked["Total demandé (€)"]) == (350_000, 850_000)
    assert granted["Financeur COMMUNE (€)"] is None
    assert granted["Total accordé (€)"] == 400_000
    assert granted["Coût prévu en argent (€)"] == 1_000_000
    assert granted["Autres produits prévus (€)"] == 150_000
    assert granted["Reste à financer (€)"] == 450_000
    assert unproved(said) == []


def test_a_filter_of_financers_keeps_what_the_others_grant_in_one_column(
    programme: Programme,
) -> None:
    action = programme.action(dauphin_reference="DA00000001")
    programme.line(action, amount=300_000)
    programme.line(action, "CAF_ORG_SOCIAL", amount=200_000)

    said = told(programme, funder_types=frozenset({FunderType.CAF}))
    line = row(sheet(said, "Plan croisé accordé"), "DA00000001")

    assert (line["Financeur CAF_ORG_SOCIAL (€)"], line["Autres financeurs (€)"]) == (
        200_000,
        300_000,
    )
    assert line["Total accordé (€)"] == 500_000
    assert column(sheet(said, "Financements"), "Accordé (€)") == [200_000]
    assert unproved(said) == []


def test_the_running_of_a_body_has_its_own_row(programme: Programme) -> None:
    body = programme.body()
    programme.line(None, "COMMUNE", purpose="FONCTIONNEMENT", organisation=body, amount=80_000)

    said = told(programme)

    assert not [each for each in said.figures if "programme 147" in each.what]
    line = row(sheet(said, "Plan croisé accordé"), "")
    assert (line["Structure"], line["Intitulé"]) == ("Le Jardin", "Fonctionnement global")
    assert (line["Total accordé (€)"], line["Reste à financer (€)"]) == (80_000, None)
    assert column(sheet(said, "Par structure"), "Accordé (€)") == [80_000]
    assert unproved(said) == []


def test_proposals_and_states_before_the_decision_are_read_by_their_financer_alone(
    programme: Programme,
) -> None:
    action = programme.action()
    waiting: dict[str, Any] = {"status": "INSTRUIT", "proposed": 777, "granted": None}
    programme.line(action, "CAF_ORG_SOCIAL", amount=200_000, proposed=150_000)
    programme.line(action, "REGION", amount=300_000, proposed=123_456)
    programme.line(action, "CAF_ORG_SOCIAL", **waiting)
    programme.line(action, "COMMUNE", **waiting)

    def lines(recipient: Recipient | None) -> Any:
        return sheet(told(programme, recipient=recipient), "Financements")

    assert "Proposé (€)" not in titles(lines(None))
    assert column(lines(None), "État").count("") == 2
    own = zip(*(column(lines(CAF), title) for title in ("Proposé (€)", "État")), strict=True)
    assert sorted(own, key=str) == [
        (150_000, "Voté"),
        (None, ""),
        (None, "Instruit"),
        (None, "Voté"),
    ]
    assert "123456" not in str(told(programme, recipient=CAF).sheets)


def test_shares_and_agreements_are_counted_against_the_aim(programme: Programme) -> None:
    action = programme.action()
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
        amounts=[{"year": year, "funder": payer, "amount": 100_000} for year in (2025, 2026, 2027)],
    )
    programme.line(
        action,
        "CAF_ORG_SOCIAL",
        funder=payer,
        amount=100_000,
        agreement=agreement,
        period="PLURIANNUELLE",
        first_year=2025,
        last_year=2027,
    )
    programme.line(action, amount=300_000)

    said = told(programme)

    shares = row(sheet(said, "Par financeur"), "Caf")
    assert (shares["Part de l’accordé (%)"], shares["Ligne du CERFA"]) == (
        0.25,
        "74 – Organismes sociaux (Caf, etc.)",
    )
    whole = row(sheet(said, "Pluriannuel"), "Ensemble")
    assert (whole["Pluriannuel (€)"], whole["Annuel (€)"]) == (100_000, 300_000)
    assert (whole["Part pluriannuelle (%)"], whole["Objectif (%)"]) == (0.25, 0.5)
    cpo = row(sheet(said, "CPO"), "Convention 2025-2027")
    assert cpo["Montant de la convention (€)"] == 300_000
    assert (cpo["Prévu sur la période (€)"], cpo["Accordé sur la période (€)"]) == (
        100_000,
        100_000,
    )
    lever = row(sheet(said, "Synthèse"), "Pour 1 € du programme 147, accordé par d’autres")
    assert lever["Valeur"] == 33
    assert unproved(said) == []


def test_a_cent_is_never_lost_nor_made(programme: Programme) -> None:
    action = programme.action()
    for amount in (1, 10, 123_456_789):
        programme.line(action, "COMMUNE", amount=amount, **SIGNED)

    said = told(programme)

    assert sorted(str(line[8]) for line in scdl(said)) == ["0.01", "0.10", "1234567.89"]
    assert column(sheet(said, "Par financeur"), "Accordé (€)") == [123_456_800]


def test_every_column_is_explained_and_every_list_is_there(
    demo_sources: Callable[..., Sources],
) -> None:
    said = content(demo_sources())

    held = [each for table in said.sheets for each in table.columns]
    assert all(each.meaning.endswith(".") for each in held)
    assert {each.listed for each in held if each.listed} <= {each.name for each in said.lists}
    assert all(each.unit == "€" for each in held if each.held is As.EUROS)


def test_the_demonstration_proves_its_totals(
    demo_notebook: Notebook, demo_sources: Callable[..., Sources]
) -> None:
    places = demo_notebook.pick(ListQuery("territory"), ("name",))
    territories = frozenset(each.id for each in places[:6])
    themed = Scope(
        Period.of_years(2025, 2026), themes=frozenset({"2024:4"}), territories=territories
    )
    for scope in (
        themed,
        Scope(Period.of_years(2026)),
        Scope(Period.of_years(2025, 2026), recipient=CAF),
        Scope(Period.of_years(2026), funder_types=frozenset({FunderType.CAF})),
        Scope(Period.of_years(2019)),
    ):
        said = content(demo_sources(scope))

        assert misshapen(said) == []
        assert unproved(said) == []
        scdl(said)
        assert scope is not themed or 0 < len(sheet(said, "Financements").rows) < 40


def test_the_figures_of_the_demonstration_are_those_of_its_records(
    demo_notebook: Notebook, demo_sources: Callable[..., Sources]
) -> None:
    said = content(demo_sources())

    lines = [
        line
        for line in demo_notebook.records(ListQuery("funding"))
        if isinstance(line, Funding) and line.year == 2026 and _told(demo_notebook, line)
    ]
    granted = sum(line.granted or 0 for line in lines)
    specific = sum(line.granted or 0 for line in lines if line.funder_type == "ETAT_P147")
    first = sheet(said, "Synthèse")
    assert row(first, "Financements")["Valeur"] == len(lines) > 40
    assert row(first, "Accordé")["Valeur"] == granted
    lever = row(first, "Pour 1 € du programme 147, accordé par d’autres")["Valeur"]
    assert lever == round(100 * (granted - specific) / specific) > 0
    assert len(scdl(said)) > 20


def _told(notebook: Notebook, line: Funding) -> bool:
    """Tell whether a line and its action are validated; the demonstration has no other kind."""
    reviewed = ("VALIDE", "ARCHIVE")
    assert line.action is not None
    action = notebook.get(line.action)
    return line.review_state in reviewed and action.review_state in reviewed
