"""List the people of the spaces, change what they may do, end it."""

import click

from sync.protocol.codes import Role
from sync.server.cli.french import FrenchCommand, FrenchGroup
from sync.server.cli.place import Place, at_a_place
from sync.server.cli.saying import Trouble
from sync.server.members import LastAdministrator, Members
from sync.server.store.people import Enlisted
from sync.server.web.serving import now_ms

_ROLES = {
    Role.AGENT: "agent",
    Role.SUPERVISOR: "personne référente",
    Role.READER: "lecture seule",
    Role.ADMINISTRATOR: "gère l’espace",
}
_LAST = (
    "C’est la dernière personne qui gère cet espace. Rien n’a été modifié.",
    "Donnez d’abord ce rôle à quelqu’un d’autre\u00a0: carnet-server people role",
)


@click.group("people", cls=FrenchGroup, help="Les personnes des espaces, et leurs rôles.")
def people() -> None:
    """Hold the commands."""


@people.command("list", cls=FrenchCommand, help="Liste les personnes.")
@click.option("--space", default="", metavar="NOM", help="Seulement celles d’un espace.")
@at_a_place
def listed(place: Place, space: str) -> None:
    with place.opened() as store:
        found = [one for one in Members(store, now_ms).listed() if space in ("", one.space_name)]
    place.voice.say(
        {"people": [_described(one) for one in found]},
        *(f"{one.person[:8]}  {one.space_name}  {_line(one)}" for one in found),
        *([] if found else ["Personne."]),
    )


@people.command("role", cls=FrenchCommand, help="Change ce qu’une personne peut faire.")
@click.argument("person", metavar="PERSONNE")
@click.argument("role", metavar="ROLE", type=click.Choice([role.value for role in Role]))
@click.option("--space", default="", metavar="NOM", help="L’espace, si elle est dans plusieurs.")
@at_a_place
def change_role(place: Place, person: str, role: str, space: str) -> None:
    with place.opened() as store:
        members = Members(store, now_ms)
        found = _found(members, person, space)
        try:
            done = members.set_role(found, Role(role))
        except LastAdministrator:
            raise Trouble(*_LAST) from None
    place.voice.say(
        {"person": found.person, "role": role, "changed": done},
        f"{found.name}\u00a0: {_ROLES[Role(role)]}"
        + (" dès maintenant." if done else ", comme avant."),
    )


@people.command("remove", cls=FrenchCommand, help="Retire une personne d’un espace.")
@click.argument("person", metavar="PERSONNE")
@click.option("--space", default="", metavar="NOM", help="L’espace, si elle est dans plusieurs.")
@click.option("--wipe", is_flag=True, help="Demande aussi à ses ordinateurs de se vider.")
@at_a_place
def remove(place: Place, person: str, space: str, wipe: bool) -> None:
    with place.opened() as store:
        members = Members(store, now_ms)
        found = _found(members, person, space)
        try:
            out = members.remove(found, wipe=wipe)
        except LastAdministrator:
            raise Trouble(*_LAST) from None
    place.voice.say(
        {"person": found.person, "devices": out},
        f"{found.name} ne fait plus partie de «\u00a0{found.space_name}\u00a0». "
        f"Ordinateurs exclus\u00a0: {len(out)}.",
        "Ce que cette personne a écrit reste. Ce qui viendrait encore d’elle sera gardé à part"
        "\u00a0: carnet-server parked list",
    )


def _found(members: Members, asked: str, space: str) -> Enlisted:
    """Return the one person whose id begins so, or who bears that name."""
    found = [
        one
        for one in members.listed()
        if space in ("", one.space_name)
        and asked
        and (one.person.startswith(asked.lower()) or one.name == asked)
    ]
    if len(found) != 1:
        raise Trouble(
            "Personne, ou plusieurs personnes, n’ont ce nom ou cet identifiant. "
            "Rien n’a été modifié.",
            "La liste\u00a0: carnet-server people list",
        )
    return found[0]


def _described(one: Enlisted) -> dict[str, object]:
    return {
        "person": one.person,
        "name": one.name,
        "space": one.space,
        "space_name": one.space_name,
        "role": one.role,
        "state": _state(one),
        "laptops": one.laptops,
    }


def _state(one: Enlisted) -> str:
    if one.active:
        return "member"
    return "removed" if one.laptops else "invited"


def _line(one: Enlisted) -> str:
    state = {"member": "", "removed": ", retirée", "invited": ", invitée"}[_state(one)]
    plural = "s" if one.laptops > 1 else ""
    return f"{one.name} ({_ROLES[Role(one.role)]}{state})  {one.laptops} ordinateur{plural}"
