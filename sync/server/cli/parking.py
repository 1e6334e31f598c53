"""Look at the work that is kept apart, let it in, or put it out of sight."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import click

from sync.protocol.codes import Reason
from sync.records import RECORD_TYPES
from sync.server.admission import plain_name
from sync.server.cli.french import FrenchCommand, FrenchGroup
from sync.server.cli.place import Place, at_a_place
from sync.server.cli.saying import Trouble, moment
from sync.server.parking import KeptApart, Parking
from sync.server.web.serving import now_ms

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

WHY: Final = {
    Reason.FORBIDDEN: "la personne n’en avait pas, ou n’en avait plus, le droit",
    Reason.MALFORMED: "son contenu ne peut pas être lu",
    Reason.TOO_LARGE: "elle est trop volumineuse",
    Reason.OTHER_KIND: "une fiche d’une autre sorte porte déjà ce repère",
}
"""Why something is kept apart, after « parce que »; one sentence for each reason that parks."""

_LIST: Final = "La liste\u00a0: carnet-server parked list"


@click.group(
    "parked", cls=FrenchGroup, help="Le travail que le serveur garde à part, sans l’avoir pris."
)
def parked() -> None:
    """Hold the commands."""


def _choosing(command: Decorated) -> Decorated:
    """Add the options that say what is meant."""
    for option in (
        click.option("--space", default="", metavar="NOM", help="Seulement dans un espace."),
        click.option("--person", default="", metavar="PERSONNE", help="Tout ce qui vient d’elle."),
        click.option(
            "--record",
            default="",
            metavar="ID",
            help="Une fiche\u00a0: son identifiant ou son code.",
        ),
    ):
        command = option(command)
    return command


@parked.command("list", cls=FrenchCommand, help="Liste ce qui est gardé à part, et pourquoi.")
@click.option("--space", default="", metavar="NOM", help="Seulement dans un espace.")
@click.option("--discarded", is_flag=True, help="Ce qui a été écarté de la liste.")
@at_a_place
def listed(place: Place, space: str, discarded: bool) -> None:
    with place.opened() as store:
        found = Parking(store, now_ms).listed(discarded=discarded)
    shown = [each for each in found if space in ("", each.space_name)]
    place.voice.say(
        {"parked": [_described(each) for each in shown]},
        *(line for each in shown for line in _lines(each)),
        *([] if shown else ["Rien n’est gardé à part."]),
    )


@parked.command("accept", cls=FrenchCommand, help="Prend dans l’espace ce qui était gardé à part.")
@_choosing
@click.option("--discarded", is_flag=True, help="Parmi ce qui a été écarté de la liste.")
@at_a_place
def accept(place: Place, record: str, person: str, space: str, discarded: bool) -> None:
    with place.opened() as store:
        parking = Parking(store, now_ms)
        chosen = _chosen(parking.listed(discarded=discarded), record, person, space)
        done = parking.let_in(chosen)
    place.voice.say(
        {
            "entered": done.entered,
            "refused": {reason.value: count for reason, count in done.refused.items()},
        },
        *(
            [
                f"Modifications prises dans l’espace\u00a0: {done.entered}. "
                "Tous les ordinateurs les recevront à leur prochain échange."
            ]
            if done.entered
            else []
        ),
        *(
            f"Toujours à part\u00a0: {count}, parce que {WHY[reason]}."
            for reason, count in done.refused.items()
        ),
        *([] if done.entered or done.refused else [f"Rien de tel n’est gardé à part. {_LIST}"]),
    )


@parked.command("discard", cls=FrenchCommand, help="Écarte de la liste, sans rien détruire.")
@_choosing
@at_a_place
def discard(place: Place, record: str, person: str, space: str) -> None:
    with place.opened() as store:
        parking = Parking(store, now_ms)
        count = parking.discard(_chosen(parking.listed(), record, person, space))
    place.voice.say(
        {"discarded": count},
        f"Modifications écartées de la liste\u00a0: {count}."
        if count
        else f"Rien de tel n’est gardé à part. {_LIST}",
        *(["Pour les revoir\u00a0: carnet-server parked list --discarded"] if count else []),
    )


def _chosen(
    listed: Sequence[KeptApart], record: str, person: str, space: str
) -> tuple[KeptApart, ...]:
    """Return what is meant; raises Trouble when several records or several people may be."""
    if not (record or person):
        raise Trouble(
            "Indiquez une fiche, ou une personne. Rien n’a été modifié.",
            "Ajoutez --record ID, ou --person PERSONNE.",
        )
    found = tuple(
        each
        for each in listed
        if space in ("", each.space_name)
        and (each.record.startswith(record.lower()) or each.code == record)
        and (each.person.startswith(person.lower()) or each.person_name == person)
    )
    several_records = record and len({each.record for each in found}) > 1
    if several_records or (person and len({each.person for each in found}) > 1):
        raise Trouble("Plusieurs ont ce nom ou cet identifiant. Rien n’a été modifié.", _LIST)
    return found


def _described(each: KeptApart) -> dict[str, object]:
    return {
        "record": each.record,
        "kind": each.kind,
        "code": each.code,
        "heading": each.heading,
        "space": each.scope,
        "space_name": each.space_name,
        "person": each.person,
        "person_name": each.person_name,
        "device": each.device,
        "device_name": each.device_name,
        "received_at_ms": each.received_at,
        "reason": each.reason.value,
        "operations": each.operations,
    }


def _lines(each: KeptApart) -> tuple[str, ...]:
    one = len(each.operations) == 1
    changes = "1 modification" if one else f"{len(each.operations)} modifications"
    who = each.person_name or "sans auteur"
    laptop = f", sur «\u00a0{each.device_name}\u00a0»" if each.device_name else ""
    come = "reçue" if one else "reçues"
    return (
        _what(each),
        f"    {changes} de {who}{laptop}, {come} le {moment(each.received_at)}",
        f"    à part parce que {WHY[each.reason]}",
        *([f"    identifiant\u00a0: {plain_name(each.record)}"] if each.record else []),
    )


def _what(each: KeptApart) -> str:
    """Return a record in words: its space, its kind, and its code and heading when they show."""
    if not each.record:
        return "Contenu effacé"
    model = RECORD_TYPES.get(each.kind)
    label = model.label if model else "Fiche d’une sorte inconnue"
    place = each.space_name or "notes personnelles"
    return "  ".join(filter(None, (place, label, plain_name(each.code), plain_name(each.heading))))
