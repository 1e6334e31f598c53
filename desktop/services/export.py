"""Take the data of a notebook out, as a workbook for spreadsheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import BadInput
from desktop.files import told, write_atomically
from desktop.services.answers import ListedCode
from desktop.services.differences.caution import Caution
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.workbooks.gate.passages import (
    LISTS,
    TO_READ,
    Passage,
    Readings,
    Remarks,
    key_of,
)
from desktop.services.workbooks.links import as_understood
from desktop.services.workbooks.other_files import Readers, register_data
from desktop.services.workbooks.service import service_of
from desktop.store.query import ListQuery
from desktop.store.sent_workbooks import LookedAt
from desktop.version import VERSION
from sync.records.base import Record
from sync.records.fields import FieldSpec

if TYPE_CHECKING:
    from desktop.export.perimeter import Perimeter
    from desktop.export.source import Circumstances, Sheet

ENDING: Final = ".xlsx"
_EVERY: Final = 200


@dataclass(frozen=True, slots=True)
class Team:
    """The file stays in the team: every record in use, whether or not it was read again."""

    with_personal_data: bool = False


@dataclass(frozen=True, slots=True)
class Outside:
    """The file may be sent: by the rules of the workbooks of the financers.

    `remarks` points out, in a text, what may tell too much: such a text stays until somebody
    looked at it.
    """

    remarks: Remarks


Audience = Team | Outside


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook that was written: its rows by kind of record, and what was left out.

    `passages` are the texts that nobody has looked at, and that are not in it.
    """

    path: Path
    counts: Mapping[str, int]
    left_out: Mapping[str, int]
    passages: tuple[Passage, ...] = ()


def export_data(
    notebook: Notebook, path: Path, audience: Audience, *, ticket: Ticket | None = None
) -> Exported:
    """Write all records in use that an audience may read into one workbook, whole or not at all.

    Private notes and fields never exported stay out always; personal and confidential data,
    and words without consent, stay out unless asked for. Only the workbook is written, next
    to its place then over it; the registry of exports remembers it. Raises BadInput, NotWritten,
    DiskFull, or Cancelled.
    """
    check_place(path)
    with notebook.base.at_one_moment():
        source, perimeter = _read_by(notebook, audience)
        sheets = _written(path, source, perimeter, ticket or Ticket())
    rows = {sheet.name: sheet.rows for sheet in sheets if sheet.rows}
    register_data(notebook, path, rows, _readers(audience))
    records = [sheet for sheet in sheets if not sheet.lines_of]
    return Exported(
        path,
        {sheet.kind: sheet.rows for sheet in records if sheet.rows},
        {sheet.kind: sheet.tally.left_out for sheet in records if sheet.tally.left_out},
        source.held if isinstance(source, OpenedOutside) else (),
    )


def _written(
    path: Path, source: "Opened", perimeter: "Perimeter", ticket: Ticket
) -> "Sequence[Sheet]":
    # Late: openpyxl costs a tenth of a second, which starting the program need not pay.
    from desktop.export.data import Request, write_data

    request = Request(perimeter, source.circumstances)
    sheets: list[Sheet] = []

    def progress(done: int, total: int, what: str) -> None:
        ticket.check()
        if done % _EVERY == 0 or done == total:
            ticket.report(done, total, what)

    write_atomically(path, lambda file: sheets.extend(write_data(file, source, request, progress)))
    return sheets


def _read_by(notebook: Notebook, audience: Audience) -> "tuple[Opened, Perimeter]":
    # Late: the start of the program needs neither.
    from desktop.export.perimeter import Perimeter
    from desktop.services.workbooks.gate.outward import Outward

    if isinstance(audience, Outside):
        return OpenedOutside(notebook, audience.remarks), Outward()
    return Opened(notebook), Perimeter(with_personal_data=audience.with_personal_data)


