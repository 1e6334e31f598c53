"""The command that makes a notebook of invented records, to try the product."""

from pathlib import Path

import click

from desktop.cli.arguments import FILE, WHOLE, Whole
from desktop.cli.french import Command, Option
from desktop.cli.output import counted, followed, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.demo import make_demo
from desktop.store.folder import folder_told
from sync.records import RECORD_TYPES
from sync.records.french import inside


@click.command(
    "demo",
    cls=Command,
    help="""Crée un carnet de démonstration, aux associations inventées.

    La phrase secrète est écrite dans DOSSIER/phrase.txt.""",
)
@click.argument("folder", metavar="DOSSIER", type=FILE)
@click.option(
    "--size",
    cls=Option,
    type=WHOLE,
    metavar="NOMBRE",
    help="Nombre de fiches, pour les essais de grande taille.",
)
@click.option(
    "--seed",
    cls=Option,
    type=Whole(0),
    default=2026,
    metavar="NOMBRE",
    help="Même nombre, même carnet (2026).",
)
@click.pass_obj
def demo_command(session: Session, folder: Path, size: int | None, seed: int) -> None:
    """Make a demonstration notebook."""
    with folder_told(), followed() as ticket:
        made = make_demo(folder, size=size, seed=seed, ticket=ticket)
    if session.as_json:
        say_json({"data_dir": str(folder), "counts": dict(made.counts)})
        return
    for kind, count in made.counts.items():
        model = RECORD_TYPES[kind]
        say(counted(count, *map(inside, (model.label, model.label_plural))))
    say(f"Carnet de démonstration dans {safe(folder)}, phrase secrète dans phrase.txt.")
