"""The commands that write the workbooks of the financers, and an old one again."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from desktop.cli.arguments import WHOLE
from desktop.cli.asked import Asked, Written, asked_of, filters, writing, written_of
from desktop.cli.french import Command
from desktop.cli.output import counted, followed, say, say_json
from desktop.cli.perimeter import choices_of
from desktop.cli.session import Session
from desktop.cli.telling import (
    privacy_remarks,
    say_made,
    say_remark,
    show_passages,
    today_here,
)
from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import (
    Preview,
    changes_since,
    export,
    hold_again,
    look_at,
    preview,
)
from desktop.services.workbooks.leaving import Held
from desktop.services.workbooks.register import Sent, one_sent

_HOW = "Corrigez-les dans leur fiche, ou ajoutez «\u00a0--looked-at\u00a0» pour les laisser partir."


def write_all(session: Session, codes: Sequence[str], asked: Asked, written: Written) -> None:
    """Write workbooks: nothing as long as a passage of one of them was not looked at."""
    with session.writing() as notebook:
        choices = choices_of(notebook, asked, tuple(codes), today_here())
        made = _write(session, notebook, choices, written)
    say_made(session, made, as_list=not codes)


def _workbook_command(code: str) -> click.Command:
    help_text = f"Écrit le classeur «\u00a0{WORKBOOKS[code].title}\u00a0»."

    @click.command(code, cls=Command, help=help_text)
    @filters
    @writing()
    @click.pass_obj
    def command(session: Session, /, **values: Any) -> None:
        write_all(session, (code,), asked_of(values), written_of(values))

    return command


(
    W1_command,
    W2_command,
    W3_command,
    W4_command,
    W5_command,
    W6_command,
) = map(_workbook_command, WORKBOOKS)


@click.command("again", cls=Command, help="Refait un ancien envoi avec les fiches d’aujourd’hui.")
@click.argument("number", metavar="N°", type=WHOLE)
@writing()
@click.pass_obj
def again_command(session: Session, /, number: int, **values: Any) -> None:
    """Make an old export again."""
    written = written_of(values)
    today, remarks = today_here(), privacy_remarks()
    with session.writing() as notebook:
        old = one_sent(notebook, number)
        made = _write(session, notebook, (old.choice,), written, old.format)
        changes = changes_since(notebook, number, today=today, remarks=remarks)
    say_made(session, made, as_list=False)
    if not session.as_json:
        say(changes.sentence)


@click.command(
    "hold-again", cls=Command, help="Redemande à relire les passages qui avaient pu partir."
)
@click.pass_obj
def hold_again_command(session: Session) -> None:
    """Hold the passages that were let go."""
    with session.writing() as notebook:
        held = hold_again(notebook)
    if session.as_json:
        say_json({"passages": held})
        return
    say(f"{counted(held, 'passage', 'passages')} à relire à nouveau.")


def _write(
    session: Session,
    notebook: Notebook,
    choices: Sequence[Choice],
    written: Written,
    usual: Format = Format.XLSX,
) -> list[Sent]:
    if len(choices) > 1 and not written.in_folder:
        raise BadInput("Indiquez un dossier qui existe, pour plusieurs fichiers.", "out")
    kind, today, remarks = written.format_for(usual), today_here(), privacy_remarks()
    with followed() as ticket:
        look = partial(
            preview, notebook, today=today, remarks=remarks, note=written.note, ticket=ticket
        )
        seen = [look(choice) for choice in choices]
        _let_go(session, notebook, seen, written)
        for remark in dict.fromkeys(each.sentence for one in seen for each in one.remarks):
            say_remark(session, remark)
        return [
            export(
                notebook,
                choice,
                written.path(one.file_name, kind.ending),
                format=kind,
                today=today,
                remarks=remarks,
                note=written.note,
                ticket=ticket,
            )
            for choice, one in zip(choices, seen, strict=True)
        ]


def _let_go(
    session: Session, notebook: Notebook, seen: Sequence[Preview], written: Written
) -> None:
    """Show the passages to read; let them leave if that was asked, else raise Held."""
    passages = {each.key: each for one in seen for each in one.checked.passages}
    if not passages:
        return
    show_passages(session, passages.values(), notebook)
    if not written.looked_at:
        raise Held(tuple(passages.values()), _HOW)
    look_at(notebook, passages)
