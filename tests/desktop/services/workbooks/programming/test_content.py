"""The first workbook: the actions of a year, their money, their public, counted again by hand."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from desktop.export.content import As, Content, Typed
from desktop.services.notebook import Notebook
from desktop.services.workbooks.programming.content import content
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from desktop.store.query import ListQuery
from sync.records.action import Action
from sync.records.funding import FunderType, Funding
from tests.desktop.services.workbooks.filled import (
    column,
    misshapen,
    row,
    sheet,
    sources,
    unproved,
)
from tests.desktop.services.workbooks.programme import SIRET, Programme, people


def told(programme: Programme, **scope: Any) -> Content:
    return content(sources(programme.notebook, **scope))


def remarks(said: Content) -> list[str]:
    return [remark.sentence for remark in said.remarks]


def test_an_action_fills_the_boxes_of_the_form(programme: Programme) -> None:
    action = programme.action(
        dauphin_reference="DA01234567",
        actual_cost=900_000,
        indicators=[{"name": "Séances", "planned": 12, "actual": 10}],
        objectives_met="PARTIELLEMENT",
        results="On a lu.",
    )
    programme.line(action, requested=400_000, granted=300_000, paid=200_000, status="VERSE")
    programme.line(action, "CAF_ORG_SOCIAL", amount=150_000)

    line = row(sheet(told(programme), "Actions"), "DA01234567")

    assert line["N° SIRET"] == SIRET
    assert line["Thème"] == "4 – Jeunesse, accès à la culture, aux sports et aux loisirs"
    assert line["Sous-thème"] == "4.2 – Culture et expression artistique"
    assert line["QPV (codes)"] == "QN05109M"
    assert (line["Coût prévu (€)"], line["Écart (€)"]) == (1_000_000, -100_000)
    assert (line["Demandé P147 (€)"], line["Accordé P147 (€)"]) == (400_000, 300_000)
    assert (line["Réalisé P147 (€)"], line["Accordé / demandé P147 (%)"]) == (200_000, 0.75)
    assert line["Cofinanceurs"] == "Financeur CAF_ORG_SOCIAL\u00a0: 1\u00a0500,00\u00a0€"
    assert line["Accordé par les cofinanceurs (€)"] == 150_000
    assert line["Accordé, tous financeurs (€)"] == 450_000
    assert line["Indicateurs"] == "Séances\u00a0: prévu 12, réalisé 10"
    assert (line["Objectifs atteints"], line["Appréciation"]) == ("Partiellement", "On a lu.")


def test_what_nobody_knows_is_empty_and_never_zero(programme: Programme) -> None:
    programme.action(dauphin_reference="DA01234567", theme="2024:4")

    line = row(sheet(told(programme), "Actions"), "DA01234567")

    unknown = ("Coût réalisé (€)", "Écart (€)", "Accordé P147 (€)", "Accordé / demandé P147 (%)")
    assert [line[title] for title in unknown] == [None] * len(unknown)
    assert (line["Pluriannuel"], line["Renouvellement"], line["Sous-thème"]) == (None, None, "")


def test_only_money_that_was_voted_is_granted(programme: Programme) -> None:
    action = programme.action(dauphin_reference="DA01234567")
    programme.line(action, status="INSTRUIT", requested=200_000, granted=200_000)
    programme.line(action, "COMMUNE", status="REFUSE", requested=90_000, granted=None)
    programme.line(action, "REGION", status="ENVISAGE", requested=70_000, granted=None)
    programme.line(action, "RESSOURCES_PROPRES", amount=50_000)
    programme.line(action, "VALORISATION", amount=60_000)
    programme.line(action, "EPCI", amount=40_000, aid_form="NATURE")

    said = told(programme)
    line = row(sheet(said, "Actions"), "DA01234567")

    assert (line["Demandé P147 (€)"], line["Accordé P147 (€)"]) == (200_000, None)
    assert line["Demandé aux cofinanceurs (€)"] == 90_000
    assert line["Accordé, tous financeurs (€)"] is None
    assert unproved(said) == []
    apart = [each.count for each in said.left_out if each.why.startswith("Ressources propres")]
    assert apart == [3]
    assert any("n’est pas voté" in sentence for sentence in remarks(said))


def test_an_action_of_several_neighbourhoods_is_counted_once(programme: Programme) -> None:
    here, there = programme.place("QN05109M"), programme.place("QN05110I")
    both = [here, there]
    programme.line(programme.action("Ici"), amount=100_000)
    programme.line(programme.action("Partout", neighbourhoods=both), amount=700_000)

    said = told(programme)
    table = sheet(said, "Par QPV")

    assert column(table, "Code QPV") == ["QN05109M", "QN05110I", ""]
    assert column(table, "Actions") == [1, 0, 1]
    assert column(table, "Accordé P147 (€)") == [100_000, 0, 700_000]
    assert column(table, "Accordé aux actions partagées (€)") == [700_000, 700_000, 0]
    assert column(table, "Quartier")[2] == "Actions sur plusieurs quartiers"
    assert unproved(said) == []


def test_people_add_up_in_every_sheet(programme: Programme) -> None:
    programme.action(
        audience=[people("6-11", "F", "QPV", 20, 22), people("6-11", "F", "HORS_QPV", 10, 9)]
    )
    programme.action("Jouer", theme="2024:4.3", audience=[people("12-17", "H", "QPV", 30, 28)])

    said = told(programme)

    assert column(sheet(said, "Publics bénéficiaires"), "Nombre prévu") == [20, 10, 30]
    ages = row(sheet(said, "Par âge et genre"), "6 à 11 ans")
    assert (ages["Femmes, prévu"], ages["Hommes, prévu"], ages["Total touché"]) == (30, None, 31)
    assert column(sheet(said, "Par thème"), "Public prévu") == [60]
    assert column(sheet(said, "Par sous-thème"), "Public touché") == [31, 28]
    assert column(sheet(said, "Par QPV"), "Public touché") == [59]
    assert column(sheet(said, "Part en QPV"), "Part en QPV, prévu (%)") == [50 / 60]
    assert row(sheet(said, "Synthèse"), "Public touché des QPV")["Valeur"] == 50
    assert not [one for one in said.sums if _value(said, one.total) != _parts(said, one.parts)]


def test_themes_keep_their_vintage_and_come_in_order(programme: Programme) -> None:
    for theme in ("2024:4.2", "2020:4.1", "2024:1", None):
        programme.line(programme.action(str(theme), theme=theme))

    said = told(programme)

    wide, fine = sheet(said, "Par thème"), sheet(said, "Par sous-thème")
    assert column(wide, "Millésime") == ["2020", "2024", "2024", ""]
    assert column(wide, "Code") == ["4", "1", "4", ""]
    assert column(wide, "Thème")[-1] == "Thème non précisé"
    assert column(fine, "Code") == ["4.1", "1", "4.2", ""]
    assert unproved(said) == []


def test_what_is_missing_is_told_with_the_records_to_correct(programme: Programme) -> None:
    body = programme.body("Le Collectif", siret=None, organisation_type="COLLECTIF_HABITANTS")
    action = programme.action(
        organisation=body, ends_on="2026-03-01", planned_cost=None, neighbourhoods=[]
    )
    programme.line(action, requested=100_000, granted=200_000)

    said = told(programme)

    assert "1 action terminée sans coût réalisé." in remarks(said)
    assert "1 action sans coût prévu." in remarks(said)
    assert "1 SIRET de structure manquant." in remarks(said)
    assert "1 montant accordé plus grand que la demande." in remarks(said)
    found = {remark.sentence: remark.records for remark in said.remarks}
    assert found["1 action terminée sans coût réalisé."] == (action,)
    assert found["1 SIRET de structure manquant."] == (body,)


def test_a_line_whose_action_is_not_validated_stays_out_and_is_told(programme: Programme) -> None:
    hidden = programme.action("Pas encore", review_state="BROUILLON")
    programme.line(hidden, amount=900_000)
    programme.line(None, purpose="FONCTIONNEMENT", amount=80_000)

    said = told(programme)

    assert sheet(said, "Actions").rows == []
    assert "Pas encore" not in str(said.sheets)
    assert unproved(said) == []
    why = {each.why: each.count for each in said.left_out}
    assert why["Leur action n’est pas validée, ou reste interne."] == 1
    assert why["Fonctionnement d’une structure, sans action\u00a0: voir le classeur W2."] == 1


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
    both = Period.of_years(2025, 2026)
    places = demo_notebook.pick(ListQuery("territory"), ("name",))
    themed = Scope(
        both, themes=frozenset({"2024:4"}), territories=frozenset(each.id for each in places[:6])
    )
    for scope in (themed, Scope(Period.of_years(2026)), Scope(both), Scope(Period.of_years(2019))):
        said = content(demo_sources(scope))

        assert scope is not themed or 0 < len(sheet(said, "Actions").rows) < 25
        assert misshapen(said) == []
        assert unproved(said) == []
        assert not [one for one in said.sums if _value(said, one.total) != _parts(said, one.parts)]


def test_the_figures_of_the_demonstration_are_those_of_its_records(
    demo_notebook: Notebook, demo_sources: Callable[..., Sources]
) -> None:
    said = content(demo_sources(Scope(Period.of_years(2025))))

    actions, lines = _by_hand(demo_notebook, 2025)
    granted: Counter[bool] = Counter()
    for line in lines:
        granted[line.funder_type is FunderType.STATE_P147] += line.granted or 0
    first = sheet(said, "Synthèse")
    assert row(first, "Actions")["Valeur"] == len(actions) > 10
    assert row(first, "Accordé par le programme 147")["Valeur"] == granted[True] > 0
    assert row(first, "Accordé par les cofinanceurs")["Valeur"] == granted[False] > 0
    planned = sum(line.planned or 0 for action in actions for line in action.audience)
    assert row(first, "Public prévu")["Valeur"] == planned > 0
    assert sum(map(int, map(str, column(sheet(said, "Par QPV"), "Actions")))) == len(actions)


def _by_hand(notebook: Notebook, year: int) -> tuple[list[Action], list[Funding]]:
    """Return the validated actions of a year and their voted lines, all of them in money."""
    actions = {
        record.id: record
        for record in notebook.records(ListQuery("action"))
        if isinstance(record, Action) and record.year == year and _open(record)
    }
    lines = [
        record
        for record in notebook.records(ListQuery("funding"))
        if isinstance(record, Funding) and record.year == year and _open(record)
    ]
    voted = {"VOTE", "VERSE", "SOLDE"}
    return [*actions.values()], [
        line for line in lines if line.action in actions and line.status.value in voted
    ]


def _open(record: Action | Funding) -> bool:
    return record.review_state in ("VALIDE", "ARCHIVE") and record.diffusion != "CONFIDENTIEL"


def _value(said: Content, place: Any) -> int:
    cell = sheet(said, place.sheet).rows[place.row][place.column]
    held = cell.value if isinstance(cell, Typed) else cell
    return int(str(held or 0))


def _parts(said: Content, places: Any) -> int:
    return sum(_value(said, place) for place in places)
