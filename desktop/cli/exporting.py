"""The commands that write workbooks out of the notebook."""

from pathlib import Path
from typing import Any

import click

from desktop.cli.arguments import FILE
from desktop.cli.asked import Asked, Written, asked_of, filters, writing, written_of
from desktop.cli.french import Command, Group, Option
from desktop.cli.output import counted, followed, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.services.export import Outside, Team, export_data, held_said
from desktop.services.workbooks.exporting import look_at

_HERE = "desktop.cli"
_HOW = " Corrigez-les, ou ajoutez «\u00a0--looked-at\u00a0» pour les laisser partir."
_LOOKING = dict.fromkeys(("preview", "sent", "since", "service"), f"{_HERE}.looking")
_FILLING = dict.fromkeys(("crf", "fill", "mappings"), f"{_HERE}.filling")
_PRESETS = dict.fromkeys(
    ("presets", "preset-save", "preset-rename", "preset-delete"), f"{_HERE}.presetting"
)
_WORKBOOKS = dict.fromkeys(
    ("W1", "W2", "W3", "W4", "W5", "W6", "again", "hold-again"), f"{_HERE}.workbooks"
)


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


@export_command.command(
    "data",
    cls=Command,
    help="""Écrit les fiches que l’on peut transmettre dans un classeur Excel.

    «\u00a0--team\u00a0» écrit toutes les fiches, relues ou non, pour l’équipe seulement.""",
)
@click.option(
    "--out",
    cls=Option,
    type=FILE,
    required=True,
    metavar="FICHIER.xlsx",
    help="Le classeur à écrire\u00a0; un ancien du même nom est remplacé.",
)
@click.option("--team", cls=Option, is_flag=True, help="Écrit toutes les fiches, pour l’équipe.")
@click.option(
    "--with-personal-data",
    "personal",
    cls=Option,
    is_flag=True,
    help="Pour l’équipe, avec les données personnelles et confidentielles.",
)
@click.option(
    "--looked-at",
    cls=Option,
    is_flag=True,
    help="Laisse partir les textes montrés par l’export d’avant, que vous avez relus.",
)
@click.pass_obj
def data_command(session: Session, out: Path, team: bool, personal: bool, looked_at: bool) -> None:
    """Write the workbook of all data."""
    # Late: the other commands need none of it.
    from desktop.cli.telling import privacy_remarks, show_passages

    inside = Team(with_personal_data=personal)
    audience = inside if team or personal else Outside(privacy_remarks())
    with session.writing() as notebook, followed() as ticket:
        made = export_data(notebook, out, audience, ticket=ticket)
        if looked_at and made.passages:
            show_passages(session, made.passages)
            look_at(notebook, [each.key for each in made.passages])
            made = export_data(notebook, out, audience, ticket=ticket)
    show_passages(session, made.passages)
    rows = sum(made.counts.values())
    if session.as_json:
        held = {"held": len(made.passages)} if made.passages else {}
        say_json({"file": str(made.path), "counts": dict(made.counts), **held})
        return
    say(f"{safe(made.path)}\u00a0: {counted(rows, 'fiche', 'fiches')}.")
    if made.passages:
        say(held_said(len(made.passages)) + _HOW)
    if personal:
        note("Ce classeur contient des données personnelles\u00a0: effacez-le après usage.")
