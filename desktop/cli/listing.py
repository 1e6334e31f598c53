"""The command that lists the records of a kind, with conditions on their fields."""

import re

import click

from desktop.cli.arguments import KIND, WHOLE
from desktop.cli.display import as_json
from desktop.cli.french import Command, Option
from desktop.cli.output import counted, note, say_json_array, say_table
from desktop.cli.session import Session
from desktop.errors import BadInput
from desktop.importing.cells import read_cell
from desktop.importing.lines import codes_of
from desktop.importing.numbers import read_day
from desktop.services.notebook import Notebook
from desktop.store.query import Filter, ListQuery, Operator
from desktop.store.schema import listed_fields
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, fields_of

_SHOWN_AT_MOST = 50
_CONDITION = re.compile(r"\s*([a-z_]+)\s*(!=|<=|>=|=|<|>|~)(.*)", re.DOTALL)
_OPERATORS: dict[str, Operator] = {
    "=": "=",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "~": "contains",
}


@click.command(
    "list",
    cls=Command,
    help="""Liste les fiches d’un type.

    Une condition s’écrit «\u00a0champ=valeur\u00a0», avec = != < <= > >= ou ~ (contient). Sans
    valeur, = garde les champs vides et != les champs remplis. Les montants sont en euros, les
    dates comme 31/12/2026, les listes par leur code ou leur nom.""",
)
@click.argument("kind", type=KIND, metavar="TYPE")
@click.option(
    "--where",
    "conditions",
    cls=Option,
    multiple=True,
    metavar="CONDITION",
    help="Ne garde que les fiches qui la remplissent\u00a0; peut être répétée.",
)
@click.option(
    "--text",
    cls=Option,
    default="",
    metavar="MOTS",
    help="Ne garde que les fiches qui contiennent ces mots.",
)
@click.option("--order", cls=Option, default="", metavar="CHAMP", help="Trie par ce champ.")
@click.option("--desc", cls=Option, is_flag=True, help="Trie du plus grand au plus petit.")
@click.option("--trashed", cls=Option, is_flag=True, help="Liste les fiches de la corbeille.")
@click.option(
    "--limit",
    cls=Option,
    type=WHOLE,
    metavar="NOMBRE",
    help="Nombre de fiches au plus (50 à l’écran, toutes en JSON).",
)
@click.pass_obj
def list_command(
    session: Session,
    kind: str,
    *,
    conditions: tuple[str, ...],
    text: str,
    order: str,
    desc: bool,
    trashed: bool,
    limit: int | None,
) -> None:
    """Write the records of a kind."""
    with session.notebook() as notebook:
        query = ListQuery(
            kind,
            tuple(_filter(notebook, kind, condition) for condition in conditions),
            order=order,
            descending=True if desc else None,
            text=text,
            trashed=trashed,
            limit=limit,
        )
        if session.as_json:
            say_json_array(as_json(record) for record in notebook.records(query))
        else:
            _say(notebook, query)


def _say(notebook: Notebook, query: ListQuery) -> None:
    numbers = notebook.listing(query)
    seen = numbers if query.limit is not None else numbers[:_SHOWN_AT_MOST]
    rows = notebook.rows(query.kind, seen)
    model = RECORD_TYPES[query.kind]
    fields = listed_fields(model)
    if not rows:
        note(f"{model.label_plural}\u00a0: aucune fiche.")
        return
    kept = [
        place
        for place in range(len(fields))
        if any(row.cells[place] not in (None, "") for row in rows)
    ]
    say_table(
        ["Code", *(fields[place].title for place in kept)],
        [
            [
                notebook.get(row.id).code,
                *(_cell(fields[place], row.cells[place]) for place in kept),
            ]
            for row in rows
        ],
    )
    if len(numbers) > len(rows):
        rest = counted(len(numbers) - len(rows), "autre fiche", "autres fiches")
        note(f"… et {rest}\u00a0: --limit ou --json pour les voir.")


def _cell(field: FieldSpec, cell: str | float | None) -> object:
    if cell is None:
        return ""
    if field.kind is Kind.MONEY and isinstance(cell, int):
        return f"{cell / 100:.2f}".replace(".", ",")
    if field.kind is Kind.YES_NO:
        return "oui" if cell else "non"
    day = read_day(cell) if field.kind is Kind.DATE else None
    return f"{day:%d/%m/%Y}" if day is not None else cell


def _filter(notebook: Notebook, kind: str, text: str) -> Filter:
    """Return the condition that a text means; raises `BadInput`."""
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise BadInput(
            f"La condition «\u00a0{text}\u00a0» ne se lit pas. La liste n’a pas été faite.",
            "where",
            "Écrivez-la comme «\u00a0year=2026\u00a0» ou «\u00a0name~école\u00a0».",
        )
    name, sign, written = match.groups()
    written = written.strip()
    field = next((one for one in fields_of(RECORD_TYPES[kind]) if one.name == name), None)
    if not written:
        return Filter(name, "empty" if sign == "=" else "filled")
    if field is None or sign == "~":
        return Filter(name, _OPERATORS[sign], written)
    return Filter(name, _OPERATORS[sign], _value(notebook, field, written))


def _value(notebook: Notebook, field: FieldSpec, written: str) -> str | int | float:
    """Return a value as the base holds it, read as in an imported file."""
    if field.kind in (Kind.LINK, Kind.LINKS):
        kinds = field.about.target
        return notebook.resolve(written, kinds[0] if len(kinds) == 1 else "")
    reading = read_cell(field, written, codes_of(field, notebook.entries))
    if reading.refused:
        raise BadInput(
            f"{field.title}\u00a0: {reading.refused} La liste n’a pas été faite.", "where"
        )
    value = reading.value[0] if isinstance(reading.value, list) else reading.value
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, str | int | float) else written