class Opened:
    """A notebook as an export reads it."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._caution = Caution(notebook)
        self._labels: dict[str, dict[str, str]] = {}

    @property
    def circumstances(self) -> "Circumstances":
        """Return what the first sheet says of the making of a workbook."""
        return circumstances(self._notebook)

    def count(self, kind: str, *, trashed: bool = False) -> int:
        """Return how many records of a kind are in use, or in the trash."""
        return self._notebook.count(kind, trashed=trashed)

    def records(self, kind: str) -> Iterator[Record]:
        """Yield the records in use, by readable code."""
        query = ListQuery(kind, order="code", descending=False)
        return map(self._caution.of, self._notebook.records(query))

    def record(self, record_id: str) -> Record | None:
        """Return one record, trashed or not; None when there is none."""
        try:
            return self._caution.of(self._notebook.get(str(record_id)))
        except NotFound:
            return None

    def label_of(self, field: FieldSpec, code: str) -> str:
        """Return the French label of a code of a field."""
        name = field.about.list_name
        if name not in self._labels:
            self._labels[name] = {entry.code: entry.label for entry in self.entries(name)}
        return self._labels[name].get(str(code), str(code))

    def entries(self, list_name: str) -> Sequence[ListedCode]:
        """Return the values of a reference list, in order."""
        return self._notebook.entries(list_name)


class OpenedOutside(Opened):
    """A notebook as a file that may be sent reads it; `held` are the texts that stay."""

    def __init__(self, notebook: Notebook, remarks: Remarks) -> None:
        from desktop.services.workbooks.gate.outward import Cleaning

        super().__init__(notebook)
        self._readings = Readings(remarks)
        self._looked_at = LookedAt(notebook.base.db).all()
        self._held: dict[str, Passage] = {}
        self._cleaning = Cleaning(self._may_leave)

    @property
    def held(self) -> tuple[Passage, ...]:
        """Return the texts that were not looked at, once each."""
        return tuple(self._held.values())

    def records(self, kind: str) -> Iterator[Record]:
        """Yield the records in use, those that leave without what may not."""
        self._cleaning.look(kind, self._understood(kind))
        return map(self._cleaning.cleaned, self._understood(kind))

    def record(self, record_id: str) -> Record | None:
        """Return one record, as another one may cite it."""
        found = super().record(record_id)
        return found and self._cleaning.cleaned(as_understood(found))

    def _understood(self, kind: str) -> Iterator[Record]:
        return map(as_understood, super().records(kind))

    def entries(self, list_name: str) -> Sequence[ListedCode]:
        """Return the values of a reference list, those with a number of somebody's unnamed."""
        return [
            each
            if self._leaves("", LISTS, list_name, each.label, named=True)
            else replace(each, label=TO_READ)
            for each in super().entries(list_name)
        ]

    def _may_leave(
        self, record: Record, sheet: str, column: str, text: str, *, named: bool
    ) -> bool:
        return self._leaves(record.id, sheet, column, text, named=named)

    def _leaves(self, record: str, sheet: str, column: str, text: str, *, named: bool) -> bool:
        why = self._readings.why(text, named=named)
        key = key_of(text) if why else ""
        if not why or key in self._looked_at:
            return True
        self._held.setdefault(key, Passage(key, record, sheet, column, text, why))
        return False


def circumstances(reading: Reading) -> "Circumstances":
    """Return what the first sheet of a workbook made now says of itself."""
    from desktop.export.source import Circumstances

    return Circumstances(service_of(reading).name, datetime.now(UTC), VERSION)


def _readers(audience: Audience) -> Readers:
    if isinstance(audience, Outside):
        return Readers.OUTSIDE
    return Readers.TEAM_WITH_PERSONAL if audience.with_personal_data else Readers.TEAM


def check_place(path: Path) -> None:
    """Refuse a place where no workbook can be written; raises BadInput."""
    if path.suffix.lower() != ENDING:
        raise BadInput(
            f"Le nom du classeur doit finir par « {ENDING} ». Rien n’a été écrit.", "out"
        )
    with told(path):
        there = path.parent.is_dir()
    if not there:
        raise BadInput(
            "Le dossier choisi pour le classeur n’existe pas. Rien n’a été écrit.", "out"
        )


def held_said(count: int) -> str:
    """Return the sentence for texts that are not in the file because nobody looked at them."""
    if count == 1:
        return "Un texte à relire n’y est pas."
    return f"{count} textes à relire n’y sont pas."
