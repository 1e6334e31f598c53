"""Each reason of the server has its own sentence: why, where the record is, what to do."""

import pytest

from desktop.services.exchanging.kept_apart import sentences
from sync.protocol.codes import Reason

_HEAD = "1\u00a0fiche est gardée à part par le serveur\u00a0: "
_WHY = {
    Reason.FORBIDDEN: (
        "le rôle de qui a écrit ne le permettait pas, ou plus.",
        "La personne qui gère l’espace peut la reprendre.",
    ),
    Reason.MALFORMED: (
        "il n’a pas pu en lire le contenu.",
        "Mettez le logiciel à jour, et prévenez la personne qui gère l’espace.",
    ),
    Reason.TOO_LARGE: ("un texte y est trop long.", "Raccourcissez-le, puis enregistrez."),
    Reason.OTHER_KIND: (
        "l’espace a déjà une fiche d’une autre sorte à cette place.",
        "Recopiez-la dans une nouvelle fiche.",
    ),
}


@pytest.mark.parametrize("reason", [each for each in Reason if each.parked])
def test_each_reason_that_parks_says_why_and_what_to_do(reason: Reason) -> None:
    why, advice = _WHY[reason]

    assert sentences({reason: 1}) == (f"{_HEAD}{why} Elle reste sur cet ordinateur. {advice}",)


def test_a_reason_of_a_later_version_sends_to_somebody_who_knows() -> None:
    [sentence] = sentences({"too_new": 1})

    assert sentence.endswith("La personne qui gère l’espace peut dire pourquoi.")


def test_several_records_are_spoken_of_as_several() -> None:
    [sentence] = sentences({Reason.OTHER_KIND: 2})

    assert sentence.startswith("2\u00a0fiches sont gardées à part par le serveur\u00a0: ")
    assert sentence.endswith(
        "Elles restent sur cet ordinateur. Recopiez-les dans de nouvelles fiches."
    )


def test_nothing_kept_apart_says_nothing() -> None:
    assert sentences({}) == ()
