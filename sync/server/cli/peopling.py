"""Begin a server, invite, list laptops, put them out, open one by phone."""

from collections.abc import Callable

import click

from sync.protocol.codes import Role
from sync.protocol.unlocking import plain, unlock_code
from sync.server.cli.french import FrenchCommand
from sync.server.cli.place import Place, at_a_place
from sync.server.cli.saying import Trouble, moment, name
from sync.server.devices import DeviceDesk
from sync.server.invitations import shown
from sync.server.people import Inviting, Wish, begin
from sync.server.store.devices import KnownDevice, Listed
from sync.server.web.serving import now_ms

_STATES = {
    "active": "actif",
    "revoked": "exclu",
    "wiping": "à vider au prochain contact",
    "wiped": "vidé",
}


@click.command(
    "init",
    cls=FrenchCommand,
    help="Prépare un serveur neuf. Un serveur déjà préparé reste tel quel.",
)
@at_a_place
def init(place: Place) -> None:
    with place.reached() as store:
        identity = begin(store, now_ms())
    place.voice.say(
        {"server": identity.server, "epoch": identity.epoch},
        "Le serveur est prêt. Aucun compte n’existe encore.",
        "Pour inviter une première personne\u00a0: carnet-server invite",
    )


@click.command(
    "invite", cls=FrenchCommand, help="Donne un code d’invitation, valable une fois et dix minutes."
)
@click.option("--space", required=True, metavar="NOM", help="L’espace partagé.")
@click.option(
    "--role",
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="Ce que la personne pourra faire.",
)
@click.option("--name", "person", required=True, metavar="NOM", help="La personne invitée.")
@click.option("--new-person", is_flag=True, help="Une autre personne du même nom.")
@at_a_place
def invite(place: Place, space: str, role: str, person: str, new_person: bool) -> None:
    wish = Wish(
        name(space, "Le nom de l’espace"),
        name(person, "Le nom de la personne"),
        Role(role),
        new_person,
    )
    with place.opened() as store:
        invited = Inviting(store, now_ms).invite(wish)
    first = (
        f"L’espace «\u00a0{wish.space_name}\u00a0» vient d’être créé." if invited.new_space else ""
    )
    again = f"{wish.person_name} est déjà connue\u00a0: ce sera un appareil de plus."
    place.voice.say(
        {
            "code": shown(invited.code),
            "expires_at_ms": invited.expires_at,
            "space": invited.space,
            "person": invited.person,
            "new_space": invited.new_space,
        },
        *filter(None, (first, again if invited.known else "")),
        f"Code pour {wish.person_name}\u00a0: {shown(invited.code)}",
        f"Il sert une seule fois, jusqu’au {moment(invited.expires_at)}.",
    )


@click.command("devices", cls=FrenchCommand, help="Liste les ordinateurs.")
@click.option("--space", default="", metavar="NOM", help="Seulement ceux d’un espace.")
@at_a_place
def devices(place: Place, space: str) -> None:
    with place.opened() as store:
        listed = DeviceDesk(store, now_ms).listed(space)
    place.voice.say(
        {"devices": [_described(one) for one in listed]},
        *(_line(one) for one in listed),
        *([] if listed else ["Aucun ordinateur."]),
    )


@click.command(
    "revoke",
    cls=FrenchCommand,
    help="Exclut un ordinateur\u00a0: sa prochaine demande sera refusée.",
)
@click.argument("device", metavar="ORDINATEUR")
@at_a_place
def revoke(place: Place, device: str) -> None:
    found, done = _done(place, device, DeviceDesk.revoke)
    place.voice.say(
        {"device": found.id, "changed": done},
        f"«\u00a0{found.name}\u00a0» est exclu dès maintenant."
        if done
        else f"«\u00a0{found.name}\u00a0» était déjà exclu.",
    )


@click.command(
    "wipe",
    cls=FrenchCommand,
    help="Exclut un ordinateur et lui demande de se vider au prochain contact.",
)
@click.argument("device", metavar="ORDINATEUR")
@at_a_place
def wipe(place: Place, device: str) -> None:
    found, done = _done(place, device, DeviceDesk.ask_wipe)
    place.voice.say(
        {"device": found.id, "changed": done},
        f"«\u00a0{found.name}\u00a0» se videra à son prochain contact, après avoir confié au "
        "serveur ce qu’il n’avait pas encore envoyé."
        if done
        else f"L’effacement de «\u00a0{found.name}\u00a0» était déjà demandé.",
        "Tant qu’il reste hors ligne, seule sa phrase secrète le protège.",
    )


@click.command(
    "unlock",
    cls=FrenchCommand,
    help="Donne le code qui rouvre un carnet resté longtemps hors ligne.",
)
@click.argument("device", metavar="ORDINATEUR")
@click.argument("challenge", metavar="SIGNES")
@at_a_place
def unlock(place: Place, device: str, challenge: str) -> None:
    if not plain(challenge).isascii() or not plain(challenge):
        raise Trouble("Recopiez les signes affichés par l’ordinateur verrouillé.")
    with place.opened() as store:
        desk = DeviceDesk(store, now_ms)
        found = _found(desk, device)
        if found.state != "active":
            raise Trouble(f"«\u00a0{found.name}\u00a0» est exclu\u00a0: aucun code n’est donné.")
        desk.note_unlock(found)
    code = unlock_code(found.unlock_secret, challenge)
    place.voice.say({"device": found.id, "code": code}, f"Code à dicter\u00a0: {code}")


def _done(
    place: Place, device: str, deed: Callable[[DeviceDesk, KnownDevice], bool]
) -> tuple[KnownDevice, bool]:
    with place.opened() as store:
        desk = DeviceDesk(store, now_ms)
        found = _found(desk, device)
        return found, deed(desk, found)


def _found(desk: DeviceDesk, beginning: str) -> KnownDevice:
    found = desk.find(beginning)
    if found is None:
        raise Trouble(
            "Aucun ordinateur, ou plusieurs, n’ont un identifiant qui commence ainsi. "
            "Rien n’a été modifié.",
            "La liste\u00a0: carnet-server devices",
        )
    return found


def _described(one: Listed) -> dict[str, object]:
    device = one.device
    return {
        "device": device.id,
        "name": device.name,
        "person": device.person,
        "person_name": one.person_name,
        "initials": device.initials,
        "state": device.state,
        "enrolled_at_ms": device.enrolled_at,
        "last_seen_at_ms": device.last_seen_at,
    }


def _line(one: Listed) -> str:
    device = one.device
    seen = moment(device.last_seen_at)
    return (
        f"{device.id[:8]}  {one.person_name} ({device.initials})  {device.name}  "
        f"{_STATES[device.state]}  vu le {seen}"
    )
