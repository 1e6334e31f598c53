"""The commands of the presets: who receives what, and one's own."""

from typing import Any

import click

from desktop.cli.asked import asked_of, filters
from desktop.cli.french import Command, Option
from desktop.cli.output import safe, say, say_json, say_table
from desktop.cli.perimeter import scope_of
from desktop.cli.session import Session
from desktop.cli.telling import today_here
from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.presets import (
    Preset,
    Years,
    delete_preset,
    preset_named,
    presets,
    rename_preset,
    save_preset,
)


@click.command("presets", cls=Command, help="Liste les modèles\u00a0: qui reçoit quoi.")
@click.pass_obj
def presets_command(session: Session) -> None:
    """List the presets."""
    with session.notebook() as notebook:
        found = presets(notebook)
    if session.as_json:
        say_json([*map(_told, found)])
        return
    rows = [(p.key, p.title, ", ".join(p.workbooks), p.years.label) for p in found]
    say_table(("Modèle", "Pour qui", "Classeurs", "Période"), rows)


@click.command(
    "preset-save",
    cls=Command,
    help="""Garde un modèle à vous, avec ses classeurs et ses filtres.

    Sans --period, il suit l’année en cours\u00a0; avec --previous-year, l’année précédente.""",
)
@click.argument("title", metavar="TITRE")
@click.option(
    "--workbook",
    "workbooks",
    cls=Option,
    multiple=True,
    required=True,
    type=click.Choice([*WORKBOOKS], case_sensitive=False),
    metavar="CLASSEUR",
    help="Un classeur du modèle, de W1 à W6.",
)
@click.option(
    "--previous-year", cls=Option, is_flag=True, help="Le modèle suit l’année précédente."
)
@filters
@click.pass_obj
def preset_save_command(
    session: Session,
    /,
    title: str,
    workbooks: tuple[str, ...],
    previous_year: bool,
    **values: Any,
) -> None:
    """Keep a new preset."""
    asked = asked_of(values)
    if asked.period is not None and previous_year:
        raise click.UsageError("Choisissez entre --period et --previous-year.")
    years = Years.PREVIOUS if previous_year else Years.CHOSEN if asked.period else Years.PRESENT
    with session.writing() as notebook:
        scope, _ = scope_of(notebook, asked, today_here())
        kept = save_preset(notebook, title, dict.fromkeys(workbooks), scope, years)
    _say(session, kept, "gardé")


@click.command("preset-rename", cls=Command, help="Donne un autre titre à un modèle à vous.")
@click.argument("preset", metavar="MODÈLE")
@click.argument("title", metavar="TITRE")
@click.pass_obj
def preset_rename_command(session: Session, preset: str, title: str) -> None:
    """Rename a preset of one's own."""
    with session.writing() as notebook:
        kept = rename_preset(notebook, preset_named(notebook, preset).key, title)
    _say(session, kept, "renommé")


@click.command(
    "preset-delete", cls=Command, help="Retire un modèle à vous\u00a0; les envois restent."
)
@click.argument("preset", metavar="MODÈLE")
@click.pass_obj
def preset_delete_command(session: Session, preset: str) -> None:
    """Forget a preset of one's own."""
    with session.writing() as notebook:
        gone = preset_named(notebook, preset)
        delete_preset(notebook, gone.key)
    _say(session, gone, "retiré")


def _say(session: Session, preset: Preset, done: str) -> None:
    if session.as_json:
        say_json(_told(preset))
        return
    say(safe(f"Modèle «\u00a0{preset.title}\u00a0» {done}."))


def _told(preset: Preset) -> dict[str, Any]:
    return {
        "preset": preset.key,
        "title": preset.title,
        "workbooks": preset.workbooks,
        "years": preset.years,
        "origin": preset.origin,
    }
