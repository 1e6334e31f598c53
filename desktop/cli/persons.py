"""The command that hands a person what is held on them."""

from pathlib import Path

import click

from desktop.cli.arguments import FILE
from desktop.cli.french import Command, Group, Option
from desktop.cli.output import counted, followed, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.persons.exporting import PAGE, export_person


@click.group(
    "person", cls=Group, no_args_is_help=True, help="Répond aux droits d’une personne (RGPD)."
)
def person_command() -> None:
    """Hold the commands about the rights of persons."""


@person_command.command(
    "export",
    cls=Command,
    help="""Écrit tout ce qui est détenu sur une personne.

    CONTACT est le repère ou le code de sa fiche. Le dossier reçoit une page à lire, les mêmes
    données pour une machine, et les fichiers joints\u00a0; rien n’y est protégé par le carnet.""",
)
@click.argument("contact", metavar="CONTACT")
@click.option(
    "--out",
    cls=Option,
    type=FILE,
    required=True,
    metavar="DOSSIER",
    help="Le dossier à remplir, vide ou nouveau.",
)
@click.pass_obj
def export_command(session: Session, contact: str, out: Path) -> None:
    """Write the answer to a person."""
    with session.notebook() as notebook, followed() as ticket:
        handed = export_person(notebook, notebook.resolve(contact, "contact"), out, ticket)
    if session.as_json:
        say_json(
            {
                "folder": str(handed.folder),
                "records": handed.records,
                "files": handed.files,
                "mentions": handed.mentions,
                "missing": handed.missing,
            }
        )
        return
    records = counted(handed.records, "fiche", "fiches")
    files = counted(handed.files, "fichier", "fichiers")
    say(f"{safe(handed.folder / PAGE)}\u00a0: {records}, {files}.")
    if handed.mentions:
        read = counted(handed.mentions, "autre fiche", "autres fiches")
        note(f"{read} où ce nom se lit peut-être, nommées dans la page\u00a0: relisez-les.")
    note("Ce dossier contient des données personnelles\u00a0: effacez-le une fois remis.")
