"""An exchange that went well is told in one sentence, with the right plurals."""

import pytest

from desktop.services.exchanging.telling import done
from sync.client.outcome import Outcome

NB = "\u00a0"


@pytest.mark.parametrize(
    ("outcome", "photos", "said"),
    [
        (Outcome(), True, "Tout était déjà à jour."),
        (Outcome(sent=1), True, f"L’échange est fait{NB}: 1{NB}modification envoyée."),
        (Outcome(received=2), True, f"L’échange est fait{NB}: 2{NB}modifications reçues."),
        (
            Outcome(sent=1, files_sent=1),
            True,
            f"L’échange est fait{NB}: 1{NB}modification et 1{NB}photo envoyées.",
        ),
        (
            Outcome(sent=1, files_sent=2, received=3),
            False,
            f"L’échange est fait{NB}: 1{NB}modification et 2{NB}fichiers joints envoyés, "
            f"3{NB}modifications reçues.",
        ),
        (
            Outcome(files_fetched=1),
            False,
            f"L’échange est fait{NB}: 1{NB}fichier joint reçu.",
        ),
        (Outcome(files_fetched=1), True, f"L’échange est fait{NB}: 1{NB}photo reçue."),
    ],
)
def test_what_moved_is_said_and_nothing_else(outcome: Outcome, photos: bool, said: str) -> None:
    assert done(outcome, photos=photos) == said
