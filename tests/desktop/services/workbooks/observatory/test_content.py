"""W5: each figure against a count made by hand, and what stays in the notebook."""

from collections.abc import Callable

import pytest

from desktop.export.content import Hidden, Place
from desktop.services.notebook import Notebook
from desktop.services.workbooks.observatory.content import content
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.sources import Sources
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.reading_back import (
    assert_sound,
    cells,
    given,
    remarks,
    sheet,
    summary,
)

Add = Callable[..., str]
Read = Callable[..., Sources]
LANDLORDS = Recipient("Les bailleurs", frozenset({FunderType.LANDLORD}))


def test_only_what_may_be_shared_has_a_row_and_all_that_is_validated_is_counted(
    observe: Add, read: Read
) -> None:
    shown = observe()
    observe(diffusion="INTERNE", place="chez moi, porte 12")
    observe(review_state="BROUILLON")
    observe(diffusion="CONFIDENTIEL")
    observe(observed_on="2025-12-31")

    told = content(read())

    assert list(sheet(told, "Observations").references) == [shown]
    assert summary(told)["Observations validées"] == 2
    assert summary(told)["dont avec une ligne"] == 1
    assert [(each.what, each.count) for each in told.left_out] == [
        ("Observations", 1),
        ("Observations", 1),
        ("Observations sans ligne", 1),
    ]
    assert "porte 12" not in repr([each.rows for each in told.sheets])
    assert "lampadaires" not in repr(told), "the facts stay in the team"


def test_a_row_says_who_should_act_and_in_how_many_days_an_answer_came(
    observe: Add, add: Add, read: Read
) -> None:
    landlord = add("partner", name="Les Trois Toits", echelon="BAILLEUR")
    sent = {"forwarded_on": "2026-03-10", "responsible": landlord}
    observe(follow_up="RESOLUE", closed_on="2026-03-25", returned_on="2026-04-01", **sent)
    observe(follow_up="TRANSMISE", place_type="RUE_PLACE", told_by_count=7, **sent)

    rows = sheet(content(read()), "Observations")

    assert cells(rows, "Quartier") == ["Le Port", "Le Port"]
    assert cells(rows, "Code du quartier") == ["QN05109M", "QN05109M"]
    assert cells(rows, "Lieu public") == ["la passerelle", "la passerelle"]
    assert cells(rows, "Type de lieu") == ["", "Rue ou place"]
    assert cells(rows, "Thème") == ["Éclairage", "Éclairage"]
    assert cells(rows, "Combien l’ont dit") == [1, 7]
    assert cells(rows, "Responsable pressenti") == ["Les Trois Toits", "Les Trois Toits"]
    assert cells(rows, "Suite") == ["Résolue", "Transmise"]
    assert cells(rows, "Délai de réponse (jours)") == [15, None]
    assert cells(rows, "Sans réponse depuis (jours)") == [None, 258]


def test_each_body_is_followed_by_what_it_was_told_and_answered(
    observe: Add, add: Add, read: Read
) -> None:
    town = add("partner", name="Ville", service="Voirie", echelon="COMMUNE")
    draft = add("partner", name="Brouillon", echelon="AUTRE", review_state="BROUILLON")
    for on in ("2026-03-08", "2026-03-13", "2026-03-23"):
        observe(responsible=town, follow_up="RESOLUE", closed_on=on, returned_on="2026-04-01")
    observe(responsible=town, follow_up="SANS_SUITE_EXPLIQUEE")
    observe(responsible=town, follow_up="EN_COURS", forwarded_on="2026-11-20")
    observe(responsible=town, nature="RESSOURCE_INITIATIVE")
    observe(responsible=draft)
    observe()

    rows = sheet(content(read()), "Suivi par responsable").rows

    assert rows == (
        ("Ville – Voirie", 5, 0, 1, 3, 1, 0.8, 10.0, 3, 3),
        ("Aucun responsable indiqué", 1, 1, 0, 0, 0, 0.0, None, None, 0),
        ("Responsable dont la fiche n’est pas validée", 1, 1, 0, 0, 0, 0.0, None, None, 0),
    )


