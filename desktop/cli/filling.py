"""The commands that write a financial report, and that fill a financer's own template."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from desktop.cli.arguments import FILE
from desktop.cli.asked import asked_of, filters
from desktop.cli.french import Command, Option
from desktop.cli.output import counted, followed, note, safe, say, say_json, say_table
from desktop.cli.perimeter import scope_of
from desktop.cli.session import Session
from desktop.cli.telling import privacy_remarks, say_made, say_remark, show_passages, today_here
from desktop.services.workbooks.exporting import look_at
from desktop.services.workbooks.financial_report.making import prepared, write_report
from desktop.services.workbooks.gate.gate import Checked
from desktop.services.workbooks.leaving import Held
from desktop.services.workbooks.template.filling import Figures, Origin
from desktop.services.workbooks.template.mapping import mapping_named, mappings
from desktop.services.workbooks.template.sending import fill_and_remember

if TYPE_CHECKING:
    from desktop.services.notebook import Notebook

F = TypeVar("F", bound=Callable[..., Any])
_HOW = "Corrigez-les dans leur fiche, ou ajoutez «\u00a0--looked-at\u00a0» pour les laisser partir."


def _out(metavar: str, sentence: str) -> Callable[[F], F]:
    return click.option(
        "--out", cls=Option, type=FILE, required=True, metavar=metavar, help=sentence
    )


def _looked_at(command: F) -> F:
    return click.option(
        "--looked-at",
        cls=Option,
        is_flag=True,
        help="Montre les passages à relire et les laisse partir.",
    )(command)


@click.command(
    "crf", cls=Command, help="Écrit le compte rendu financier (CERFA 15059) d’une action."
)
@click.argument("action", metavar="ACTION")
@_out("FICHIER.odt", "Le fichier à écrire\u00a0: .odt (texte), .xlsx ou .ods (classeur).")
@click.option("--note", "note_", cls=Option, default="", help="Une remarque pour le document.")
@_looked_at
@click.pass_obj
def crf_command(session: Session, action: str, out: Path, note_: str, looked_at: bool) -> None:
    """Write the financial report of an action."""
    today, remarks = today_here(), privacy_remarks()
    with session.writing() as notebook, followed() as ticket:
        found = notebook.resolve(action, "action")
        checked = prepared(notebook, found, today=today, remarks=remarks, note=note_, ticket=ticket)
        _let_go(session, notebook, (checked,), looked_at=looked_at)
        for remark in checked.passed.content.remarks:
            say_remark(session, remark.sentence)
        made = write_report(
            notebook, found, out, today=today, remarks=remarks, note=note_, ticket=ticket
        )
    say_made(session, [made], as_list=False)


@click.command("fill", cls=Command, help="Remplit le modèle d’un financeur, dans un autre fichier.")
@click.argument("template", metavar="MODELE.xlsx", type=FILE)
@click.option(
    "--mapping",
    cls=Option,
    required=True,
    metavar="NOM",
    help="Le remplissage préparé dans la fenêtre, par son nom.",
)
@_out("FICHIER.xlsx", "Le fichier rempli\u00a0; le modèle reste vierge.")
@click.option(
    "--action", cls=Option, default="", metavar="ACTION", help="L’action, pour son compte rendu."
)
@filters
@_looked_at
@click.pass_obj
def fill_command(
    session: Session,
    /,
    *,
    template: Path,
    mapping: str,
    out: Path,
    action: str,
    looked_at: bool,
    **values: Any,
) -> None:
    """Fill a template with a mapping that was kept."""
    with session.writing() as notebook:
        wanted = mapping_named(notebook, mapping)
        scope, _ = scope_of(notebook, asked_of(values), today_here())
        found = notebook.resolve(action, "action") if action else ""
        origin = Origin(today_here(), privacy_remarks(), scope, found)
        checked = [Figures(notebook, origin).checked(code) for code in wanted.codes]
        _let_go(session, notebook, checked, looked_at=looked_at)
        made = fill_and_remember(notebook, origin, template, wanted, out)
    if session.as_json:
        say_json({"file": str(made.path), "cells": made.cells, "left_out": made.told})
        return
    say(f"{safe(made.path)}\u00a0: {counted(made.cells, 'cellule', 'cellules')}.")
    for sentence in made.told:
        note(safe(sentence))


@click.command("mappings", cls=Command, help="Liste les remplissages de modèles gardés.")
@click.pass_obj
def mappings_command(session: Session) -> None:
    """List the mappings."""
    with session.notebook() as notebook:
        found = mappings(notebook)
    if session.as_json:
        say_json(
            [
                {
                    "name": one.name,
                    "template": one.template,
                    "workbooks": one.codes,
                    "links": len(one.links),
                }
                for one in found
            ]
        )
        return
    rows = [(one.name, one.template, ", ".join(one.codes), len(one.links)) for one in found]
    say_table(("Nom", "Modèle", "Classeurs", "Cellules"), rows)


def _let_go(
    session: Session, notebook: "Notebook", checked: Sequence[Checked], *, looked_at: bool
) -> None:
    """Show the passages to read; let them leave if that was asked, else raise Held."""
    passages = {each.key: each for one in checked for each in one.passages}
    if not passages:
        return
    show_passages(session, passages.values(), notebook)
    if not looked_at:
        raise Held(tuple(passages.values()), _HOW)
    look_at(notebook, passages)
