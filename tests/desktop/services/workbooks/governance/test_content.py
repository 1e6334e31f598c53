"""W6: each figure against a count made by hand, and what stays in the notebook."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.services.workbooks.governance.content import content
from desktop.services.workbooks.governance.pacts import stood
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from sync.records.commitment import Commitment
from sync.records.judgement import judge
from tests.desktop.services.workbooks.reading_back import (
    assert_sound,
    cells,
    line,
    remarks,
    sheet,
    summary,
)

Add = Callable[..., str]
Read = Callable[..., Sources]
IN_2026 = Period.of_years(2026)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"due_on": "2026-06-30", "state": "TENU"}, True),
        ({"due_on": "2026-01-01", "state": "NON_TENU"}, True),
        ({"due_on": "2025-12-31", "state": "TENU"}, False),
        ({"due_on": "2025-12-31", "state": "EN_COURS"}, True),
        ({"due_on": "2025-12-31", "state": "TENU", "last_review_on": "2026-02-01"}, True),
        ({"due_on": "2028-12-31", "state": "EN_COURS", "created_at": "2025-03-01T10:00Z"}, True),
        ({"due_on": "2028-12-31", "state": "EN_COURS", "created_at": "2027-03-01T10:00Z"}, False),
        ({"due_on": "2028-12-31", "steps": [{"step": "Un", "done_on": "2026-12-31"}]}, True),
    ],
)
def test_a_commitment_is_of_the_periods_during_which_it_stood(
    values: dict[str, Any], kept: bool
) -> None:
    given = {"id": "promise", "title": "Écoles", "shared_stake": "Jouer", **values}
    record = judge(Commitment, given).record
    assert isinstance(record, Commitment)

    assert stood(record, IN_2026) is kept


def test_a_commitment_shows_both_its_sides_its_means_and_its_lateness(
    add: Add, commit: Add, read: Read
) -> None:
    caf, town = (add("partner", name=name, echelon="CAF") for name in ("Caf", "Ville"))
    commit(
        partners=[caf, town],
        due_on="2026-11-13",
        state="EN_COURS",
        our_part="Nous animons",
        their_part="Ils ouvrent",
        means=[
            {"nature": "ETP", "partner": caf, "quantity": 0.5, "amount": 23_000_00},
            {"nature": "CREDITS", "amount": 1_000_00, "note": "Goûters"},
        ],
        steps=[{"step": "Un", "done_on": "2026-03-01"}, {"step": "Deux"}],
        last_review_on="2026-08-23",
    )

    found = content(read())

    told = line(sheet(found, "Engagements"), "Écoles ouvertes")
    followed = line(sheet(found, "Suivi des engagements"), "Écoles ouvertes")
    assert told["Partenaires"] == "Caf ; Ville"
    assert told["Part de la politique de la ville"] == "Nous animons"
    assert told["Part du droit commun"] == "Ils ouvrent"
    assert told["Moyens de droit commun"] == (
        "Temps de travail (ETP)\u00a0: 0,5 – 23\u202f000,00\u00a0€ – Caf\n"
        "Crédits – 1\u202f000,00\u00a0€ – Goûters"
    )
    assert told["Moyens valorisés (€)"] == 24_000_00
    assert followed["Retard (jours)"] == 10
    assert followed["Étapes franchies"] == "1 sur 2"


def test_only_what_may_be_shared_has_a_row_and_all_that_is_validated_is_counted(
    commit: Add, meet: Add, add: Add, read: Read
) -> None:
    shown = commit()
    for kind in (commit, meet):
        kind(diffusion="INTERNE", title="Sous le manteau")
        kind(review_state="RECU", title="Pas relu")
        kind(diffusion="CONFIDENTIEL", title="Secret")
    add(
        "decision",
        title="Sous le manteau",
        nature="MANDAT",
        decided_on="2026-05-05",
        diffusion="INTERNE",
    )

    told = content(read())

    assert sheet(told, "Engagements").references == (shown,)
    assert summary(told)["Engagements"] == 2
    assert summary(told)["Séances tenues"] == 1
    assert summary(told)["Décisions"] == 1
    said = repr(told)
    assert "Sous le manteau" not in said
    assert "Pas relu" not in said
    assert "Secret" not in said


def test_each_partner_is_told_what_it_kept_and_what_it_brings(
    add: Add, commit: Add, read: Read
) -> None:
    caf, town = (add("partner", name=name, echelon="CAF") for name in ("Caf", "Ville"))
    draft = add("partner", name="Inconnu", echelon="AUTRE", review_state="BROUILLON")
    commit(
        partners=[caf, town],
        state="TENU",
        means=[{"nature": "CREDITS", "partner": caf, "amount": 500_00}],
    )
    commit(partners=[caf, draft], state="NON_TENU", diffusion="INTERNE")
    commit(partners=[caf], state="PARTIEL", due_on="2026-01-31")
    commit(partners=[caf], state="A_NEGOCIER", means=[{"nature": "CREDITS", "amount": 70_00}])

    told = content(read())

    found = sheet(told, "Par partenaire")
    assert cells(found, "Partenaire") == [
        "Caf",
        "Ville",
        "Partenaire dont la fiche n’est pas validée",
        "Partenaire non précisé",
    ]
    caf_line = line(found, "Caf")
    assert [caf_line[each] for each in ("Engagements", "À négocier", "Tenus")] == [4, 1, 1]
    assert [caf_line[each] for each in ("Tenus en partie", "Non tenus", "En retard")] == [1, 1, 1]
    assert caf_line["Tenus sur échus (%)"] == pytest.approx(1 / 3)
    assert cells(found, "Moyens valorisés (€)") == [500_00, 0, 0, 70_00]
    assert line(sheet(told, "Moyens de droit commun"), "Crédits") == {
        "Nature": "Crédits",
        "Moyens notés": 2,
        "Dont valorisés": 2,
        "Quantité": 0,
        "Moyens valorisés (€)": 570_00,
    }


def test_a_commitment_counts_once_for_partners_that_may_not_be_named_and_apart_for_namesakes(
    add: Add, commit: Add, read: Read
) -> None:
    drafts = [
        add("partner", name=name, echelon="CAF", review_state="BROUILLON")
        for name in ("Un", "Deux")
    ]
    namesakes = [add("partner", name="Ville", echelon="COMMUNE") for _ in range(2)]
    commit(partners=[*drafts, *namesakes], state="TENU")
    commit(partners=namesakes[:1], state="TENU")
    commit(partners=[])

    told = content(read())

    found = sheet(told, "Par partenaire")
    assert [(row[0], row[2]) for row in found.rows] == [
        ("Ville", 2),
        ("Ville", 1),
        ("Partenaire dont la fiche n’est pas validée", 1),
        ("Partenaire non précisé", 1),
    ]


def test_a_body_with_two_people_in_one_part_was_there_once(add: Add, meet: Add, read: Read) -> None:
    caf = add("partner", name="Caf", echelon="CAF")
    meet(attendance=[{"body": caf, "role": "DECIDE"}, {"body": caf, "role": "DECIDE"}])

    told = line(sheet(content(read()), "Présence par organisme"), "Caf")

    assert [told["Séances"], told["Décide"]] == [1, 1]


def test_the_time_of_the_sessions_is_shared_by_nature(meet: Add, read: Read) -> None:
    agenda = [
        {"title": "Un", "nature": "INFO", "minutes": 30},
        {"title": "Deux", "nature": "DEBAT", "minutes": 20},
        {"title": "Trois", "nature": "DECISION", "minutes": 10},
        {"title": "Quatre", "minutes": 40},
    ]
    meet(agenda=agenda, usage_speaking_minutes=25, residents_present=7)
    meet(agenda=agenda[1:3], diffusion="INTERNE", dispositifs=["GUSP", "PRE"])
    meet(held_on="2026-12-05", agenda=agenda)

    told = content(read())

    (row,) = sheet(told, "Instances").rows
    assert row[6:11] == (30, 20, 10, 40, 0.5)
    assert row[12:15] == (7, 25, 0.25)
    time = line(sheet(told, "Temps des instances"), "Comité de pilotage (Copil)")
    assert time["Séances"] == 2
    assert time["Réunissant plusieurs dispositifs"] == 1
    assert time["Avec des habitantes et habitants"] == 1
    assert time["Débat (min)"] == 40
    assert time["Débat et décision (%)"] == pytest.approx(60 / 90)
    assert summary(told)["Temps en débat et décision"] == pytest.approx(60 / 90)
    coming = [each.count for each in told.left_out if each.what == "Séances à venir"]
    assert coming == [1]


def test_bodies_are_told_by_session_and_in_all_never_how_many_people(
    add: Add, meet: Add, read: Read
) -> None:
    caf = add("partner", name="Caf", service="Action sociale", echelon="CAF")
    house = add("organisation", name="La Maison", organisation_type="CENTRE_SOCIAL")
    there = [
        {"body": caf, "role": "PRESIDE", "count": 3},
        {"body": house, "role": "TEMOIGNE", "count": 2},
        {"name": "Conseil citoyen", "role": "COANIME", "count": 4},
    ]
    meet(attendance=there)
    meet(attendance=[there[0], {"name": "Jeanne Martin"}], diffusion="INTERNE")

    told = content(read())

    presence = sheet(told, "Présence")
    assert [row[2:] for row in presence.rows] == [
        ("Caf – Action sociale", "Caisse d’allocations familiales (Caf)", "Préside"),
        ("La Maison", "Centre social", "Témoigne"),
        ("Conseil citoyen", "", "Coanime"),
    ]
    assert next(c for c in presence.columns if c.title == "Organisme").written
    bodies = sheet(told, "Présence par organisme")
    assert [(row[0], row[2], row[3]) for row in bodies.rows] == [
        ("Caf – Action sociale", 2, 1.0),
        ("La Maison", 1, 0.5),
        ("Autres organismes, sans fiche validée", 2, 1.0),
    ]
    assert "Jeanne Martin" not in repr(told)


def test_what_is_to_correct_names_its_records(commit: Add, meet: Add, read: Read) -> None:
    never = commit()
    old = commit(last_review_on="2026-08-22", title="Deux")
    commit(last_review_on="2026-08-23", title="Trois")
    kept = commit(state="TENU", title="Quatre")
    session = meet(agenda=[{"title": "Un point"}])

    said = remarks(content(read()))

    unseen = "Engagements à tenir, sans point avec les partenaires depuis 3 mois\u00a0: 2."
    assert set(said[unseen]) == {never, old}
    assert said["Engagements tenus sans preuve\u00a0: 1."] == (kept,)
    unsent = "Séances de plus de 15 jours dont le compte rendu n’est pas envoyé\u00a0: 1."
    assert said[unsent] == (session,)
    assert said["Séances dont un point n’a pas de nature ou de durée\u00a0: 1."] == (session,)


def test_an_empty_notebook_says_so(read: Read) -> None:
    told = content(read())

    assert all(each.when_empty for each in told.sheets)
    assert sheet(told, "Par partenaire").rows == ()
    assert summary(told)["Droit commun pour 1\u00a0€ de crédits spécifiques"] is None


@pytest.mark.parametrize("years", [(2026, 2026), (2025, 2026)])
def test_the_demonstration_agrees_with_what_is_counted_beside(
    demo_sources: Callable[..., Sources], years: tuple[int, int]
) -> None:
    told = content(demo_sources(Scope(Period.of_years(*years))))

    assert_sound(told)
    assert {each.name for each in told.sheets if not each.rows} == set()
