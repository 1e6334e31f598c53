"""Look at what emptied laptops left, and put it where it belongs."""

from collections import Counter

import click

from sync.server.cli.french import FrenchCommand, FrenchGroup
from sync.server.cli.place import Place, at_a_place
from sync.server.cli.saying import moment
from sync.server.people import identity_of
from sync.server.store.fence import EVERYBODY
from sync.server.store.sealed import TAKEN, SealedWork
from sync.server.unsealing import UNNAMED, UNOPENED, Taken, Unsealing
from sync.server.web.serving import now_ms

_OUTCOMES = {
    "": "en attente",
    TAKEN: "remis dans l’espace",
    UNOPENED: "ne s’ouvre pas avec la clé de ce serveur",
    UNNAMED: "un fichier dont la fiche n’est pas encore là",
    "gap": "ce qui le précède n’est pas encore arrivé",
    "fork": "autre chose est déjà à cette place\u00a0: l’ordinateur avait été copié",
    "not_attested": "n’est pas de la main de cet ordinateur",
}


@click.group(
    "sealed", cls=FrenchGroup, help="Ce que des ordinateurs vidés n’avaient pas encore envoyé."
)
def sealed() -> None:
    """Hold the commands."""


@sealed.command("list", cls=FrenchCommand, help="Liste ce qui a été confié.")
@at_a_place
def listed(place: Place) -> None:
    with place.opened() as store, store.reading(EVERYBODY) as connection:
        pieces = SealedWork(connection).all()
    place.voice.say(
        {
            "sealed": [
                {
                    "device": piece.device,
                    "number": piece.number,
                    "size": len(piece.content),
                    "outcome": piece.outcome,
                }
                for piece in pieces
            ]
        },
        *(
            f"{piece.device[:8]}  n° {piece.number}  reçu le {moment(piece.received_at)}  "
            f"{_said(piece.outcome)}"
            for piece in pieces
        ),
        *([] if pieces else ["Rien n’a été confié."]),
    )


@sealed.command("take-in", cls=FrenchCommand, help="Remet dans l’espace ce qui a été confié.")
@click.option("--device", default="", metavar="ORDINATEUR", help="Seulement d’un ordinateur.")
@at_a_place
def take_in(place: Place, device: str) -> None:
    with place.opened() as store:
        unsealing = Unsealing(store, now_ms, identity_of(store).sealing_private)
        done = unsealing.take_in(device.lower())
    counts = Counter(each.outcome for each in done)
    apart = sum(each.apart for each in done)
    place.voice.say(
        {"pieces": [_described(each) for each in done]},
        *(f"{_said(outcome)}\u00a0: {count}" for outcome, count in counts.items()),
        *(
            [f"Gardées à part pour une personne référente\u00a0: {apart} opérations"]
            if apart
            else []
        ),
        *([] if done else ["Rien n’attendait."]),
    )


def _described(each: Taken) -> dict[str, object]:
    return {
        "device": each.device,
        "number": each.number,
        "outcome": each.outcome,
        "apart": each.apart,
    }


def _said(outcome: str) -> str:
    return _OUTCOMES.get(outcome, outcome)
