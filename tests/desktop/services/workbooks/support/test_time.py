"""Time that supports, time that instructs, and whom it reached."""

import pytest

from desktop.services.notebook import Notebook
from desktop.services.workbooks.support.content import content
from desktop.services.workbooks.support.minutes import Clock, Share
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    row,
    sheet,
    sources,
    unproved,
    visit,
)


def given(*lines: tuple[str, int | None]) -> list[dict[str, object]]:
    return [{"support_type": kind, "minutes": minutes} for kind, minutes in lines]


@pytest.mark.parametrize(
    ("support_type", "counted"),
    [
        ("MONTAGE", Share.SUPPORT),
        ("APPUI", Share.SUPPORT),
        ("CONTROLE_SERVICE_FAIT", Share.INSTRUCTION),
        ("INSTRUCTION", Share.INSTRUCTION),
        ("INCONNU", Share.PRESENCE),
    ],
)
def test_the_upper_level_of_the_list_says_where_minutes_are_counted(
    notebook: Notebook, support_type: str, counted: Share
) -> None:
    assert Clock(sources(notebook)).share_of(support_type) is counted


def test_minutes_that_no_support_details_are_presence(notebook: Notebook) -> None:
    visit(
        notebook,
        "2026-02-03",
        duration_minutes=90,
        support_given=given(("MONTAGE", 40), ("DAUPHIN", 20)),
    )
    visit(notebook, "2026-02-04", support_given=given(("ECOUTE", 15), ("RELANCE", None)))
    visit(notebook, "2026-05-04", duration_minutes=30)

    told = sheet(content(sources(notebook)), "Accompagnement")

    first, second = row(told, "T1 2026"), row(told, "T2 2026")
    assert [first[each] for each in ("Temps passé", "Appui", "Instruction", "Présence")] == [
        105,
        55,
        20,
        30,
    ]
    assert first["Part de l’appui"] == pytest.approx(55 / 75)
    assert (second["Présence"], second["Part de l’appui"]) == (30, None)


def test_an_organisation_seen_twice_counts_once_and_people_as_often_as_seen(
    notebook: Notebook,
) -> None:
    body = add(notebook, "organisation", name="Les Tilleuls", organisation_type="ASSO_1901")
    there = [{"role": "HABITANT", "count": 6}, {"role": "ELU"}]
    visit(notebook, "2026-02-03", organisation=body, people_present=there)
    visit(
        notebook,
        "2026-02-10",
        organisation=body,
        people_present=there,
        visit_type="PREMIERE_RENCONTRE",
    )
    visit(notebook, "2026-02-11")

    told = row(sheet(content(sources(notebook)), "Accompagnement"), "T1 2026")

    assert (told["Visites"], told["Structures rencontrées"]) == (3, 1)
    assert (told["Personnes présentes"], told["Premières rencontres"]) == (12, 1)


def test_visits_are_told_by_type_in_the_order_of_the_list(notebook: Notebook) -> None:
    visit(notebook, "2026-02-03", visit_type="MEDIATION")
    visit(notebook, "2026-05-03", visit_type="ECOUTE")
    visit(notebook, "2026-06-03", visit_type="ECOUTE")

    told = sheet(content(sources(notebook)), "Visites par type")

    assert column(told, "Type de visite") == ["Écoute", "Médiation"]
    assert column(told, "T2 2026") == [2, 0]
    assert column(told, "Visites") == [2, 1]


def test_a_visit_outside_or_not_validated_or_confidential_is_not_counted(
    notebook: Notebook,
) -> None:
    visit(notebook, "2025-02-03")
    visit(notebook, "2026-02-03", review_state="RECU")
    visit(notebook, "2026-02-03", diffusion="CONFIDENTIEL")
    visit(notebook, "2026-02-03", diffusion="INTERNE")

    told = content(sources(notebook))

    assert column(sheet(told, "Accompagnement"), "Visites") == [1, 0, 0, 0]
    assert {(each.what, each.count, each.why) for each in told.left_out} >= {
        ("Visites", 1, "Fiches pas encore validées."),
        ("Visites", 1, "Fiches confidentielles."),
    }
    assert unproved(told) == []


def test_visits_to_complete_are_said_with_their_ids(notebook: Notebook) -> None:
    silent = visit(notebook, "2026-02-03")
    bare = visit(notebook, "2026-02-03", duration_minutes=60)

    said = {each.sentence: each.records for each in content(sources(notebook)).remarks}

    assert said["1 visite sans durée\u00a0: leur temps n’est pas compté."] == (silent,)
    assert any(records == (bare,) for sentence, records in said.items() if "appui noté" in sentence)


def test_needs_are_counted_over_all_and_kept_when_they_would_point_at_one_body(
    notebook: Notebook,
) -> None:
    bodies = [
        add(notebook, "organisation", name=f"Structure {rank}", organisation_type="ASSO_1901")
        for rank in range(5)
    ]
    for body in bodies[:4]:
        visit(notebook, "2026-02-03", organisation=body, support_needs=["LOCAL"])

    few = content(sources(notebook))
    visit(notebook, "2026-02-04", organisation=bodies[4], support_needs=["LOCAL", "BUDGET"])
    enough = content(sources(notebook))

    assert sheet(few, "Besoins d’accompagnement").rows == []
    assert [(e.what, e.count) for e in few.left_out] == [("Visites avec des besoins notés", 4)]
    told = sheet(enough, "Besoins d’accompagnement")
    assert [(row[0], row[1]) for row in told.rows] == [("Local", 5), ("Budget", 1)]
    assert enough.left_out == ()


def test_visits_have_no_theme_and_the_first_sheet_says_so_when_themes_are_chosen(
    notebook: Notebook,
) -> None:
    visit(notebook, "2026-02-03")

    whole = content(sources(notebook))
    chosen = content(sources(notebook, themes=frozenset({"2024:3"})))

    assert column(sheet(chosen, "Accompagnement"), "Visites") == [1, 0, 0, 0]
    assert len(chosen.notes) == len(whole.notes) + 1
    assert chosen.notes[-1].title == "Filtres et visites"