def test_delays_fall_in_the_slot_of_their_days(observe: Add, read: Read) -> None:
    for on in ("2026-03-10", "2026-03-11", "2026-04-02", "2026-04-03", "2026-06-01", "2026-06-02"):
        observe(follow_up="RESOLUE", closed_on=on)
    observe(follow_up="RESOLUE")
    observe()
    observe(follow_up="TRANSMISE")
    observe(nature="RESSOURCE_INITIATIVE", follow_up="RESOLUE", closed_on="2026-03-04")

    delays = sheet(content(read()), "Délais de réponse")

    assert {row[0]: row[1] for row in delays.rows} == {
        "7 jours ou moins": 1,
        "8 à 30 jours": 2,
        "31 à 90 jours": 2,
        "Plus de 90 jours": 1,
        "Réponse connue, jour non noté": 1,
        "À transmettre": 1,
        "Transmises, sans réponse": 1,
    }


def test_months_and_themes_count_what_goes_well_beside_what_does_not(
    observe: Add, read: Read
) -> None:
    observe()
    observe(nature="RESSOURCE_INITIATIVE", theme="SANTE")
    observe(nature="BESOIN", theme="SANTE", observed_on="2026-11-30")

    told = content(read())

    assert given(sheet(told, "Par mois"), "Observations") == {
        "mars 2026": 2,
        "nov. 2026": 1,
    }
    assert len(sheet(told, "Par mois").rows) == 11, "December is still to come"
    assert given(sheet(told, "Par mois"), "Ressources") == {"mars 2026": 1}
    assert given(sheet(told, "Par thème"), "Observations") == {"Éclairage": 1, "Santé": 2}
    assert given(sheet(told, "Par thème"), "Dysfonctionnements") == {"Éclairage": 1}
    assert given(sheet(told, "Par thème et période"), "Mars 2026") == {"Éclairage": 1, "Santé": 1}
    assert given(sheet(told, "Par thème et période"), "Nov. 2026") == {"Santé": 1}


def test_two_years_are_crossed_by_quarter_so_that_they_fit_on_a_page(
    observe: Add, read: Read
) -> None:
    observe()

    told = content(read(period=Period.of_years(2025, 2026)))

    assert given(sheet(told, "Par thème et période"), "T1 2026") == {"Éclairage": 1}
    assert len(sheet(told, "Par mois").rows) == 23


def test_a_fact_comes_back_in_90_days_and_its_place_is_said_when_a_record_may_be_read(
    observe: Add, read: Read
) -> None:
    first = observe(told_by_count=6)
    observe(observed_on="2026-05-30", place="La passerelle", told_by_count=8, diffusion="INTERNE")
    observe(observed_on="2026-01-02", place="le kiosque")
    observe(observed_on="2026-04-03", place="le kiosque")
    for on in ("2026-02-01", "2026-02-02"):
        observe(observed_on=on, place="porte 12", theme="SANTE", diffusion="INTERNE")

    found = sheet(content(read()), "Récurrences")

    assert cells(found, "Lieu public") == ["la passerelle", "Lieu non diffusé"]
    assert cells(found, "Fois observé") == [2, 2]
    assert cells(found, "Combien l’ont dit") == [14, 2]
    assert list(found.references) == [first, ""]


@pytest.mark.parametrize(
    ("said", "diffusions", "shown"),
    [
        ((9, 2), ("DIFFUSABLE", "INTERNE"), Hidden.BESIDE),
        ((9, 5), ("DIFFUSABLE", "INTERNE"), 14),
        ((9, 2), ("DIFFUSABLE", "DIFFUSABLE"), 11),
        ((3, 2), ("DIFFUSABLE", "INTERNE"), 5),
    ],
)
def test_the_people_of_a_recurrence_never_tell_a_few_that_have_no_row(
    observe: Add, read: Read, said: tuple[int, int], diffusions: tuple[str, str], shown: object
) -> None:
    for count, diffusion in zip(said, diffusions, strict=True):
        observe(told_by_count=count, diffusion=diffusion)

    assert cells(sheet(content(read()), "Récurrences"), "Combien l’ont dit") == [shown]


