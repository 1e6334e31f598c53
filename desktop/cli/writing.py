"""The commands that write: add, edit, delete, undo, go back to a version."""

import re
from typing import Any

import click

from desktop.cli.arguments import KIND, WHOLE
from desktop.cli.french import Command, Option
from desktop.cli.input_records import Given, read_one, read_records
from desktop.cli.output import note_error, safe, say, say_json
from desktop.cli.session import Session
from desktop.errors import BadInput
from desktop.services.notebook import Notebook, Saved
from desktop.services.refusals import Refused
from desktop.store.deeds import Act
from sync.records import RECORD_TYPES
from sync.records.findings import Finding, error

SOME_REFUSED = 2
_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@click.command(
    "add",
    cls=Command,
    help="""Ajoute des fiches et répond leur repère.

    FICHIER contient un objet JSON, un tableau, ou un objet par ligne\u00a0; «\u00a0-\u00a0» lit
    l’entrée standard. Chaque fiche est enregistrée, puis son repère est écrit, avant de lire la
    suivante. Une fiche refusée n’arrête pas les autres\u00a0: le code de retour est alors 2.""",
)
@click.argument("kind", type=KIND, metavar="TYPE")
@click.option(
    "--json",
    "source",
    cls=Option,
    required=True,
    metavar="FICHIER|-",
    help="Fichier JSON, ou «\u00a0-\u00a0» pour l’entrée standard.",
)
@click.pass_obj
def add_command(session: Session, kind: str, source: str) -> int:
    """Add each record that is given; return 2 when one was refused."""
    session.as_json = True
    refused = False
    with session.writing() as notebook:
        for given in read_records(source):
            refused |= not _added(notebook, kind, given)
    return SOME_REFUSED if refused else 0


@click.command(
    "edit",
    cls=Command,
    help="""Modifie une fiche\u00a0: seuls les champs donnés changent, null en vide un.

    REPÈRE est le repère de la fiche, son début, ou son code (VIS-26-JD-0042).""",
)
@click.argument("kind", type=KIND, metavar="TYPE")
@click.argument("reference", metavar="REPÈRE")
@click.option(
    "--json",
    "source",
    cls=Option,
    required=True,
    metavar="FICHIER|-",
    help="Fichier JSON, ou «\u00a0-\u00a0» pour l’entrée standard.",
)
@click.pass_obj
def edit_command(session: Session, kind: str, reference: str, source: str) -> None:
    """Change the fields that are given."""
    session.as_json = True
    changes = _of_kind(read_one(source), kind)
    with session.writing() as notebook:
        saved = notebook.edit(notebook.resolve(reference, kind), changes)
    _warn(saved, None)
    say(saved.record.id)


@click.command("delete", cls=Command, help="Met des fiches à la corbeille, pour 30\u00a0jours.")
@click.argument("references", metavar="REPÈRE…", nargs=-1, required=True)
@click.pass_obj
def delete_command(session: Session, references: tuple[str, ...]) -> None:
    """Send records to the trash."""
    with session.writing() as notebook:
        found = [notebook.resolve(reference) for reference in references]
        for record_id in found:
            notebook.delete(record_id)
            _told(session, notebook, record_id, "à la corbeille, pour 30\u00a0jours")


@click.command(
    "restore-version",
    cls=Command,
    help="""Rend à une fiche les valeurs d’une version antérieure.

    Les numéros des versions sont ceux de «\u00a0carnet history\u00a0». Rien n’est effacé\u00a0: les
    versions suivantes restent dans l’historique.""",
)
@click.argument("reference", metavar="REPÈRE")
@click.argument("number", metavar="NUMÉRO", type=WHOLE)
@click.pass_obj
def restore_version_command(session: Session, reference: str, number: int) -> None:
    """Go back to a version."""
    with session.writing() as notebook:
        record_id = notebook.resolve(reference)
        notebook.restore_version(record_id, number)
        _told(session, notebook, record_id, f"dans sa version {number}")


@click.command("undo", cls=Command, help="Annule la dernière action, un import compris.")
@click.pass_obj
def undo_command(session: Session) -> None:
    """Take the last act back."""
    with session.writing() as notebook:
        _act(session, notebook.undo(), "Annulé", "Il n’y a rien à annuler.")


@click.command("redo", cls=Command, help="Refait la dernière action annulée.")
@click.pass_obj
def redo_command(session: Session) -> None:
    """Do again what was taken back."""
    with session.writing() as notebook:
        _act(session, notebook.redo(), "Refait", "Il n’y a rien à refaire.")


def _added(notebook: Notebook, kind: str, given: Given) -> bool:
    """Add one record and answer one line; tell whether it was saved."""
    if given.values is None:
        _refused((error(given.problem),), given.line)
        return False
    try:
        _require_id(given.values)
        saved = notebook.add(kind, _of_kind(given.values, kind))
    except Refused as problem:
        _refused(problem.findings, given.line)
        return False
    except BadInput as problem:
        _refused((error(problem.sentence, problem.field),), given.line)
        return False
    _warn(saved, given.line)
    say(saved.record.id)
    return True


def _refused(findings: tuple[Finding, ...], line: int) -> None:
    """Answer one line on the standard output, and every remark on the standard error."""
    for finding in findings:
        _remark(finding, line)
    first = next(finding for finding in findings if finding.blocking)
    # Plain spaces: this line is read by programs.
    field = f"{safe(first.field)} : " if first.field else ""
    say(f"refusé : {field}{safe(first.sentence)}")


def _warn(saved: Saved, line: int | None) -> None:
    for finding in saved.findings:
        _remark(finding, line)


def _remark(finding: Finding, line: int | None) -> None:
    place = {} if line is None else {"line": line}
    note_error(finding.sentence, field=finding.field, more={"severity": finding.severity, **place})


def _of_kind(values: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the values without the name of the kind, which `carnet get --json` writes."""
    if values.get("kind", kind) != kind:
        given = safe(values["kind"])
        raise BadInput(
            f"Cette fiche est de type «\u00a0{given}\u00a0», pas «\u00a0{kind}\u00a0». "
            "Elle n’a pas été enregistrée.",
            "kind",
        )
    return {name: value for name, value in values.items() if name != "kind"}


def _require_id(values: dict[str, Any]) -> None:
    """Refuse an id that could not have been made by a notebook."""
    given = values.get("id")
    if given is not None and not (isinstance(given, str) and _ID.fullmatch(given)):
        raise BadInput(
            "Ce repère n’a pas la forme de ceux du carnet. Retirez ce champ\u00a0: "
            "le carnet en fera un.",
            "id",
        )


def _told(session: Session, notebook: Notebook, record_id: str, what: str) -> None:
    record = notebook.get(record_id)
    if session.as_json:
        say_json({"id": record_id, "code": record.code})
        return
    label = RECORD_TYPES[record.kind].label
    say(f"{label} {safe(record.code)}, {safe(record.heading())}\u00a0: {what}.")


def _act(session: Session, act: Act | None, verb: str, nothing: str) -> None:
    if session.as_json:
        say_json(None if act is None else {"number": act.number, "label": act.label, "at": act.at})
        return
    say(nothing if act is None else f"{verb}\u00a0: {safe(act.label)}.")
