"""The ideas of a period: their path, how long they waited, who said them."""

from desktop.services.notebook import Notebook
from desktop.services.workbooks.support.content import content
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    idea,
    row,
    sheet,
    sources,
    titles,
    unproved,
)

SUPPORTED = (("ENTENDUE", "2026-01-10"), ("SOUTENUE", "2026-04-20"))


def test_an_idea_that_may_not_be_told_is_counted_and_has_no_row(notebook: Notebook) -> None:
    idea(notebook, "2026-01-10", title="Une fresque")
    idea(notebook, "2026-01-11", title="Une chorale", diffusion="INTERNE")

    told = content(sources(notebook))

    assert column(sheet(told, "Vivier d’idées"), "Idée") == ["Une fresque"]
    assert sum(map(int, map(str, column(sheet(told, "Entonnoir"), "Idées à ce stade")))) == 2
    assert [(each.what, each.count) for each in told.left_out] == [("Idées", 1)]
    assert unproved(told) == []


def test_the_row_of_an_idea_leads_back_to_its_record_and_tells_its_path(
    notebook: Notebook,
) -> None:
    known = idea(notebook, "2026-01-10", steps=SUPPORTED, told_residents_on="2026-04-25")

    told = sheet(content(sources(notebook)), "Vivier d’idées")

    assert told.references == [known]
    first = dict(zip(titles(told), told.rows[0], strict=True))
    assert (first["Territoire"], first["Stade"]) == ("Les Tilleuls", "7 – Soutenue")
    assert str(first["Entendue le"]) == "2026-01-10"
    assert str(first["Soutenue le"]) == "2026-04-20"
    assert first["Délai"] == 100


def test_the_funnel_counts_how_far_ideas_went_even_those_that_left_the_path(
    notebook: Notebook,
) -> None:
    idea(notebook, "2026-01-10")
    idea(notebook, "2026-01-10", steps=SUPPORTED)
    aside = (("ENTENDUE", "2026-01-10"), ("CLARIFIEE", "2026-02-01"), ("ABANDONNEE", "2026-03-01"))
    idea(notebook, "2026-01-10", steps=aside)

    told = sheet(content(sources(notebook)), "Entonnoir")

    assert column(told, "Idées passées par ce stade")[:8] == [3, 2, 1, 1, 1, 1, 1, 0]
    assert row(told, "Abandonnée")["Idées à ce stade"] == 1
    assert row(told, "1 – Entendue")["Idées à ce stade"] == 1
    assert row(told, "2 – Clarifiée")["Idées à ce stade"] == 0


def test_an_idea_of_the_year_before_that_moved_in_the_period_is_of_the_period(
    notebook: Notebook,
) -> None:
    idea(notebook, "2025-11-01", steps=(("ENTENDUE", "2025-11-01"), ("SOUTENUE", "2026-02-09")))
    idea(notebook, "2025-11-01", title="Restée de l’autre année")

    told = content(sources(notebook))

    assert len(sheet(told, "Vivier d’idées").rows) == 1
    first = row(sheet(told, "Idées dans le temps"), "T1 2026")
    assert (first["Idées entendues"], first["Idées soutenues"], first["Délai médian"]) == (
        0,
        1,
        100.0,
    )


def test_the_median_delay_is_that_of_the_ideas_supported_then(notebook: Notebook) -> None:
    for day in ("2026-01-11", "2026-01-31", "2026-04-10"):
        steps = (("ENTENDUE", "2026-01-01"), ("SOUTENUE", day))
        idea(notebook, "2026-01-01", steps=steps, nature="EXPERIMENTATION")

    told = content(sources(notebook))

    first = row(sheet(told, "Idées dans le temps"), "T1 2026")
    assert (first["Délai médian"], first["Délai le plus court"], first["Délai le plus long"]) == (
        20.0,
        10,
        30,
    )
    assert row(sheet(told, "Nature et complexité"), "Expérimentation")["Délai médian"] == 30.0
    assert row(sheet(told, "Synthèse"), "Idées soutenues")["Valeur"] == 3


