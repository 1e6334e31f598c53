"""The commands that write workbooks out of the notebook."""

from pathlib import Path

import click

from desktop.cli.arguments import FILE
from desktop.cli.french import Command, Group, Option
from desktop.cli.output import counted, followed, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.export import export_data


@click.group("export", cls=Group, no_args_is_help=True, help="Écrit des classeurs Excel.")
def export_command() -> None:
    """Hold the commands that export."""


@export_command.command("data", cls=Command, help="Écrit toutes les fiches dans un classeur Excel.")
@click.option(
    "--out",
    cls=Option,
    type=FILE,
    required=True,
    metavar="FICHIER.xlsx",
    help="Le classeur à écrire\u00a0; un ancien du même nom est remplacé.",
)
@click.option(
    "--with-personal-data",
    "personal",
    cls=Option,
    is_flag=True,
    help="Garde les données personnelles et confidentielles.",
)
@click.pass_obj
def data_command(session: Session, out: Path, personal: bool) -> None:
    """Write the workbook of all data."""
    with session.notebook() as notebook, followed() as ticket:
        made = export_data(notebook, out, with_personal_data=personal, ticket=ticket)
    rows = sum(made.counts.values())
    if session.as_json:
        say_json({"file": str(made.path), "counts": dict(made.counts)})
        return
    say(f"{safe(made.path)}\u00a0: {counted(rows, 'fiche', 'fiches')}.")
    if personal:
        note("Ce classeur contient des données personnelles\u00a0: effacez-le après usage.")
