"""The kinds of records, and what each is made of, for whoever writes a program."""

import click

from desktop.cli.arguments import KIND
from desktop.cli.french import Command
from desktop.cli.output import say, say_json, say_table
from desktop.cli.session import Session
from sync.records import RECORD_TYPES
from sync.records.json_schema import json_schema


@click.command("kinds", cls=Command, help="Liste les types de fiches.")
@click.pass_obj
def kinds_command(session: Session) -> None:
    """Write the kinds, their labels and their natural keys."""
    if session.as_json:
        say_json(
            [
                {
                    "kind": kind,
                    "label": model.label,
                    "label_plural": model.label_plural,
                    "natural_key": list(model.natural_key),
                }
                for kind, model in RECORD_TYPES.items()
            ]
        )
        return
    say_table(
        ("Type", "Fiche", "Retrouvée par"),
        [
            (kind, model.label_plural, ", ".join(model.natural_key))
            for kind, model in RECORD_TYPES.items()
        ],
    )


@click.command(
    "schema", cls=Command, help="Donne le schéma JSON d’un type de fiche, avec ses titres français."
)
@click.argument("kind", type=KIND, metavar="TYPE")
def schema_command(kind: str) -> None:
    """Write the JSON Schema of a kind."""
    import json

    say(json.dumps(json_schema(RECORD_TYPES[kind]), ensure_ascii=False, indent=2))
