"""What colleagues brought: list it, validate it, send it back with a question."""

from collections.abc import Sequence
from dataclasses import asdict

import click

from desktop.cli.french import Command, Group, Option
from desktop.cli.output import counted, say, say_json, say_table
from desktop.cli.session import Session
from sync.records import RECORD_TYPES

_CODE = "REPÈRE"


@click.group(
    "review",
    cls=Group,
    invoke_without_command=True,
    help="Montre les fiches à relire, en valide ou en renvoie.",
)
@click.pass_context
def review_command(ctx: click.Context) -> None:
    """Show what waits when no command of it is given."""
    if ctx.invoked_subcommand is None:
        _show(ctx.find_object(Session) or Session(), "", since=False)


@review_command.command("list", cls=Command, help="Liste les fiches à relire, cinquante au plus.")
@click.option("--kind", cls=Option, default="", metavar="TYPE", help="Garde un type de fiche.")
@click.option("--since-last-look", cls=Option, is_flag=True, help="Garde ce qui vient d’arriver.")
@click.pass_obj
def list_waiting(session: Session, kind: str, since_last_look: bool) -> None:
    """Write what waits."""
    _show(session, kind, since=since_last_look)


@review_command.command("validate", cls=Command, help="Valide des fiches, en une seule fois.")
@click.argument("references", metavar=f"{_CODE}…", nargs=-1, required=True)
@click.pass_obj
def validate_records(session: Session, references: tuple[str, ...]) -> None:
    """Validate records as one act."""
    from desktop.services.reviewing.verdicts import validate

    with session.writing() as notebook:
        keys = [notebook.resolve(reference) for reference in references]
        count = validate(notebook, keys)
    if session.as_json:
        say_json({"validated": count})
    else:
        say(f"{counted(count, 'fiche validée', 'fiches validées')}.")


@review_command.command("return", cls=Command, help="Renvoie une fiche avec un commentaire.")
@click.argument("reference", metavar=_CODE)
@click.option(
    "--comment", cls=Option, required=True, metavar="TEXTE", help="Ce qui est à compléter."
)
@click.pass_obj
def return_record(session: Session, reference: str, comment: str) -> None:
    """Send a record back to its author."""
    from desktop.services.reviewing.verdicts import send_back

    with session.writing() as notebook:
        key = notebook.resolve(reference)
        send_back(notebook, key, comment)
        code = notebook.get(key).code
    if session.as_json:
        say_json({"id": key})
    else:
        say(f"{code}\u00a0: renvoyée avec votre commentaire.")


def _show(session: Session, kind: str, *, since: bool) -> None:
    from desktop.services.reviewing.inbox import Wanted, inbox

    with session.notebook() as notebook:
        found = inbox(notebook, Wanted(kind=kind, since_last_look=since))
    if session.as_json:
        say_json([asdict(line) for line in found.lines])
    elif found.lines:
        rows = [
            (each.code, RECORD_TYPES[each.kind].label, each.heading, each.author, len(each.flags))
            for each in found.lines
        ]
        say_table(("Code", "Type", "Fiche", "Auteur", "À regarder"), _texts(rows))
        if found.total > len(found.lines):
            say(f"Encore {counted(found.total - len(found.lines), 'fiche', 'fiches')} à relire.")
    else:
        say("Rien à relire.")


def _texts(rows: Sequence[tuple[object, ...]]) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row) for row in rows]
