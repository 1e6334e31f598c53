"""Stories and words: only with an agreement, without a name, and the critical ones too."""

from desktop.services.notebook import Notebook
from desktop.services.workbooks.account.content import content
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    every_row,
    row,
    sheet,
    sources,
    titles,
    unproved,
    visit,
)

AGREED = {"consent": "PUBLIC_ANONYME", "anonymised": True}


def note(notebook: Notebook, form: str, **values: object) -> str:
    given = {
        "form": form,
        "evaluated_on": "2026-05-04",
        "title": "Une note",
        "by_role": "HABITANT",
        **AGREED,
        **values,
    }
    return add(notebook, "evaluation", **given)


def said(quote: str, consent: str = "PUBLIC_ANONYME", **values: object) -> dict[str, object]:
    return {"quote": quote, "consent": consent, **values}


def story(notebook: Notebook, **values: object) -> str:
    given = {"story": "On a planté.", "why_it_matters": "On se parle.", **values}
    return note(notebook, "RECIT_CHANGEMENT", **given)


def test_a_story_is_read_with_its_three_moments_and_what_groups_made_of_it(
    notebook: Notebook,
) -> None:
    known = story(
        notebook,
        title="Le jardin",
        before="Une dalle.",
        after="Un jardin.",
        change_domain="LIEN_SOCIAL",
        selections=[
            {"group": "Conseil citoyen", "kept": True, "reason": "Il nous ressemble."},
            {"group": "Comité de pilotage", "kept": False, "reason": "Trop local."},
        ],
    )

    told = sheet(content(sources(notebook)), "Récits")

    assert told.references == [known]
    first = dict(zip(titles(told), told.rows[0], strict=True))
    assert first["Récit"] == "Avant\u00a0: Une dalle.\nOn a planté.\nAprès\u00a0: Un jardin."
    assert (first["Domaine"], first["Trimestre"]) == ("Lien social", "T2 2026")
    assert first["Retenu par"] == "Conseil citoyen"
    assert first["Raisons"] == (
        "Conseil citoyen\u00a0: Il nous ressemble.\n"
        "Comité de pilotage (non retenu)\u00a0: Trop local."
    )


def test_a_story_without_agreement_or_diffusion_or_anonymity_stays_and_is_counted(
    notebook: Notebook,
) -> None:
    story(notebook, consent="INTERNE")
    story(notebook, diffusion="INTERNE")
    story(notebook, anonymised=False)
    story(notebook, consent="PUBLIC_NOMME", anonymised=None)
    read = story(notebook)

    told = content(sources(notebook))

    assert sheet(told, "Récits").references == [read]
    kept = {each.why: each.count for each in told.left_out if each.what == "Récits de changement"}
    assert kept == {
        "La personne n’a pas donné son accord pour que ses mots sortent.": 1,
        "Leur diffusion n’est pas encore «\u00a0Diffusable\u00a0».": 1,
        "Rien ne dit encore que la note est rendue anonyme.": 2,
    }
    assert row(sheet(told, "Synthèse"), "Récits de changement")["Recueilli"] == 5
    assert unproved(told) == []


def test_words_follow_the_agreement_of_their_own_line_and_the_diffusion_of_their_record(
    notebook: Notebook,
) -> None:
    visit(notebook, "2026-02-03", verbatims=[said("Oui"), said("Non", "INTERNE")])
    visit(notebook, "2026-02-03", diffusion="INTERNE", verbatims=[said("Peut-être")])
    note(notebook, "BILAN_PARTAGE", consent="INTERNE", verbatims=[said("Jamais")])
    note(notebook, "BILAN_PARTAGE", anonymised=False, verbatims=[said("Pas encore")])
    note(notebook, "VERBATIM", quote="Demain")
    note(notebook, "VERBATIM", quote="Hier", consent="AUCUNE_DIFFUSION")

    told = content(sources(notebook))

    assert sorted(map(str, column(sheet(told, "Verbatims"), "Parole"))) == ["Demain", "Oui"]
    assert column(sheet(told, "Thèmes des paroles"), "Paroles") == [7]
    kept = {each.why: each.count for each in told.left_out if each.what == "Paroles"}
    assert sorted(kept.values()) == [1, 1, 3]
    assert unproved(told) == []


def test_the_most_frequent_theme_comes_first_and_contrary_voices_stand_side_by_side(
    notebook: Notebook,
) -> None:
    add(
        notebook,
        "observation",
        observed_on="2026-02-03",
        nature="BESOIN",
        theme="PROPRETE_DECHETS",
        place="Le square",
        facts="Vu.",
        collection="BRIGADE",
        verbatims=[
            said("Bien 1", theme="2024:1", tone="POSITIF"),
            said("Bien 2", theme="2024:1", tone="POSITIF"),
            said("Mal", theme="2024:1", tone="NEGATIF"),
            said("Sale"),
            said("Ailleurs", theme="2024:2", tone="POSITIF"),
            said("Encore", theme="2024:2", tone="MITIGE"),
        ],
    )

    told = content(sources(notebook))

    assert column(sheet(told, "Verbatims"), "Parole") == [
        "Bien 1",
        "Mal",
        "Bien 2",
        "Ailleurs",
        "Encore",
        "Sale",
    ]
    themes = sheet(told, "Thèmes des paroles")
    assert column(themes, "Thème") == ["Éducation", "Accès aux droits", "Propreté et déchets"]
    assert column(themes, "Les voix diffèrent") == [True, False, False]


