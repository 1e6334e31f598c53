"""Take the rows of a file into the notebook: first what it would do, then all of it or nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from desktop.errors import BadInput
from desktop.importing.headings import CODE, Heading, find_heading
from desktop.importing.lines import read_lines
from desktop.importing.plan import ImportPlan, PlannedLine
from desktop.importing.reading import read_tables
from desktop.importing.table import Table
from desktop.importing.words import plain
from desktop.services.importing.links import Links
from desktop.services.importing.matching import Matching
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook, Planned
from desktop.store.backups import Reason
from sync.records import RECORD_TYPES
from sync.records.base import Origin, Record
from sync.records.fields import fields_of
from sync.records.french import inside
from sync.records.record_id import new_id

_PROGRESS: Final = 100  # lines between two reports


@dataclass(frozen=True, slots=True)
class Target:
    """What a file is read as: a kind, and what its new records hold when the file does not say."""

    kind: str
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> type[Record]:
        """Return the type of the records."""
        return RECORD_TYPES[self.kind]


_NAMED: Final = MappingProxyType(
    {
        "qpv": Target("territory", {"territory_type": "QPV"}),
        "contrats": Target("contract"),
        "organisations": Target("organisation", {"organisation_type": "AUTRE"}),
    }
)
NAMED_TARGETS: Final = tuple(_NAMED)


def target_of(name: str) -> Target:
    """Return what a file is read as: "qpv", "contrats", "organisations" or a kind of record."""
    if name not in _NAMED and name not in RECORD_TYPES:
        raise BadInput(f"«\u00a0{name}\u00a0» n’est pas un type de fiche. Rien n’a été lu.", "as")
    target = _NAMED.get(name) or Target(name)
    return Target(target.kind, {"origin": Origin.IMPORT.value, **target.defaults})


class Import:
    """Plan and apply the import of files into one notebook."""

    def __init__(self, notebook: Notebook, *, clock: Callable[[], datetime] | None = None) -> None:
        self._notebook = notebook
        self._clock = clock or (lambda: datetime.now(UTC))

    def plan(self, path: Path, target: Target, ticket: Ticket, *, sheet: str = "") -> ImportPlan:
        """Return what importing a file would do; nothing is written.

        Raises `BadInput` when the file is not a table of such records.
        """
        ticket.report(0, 0, "Lecture du fichier")
        table, heading = _understood(target, _chosen(read_tables(path), sheet))
        read = tuple(read_lines(table, heading, self._notebook.entries))
        if not read:
            raise BadInput(
                "Ce fichier a des titres de colonnes, mais aucune ligne en dessous. "
                "Rien n’a été écrit."
            )
        lines = Links(self._notebook, target.model).resolve(read)
        matching = Matching(self._notebook, target.model, target.defaults, heading)
        planned = tuple(_followed(matching.planned(lines), len(lines), ticket))
        return ImportPlan(
            kind=target.kind,
            sheet=table.name,
            heading_line=heading.row.number,
            columns={column.heading: column.field.name for column in heading.columns},
            unknown=heading.unknown,
            set_aside=heading.set_aside,
            lines=planned,
        )

    def apply(self, plan: ImportPlan, source: str, ticket: Ticket) -> int:
        """Write a whole plan as one act, after a backup; return how many records were written.

        `source` is the name of the file, for the undo menu. Raises `BadInput` when a line of
        the plan is refused.
        """
        if plan.refused:
            raise BadInput(
                "Des lignes sont en erreur\u00a0: rien n’a été importé.",
                advice="Corrigez-les dans le fichier, puis recommencez.",
            )
        if not plan.writes:
            return 0
        ticket.report(0, 0, "Sauvegarde du carnet")
        self._notebook.backups.make(Reason.IMPORT)
        what = RECORD_TYPES[plan.kind].label_plural
        label = f"Import de «\u00a0{source}\u00a0» ({inside(what)})"
        changes = (self._change(line) for line in plan.lines if line.writes and line.record)
        return self._notebook.write_all(changes, label=label, ticket=ticket)

    def _change(self, line: PlannedLine) -> Planned:
        assert line.record is not None
        if line.record_id:
            return Planned(line.record, line.record_id)
        now = int(self._clock().timestamp() * 1000)
        return Planned(line.record.revised(id=new_id(now)))


def _followed(lines: Iterator[PlannedLine], total: int, ticket: Ticket) -> Iterator[PlannedLine]:
    for done, line in enumerate(lines, start=1):
        if done % _PROGRESS == 0:
            ticket.report(done, total, "Vérification des lignes")
        yield line


def _chosen(tables: tuple[Table, ...], sheet: str) -> tuple[Table, ...]:
    """Return the sheet that was asked for, or all of them."""
    if not sheet:
        return tables
    found = tuple(table for table in tables if plain(table.name) == plain(sheet))
    if not found:
        names = ", ".join(f"«\u00a0{table.name}\u00a0»" for table in tables if table.name)
        there = (
            f"Feuilles présentes\u00a0: {names}." if names else "Ce fichier n’a pas de feuilles."
        )
        raise BadInput(
            f"La feuille «\u00a0{sheet}\u00a0» n’est pas dans ce fichier. Rien n’a été écrit.",
            "sheet",
            advice=there,
        )
    return found


def _understood(target: Target, tables: tuple[Table, ...]) -> tuple[Table, Heading]:
    """Return the sheet whose headings say the most, and these headings."""
    found = [(table, find_heading(target.model, table)) for table in tables]
    read = [(table, heading) for table, heading in found if heading is not None]
    if not read:
        raise BadInput(
            "Aucun titre de colonne de ce fichier n’a été reconnu. Rien n’a été écrit.",
            advice=f"Titres attendus, par exemple\u00a0: {_expected(target)}.",
        )
    table, heading = max(read, key=lambda pair: len(pair[1].columns))
    _require(target, heading)
    return table, heading


def _require(target: Target, heading: Heading) -> None:
    """Refuse a file that could neither make a record nor find one to complete."""
    given = {column.field.name for column in heading.columns}
    model = target.model
    missing = [
        spec.title
        for spec in fields_of(model)
        if spec.required and spec.name not in given | target.defaults.keys() | {"id", CODE}
    ]
    finds = CODE in given or (model.natural_key and model.natural_key[0] in given)
    if not missing or finds:
        return
    raise BadInput(
        f"Il manque une colonne pour\u00a0: {', '.join(missing)}. Rien n’a été écrit.",
        advice="Colonnes reconnues\u00a0: "
        + ", ".join(f"«\u00a0{column.heading}\u00a0»" for column in heading.columns)
        + ". Ajoutez les colonnes qui manquent, ou vérifiez le type de fiche choisi.",
    )


def _expected(target: Target) -> str:
    titles = [spec.title for spec in fields_of(target.model) if spec.required]
    return ", ".join(
        f"«\u00a0{title}\u00a0»" for title in titles if title not in ("Repère", "Code")
    )