def test_rows_that_add_up_to_a_recurrence_are_told_to_the_gate(observe: Add, read: Read) -> None:
    observe(told_by_count=6)
    observe(told_by_count=3)

    (whole,) = content(read()).sums

    assert whole.total == Place("Récurrences", 0, 6)
    assert whole.parts == (Place("Observations", 0, 8), Place("Observations", 1, 8))


def test_what_goes_well_is_said_with_the_words_of_those_who_agreed(
    observe: Add, read: Read
) -> None:
    observe(
        nature="RESSOURCE_INITIATIVE",
        verbatims=[
            {"quote": "On se parle enfin", "consent": "PARTENAIRES_ANONYME"},
            {"quote": "Il fait bon", "consent": "PUBLIC_ANONYME"},
            {"quote": "Rien que pour vous", "consent": "INTERNE"},
        ],
    )

    with_words = sheet(content(read()), "Ressources du quartier")
    without = content(read(words=False))

    both = "«\u00a0On se parle enfin\u00a0»\n«\u00a0Il fait bon\u00a0»"
    assert cells(with_words, "Paroles recueillies") == [both]
    assert "On se parle" not in repr(without)


def test_walks_tell_their_report_and_who_walked_by_role(
    add: Add, observe: Add, quarter: str, read: Read
) -> None:
    walk = add(
        "walk",
        walked_on="2026-05-05",
        route="De la passerelle au kiosque",
        territory=quarter,
        participants=[{"role": "HABITANT", "count": 9}, {"role": "BAILLEUR", "count": 2}],
        strengths="Des halls propres",
    )
    late = add("walk", walked_on="2026-10-05", route="Le tour", participants=[])
    observe(walk=walk)
    observe(walk=walk, diffusion="INTERNE")

    told = content(read())

    walks, present = sheet(told, "Marches"), sheet(told, "Présence aux marches")
    assert cells(walks, "Participants") == [11, None]
    assert cells(walks, "Observations relevées") == [2, 0]
    assert cells(walks, "Points forts") == ["Des halls propres", ""]
    assert [row[2:] for row in present.rows] == [("Habitantes et habitants", 9), ("Bailleur", 2)]
    assert [(each.total.sheet, len(each.parts)) for each in told.sums] == [("Marches", 2)]
    said = remarks(told)
    assert said["Marches sans participants notés\u00a0: 1."] == (late,)
    unsent = "Marches de plus de 15 jours dont le compte rendu n’est pas envoyé\u00a0: 2."
    assert said[unsent] == (walk, late)


def test_what_is_to_correct_names_its_records(observe: Add, read: Read) -> None:
    orphan = observe(follow_up="TRANSMISE")
    closed = observe(follow_up="RESOLUE", place=None)

    said = remarks(content(read()))

    assert said["Observations transmises sans responsable indiqué\u00a0: 1."] == (orphan,)
    assert said["Observations transmises sans date de transmission\u00a0: 1."] == (orphan,)
    assert said["Observations closes sans date de réponse\u00a0: 1."] == (closed,)
    assert said["Observations sans lieu\u00a0: 1."] == (closed,)


def test_a_notebook_without_observations_says_so(read: Read) -> None:
    told = content(read())

    assert all(row[1] == 0 for row in sheet(told, "Par mois").rows)
    assert all(not each.rows for each in told.sheets if each.name in ("Observations", "Marches"))
    assert all(each.when_empty for each in told.sheets)


@pytest.mark.parametrize("recipient", [None, LANDLORDS])
@pytest.mark.parametrize("years", [(2026, 2026), (2025, 2026)])
def test_the_demonstration_agrees_with_what_is_counted_beside(
    demo_sources: Callable[..., Sources], recipient: Recipient | None, years: tuple[int, int]
) -> None:
    scope = Scope(Period.of_years(*years), recipient=recipient)

    told = content(demo_sources(scope))

    assert_sound(told)
    assert {each.name for each in told.sheets if not each.rows} == set()


def test_a_confidential_observer_and_the_team_notes_are_nowhere(
    demo_sources: Callable[..., Sources], demo_notebook: Notebook
) -> None:
    said = repr(content(demo_sources(Scope(Period.of_years(2025, 2026)))))

    assert "BR-0" not in said
    assert "observer" not in said
    assert "return_comment" not in said
    assert demo_notebook.count("observer") > 0
