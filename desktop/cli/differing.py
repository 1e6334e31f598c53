"""What several people wrote apart: list it, and choose."""

import click

from desktop.cli.french import Command, Group, Option
from desktop.cli.output import day_and_hour, safe, say, say_json
from desktop.cli.session import Session
from desktop.errors import BadInput
from desktop.services.differences.asking import Question, Undecided, difference_of, differences
from desktop.services.differences.resolving import resolve
from sync.operations.operation import Value


@click.group("differences", cls=Group, help="Montre les différences à décider, ou en décide.")
def differences_command() -> None:
    """Hold the two commands."""


@differences_command.command("list", cls=Command, help="Liste les différences à décider.")
@click.pass_obj
def list_differences(session: Session) -> None:
    """Write each record that waits, with its versions numbered from 1."""
    with session.notebook() as notebook:
        found = differences(notebook, limit=1_000)
    if session.as_json:
        say_json([_as_json(each) for each in found])
        return
    for each in found:
        say(f"{safe(each.code)}  {each.label}\u00a0: {safe(each.heading)}")
        for question in each.questions:
            _say_question(question)
    if not found:
        say("Aucune fiche n’attend de choix.")


@differences_command.command(
    "resolve",
    cls=Command,
    help="""Choisit une version d’un champ d’une fiche, pour toute l’équipe.

    Donnez le numéro de la version (--choice, comme «\u00a0carnet differences list\u00a0» les
    montre) ou une autre valeur (--value).""",
)
@click.argument("reference", metavar="REPÈRE")
@click.argument("field", metavar="CHAMP")
@click.option("--choice", cls=Option, type=click.INT, metavar="NUMÉRO", help="La version à garder.")
@click.option("--value", cls=Option, metavar="VALEUR", help="Une autre valeur à garder.")
@click.pass_obj
def resolve_difference(
    session: Session, reference: str, field: str, choice: int | None, value: str | None
) -> None:
    """Write the choice."""
    with session.writing() as notebook:
        record = notebook.resolve(reference)
        asked = difference_of(notebook, record)
        resolve(notebook, asked, {field: _chosen(asked, field, choice, value)})
    if session.as_json:
        say_json({"id": record, "field": field})
    else:
        say(f"{safe(asked.code)}\u00a0: votre choix est gardé.")


def _chosen(asked: Undecided, field: str, choice: int | None, value: str | None) -> Value:
    question = next((each for each in asked.questions if each.field == field), None)
    if question is None:
        names = ", ".join(each.field for each in asked.questions)
        raise BadInput(
            f"Ce champ n’attend pas de choix. Ceux qui attendent\u00a0: {names}.", "field"
        )
    if (choice is None) == (value is None) or (value is not None and field == "deleted"):
        raise BadInput("Donnez soit --choice, soit --value. Rien n’a changé.", "choice")
    if choice is None:
        return value
    if not 1 <= choice <= len(question.versions):
        raise BadInput(f"Il y a {len(question.versions)} versions. Rien n’a changé.", "choice")
    return question.versions[choice - 1].value


def _say_question(question: Question) -> None:
    say(f"    {safe(question.title)} ({safe(question.field)})")
    for number, each in enumerate(question.versions, start=1):
        who = "vous" if each.mine else safe(each.author) or "quelqu’un"
        shown = safe(each.shown.replace("\n", " ; "))
        say(f"      {number}. {shown} – {who}, le {day_and_hour(each.at)}")


def _as_json(asked: Undecided) -> dict[str, object]:
    return {
        "id": asked.record,
        "kind": asked.kind,
        "code": asked.code,
        "heading": asked.heading,
        "since": asked.since,
        "postponed": asked.postponed,
        "fields": [
            {
                "field": question.field,
                "title": question.title,
                "versions": [
                    {
                        "value": each.value,
                        "shown": each.shown,
                        "author": each.author,
                        "computer": each.computer,
                        "at": each.at,
                        "mine": each.mine,
                    }
                    for each in question.versions
                ],
            }
            for question in asked.questions
        ],
    }
