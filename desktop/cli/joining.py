"""The commands that join the space of a team, and leave it."""

from pathlib import Path

import click

from desktop.cli.arguments import FILE
from desktop.cli.french import Command, Option
from desktop.cli.output import followed, note, safe, say, say_json
from desktop.cli.session import Session, has_terminal
from desktop.errors import BadInput
from desktop.services.exchanging.joining import Joined, join
from desktop.services.exchanging.leaving import leave, leave_anyway
from desktop.services.exchanging.wording import counted


@click.command(
    "join",
    cls=Command,
    help="""Rejoint l’espace d’une équipe, avec un code d’invitation.

    Une sauvegarde est faite d’abord. Si le code ou le serveur ne conviennent pas, le carnet reste
    tel qu’il était. Si le serveur ne reconnaît plus cet ordinateur, un nouveau code à votre nom lui
    rend sa place\u00a0: ce qui n’était pas parti part.""",
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
    les fiches restent sur le serveur. Sans réseau, --anyway écrit d’abord ce qui n’est pas parti
    dans un fichier d’échange, qu’un collègue apportera.""",
)
@click.option(
    "--anyway",
    cls=Option,
    type=FILE,
    metavar="FICHIER",
    help="Quitte sans le serveur, après avoir écrit là ce qu’il n’a pas (.carnet-echange).",
)
@click.option(
    "--lose-own-notes",
    cls=Option,
    is_flag=True,
    help="Avec --anyway\u00a0: accepte de perdre les notes pour soi que le serveur n’a pas.",
)
@click.option(
    "--yes", "agreed", cls=Option, is_flag=True, help="Efface sans demander de confirmation."
)
@click.pass_obj
def leave_command(
    session: Session, agreed: bool, anyway: Path | None, lose_own_notes: bool
) -> None:
    """Send everything, or write it into a file, then empty the notebook."""
    if not agreed:
        _ask("Écrire ce qui reste dans un fichier" if anyway else "Envoyer ce qui reste")
    if anyway is not None:
        _leave_anyway(session, anyway, lose_own_notes)
        return
    with session.notebook() as notebook, followed() as ticket:
        left = leave(notebook, ticket)
    if session.as_json:
        say_json({"left": True, "server_told": left.told})
        return
    say("Tout est sur le serveur, et le carnet est effacé de cet ordinateur.")
    if not left.told:
        note("La personne qui gère l’espace peut retirer cet ordinateur de la liste.")


def _leave_anyway(session: Session, path: Path, without_own_notes: bool) -> None:
    with session.notebook() as notebook, followed() as ticket:
        made = leave_anyway(notebook, path, ticket, without_own_notes=without_own_notes)
    if session.as_json:
        say_json({"left": True, "file": str(made.path), "operations": made.operations})
        return
    say(f"Ce que le serveur n’avait pas est dans «\u00a0{safe(made.path.name)}\u00a0».")
    say("Le carnet est effacé de cet ordinateur.")
    note("Remettez ce fichier à un collègue\u00a0: son carnet l’apportera au serveur.")


def _ask(first: str) -> None:
    question = f"{first}, puis effacer le carnet de cet ordinateur et ses sauvegardes"
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
