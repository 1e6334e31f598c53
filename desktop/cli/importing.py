"""The command that takes a file of records in: dry by default, whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import click

from desktop.cli.arguments import FILE, KIND
from desktop.cli.french import Command, Option
from desktop.cli.output import counted, dumped, followed, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.errors import BadInput
from desktop.files import write_atomically
from desktop.importing.plan import ImportPlan, Nature, Outcome, Remark
from desktop.services.importing.run import NAMED_TARGETS, Import, target_of
from sync.records import RECORD_TYPES
from sync.records.fields import field_of

_TOLD_AT_MOST = 100
REFUSED = 2
_NATURES = {
    Nature.ERROR: "à corriger",
    Nature.WARNING: "à vérifier",
    Nature.REPAIR: "réparé",
    Nature.DUPLICATE: "en double",
}


class _ReadAs(click.ParamType[str]):
    """« qpv », « contrats », « organisations », or any kind of record."""

    name = "type"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of the target."""
        return value if value in NAMED_TARGETS else str(KIND.convert(value, param, ctx))


@click.command(
    "import",
    cls=Command,
    help="""Importe un fichier CSV ou Excel (.xlsx).

    Sans --apply, rien n’est écrit\u00a0: le rapport dit ce qui serait créé ou modifié. Une seule
    ligne en erreur, et rien n’est importé. Un import s’annule d’un coup\u00a0: carnet undo.""",
)
@click.argument("file", metavar="FICHIER", type=FILE)
@click.option(
    "--as",
    "read_as",
    cls=Option,
    required=True,
    type=_ReadAs(),
    metavar="qpv|contrats|organisations|TYPE",
    help="Ce que contient le fichier.",
)
@click.option("--apply", "wanted", cls=Option, is_flag=True, help="Écrit dans le carnet.")
@click.option("--sheet", cls=Option, default="", metavar="NOM", help="La feuille à lire.")
@click.option(
    "--report",
    cls=Option,
    type=FILE,
    metavar="FICHIER",
    help="Écrit aussi le rapport entier ici (JSON si le nom finit par .json).",
)
@click.pass_obj
def import_command(
    session: Session, file: Path, *, read_as: str, wanted: bool, sheet: str, report: Path | None
) -> int:
    """Say what an import would do, and do it with --apply."""
    _require_apart(file, report)
    with session.notebook() as notebook, followed() as ticket:
        work = Import(notebook)
        plan = work.plan(file, target_of(read_as), ticket, sheet=sheet)
        applied = wanted and not plan.refused
        if report is not None:
            # Before the records: a report that cannot be written must not follow them.
            _write(report, plan, applied=False)
        if applied:
            work.apply(plan, file.name, ticket)
    if session.as_json:
        say_json(_as_json(plan, applied))
    else:
        _say(plan, applied, wanted)
    if report is not None and applied:
        _write(report, plan, applied)
    return REFUSED if plan.refused else 0


def _require_apart(file: Path, report: Path | None) -> None:
    if report is not None and report.resolve() == file.resolve():
        raise BadInput(
            "Le rapport remplacerait le fichier à importer. Rien n’a été fait.", "report"
        )


def _say(plan: ImportPlan, applied: bool, wanted: bool) -> None:
    for line in (*_head(plan), *_details(plan, _TOLD_AT_MOST), *_counts(plan)):
        say(line)
    if plan.refused:
        note("Rien n’a été importé\u00a0: corrigez les lignes en erreur, puis recommencez.")
    elif applied and plan.writes:
        note("C’est importé. Pour tout annuler d’un coup\u00a0: carnet undo")
    elif wanted or not plan.writes:
        note("Le carnet a déjà tout cela\u00a0: rien à écrire.")
    else:
        note("Rien n’a été écrit\u00a0: c’était un essai. Pour importer, ajoutez --apply.")


def _head(plan: ImportPlan) -> Iterator[str]:
    sheet = f", feuille «\u00a0{safe(plan.sheet)}\u00a0»" if plan.sheet else ""
    yield f"{RECORD_TYPES[plan.kind].label_plural}{sheet}, titres en ligne {plan.heading_line}"
    for heading, name in plan.columns.items():
        yield f"  {safe(heading)} → {_title(plan, name)}"
    for told, headings in (
        ("Colonnes non reconnues, laissées de côté", plan.unknown),
        ("Colonnes tenues par le carnet ou en double, laissées de côté", plan.set_aside),
    ):
        if headings:
            yield f"{told}\u00a0: {', '.join(map(safe, headings))}"


def _details(plan: ImportPlan, most: int | None) -> Iterator[str]:
    """Yield one line per remark or change, at most `most`; the errors come first."""
    lines = [_remark(remark) for remark in plan.remarks if remark.nature is Nature.ERROR]
    lines += [_remark(remark) for remark in plan.remarks if remark.nature is not Nature.ERROR]
    lines += [
        f"ligne {line.number}, modifie {', '.join(_title(plan, name) for name in line.changed)}"
        for line in plan.lines
        if line.outcome is Outcome.MODIFY
    ]
    yield from lines[:most]
    if most is not None and len(lines) > most:
        yield f"… et {counted(len(lines) - most, 'autre remarque', 'autres remarques')} (--report)"


def _remark(remark: Remark) -> str:
    place = safe(remark.column or remark.field)
    where = f", {place}" if place else ""
    return f"ligne {remark.line}{where}, {_NATURES[remark.nature]}\u00a0: {safe(remark.sentence)}"


def _counts(plan: ImportPlan) -> Iterator[str]:
    for outcome, number in plan.counts().items():
        yield f"{outcome.label}\u00a0: {number}"
    yield f"réparées\u00a0: {plan.repaired()}"


def _title(plan: ImportPlan, name: str) -> str:
    return field_of(RECORD_TYPES[plan.kind], name).title


def _as_json(plan: ImportPlan, applied: bool) -> dict[str, object]:
    return {
        "kind": plan.kind,
        "sheet": plan.sheet,
        "heading_line": plan.heading_line,
        "applied": applied,
        "columns": dict(plan.columns),
        "unknown_columns": plan.unknown,
        "set_aside_columns": plan.set_aside,
        "counts": {
            **{outcome.value: number for outcome, number in plan.counts().items()},
            "repaired": plan.repaired(),
        },
        "lines": [
            {
                "line": line.number,
                "outcome": line.outcome.value,
                "changed": line.changed,
                "remarks": [
                    {
                        "field": one.field,
                        "column": one.column,
                        "sentence": one.sentence,
                        "nature": one.nature.value,
                    }
                    for one in line.remarks
                ],
            }
            for line in plan.lines
            if line.remarks or line.changed
        ],
    }


def _write(path: Path, plan: ImportPlan, applied: bool) -> None:
    if path.suffix.lower() == ".json":
        text = dumped(_as_json(plan, applied))
    else:
        text = "\n".join((*_head(plan), *_details(plan, None), *_counts(plan)))
    write_atomically(path, f"{text}\n".encode())
