"""Try an import out, take it in and take it back, each beside the window's own notebook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from desktop.errors import BadInput
from desktop.importing.lines import read_lines
from desktop.importing.plan import ImportPlan, Nature, Outcome, PlannedLine, ReadLine, Remark
from desktop.services.importing.links import Links
from desktop.services.importing.matching import Matching
from desktop.services.importing.recognising import Sketch
from desktop.services.importing.run import Import
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.services.similar import similar_organisations
from sync.operations.operation import Value
from sync.records.base import Record
from sync.records.coding import to_json
from sync.records.fields import FieldSpec, Kind

_PROGRESS: Final = 100
_SHOWN: Final = 20
_COMPARED: Final = 300  # names: each comparison takes a few milliseconds of a large notebook

_URGENCY: Final = (Nature.ERROR, Nature.DUPLICATE, Nature.WARNING, Nature.REPAIR)


@dataclass(frozen=True, slots=True)
class Sample:
    """One record as it would be written: the line of the file, and its fields as lists show
    them."""

    line: int
    outcome: Outcome
    cells: tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What an import would do, for people: all is counted here, once, beside the window.

    `remarks` begin with what stops the import, then come the doubles, then the rest; `alike`
    counts the new records that look like a known one.
    """

    sketch: Sketch
    plan: ImportPlan = field(repr=False)
    fields: tuple[FieldSpec, ...]
    samples: tuple[Sample, ...] = field(repr=False)
    remarks: tuple[Remark, ...] = field(repr=False)
    counts: Mapping[Outcome, int]
    alike: int
    repaired: int

    @property
    def refused(self) -> bool:
        """Tell whether a line stops the whole import."""
        return self.counts[Outcome.REFUSED] > 0

    @property
    def writes(self) -> int:
        """Count the records that would be written."""
        return self.counts[Outcome.CREATE] + self.counts[Outcome.MODIFY]


@dataclass(frozen=True, slots=True)
class Taken:
    """An import that was written: what it made, and the act that takes it back."""

    kind: str
    created: int
    modified: int
    act: int
    changed: tuple[Changed, ...]


def try_out(notebook: Notebook, sketch: Sketch, ticket: Ticket) -> Trial:
    """Return what importing a sheet would do; nothing is written."""
    with notebook.second() as own, own.base.at_one_moment():
        plan = _plan(own, sketch, ticket)
        fields = tuple(column.field for column in sketch.heading.columns)
        alike = tuple(_alike(own, plan, ticket))
        return Trial(
            sketch,
            plan,
            fields,
            samples=tuple(_samples(own, plan, fields)),
            remarks=tuple(sorted((*plan.remarks, *alike), key=_urgency)),
            counts=plan.counts(),
            alike=len(alike),
            repaired=plan.repaired(),
        )


def take_in(notebook: Notebook, trial: Trial, ticket: Ticket) -> Taken:
    """Write a whole trial as one act after a backup, or nothing; raises `BadInput`."""
    heard: list[Changed] = []
    with notebook.second() as own:
        own.on_change(heard.append)
        Import(own).apply(trial.plan, trial.sketch.source.path.name, ticket)
        act = own.next_undo()
    return Taken(
        trial.plan.kind,
        trial.counts[Outcome.CREATE],
        trial.counts[Outcome.MODIFY],
        act.number if act is not None and heard else 0,
        tuple(heard),
    )


def take_back(notebook: Notebook, taken: Taken) -> tuple[Changed, ...]:
    """Undo a whole import; return what changed, nothing when other acts have followed."""
    heard: list[Changed] = []
    with notebook.second() as own:
        own.on_change(heard.append)
        last = own.next_undo()
        if last is not None and last.number == taken.act:
            own.undo()
    return tuple(heard)


def _urgency(remark: Remark) -> tuple[int, int]:
    return _URGENCY.index(remark.nature), remark.line


def _plan(notebook: Notebook, sketch: Sketch, ticket: Ticket) -> ImportPlan:
    target, heading = sketch.target, sketch.heading
    read = tuple(_followed_reading(read_lines(sketch.table, heading, notebook.entries), ticket))
    if not read:
        raise BadInput(
            "Aucune ligne n’est remplie sous les titres que le carnet lit. Rien n’a été écrit.",
            advice="Vérifiez les colonnes choisies.",
        )
    lines = Links(notebook, target.model).resolve(read)
    matching = Matching(notebook, target.model, target.defaults, heading)
    return ImportPlan(
        kind=target.kind,
        sheet=sketch.table.name,
        heading_line=heading.row.number,
        columns={column.heading: column.field.name for column in heading.columns},
        unknown=heading.unknown,
        set_aside=heading.set_aside,
        lines=tuple(_followed(matching.planned(lines), len(lines), ticket)),
    )


def _followed_reading(lines: Iterator[ReadLine], ticket: Ticket) -> Iterator[ReadLine]:
    for done, line in enumerate(lines, start=1):
        if done % _PROGRESS == 0:
            ticket.report(done, 0, "Lecture des lignes")
        yield line


def _followed(lines: Iterator[PlannedLine], total: int, ticket: Ticket) -> Iterator[PlannedLine]:
    for done, line in enumerate(lines, start=1):
        if done % _PROGRESS == 0:
            ticket.report(done, total, "Vérification des lignes")
        yield line


def _samples(
    notebook: Notebook, plan: ImportPlan, fields: tuple[FieldSpec, ...]
) -> Iterator[Sample]:
    for line in islice((one for one in plan.lines if one.writes), _SHOWN):
        if line.record is not None:
            values = to_json(line.record)
            cells = (_cell(notebook, spec, values.get(spec.name)) for spec in fields)
            yield Sample(line.number, line.outcome, tuple(cells))


def _cell(notebook: Notebook, spec: FieldSpec, value: Value) -> str | int | float | None:
    """Return a value as a list shows it: names of records, labels of codes."""
    parts = [str(part) for part in value] if isinstance(value, list) else [str(value or "")]
    if spec.about.target:
        names = notebook.headings([part for part in parts if part])
        return ", ".join(names.get(part, "") for part in parts)
    if spec.kind in (Kind.CODE, Kind.CODES):
        return ", ".join(notebook.label_of(spec, part) for part in parts if part)
    return value if isinstance(value, str | int | float) else ""


def _alike(notebook: Notebook, plan: ImportPlan, ticket: Ticket) -> Iterator[Remark]:
    """Yield the new organisations that look like one of the notebook."""
    if plan.kind != "organisation" or not notebook.count(plan.kind):
        return
    new = (line for line in plan.lines if line.outcome is Outcome.CREATE and line.record)
    for line in islice(new, _COMPARED):
        ticket.check()
        if line.record is not None and (said := _resembles(notebook, line.record)):
            yield Remark(line.number, "name", "", said, Nature.DUPLICATE)


def _resembles(notebook: Notebook, record: Record) -> str:
    given = {name: str(value or "") for name, value in to_json(record).items()}
    name, siret, rna = (given.get(each, "") for each in ("name", "siret", "rna"))
    found = similar_organisations(notebook, name, siret, rna, limit=1)
    if not found:
        return ""
    where = f", {found[0].place}" if found[0].place else ""
    return (
        f"Ressemble à «\u00a0{found[0].heading}\u00a0»{where}, déjà dans le carnet "
        f"({found[0].reason}). Importée, elle sera une fiche de plus."
    )
