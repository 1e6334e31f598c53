"""The commands that write workbooks out of the notebook."""

from pathlib import Path
from typing import Any

import click

from desktop.cli.arguments import FILE
from desktop.cli.asked import Asked, Written, asked_of, filters, writing, written_of
from desktop.cli.french import Command, Group, Option
from desktop.cli.output import counted, followed, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.export import export_data

_HERE = "desktop.cli"
_LOOKING = dict.fromkeys(("preview", "sent", "since", "service"), f"{_HERE}.looking")
_FILLING = dict.fromkeys(("crf", "fill", "mappings"), f"{_HERE}.filling")
_PRESETS = dict.fromkeys(
    ("presets", "preset-save", "preset-rename", "preset-delete"), f"{_HERE}.presetting"
)
_WORKBOOKS = dict.fromkeys(("W1", "W2", "W3", "W4", "W5", "W6", "again"), f"{_HERE}.workbooks")


@click.group(
    "export",
    cls=Group,
    modules={**_WORKBOOKS, **_FILLING, **_LOOKING, **_PRESETS},
    no_args_is_help=True,
    invoke_without_command=True,
    help="""Écrit les classeurs des financeurs, et toutes les données.

    Sans nom de classeur, «\u00a0--preset\u00a0» écrit tous ceux d’un modèle dans un dossier.""",
)
@filters
@writing(required=False)
@click.pass_context
def export_command(context: click.Context, /, **values: Any) -> None:
    """Write all the workbooks of a preset, or lead to the commands that export."""
    asked, written = asked_of(values), written_of(values)
    name = context.invoked_subcommand
    if name is not None:
        if asked != Asked() or written != Written():
            raise click.UsageError(f"Ces options se donnent après «\u00a0{name}\u00a0».", context)
        return
    if not asked.preset or written.out is None:
        raise click.UsageError(
            "Nommez un classeur, ou donnez un modèle et un dossier avec --preset et --out.", context
        )
    # Late: the commands next to this one need none of it.
    from desktop.cli.workbooks import write_all

    write_all(context.ensure_object(Session), (), asked, written)


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