def test_the_same_words_noted_twice_are_read_once_and_counted_twice(notebook: Notebook) -> None:
    first = visit(notebook, "2026-02-03", verbatims=[said("On se parle.", by_role="BENEVOLE")])
    visit(notebook, "2026-05-03", verbatims=[said("on se  parle.", by_role="HABITANT")])
    note(notebook, "VERBATIM", quote="On se parle.", tone="NEGATIF")

    told = content(sources(notebook))

    table = sheet(told, "Verbatims")
    assert column(table, "Fois notée") == [1, 2]
    assert column(table, "Trimestre")[1] == "T1 2026 ; T2 2026"
    assert column(table, "Dit par")[1] == "Bénévole ; Habitante ou habitant"
    assert table.references[1] == first
    assert unproved(told) == []


def test_without_words_asked_no_story_and_no_quote_leaves_and_the_rest_does(
    notebook: Notebook,
) -> None:
    story(notebook, story="Un récit entier.")
    visit(notebook, "2026-02-03", verbatims=[said("Mot à mot", tone="NEGATIF")])

    told = content(sources(notebook, words=False))

    cells = {str(cell) for each in every_row(told) for cell in each}
    assert not {"Mot à mot", "Un récit entier."} & cells
    assert column(sheet(told, "Tonalité dans le temps"), "Plutôt négatif") == [1, 0, 0, 0]
    asked = [(each.what, each.count) for each in told.left_out if "demandées" in each.why]
    assert asked == [("Récits", 1), ("Paroles", 1)]
    assert unproved(told) == []


def test_tones_are_counted_by_quarter_and_by_neighbourhood(notebook: Notebook) -> None:
    here = add(
        notebook,
        "territory",
        name="Les Tilleuls",
        territory_type="QUARTIER_VECU",
        territory_code="TIL",
    )
    visit(notebook, "2026-02-03", territory=here, verbatims=[said("Bien", tone="POSITIF")])
    visit(notebook, "2026-05-03", verbatims=[said("Mal", "INTERNE", tone="NEGATIF"), said("Bof")])

    told = content(sources(notebook))

    time = sheet(told, "Tonalité dans le temps")
    assert row(time, "T1 2026")["Plutôt positif"] == 1
    assert row(time, "T2 2026")["Plutôt négatif"] == 1
    assert row(time, "T2 2026")["Non précisée"] == 1
    place = sheet(told, "Tonalité par quartier")
    assert row(place, "Les Tilleuls")["Paroles"] == 1
    assert row(place, "Territoire non précisé")["Paroles"] == 2


def test_words_of_other_themes_than_the_chosen_ones_are_not_there(notebook: Notebook) -> None:
    visit(
        notebook,
        "2026-02-03",
        verbatims=[said("Dedans", theme="2024:2.1"), said("Dehors", theme="2024:3"), said("Sans")],
    )

    told = content(sources(notebook, themes=frozenset({"2024:2"})))

    assert column(sheet(told, "Verbatims"), "Parole") == ["Dedans"]
    assert unproved(told) == []


def test_nobody_is_named_and_no_inner_context_is_told(notebook: Notebook) -> None:
    note(
        notebook,
        "VERBATIM",
        quote="Demain",
        quote_context="Chez madame Untel",
        collected_by="Jeanne Dupont",
        internal_note="Fâchés",
    )
    visit(notebook, "2026-02-03", verbatims=[said("Oui", context="Devant le 12")])

    told = content(sources(notebook))

    text = "\n".join(str(cell) for each in every_row(told) for cell in each)
    assert "Demain" in text
    assert [w for w in ("Untel", "Dupont", "Fâchés", "Devant le 12") if w in text] == []


def test_notes_to_complete_are_said_with_their_ids(notebook: Notebook) -> None:
    mute = story(notebook, why_it_matters=None, learning="Appris")
    waiting = story(notebook, diffusion="INTERNE", learning="Appris")

    remarks = {each.sentence: each.records for each in content(sources(notebook)).remarks}

    found = {sentence.partition("\u00a0:")[0]: records for sentence, records in remarks.items()}
    assert found["1 récit sans «\u00a0pourquoi c’est important\u00a0»".partition("\u00a0:")[0]] == (
        mute,
    )
    assert found["2 récits qu’aucun groupe n’a lus"] == (mute, waiting)
    assert found["1 note a l’accord de la personne et reste dans l’équipe"] == (waiting,)
