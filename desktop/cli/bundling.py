"""The commands that carry work from one laptop to another on a USB key."""

from pathlib import Path

import click

from desktop.cli.arguments import FILE
from desktop.cli.french import Command, Group, Option
from desktop.cli.output import counted, followed, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.carrying.bringing import apply, inspect
from desktop.services.carrying.making import ALL, create


@click.group(
    "bundle",
    cls=Group,
    no_args_is_help=True,
    help="""Échange avec un autre ordinateur de l’espace par une clé USB.

    Le fichier est chiffré pour l’espace et signé par cet ordinateur.""",
)
def bundle_command() -> None:
    """Hold the commands about files for a key."""


@bundle_command.command(
    "create",
    cls=Command,
    help="""Écrit ce que le serveur n’a pas encore reçu.

    Les notes pour vous n’en font jamais partie.""",
)
@click.option(
    "--out",
    cls=Option,
    type=FILE,
    required=True,
    metavar="FICHIER.carnet-echange",
    help="Le fichier à écrire\u00a0; un ancien du même nom est remplacé.",
)
@click.option("--all", "everything", cls=Option, is_flag=True, help="Reprend depuis le début.")
@click.option("--without-files", cls=Option, is_flag=True, help="Laisse les fichiers joints.")
@click.pass_obj
def create_command(session: Session, out: Path, everything: bool, without_files: bool) -> None:
    """Write a file."""
    with session.notebook() as notebook, followed() as ticket:
        made = create(
            notebook,
            out,
            since=ALL if everything else None,
            with_files=not without_files,
            ticket=ticket,
        )
    if session.as_json:
        say_json(
            {
                "file": str(made.path),
                "operations": made.operations,
                "files": made.files,
                "left_out": made.left_out,
            }
        )
        return
    changes = counted(made.operations, "modification", "modifications")
    files = counted(made.files, "fichier joint", "fichiers joints")
    say(f"{safe(made.path)}\u00a0: {changes}, {files}.")
    if made.absent:
        note(made.absent)


@bundle_command.command(
    "inspect", cls=Command, help="Dit ce que contient un fichier, sans rien en reprendre."
)
@click.argument("file", metavar="FICHIER", type=FILE)
@click.pass_obj
def inspect_command(session: Session, file: Path) -> None:
    """Look into a file."""
    with session.notebook() as notebook, followed() as ticket:
        inside = inspect(notebook, file, ticket=ticket)
    if session.as_json:
        say_json(
            {
                "person": inside.person,
                "made_at": inside.made_at,
                "number": inside.number,
                "operations": inside.operations,
                "new": inside.added,
                "files": inside.files,
            }
        )
        return
    for sentence in inside.sentences:
        say(safe(sentence))


@bundle_command.command(
    "apply",
    cls=Command,
    help="""Reprend un fichier, en entier ou pas du tout.

    Le reprendre plusieurs fois ne change rien de plus.""",
)
@click.argument("file", metavar="FICHIER", type=FILE)
@click.pass_obj
def apply_command(session: Session, file: Path) -> None:
    """Take a file in."""
    with session.writing() as notebook, followed() as ticket:
        brought = apply(notebook, file, ticket)
    if session.as_json:
        say_json({"added": brought.applied.added, "records": len(brought.applied.records)})
        return
    for sentence in brought.sentences:
        say(safe(sentence))
