"""The registry of what was exported from this computer, without the words that were in it.

Kept for each export: which workbook, with which filters (ids and codes), for whom, when, the
name and the sha256 of the file, the figures of its preview, how many rows each sheet had. Of the
rows: the id of the record that each comes from, one digest for each cell under a random key of
this export, and the plain numbers of rows that come from no record, such as a total by theme.
No text of a cell is kept: when a record is erased for the rights of a person, nothing of what it
said stays here. The note typed for an export is kept in its file alone. An old export is made
again from its filters, on the records of the day; its sha256 tells which file was the one sent.
The registry is local: it is not exchanged, and is in the backups of the base.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path

from desktop.errors import BadInput
from desktop.export.content import Figure
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.workbooks.choice import Choice, Format, scope_from_json
from desktop.services.workbooks.digests import has
from desktop.services.workbooks.kept_values import figure_of
from desktop.store.sent_workbooks import SentRow, SentWorkbooks
from desktop.store.stored import moment_of


@dataclass(frozen=True, slots=True)
class Sent:
    """An export that was made: `counts` tells the rows of each sheet, `digest` is a sha256.

    `at` is when it was written, `day` the day its content speaks from; `stem` is what its versions
    are counted by; `path` only where it was written just now, None for one read back.
    """

    id: int
    choice: Choice
    title: str
    recipient: str
    at: datetime
    day: date
    file_name: str
    format: Format
    version: int
    digest: str
    figures: tuple[Figure, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    path: Path | None = None
    stem: str = ""


def sent(reading: Reading) -> tuple[Sent, ...]:
    """Return what was exported, the latest first."""
    registry = SentWorkbooks(reading.base.db)
    counts = registry.counts()
    return tuple(sent_of(row, counts.get(row.id, {})) for row in registry.all())


def one_sent(reading: Reading, sent_id: int) -> Sent:
    """Return one export by its number; raises NotFound."""
    registry = SentWorkbooks(reading.base.db)
    row = registry.one(sent_id)
    if row is None:
        raise NotFound(
            f"Aucun envoi ne porte le numéro {sent_id}. «\u00a0carnet export sent\u00a0» les liste."
        )
    return sent_of(row, {sheet.name: sheet.rows for sheet in registry.sheets(sent_id)})


def sent_of(row: SentRow, counts: Mapping[str, int]) -> Sent:
    """Return an export as the registry tells it."""
    return Sent(
        row.id,
        Choice(row.code, scope_from_json(row.scope), row.preset),
        row.title,
        row.recipient,
        moment_of(row.at),
        date.fromisoformat(row.day),
        row.file_name,
        Format(row.format),
        row.version,
        row.digest,
        tuple(map(figure_of, json.loads(row.facts)["figures"])),
        counts,
        stem=row.stem,
    )


def holding(reading: Reading, record_id: str) -> tuple[Sent, ...]:
    """Return the exports that had a row of a record, the latest first.

    Who received a file is told when what it says of a person is put right or erased (GDPR,
    article 19).
    """
    sheets = SentWorkbooks(reading.base.db).sheets
    return tuple(each for each in sent(reading) if any(has(s, record_id) for s in sheets(each.id)))


def recognise(reading: Reading, path: Path) -> Sent | None:
    """Return the export that made exactly this file, None when none did; raises BadInput."""
    digest = digest_of(path)
    return next((each for each in sent(reading) if each.digest == digest), None)


def digest_of(path: Path) -> str:
    """Return the sha256 of a file; raises BadInput when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(
            f"Le fichier «\u00a0{path.name}\u00a0» n’a pas pu être lu.", "file"
        ) from error
