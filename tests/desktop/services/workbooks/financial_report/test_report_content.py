"""The financial report of one action says what its records say, by the lines of the form."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.export.content import As, Content, Place, Sum, Typed
from desktop.services.notebook import Notebook
from desktop.services.workbooks.financial_report.content import NotTellable, sources_of
from desktop.services.workbooks.financial_report.missing import missing
from sync.records.action import Action
from tests.desktop.services.workbooks.financial_report.conftest import (
    TODAY,
    Add,
    rows_named,
    rows_of,
)

Report = Callable[[str], Content]


def test_the_synthesis_adds_the_accounts_by_group(report: Report, action: str) -> None:
    rows = rows_named(report(action), "Tableau de synthèse")

    assert rows["60 – Achats"][2:] == (300_000, 420_000, 120_000, 1.4)
    assert rows["64 – Charges de personnel"][2:5] == (500_000, 510_000, 10_000)
    assert rows["Charges indirectes réparties"][2:5] == (100_000, 100_000, 0)
    assert rows["74 – Subventions d’exploitation"][2:5] == (900_000, 1_030_000, 130_000)
    assert rows["61 – Services extérieurs"][2:] == (None, None, None, None)


def test_contributions_in_kind_stand_apart_from_the_totals(report: Report, action: str) -> None:
    rows = rows_named(report(action), "Tableau de synthèse")

    assert rows["Total des charges"][2:4] == (900_000, 1_030_000)
    assert rows["Total des produits"][2:4] == (900_000, 1_030_000)
    assert rows["Total des charges, contributions comprises"][2:4] == (960_000, 1_090_000)
    assert rows["87 – Contributions volontaires en nature"][2] == 60_000


def test_the_part_of_the_subsidy_in_the_income_is_said(report: Report, action: str) -> None:
    told = report(action)

    (line,) = rows_of(told, "Subventions").values()
    summary = next(sheet for sheet in told.sheets if sheet.name == "Tableau de synthèse")
    assert line[0] == "Préfecture"
    assert line[4] == pytest.approx(600_000 / 1_030_000)
    assert "représente 58,3\u00a0% du total des produits réalisés" in summary.sentence
    assert "6\u202f000,00\u00a0€" in summary.sentence


def test_gaps_beyond_the_threshold_are_set_out_to_be_explained(report: Report, action: str) -> None:
    told = report(action)

    gaps = rows_named(told, "Écarts significatifs")
    annex = str(
        rows_of(told, "Annexe")[
            "Explication des écarts significatifs entre le budget et la réalisation"
        ][1]
    )
    assert set(gaps) == {"601 – Matières et fournitures", "74 – Commune"}
    assert gaps["74 – Commune"][3:6] == (300_000, 430_000, 130_000)
    assert "1\u202f200,00\u00a0€ de plus (40\u00a0%)" in annex
    assert "Animation" not in annex


def test_totals_are_counted_again_from_the_lines(report: Report, action: str) -> None:
    told = report(action)

    for check in told.checks:
        sheet = next(sheet for sheet in told.sheets if sheet.name == check.sheet)
        at = sheet.place_of(check.column)
        values = [row[at] for row in sheet.rows]
        assert sum(value for value in values if isinstance(value, int)) == check.expected
    assert len(told.checks) == 4


def test_people_are_told_with_the_sums_that_would_give_them_away(
    report: Report, action: str
) -> None:
    told = report(action)

    parts = (Place("Personnes bénéficiaires", 0, 4), Place("Personnes bénéficiaires", 1, 4))
    assert Sum(Place("Personnes bénéficiaires", 2, 4), parts) in told.sums
    assert any(one.total.sheet == "Bilan qualitatif" for one in told.sums)


def test_what_is_left_to_sign_names_the_body_and_nobody(report: Report, action: str) -> None:
    rows = rows_of(report(action), "Attestation")

    assert rows["Représentant(e) légal(e) de l’association"][1] == "Jardins d’Éloi"
    assert [row[1] for row in rows.values() if row[1]] == ["Jardins d’Éloi"]


def test_a_complete_report_only_asks_for_the_number_of_the_body(
    report: Report, action: str
) -> None:
    said = [remark.sentence for remark in report(action).remarks]

    assert said == ["La structure n’a ni SIRET ni RNA."]


def test_a_bare_action_is_told_what_it_lacks(
    report: Report, add: Add, notebook: Notebook, action: str
) -> None:
    bare = notebook.get(action).model_dump()
    made = add("action", title="Nue", year=2025, territory=bare["territory"])

    said = [remark.sentence for remark in report(made).remarks]

    assert "Le budget n’est pas saisi." in said
    assert "Le bilan qualitatif n’est pas écrit." in said
    assert "Aucune subvention accordée n’est saisie pour cette action." in said


def test_budgets_that_do_not_balance_are_told(
    report: Report, notebook: Notebook, action: str
) -> None:
    lines = [
        {"account": "601", "planned": 100_000},
        {"account": "74com", "planned": 90_000},
    ]
    notebook.edit(action, {"budget": lines})

    said = " ".join(remark.sentence for remark in report(action).remarks)

    assert "les charges font 1\u202f000,00\u00a0€ et les produits 900,00\u00a0€" in said
    assert "Les charges réalisées ne sont pas saisies." in said
    assert "Les produits réalisés ne sont pas saisis." in said


def test_fundings_that_nobody_validated_are_counted_and_left_out(
    report: Report, notebook: Notebook, action: str
) -> None:
    notebook.add(
        "funding",
        {"action": action, "funder_type": "REGION", "year": 2025, "granted": 1, "status": "VOTE"},
    )

    told = report(action)

    assert len(rows_of(told, "Subventions")) == 1
    assert [(one.what, one.count) for one in told.left_out] == [("Financements", 1)]


def test_an_action_that_nobody_validated_has_no_report(
    report: Report, add: Add, notebook: Notebook, action: str
) -> None:
    place = notebook.get(action).model_dump()["territory"]
    made = add("action", title="Brouillon", year=2025, territory=place, review_state="BROUILLON")

    with pytest.raises(NotTellable):
        report(made)


def test_a_report_whose_day_nobody_knows_is_told(notebook: Notebook, action: str) -> None:
    sources = sources_of(notebook, 2025, TODAY)
    known = sources.get(Action, action)
    assert known is not None

    said = missing(sources, known.model_copy(update={"report_due_on": None}), ())

    expected = (
        "La date où le compte rendu est dû n’est pas notée\u00a0: celle de la loi est écrite."
    )
    assert expected in [remark.sentence for remark in said]


def test_a_report_without_a_day_bears_that_of_the_law(
    notebook: Notebook, report: Report, action: str
) -> None:
    notebook.edit(action, {"report_due_on": None})

    due = rows_of(report(action), "Identification")["Compte rendu financier dû le"][1]

    assert due == Typed(date(2026, 6, 30), As.DAY)


def test_a_budget_half_reported_on_is_told(notebook: Notebook, report: Report, action: str) -> None:
    lines = [
        {"account": "74etat", "planned": 600_000, "actual": 600_000},
        {"account": "74com", "planned": 300_000},
    ]
    notebook.edit(action, {"budget": lines})

    said = [remark.sentence for remark in report(action).remarks]

    assert any("Le réalisé manque sur 1 ligne de produits" in one for one in said)


def test_gaps_are_not_said_to_be_none_before_anything_is_spent(
    notebook: Notebook, report: Report, action: str
) -> None:
    line = {"account": "601", "planned": 300_000}

    notebook.edit(action, {"budget": [line]})
    before = str(rows_of(report(action), "Annexe"))
    notebook.edit(action, {"budget": [{**line, "actual": 300_000}]})
    after = str(rows_of(report(action), "Annexe"))

    assert "les écarts ne sont pas connus" in before
    assert "Aucun écart ne dépasse" in after
