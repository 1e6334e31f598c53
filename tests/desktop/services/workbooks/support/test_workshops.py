"""Workshops, and what groups do with more ease afterwards."""

from desktop.services.notebook import Notebook
from desktop.services.workbooks.support.content import content
from tests.desktop.services.workbooks.filled import add, idea, row, sheet, sources, unproved


def test_a_skill_tells_the_mean_of_the_groups_that_said_both_levels(notebook: Notebook) -> None:
    body = add(notebook, "organisation", name="Les Tilleuls", organisation_type="ASSO_1901")
    for day, before, after in (("2026-02-03", 0, 2), ("2026-02-10", 1, 1), ("2026-05-10", 3, None)):
        add(
            notebook,
            "workshop",
            title="Budget",
            held_on=day,
            duration_minutes=60,
            participants_count=8,
            organisations=[body],
            competences=["BUDGET"],
            autonomy=[{"competence": "BUDGET", "before": before, "after": after}],
        )

    told = content(sources(notebook))

    skill = row(sheet(told, "Compétences"), "Budget")
    assert list(skill.values())[1:] == [3, 2, 0.5, 1.5, 1.0, 1]
    first = row(sheet(told, "Ateliers"), "T1 2026")
    assert list(first.values())[1:] == [2, 16, 1, 120, 0]
    assert unproved(told) == []


def test_people_of_the_first_sheet_are_the_sum_of_those_of_the_others(notebook: Notebook) -> None:
    add(notebook, "workshop", title="Budget", held_on="2026-02-03", participants_count=3)

    told = content(sources(notebook))

    summary = sheet(told, "Synthèse")
    place = [str(each[0]) for each in summary.rows].index("Participations aux ateliers")
    total = next(each for each in told.sums if each.total.row == place)
    assert row(summary, "Participations aux ateliers")["Valeur"] == 3
    workshops = sheet(told, "Ateliers")
    assert [workshops.rows[p.row][p.column] for p in total.parts] == [3, 0, 0, 0]
    assert workshops.columns[total.parts[0].column].people


def test_ideas_born_in_workshops_count_once_and_only_once_validated(notebook: Notebook) -> None:
    born = idea(notebook, "2026-02-03")
    draft = idea(notebook, "2026-02-03", review_state="BROUILLON")
    add(notebook, "workshop", title="Un", held_on="2026-02-03", ideas=[born, draft])
    add(notebook, "workshop", title="Deux", held_on="2026-02-10", ideas=[born])
    add(notebook, "workshop", title="Trois", held_on="2026-02-17", ideas=[draft])

    told = content(sources(notebook))

    assert row(sheet(told, "Ateliers"), "T1 2026")["Idées nées"] == 1
    assert row(sheet(told, "Suites"), "Ateliers où une idée est née")["Nombre"] == 2
