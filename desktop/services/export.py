"""Take the data of a notebook out, as a workbook for spreadsheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from desktop.services.workbooks.data_sent import register_data
from desktop.services.workbooks.service import service_of
from desktop.store.query import ListQuery
from desktop.version import VERSION
from sync.records.base import Record
from sync.records.fields import FieldSpec

if TYPE_CHECKING:
    from desktop.export.source import Circumstances, Sheet

ENDING: Final = ".xlsx"
_EVERY: Final = 200


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook that was written: its rows by kind of record, and what was left out."""

    path: Path
    counts: Mapping[str, int]
    left_out: Mapping[str, int]


def export_data(
    notebook: Notebook,
    path: Path,
    *,
    with_personal_data: bool = False,
    ticket: Ticket | None = None,
) -> Exported:
    """Write all records in use into one workbook, whole or not at all.

    Private notes and fields never exported stay out always; personal and confidential data,
    and words without consent, stay out unless asked for. Only the workbook is written, next
    to its place then over it; the registry of exports remembers it. Raises BadInput, NotWritten,
    DiskFull, or Cancelled.
    """
    check_place(path)
    sheets = _written(notebook, path, personal=with_personal_data, ticket=ticket or Ticket())
    rows = {sheet.name: sheet.rows for sheet in sheets if sheet.rows}
    register_data(notebook, path, rows, personal=with_personal_data)
    records = [sheet for sheet in sheets if not sheet.lines_of]
    return Exported(
        path,
        {sheet.kind: sheet.rows for sheet in records if sheet.rows},
        {sheet.kind: sheet.tally.left_out for sheet in records if sheet.tally.left_out},
    )


def _written(
    notebook: Notebook, path: Path, *, personal: bool, ticket: Ticket
) -> "Sequence[Sheet]":
    # Late: openpyxl costs a tenth of a second, which starting the program need not pay.
    from desktop.export.data import Request, write_data
    from desktop.export.perimeter import Perimeter

    request = Request(Perimeter(with_personal_data=personal), circumstances(notebook))
    sheets: list[Sheet] = []

    def progress(done: int, total: int, what: str) -> None:
        ticket.check()
        if done % _EVERY == 0 or done == total:
            ticket.report(done, total, what)

    with notebook.base.at_one_moment():
        write_atomically(
            path,
            lambda file: sheets.extend(write_data(file, Opened(notebook), request, progress)),
        )
    return sheets


class Opened:
    """A notebook as an export reads it."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._caution = Caution(notebook)
        self._labels: dict[str, dict[str, str]] = {}

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


def circumstances(reading: Reading) -> "Circumstances":
    """Return what the first sheet of a workbook made now says of itself."""
    from desktop.export.source import Circumstances

    return Circumstances(service_of(reading).name, datetime.now(UTC), VERSION)


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
