"""The gap between voices is what is talked about: it is told, never averaged."""

from desktop.services.markers import Score, gaps, to_say


def test_the_widest_gap_is_told_first() -> None:
    scores = [
        Score("Lien social", "Association", 4),
        Score("Lien social", "Agente ou agent de l’équipe", 2),
        Score("Pouvoir d’agir", "Association", 1),
        Score("Pouvoir d’agir", "Partenaire", 4),
    ]

    told = to_say(scores)

    assert told[0] == (
        "Écart de 3 sur «\u00a0Pouvoir d’agir\u00a0» (association 1, partenaire 4)\u00a0: à"
        " discuter."
    )
    assert told[1].startswith("Écart de 2 sur «\u00a0Lien social\u00a0»")


def test_close_views_are_said_to_be_close() -> None:
    scores = [Score("Lien social", "Association", 3), Score("Lien social", "Partenaire", 2)]

    assert to_say(scores) == (
        "Les regards sont proches\u00a0: aucun écart de deux niveaux ou plus.",
    )


def test_one_voice_alone_has_nothing_to_be_compared_with() -> None:
    scores = [Score("Lien social", "Association", 3), Score("Santé", "Partenaire", 0)]

    assert gaps(scores) == ()
    assert "deux voix" in to_say(scores)[0]


def test_nothing_is_said_of_an_empty_grid() -> None:
    assert to_say([]) == ()


def test_a_voice_that_scored_twice_counts_once() -> None:
    scores = [
        Score("Santé", "Association", 3),
        Score("Santé", "Association", 0),
        Score("Santé", "Partenaire", 3),
    ]

    assert gaps(scores)[0].size == 0
