"""Short stories all together, notes of figures, what is learnt, and what changes."""

from desktop.export.content import Hidden
from desktop.services.notebook import Notebook
from desktop.services.workbooks.account.content import content
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    every_row,
    row,
    sheet,
    sources,
    unproved,
)

AGREED = {"consent": "PARTENAIRES_ANONYME", "anonymised": True, "by_role": "HABITANT"}
TRIAD = {"question": "Surtout", "first_pole": "être", "second_pole": "faire", "third_pole": "dire"}


def note(notebook: Notebook, form: str, **values: object) -> str:
    given = {"form": form, "evaluated_on": "2026-05-04", **AGREED, **values}
    return add(notebook, "evaluation", **given)


def placed(
    notebook: Notebook, *shares: int, position: int = 20, consent: str = "PUBLIC_ANONYME"
) -> None:
    names = ("first_share", "second_share", "third_share")
    triad = TRIAD | dict(zip(names, shares, strict=True))
    slider = {"question": "Qui décide", "left_pole": "eux", "right_pole": "nous"}
    note(
        notebook,
        "MICRO_RECIT_SIGNIFIE",
        narrative="Un jour d’avril",
        triads=[triad],
        sliders=[slider | {"position": position}],
        consent=consent,
    )


def test_short_stories_are_only_told_by_means_of_five_people_or_more(notebook: Notebook) -> None:
    for share in (100, 0, 50, 50):
        placed(notebook, share, 100 - share, 0)

    few = sheet(content(sources(notebook)), "Micro-récits")
    placed(notebook, 50, 50, 0, position=70)
    told = content(sources(notebook))

    assert column(few, "Part moyenne") == [Hidden.BESIDE] * 5
    enough = sheet(told, "Micro-récits")
    assert column(enough, "Pôle") == ["être", "faire", "dire", "eux", "nous"]
    assert column(enough, "Part moyenne") == [0.5, 0.5, 0.0, 0.7, 0.3]
    assert enough.columns[enough.place_of("Réponses")].people
    assert "Un jour d’avril" not in {str(cell) for each in every_row(told) for cell in each}


def test_a_question_put_to_a_few_people_is_told_only_of_a_note_that_may_be_read(
    notebook: Notebook,
) -> None:
    for _ in range(4):
        placed(notebook, 100, 0, 0, consent="INTERNE")

    few = content(sources(notebook))
    placed(notebook, 100, 0, 0, consent="INTERNE")
    enough = sheet(content(sources(notebook)), "Micro-récits")

    assert sheet(few, "Micro-récits").rows == []
    assert [one.count for one in few.left_out if one.what == "Questions des micro-récits"] == [2]
    assert column(enough, "Question") == ["Surtout"] * 3 + ["Qui décide"] * 2


def test_a_few_people_are_not_told_by_an_indicator(notebook: Notebook) -> None:
    note(
        notebook,
        "CHIFFRES",
        indicators=[
            {"name": "Jeunes en emploi", "planned": 10, "actual": 3},
            {"name": "Émissions", "measure": "émissions", "planned": 10, "actual": 3},
            {"name": "Inscriptions", "measure": "personnes", "planned": 10, "actual": 12},
        ],
    )

    told = sheet(content(sources(notebook)), "Indicateurs")

    assert column(told, "Réalisé") == [Hidden.FEW, 3.0, 12.0]
    assert column(told, "Écart") == [Hidden.BESIDE, -7.0, 2.0]


def test_the_public_of_all_notes_is_told_together_and_its_total_follows(
    notebook: Notebook,
) -> None:
    line = {"age_band": "6_11", "gender": "F", "residence": "QPV", "planned": 5}
    note(notebook, "CHIFFRES", audience=[line | {"actual": 7}])
    note(notebook, "CHIFFRES", audience=[line | {"actual": 8}], diffusion="INTERNE")

    told = content(sources(notebook))

    public = sheet(told, "Publics touchés")
    assert [each[1:] for each in public.rows] == [("Femmes", "Du quartier prioritaire", 10, 15)]
    assert row(sheet(told, "Synthèse"), "Personnes touchées")["Recueilli"] == 15
    (one,) = told.sums
    assert [public.rows[place.row][place.column] for place in one.parts] == [15]
    assert unproved(told) == []


def test_what_is_learnt_is_told_with_its_decisions_and_never_with_tasks(
    notebook: Notebook,
) -> None:
    made = add(notebook, "decision", title="Ouvrir le soir", nature="ORIENTATION", state="FAITE")
    inner = add(notebook, "decision", title="Revoir", nature="ORIENTATION", diffusion="INTERNE")
    task = add(notebook, "task", what="Appeler Jeanne", who="Jeanne", due_on="2026-06-01")
    note(
        notebook,
        "BILAN_PARTAGE",
        learning="On ouvrait trop tôt.",
        decided="Ouvrir le soir.",
        surprises="Personne n’est venu.",
        decisions=[made, inner, task],
    )
    note(notebook, "BILAN_PARTAGE", learning="Reste ici.", consent="INTERNE")

    told = content(sources(notebook))

    learnt = sheet(told, "Ce que nous apprenons")
    assert column(learnt, "Ce que nous apprenons") == ["On ouvrait trop tôt."]
    assert column(learnt, "Décisions prises") == ["Ouvrir le soir (Faite)"]
    assert column(sheet(told, "Bilans partagés"), "Ce qui a surpris") == ["Personne n’est venu."]
    assert unproved(told) == []
