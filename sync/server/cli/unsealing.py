"""Look at what emptied laptops left, put it where it belongs, hand the rest to its person."""

from collections import Counter
from pathlib import Path

import click

from sync.server.cli.french import FrenchCommand, FrenchGroup
from sync.server.cli.place import Place, at_a_place
from sync.server.cli.saying import NOT_OPENED, Trouble, moment
from sync.server.journals import write_new
from sync.server.people import identity_of
from sync.server.store.fence import EVERYBODY
from sync.server.store.sealed import HANDED_OUT, TAKEN, SealedWork
from sync.server.unsealing import UNFINISHED, UNNAMED, UNOPENED, Leftover, Taken, Unsealing
from sync.server.web.serving import now_ms

_OUTCOMES = {
    "": "en attente",
    TAKEN: "remis dans l’espace",
    UNOPENED: "ne s’ouvre pas avec la clé de ce serveur",
    HANDED_OUT: "remis à la personne",
    UNNAMED: "un fichier dont la fiche n’est pas encore là",
    UNFINISHED: "des saisies non terminées, à remettre à la personne (sealed hand-out)",
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


@sealed.command(
    "hand-out",
    cls=FrenchCommand,
    help="Écrit en clair, dans un dossier, ce qu’aucune fiche ne nomme, pour la personne.",
)
@click.option(
    "--to",
    "folder",
    required=True,
    metavar="DOSSIER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Où l’écrire\u00a0: le serveur ne le garde plus ensuite.",
)
@click.option("--device", default="", metavar="ORDINATEUR", help="Seulement d’un ordinateur.")
@at_a_place
def hand_out(place: Place, folder: Path, device: str) -> None:
    written = []
    with place.opened() as store:
        unsealing = Unsealing(store, now_ms, identity_of(store).sealing_private)
        for each in unsealing.leftovers(device.lower()):
            written.append((_written(each, folder), each))
            unsealing.handed_out(each)
    place.voice.say(
        {
            "files": [
                {"file": str(file), "device": each.piece.device, "person": each.person_name}
                for file, each in written
            ]
        },
        *(
            f"À remettre à {each.person_name} («\u00a0{each.device_name}\u00a0»)\u00a0: {file}"
            for file, each in written
        ),
        *([] if written else ["Rien n’est à remettre. Commencez par «\u00a0take-in\u00a0»."]),
    )


def _written(leftover: Leftover, folder: Path) -> Path:
    """Write a piece to a new file that only its owner reads."""
    piece = leftover.piece
    file = folder / f"{piece.device[:8]}-{piece.number}{'.txt' if leftover.text else ''}"
    try:
        write_new(file, leftover.content)
    except OSError as problem:
        raise Trouble(
            f"{file} n’a pas pu être écrit. Le serveur garde ce qu’il contient.",
            "Choisissez un dossier vide où il y a de la place.",
            NOT_OPENED,
        ) from problem
    return file


def _described(each: Taken) -> dict[str, object]:
    return {
        "device": each.device,
        "number": each.number,
        "outcome": each.outcome,
        "apart": each.apart,
    }


def _said(outcome: str) -> str:
    return _OUTCOMES.get(outcome, outcome)
