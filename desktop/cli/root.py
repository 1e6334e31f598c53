"""The tree of the commands; each module is read when one of its commands is called."""

from types import MappingProxyType

import click

from desktop.cli.french import Command, Group, Option
from desktop.cli.session import common_options
from desktop.version import VERSION

Command.common = staticmethod(common_options)

_HERE = "desktop.cli"
MODULES = MappingProxyType(
    {
        "init": f"{_HERE}.keys",
        "passphrase": f"{_HERE}.keys",
        "recover": f"{_HERE}.keys",
        "recovery-key": f"{_HERE}.keys",
        "add": f"{_HERE}.writing",
        "edit": f"{_HERE}.writing",
        "get": f"{_HERE}.reading",
        "list": f"{_HERE}.listing",
        "search": f"{_HERE}.reading",
        "history": f"{_HERE}.reading",
        "restore-version": f"{_HERE}.writing",
        "undo": f"{_HERE}.writing",
        "redo": f"{_HERE}.writing",
        "delete": f"{_HERE}.writing",
        "trash": f"{_HERE}.trash",
        "differences": f"{_HERE}.differing",
        "review": f"{_HERE}.reviewing",
        "attach": f"{_HERE}.attaching",
        "extract": f"{_HERE}.attaching",
        "drafts": f"{_HERE}.reading",
        "import": f"{_HERE}.importing",
        "export": f"{_HERE}.exporting",
        "bundle": f"{_HERE}.bundling",
        "person": f"{_HERE}.persons",
        "backup": f"{_HERE}.backups",
        "check": f"{_HERE}.backups",
        "join": f"{_HERE}.joining",
        "sync": f"{_HERE}.exchanging",
        "status": f"{_HERE}.exchanging",
        "unlock": f"{_HERE}.exchanging",
        "leave": f"{_HERE}.joining",
        "demo": f"{_HERE}.demonstration",
        "kinds": f"{_HERE}.kinds",
        "schema": f"{_HERE}.kinds",
    }
)


def _show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"Carnet de quartier {VERSION}")
        ctx.exit()


@click.group(
    cls=Group,
    modules=MODULES,
    no_args_is_help=True,
    help="""Carnet de quartier, en ligne de commande.

    Les fiches entrent et sortent en JSON, sous le nom de leurs champs («\u00a0carnet schema
    visit\u00a0»). Codes de retour\u00a0: 0 si tout va bien, 2 si une saisie est à corriger, 3 si
    le carnet ne peut pas être ouvert, ou l’échange se faire.""",
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help="Affiche la version.",
        )
    ],
)
def carnet() -> None:
    """Hold the commands; each says what it does in its own help."""