def test_the_share_of_residents_leaves_associations_and_the_team_out(notebook: Notebook) -> None:
    for origin in ("HABITANT", "JEUNES", "ASSOCIATION", "AGENT"):
        idea(notebook, "2026-01-10", origin_of_idea=origin)

    told = content(sources(notebook))

    summary = row(sheet(told, "Synthèse"), "Part dite d’abord par les habitants")
    assert summary["Valeur"] == 0.5
    assert row(sheet(told, "Origine des idées"), "Association")["Dite par les habitants"] is False


def test_ways_of_support_are_crossed_with_the_great_themes(notebook: Notebook) -> None:
    idea(notebook, "2026-01-10", theme="2024:3.1", support_mode="FPH")
    idea(notebook, "2026-01-10", theme="2024:3.4", support_mode="FPH")
    idea(notebook, "2026-01-10", theme="2024:1", support_mode="SANS_ARGENT")
    idea(notebook, "2026-01-10")

    told = sheet(content(sources(notebook)), "Thèmes et soutiens")

    assert row(told, "Fonds de participation des habitants") == {
        "Mode de soutien": "Fonds de participation des habitants",
        "Éducation": 0,
        "Cadre de vie, sociabilité et transitions": 2,
        "Non précisé": 0,
        "Idées": 2,
    }
    assert row(told, "Non précisé")["Non précisé"] == 1


def test_an_idea_that_became_an_action_tells_what_was_granted(notebook: Notebook) -> None:
    born = idea(notebook, "2026-01-10", steps=SUPPORTED, title="Un jardin")
    hidden = idea(notebook, "2026-01-10", steps=SUPPORTED, diffusion="INTERNE")
    action = add(notebook, "action", title="Jardiner", year=2026, idea=born)
    add(notebook, "action", title="Chanter", year=2026, idea=hidden)
    for cents in (150_000, 50_000):
        add(
            notebook,
            "funding",
            action=action,
            funder_type="REGION",
            year=2026,
            status="VOTE",
            granted=cents,
        )

    told = content(sources(notebook))

    table = sheet(told, "De l’idée à l’action")
    assert [(each[1], each[3], each[7]) for each in table.rows] == [
        ("Un jardin", "Jardiner", 200_000)
    ]
    assert row(sheet(told, "Suites"), "Idées devenues une action")["Nombre"] == 2
    assert ("Actions nées d’une idée", 1) in [(each.what, each.count) for each in told.left_out]
    assert unproved(told) == []


def test_money_that_was_not_voted_is_not_granted_to_an_idea(notebook: Notebook) -> None:
    action = add(notebook, "action", title="Jardiner", year=2026, idea=idea(notebook, "2026-01-10"))
    line = {"action": action, "funder_type": "REGION", "year": 2026, "granted": 500_00}
    add(notebook, "funding", **line, status="VOTE")
    add(notebook, "funding", **line, status="INSTRUIT")
    add(notebook, "funding", **line, status="VOTE", aid_form="NATURE")

    told = content(sources(notebook))

    assert column(sheet(told, "De l’idée à l’action"), "Accordé") == [500_00]


def test_a_decision_that_nobody_validated_has_not_decided_of_an_idea(notebook: Notebook) -> None:
    for state in ("VALIDE", "BROUILLON"):
        decision = add(notebook, "decision", title="Oui", nature="MANDAT", review_state=state)
        idea(notebook, "2026-01-10", decision=decision)

    told = content(sources(notebook))

    decided = row(sheet(told, "Suites"), "Idées sur lesquelles une décision a été prise")
    assert [decided["Nombre"], decided["Sur"]] == [1, 2]


def test_ideas_to_complete_are_said_with_their_ids(notebook: Notebook) -> None:
    lost = idea(notebook, "2026-01-10", support_mode="FPH")
    untold = idea(notebook, "2026-01-10", steps=SUPPORTED, support_mode="FPH", next_step="Signer")
    undated = idea(notebook, "2026-01-10", heard_on=None, next_step="Voir", support_mode="FPH")

    said = {
        each.sentence.partition("\u00a0:")[0]: each.records
        for each in content(sources(notebook)).remarks
    }

    assert said == {
        "1 idée en chemin sans prochaine étape": (lost,),
        "1 idée soutenue sans retour aux habitants": (untold,),
        "1 idée sans date": (undated,),
    }
