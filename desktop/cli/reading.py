"""The commands that read one record, search them all, or tell what happened to one."""

import sys

import click

from desktop.cli.arguments import KIND, WHOLE
from desktop.cli.display import as_json, as_text, shown
from desktop.cli.french import Command, Option
from desktop.cli.output import day_and_hour, note, safe, say, say_json, say_table
from desktop.cli.session import Session
from desktop.services.answers import Change, FieldChange
from desktop.services.notebook import Notebook
from desktop.store.search import Hit, SearchResult
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import from_json
from sync.records.fields import fields_of

_VERBS = {
    "create": "création",
    "edit": "modification",
    "delete": "mise à la corbeille",
    "restore": "sortie de la corbeille",
}


@click.command(
    "get",
    cls=Command,
    help="""Montre une fiche entière.

    REPÈRE est le repère de la fiche, son début, ou son code (VIS-26-JD-0042).""",
)
@click.argument("reference", metavar="REPÈRE")
@click.pass_obj
def get_command(session: Session, reference: str) -> None:
    """Write one record."""
    with session.notebook() as notebook:
        record = notebook.get(notebook.resolve(reference))
        if session.as_json:
            say_json(as_json(record))
            return
        for line in as_text(notebook, record):
            say(line)


@click.command(
    "search",
    cls=Command,
    help="Cherche des mots dans toutes les fiches\u00a0; accents et majuscules ne comptent pas.",
)
@click.argument("words", metavar="MOTS…", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    cls=Option,
    type=KIND,
    multiple=True,
    metavar="TYPE",
    help="Ne cherche que dans ce type de fiche\u00a0; peut être répété.",
)
@click.option(
    "--limit",
    cls=Option,
    type=WHOLE,
    default=20,
    metavar="NOMBRE",
    help="Nombre de fiches au plus (20).",
)
@click.pass_obj
def search_command(
    session: Session, words: tuple[str, ...], kinds: tuple[str, ...], limit: int
) -> None:
    """Write the records that hold every word."""
    with session.notebook() as notebook:
        found = notebook.search(" ".join(words), kinds=kinds, limit=limit)
    if session.as_json:
        say_json([_hit(hit) for hit in found.hits])
        return
    _say_found(found)


@click.command("history", cls=Command, help="Raconte la vie d’une fiche, version par version.")
@click.argument("reference", metavar="REPÈRE")
@click.pass_obj
def history_command(session: Session, reference: str) -> None:
    """Write every save of a record."""
    with session.notebook() as notebook:
        record = notebook.get(notebook.resolve(reference))
        changes = notebook.history(record.id)
        if session.as_json:
            say_json([_change(change) for change in changes])
            return
        for change in changes:
            _say_change(notebook, type(record), change)


@click.command(
    "drafts", cls=Command, help="Liste les saisies commencées et pas encore enregistrées."
)
@click.pass_obj
def drafts_command(session: Session) -> None:
    """Write the drafts."""
    with session.notebook() as notebook:
        drafts = notebook.drafts()
    if session.as_json:
        say_json(
            [
                {
                    "id": one.id,
                    "kind": one.kind,
                    "record_id": one.record_id,
                    "kept_at": one.kept_at,
                    "values": one.values,
                }
                for one in drafts
            ]
        )
    elif drafts:
        say_table(
            ("Gardée le", "Type", "Fiche"),
            [
                (
                    day_and_hour(one.kept_at),
                    RECORD_TYPES[one.kind].label,
                    one.record_id or "nouvelle",
                )
                for one in drafts
            ],
        )
    else:
        say("Aucune saisie en attente.")


def _say_found(found: SearchResult) -> None:
    if found.corrected:
        note(f"Compris comme «\u00a0{safe(found.corrected)}\u00a0».")
    if not found.hits:
        note("Aucune fiche ne contient tous ces mots.")
    for hit in found.hits:
        trashed = " (à la corbeille)" if hit.trashed else ""
        label = RECORD_TYPES[hit.kind].label
        say(f"{safe(hit.code)}  {label}\u00a0: {safe(hit.heading)}{trashed}")
        if hit.snippet:
            say(f"    {_marked(hit.snippet)}")
    if found.more:
        note("Il y en a d’autres\u00a0: précisez les mots, ou demandez plus avec --limit.")


def _marked(snippet: str) -> str:
    """Return a snippet with its matches in bold on a terminal, plain elsewhere."""
    on, off = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    pieces = snippet.replace("\x03", "\x02").split("\x02")
    return "".join(
        f"{on}{safe(piece)}{off}" if place % 2 else safe(piece)
        for place, piece in enumerate(pieces)
    )


def _hit(hit: Hit) -> dict[str, object]:
    snippet = hit.snippet.replace("\x02", "").replace("\x03", "")
    return {
        "id": hit.id,
        "kind": hit.kind,
        "code": hit.code,
        "heading": hit.heading,
        "snippet": snippet,
        "trashed": hit.trashed,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "number": change.number,
        "at": change.at,
        "author": change.author,
        "verb": change.verb,
        "reason": change.reason,
        "fields": {one.name: {"before": one.before, "after": one.after} for one in change.fields},
    }


def _say_change(notebook: Notebook, model: type[Record], change: Change) -> None:
    verb = _VERBS.get(change.verb, change.verb)
    by = f" par {safe(change.author)}" if change.author else ""
    say(f"{change.number}. {day_and_hour(change.at)}, {verb}{by}")
    for one in change.fields:
        before, after = (_said(notebook, model, one, value) for value in (one.before, one.after))
        arrow = f"{before} → {after}" if before else after
        say(f"   {one.title}\u00a0: {arrow or '(vidé)'}")


def _said(notebook: Notebook, model: type[Record], change: FieldChange, value: object) -> str:
    """Return a stored value of a field as a record would show it."""
    field = next((one for one in fields_of(model) if one.name == change.name), None)
    if field is None or value is None:
        return "" if value is None else safe(value)
    record = from_json(model, {change.name: value})
    return shown(notebook, field, getattr(record, change.name)).replace("\n", " ")
