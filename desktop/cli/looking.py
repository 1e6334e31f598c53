"""The commands that look at workbooks without writing one: preview, what was sent, by whom."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from desktop.cli.arguments import FILE, WHOLE
from desktop.cli.asked import asked_of, filters
from desktop.cli.french import Command, Option
from desktop.cli.output import day_and_hour, followed, safe, say, say_json, say_table
from desktop.cli.perimeter import choices_of
from desktop.cli.session import Session
from desktop.cli.telling import (
    lines_of,
    preview_told,
    privacy_remarks,
    say_remark,
    sent_told,
    show_passages,
    since_told,
    today_here,
)
from desktop.errors import BadInput
from desktop.export.said import said
from desktop.services.workbooks.exporting import changes_since, preview
from desktop.services.workbooks.register import holding, recognise, sent
from desktop.services.workbooks.service import keep_service, service_of


@click.command("preview", cls=Command, help="Dit ce qu’un classeur contiendrait, sans rien écrire.")
@click.argument("code", metavar="CLASSEUR")
@filters
@click.pass_obj
def preview_command(session: Session, /, code: str, **values: Any) -> None:
    """Show the figures, the remarks and the passages to read."""
    today, remarks = today_here(), privacy_remarks()
    with session.notebook() as notebook:
        (choice,) = choices_of(notebook, asked_of(values), (code.upper(),), today)
        with followed() as ticket:
            seen = preview(notebook, choice, today=today, remarks=remarks, ticket=ticket)
        if session.as_json:
            say_json(preview_told(seen))
            return
        say(safe(f"{seen.content.code} – {seen.content.title}"))
        say_table(("Feuille", "Lignes"), [(s.name, len(s.rows)) for s in seen.content.sheets])
        for figure in seen.figures:
            say(safe(f"{figure.what}\u00a0: {said(figure.value, figure.held)}"))
        for apart in seen.left_out:
            say(safe(f"Laissé de côté\u00a0: {apart.what}, {apart.count}. {apart.why}"))
        for remark in seen.remarks:
            say_remark(session, remark.sentence)
        if seen.since:
            say(seen.since.sentence)
        show_passages(session, seen.checked.passages, notebook)


@click.command("sent", cls=Command, help="Liste ce qui a été exporté depuis cet ordinateur.")
@click.option(
    "--file", cls=Option, type=FILE, metavar="FICHIER", help="Dit de quel envoi vient ce fichier."
)
@click.option(
    "--record",
    cls=Option,
    default="",
    metavar="FICHE",
    help="Les envois où cette fiche a sa ligne.",
)
@click.pass_obj
def sent_command(session: Session, file: Path | None, record: str) -> None:
    """List the registry, or the exports that made a file or told of a record."""
    with session.notebook() as notebook:
        known = holding(notebook, notebook.resolve(record)) if record else sent(notebook)
        made = recognise(notebook, file) if file else None
    if file is not None and made is None:
        raise BadInput(
            "Aucun envoi de ce carnet n’a fait ce fichier tel quel\u00a0: il a été modifié depuis, "
            "ou vient d’ailleurs.",
            "file",
        )
    known = tuple(each for each in known if made is None or each.id == made.id)
    if session.as_json:
        say_json([*map(sent_told, known)])
        return
    rows = [
        (e.id, day_and_hour(e.at), e.title, e.recipient, str(e.choice.scope.period), e.file_name)
        for e in known
    ]
    say_table(("N°", "Le", "Document", "Destinataire", "Période", "Fichier"), rows)


@click.command("since", cls=Command, help="Dit ce qui a changé depuis un envoi.")
@click.argument("number", metavar="N°", type=WHOLE)
@click.pass_obj
def since_command(session: Session, number: int) -> None:
    """Compare an export with today."""
    with session.notebook() as notebook, followed() as ticket:
        found = changes_since(
            notebook, number, today=today_here(), remarks=privacy_remarks(), ticket=ticket
        )
    if session.as_json:
        say_json(since_told(found))
        return
    say(found.sentence)
    for line in lines_of(found):
        say(safe(line))


@click.command(
    "service", cls=Command, help="Dit, ou change, le service et le contact des premières feuilles."
)
@click.option("--name", cls=Option, help="Le nom du service, jamais celui d’une personne.")
@click.option("--address", cls=Option, help="L’adresse du service.")
@click.option("--email", cls=Option, help="L’adresse électronique du service.")
@click.option("--phone", cls=Option, help="Le téléphone du service.")
@click.pass_obj
def service_command(session: Session, /, **values: str | None) -> None:
    """Show the service, or keep what was typed of it."""
    given = {name: value for name, value in values.items() if value is not None}
    with session.writing() if given else session.notebook() as notebook:
        kept = service_of(notebook)
        if given:
            kept = keep_service(notebook, replace(kept, **given))
    if session.as_json:
        say_json(asdict(kept))
        return
    say(safe(kept.name))
    if kept.contact:
        say(safe(kept.contact))
