"""The trash: what it holds, and how a record comes out of it."""

import click

from desktop.cli.french import Command, Group
from desktop.cli.output import say, say_json, say_table
from desktop.cli.session import Session
from sync.records import RECORD_TYPES


@click.group(
    "trash",
    cls=Group,
    invoke_without_command=True,
    help="Montre la corbeille, ou en sort des fiches.",
)
@click.pass_context
def trash_command(ctx: click.Context) -> None:
    """Show the trash when no command of it is given."""
    if ctx.invoked_subcommand is None:
        _show(ctx.find_object(Session) or Session())


@trash_command.command("list", cls=Command, help="Liste les fiches de la corbeille.")
@click.pass_obj
def list_trashed(session: Session) -> None:
    """Write what is in the trash."""
    _show(session)


@trash_command.command("restore", cls=Command, help="Sort des fiches de la corbeille.")
@click.argument("references", metavar="REPÈRE…", nargs=-1, required=True)
@click.pass_obj
def restore_trashed(session: Session, references: tuple[str, ...]) -> None:
    """Take records back."""
    with session.writing() as notebook:
        for record_id in [notebook.resolve(reference) for reference in references]:
            notebook.restore(record_id)
            if session.as_json:
                say_json({"id": record_id})
            else:
                say(f"{notebook.get(record_id).code}\u00a0: sortie de la corbeille.")


def _show(session: Session) -> None:
    with session.notebook() as notebook:
        found = notebook.trash()
    if session.as_json:
        say_json(
            [
                {
                    "id": one.id,
                    "kind": one.kind,
                    "code": one.code,
                    "heading": one.heading,
                    "deleted_at": one.deleted_at,
                    "expires_on": one.expires_on,
                }
                for one in found
            ]
        )
    elif found:
        say_table(
            ("Code", "Type", "Fiche", "Effacée après le"),
            [
                (
                    one.code,
                    RECORD_TYPES[one.kind].label,
                    one.heading,
                    f"{one.expires_on.astimezone():%d/%m/%Y}",
                )
                for one in found
            ],
        )
    else:
        say("La corbeille est vide.")
