"""Effects and markers: the bad ones kept, the voices never averaged."""

from desktop.export.content import Hidden
from desktop.services.notebook import Notebook
from desktop.services.workbooks.account.content import content
from tests.desktop.services.workbooks.filled import add, column, row, sheet, sources, unproved

AGREED = {"consent": "PARTENAIRES_ANONYME", "anonymised": True, "by_role": "HABITANT"}


def effect(notebook: Notebook, **values: object) -> str:
    given = {
        "form": "EFFET_CONSTATE",
        "evaluated_on": "2026-05-04",
        "who_changed": "Deux bénévoles",
        "what_changed": "ne viennent plus",
        "change_type": "COMPORTEMENT",
        "strength": "RECOUPE",
        "direction": "NEGATIF",
        **AGREED,
        **values,
    }
    return add(notebook, "evaluation", **given)


def grid(notebook: Notebook, *scores: tuple[str, str, str], **values: object) -> str:
    lines = [{"marker": marker, "party": party, "level": level} for marker, party, level in scores]
    given = {
        "form": "GRILLE_MARQUEURS",
        "evaluated_on": "2026-05-04",
        "scores": lines,
        **AGREED,
        **values,
    }
    return add(notebook, "evaluation", **given)


def test_a_negative_effect_is_read_as_the_others_are(notebook: Notebook) -> None:
    effect(notebook)
    effect(notebook, direction="POSITIF", what_changed="reviennent", evaluated_on="2026-06-01")

    told = content(sources(notebook))

    assert column(sheet(told, "Effets constatés"), "Sens") == ["Négatif", "Positif"]
    assert row(sheet(told, "Solidité des effets"), "Recoupé")["Négatif"] == 1
    assert row(sheet(told, "Synthèse"), "Effets\u00a0: négatifs")["Peut être lu"] == 1


def test_all_effects_are_counted_by_solidity_even_those_that_stay(notebook: Notebook) -> None:
    effect(notebook, strength="DECLARE", diffusion="INTERNE")
    effect(notebook, strength="VERIFIE", direction="MELE")
    effect(notebook, strength="VERIFIE", direction=None, consent="AUCUNE_DIFFUSION")

    told = content(sources(notebook))

    solidity = sheet(told, "Solidité des effets")
    assert column(solidity, "Effets") == [1, 0, 2]
    assert row(solidity, "Vérifié")["Sens non précisé"] == 1
    assert len(sheet(told, "Effets constatés").rows) == 1
    assert unproved(told) == []


def test_each_voice_keeps_its_score_and_the_gap_is_told(notebook: Notebook) -> None:
    action = add(notebook, "action", title="Le jardin", year=2026)
    grid(
        notebook,
        ("LIEN_SOCIAL", "ASSOCIATION", "4"),
        ("LIEN_SOCIAL", "HABITANTS", "1"),
        ("DURABILITE", "AGENT", "2"),
        about=action,
    )

    told = content(sources(notebook))

    table = sheet(told, "Marqueurs")
    link = dict(zip((c.title for c in table.columns), table.rows[0], strict=True))
    assert (link["Marqueur"], link["Porte sur"]) == ("Lien social et confiance", "Le jardin – 2026")
    voices = ("Association", "Équipe", "Habitants", "Partenaires")
    assert [link[voice] for voice in voices] == [4, None, 1, None]
    assert (link["Écart"], link["À discuter"]) == (3, True)
    alone = dict(zip((c.title for c in table.columns), table.rows[1], strict=True))
    assert (alone["Équipe"], alone["Écart"], alone["À discuter"]) == (2, None, None)


def test_a_voice_that_scored_twice_is_heard_once(notebook: Notebook) -> None:
    grid(
        notebook,
        ("LIEN_SOCIAL", "ASSOCIATION", "4"),
        ("LIEN_SOCIAL", "ASSOCIATION", "0"),
        ("LIEN_SOCIAL", "HABITANTS", "3"),
    )

    told = content(sources(notebook))

    assert column(sheet(told, "Marqueurs"), "Écart") == [1]
    assert unproved(told) == []


def test_the_median_of_a_voice_is_over_the_grids_and_never_over_the_voices(
    notebook: Notebook,
) -> None:
    for mine, theirs in (("0", "4"), ("2", "4"), ("3", "4")):
        grid(
            notebook,
            ("LIEN_SOCIAL", "HABITANTS", mine),
            ("LIEN_SOCIAL", "AGENT", theirs),
            diffusion="INTERNE",
        )

    told = content(sources(notebook))

    together = row(sheet(told, "Regards croisés"), "Lien social et confiance")
    assert together == {
        "Marqueur": "Lien social et confiance",
        "Grilles": 3,
        "Niveaux donnés": 6,
        "Équipe": 4.0,
        "Habitants": 2.0,
        "Écarts à discuter": 2,
    }
    assert sheet(told, "Marqueurs").rows == []
    assert "Regards croisés" in sheet(told, "Marqueurs").when_empty


def test_the_median_of_one_or_two_grids_that_stay_is_not_told(notebook: Notebook) -> None:
    grid(notebook, ("LIEN_SOCIAL", "AGENT", "4"), ("LIEN_SOCIAL", "HABITANTS", "3"))
    grid(notebook, ("LIEN_SOCIAL", "AGENT", "1"), diffusion="INTERNE")

    told = content(sources(notebook))

    together = row(sheet(told, "Regards croisés"), "Lien social et confiance")
    assert together["Équipe"] is Hidden.BESIDE
    assert together["Habitants"] == 3.0


def test_a_grid_scored_by_one_voice_is_to_complete(notebook: Notebook) -> None:
    alone = grid(notebook, ("LIEN_SOCIAL", "AGENT", "2"), learning="Appris")
    bare = effect(notebook, learning="Appris")

    said = {each.records for each in content(sources(notebook)).remarks}

    assert said == {(alone,), (bare,)}
