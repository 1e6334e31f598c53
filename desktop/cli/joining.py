"""The commands that join the space of a team, and leave it."""

import click

from desktop.cli.french import Command, Option
from desktop.cli.output import followed, note, safe, say, say_json
from desktop.cli.session import Session, has_terminal
from desktop.errors import BadInput
from desktop.services.exchanging.joining import Joined, join, leave
from desktop.services.exchanging.wording import counted


@click.command(
    "join",
    cls=Command,
    help="""Rejoint l’espace d’une équipe, avec un code d’invitation.

    Une sauvegarde est faite d’abord. Si le code ou le serveur ne conviennent pas, le carnet reste
    tel qu’il était.""",
)
@click.option(
    "--server",
    cls=Option,
    required=True,
    metavar="ADRESSE",
    help="L’adresse du serveur, en https.",
)
@click.option(
    "--code", cls=Option, required=True, metavar="CODE", help="Le code, valable dix minutes."
)
@click.option(
    "--device-name",
    cls=Option,
    default="",
    metavar="NOM",
    help="Comment nommer cet ordinateur (sinon son nom sur le réseau).",
)
@click.pass_obj
def join_command(session: Session, server: str, code: str, device_name: str) -> None:
    """Join a space and exchange for the first time."""
    with session.notebook() as notebook, followed() as ticket:
        joined = join(notebook, server, code, device_name, ticket=ticket)
    if session.as_json:
        say_json(_told(joined))
    else:
        say(f"Le carnet est dans l’espace «\u00a0{safe(joined.space_name)}\u00a0».")
        if joined.outcome is not None:
            received = counted(
                joined.outcome.received, "modification reçue", "modifications reçues"
            )
            say(f"{received}. «\u00a0carnet sync\u00a0» fait les prochains échanges.")
    if joined.trouble is not None:
        note("Le premier échange reste à faire\u00a0: relancez «\u00a0carnet sync\u00a0».")
        raise joined.trouble


@click.command(
    "leave",
    cls=Command,
    help="""Quitte l’espace\u00a0: tout est envoyé, puis le carnet de cet ordinateur est effacé.

    Rien n’est effacé tant que quelque chose reste à envoyer. Les sauvegardes partent aussi\u00a0;
    les fiches restent sur le serveur.""",
)
@click.option(
    "--yes", "agreed", cls=Option, is_flag=True, help="Efface sans demander de confirmation."
)
@click.pass_obj
def leave_command(session: Session, agreed: bool) -> None:
    """Send everything, then empty the notebook."""
    if not agreed:
        _ask()
    with session.notebook() as notebook, followed() as ticket:
        leave(notebook, ticket)
    if session.as_json:
        say_json({"left": True})
    else:
        say("Tout est sur le serveur, et le carnet est effacé de cet ordinateur.")
        note("La personne qui gère l’espace peut retirer cet ordinateur de la liste.")


def _ask() -> None:
    question = "Envoyer ce qui reste, puis effacer le carnet de cet ordinateur et ses sauvegardes"
    if not has_terminal():
        raise BadInput(
            "Sans terminal, il manque\u00a0: --yes. Rien n’a été envoyé ni effacé.", "yes"
        )
    answer = click.prompt(
        f"{question}\u00a0? Tapez oui",
        err=True,
        prompt_suffix="\u00a0: ",
        default="",
        show_default=False,
    )
    if answer.strip().lower() != "oui":
        raise BadInput("Rien n’a été envoyé ni effacé.")


def _told(joined: Joined) -> dict[str, object]:
    outcome = joined.outcome
    return {
        "space": joined.space_name,
        "person": joined.person_name,
        "role": joined.role,
        "exchanged": outcome is not None,
        "sent": 0 if outcome is None else outcome.sent,
        "received": 0 if outcome is None else outcome.received,
    }
