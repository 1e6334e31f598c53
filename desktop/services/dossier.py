"""Take the file of one organisation out, as a workbook that can be shown or passed on."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import BadInput
from desktop.files import write_atomically
from desktop.services.desk.money import Level, MoneyLine, money
from desktop.services.desk.promises import promises
from desktop.services.desk.reach import kept_inside, reach
from desktop.services.desk.timeline import Timeline
from desktop.services.export import ENDING, Opened, check_place, circumstances
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from sync.records.base import Diffusion, Record

if TYPE_CHECKING:
    from desktop.export.dossier import Dossier, Happening, MoneyRow

_HANGS_BY: Final = {
    "task": "about",
    "attachment": "about",
    "evaluation": "about",
    "funding": "action",
}
_LONGEST: Final = 60
_EVERY: Final = 20
_LEVELS: Final = {
    Level.YEAR: "Année",
    Level.ACTION: "Action",
    Level.FUNDING: "Financement",
    Level.FUNDER: "Total par financeur",
    Level.TOTAL: "Total",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its rows by sheet, and how many records stayed out."""

    path: Path
    rows: dict[str, int]
    left_out: int


def suggested_name(name: str) -> str:
    """Return a file name that every system takes, from the name of an organisation."""
    spelt = name.replace("œ", "oe").replace("Œ", "Oe").replace("’", " ")
    plain = unicodedata.normalize("NFKD", spelt)
    words = re.findall(r"[A-Za-z0-9]+", plain.encode("ascii", "ignore").decode())
    return f"Dossier-{'-'.join(words)[:_LONGEST] or 'structure'}{ENDING}"


def export_dossier(
    notebook: Notebook, organisation: str, path: Path, *, ticket: Ticket | None = None
) -> Written:
    """Write the file of an organisation, whole or not at all.

    Only the workbook is written, next to its place then over it. Raises NotFound, BadInput,
    NotWritten, DiskFull, or Cancelled.
    """
    from desktop.export.dossier import Outcome, write_dossier

    check_place(path)
    record = notebook.get(organisation)
    if record.diffusion is Diffusion.CONFIDENTIAL:
        raise BadInput(
            "Cette structure est marquée «\u00a0Confidentiel\u00a0»\u00a0: son dossier ne sort "
            "pas. Changez sa diffusion dans la fiche si c’est une erreur."
        )
    outcomes: list[Outcome] = []
    with notebook.base.at_one_moment():
        timeline = Timeline(notebook, reach(notebook, organisation))
        counter = _Counter(ticket or Ticket(), timeline.total)
        dossier = _dossier(notebook, record, timeline)
        source = Opened(notebook)
        write_atomically(
            path, lambda file: outcomes.append(write_dossier(file, dossier, source, counter))
        )
    return Written(path, outcomes[0].rows, outcomes[0].left_out)


def _dossier(notebook: Notebook, record: Record, timeline: Timeline) -> "Dossier":
    from desktop.export.dossier import Dossier, PromiseRow

    today = datetime.now(UTC).astimezone().date()
    around = reach(notebook, record.id)
    open_promises = promises(notebook, around, today, outside=True)
    return Dossier(
        record,
        _happenings(notebook, timeline),
        tuple(map(_row, money(notebook, around, today, outside=True).lines)),
        tuple(PromiseRow(each.what, each.when) for each in open_promises),
        circumstances(notebook),
    )


def _happenings(notebook: Notebook, timeline: Timeline) -> Iterator["Happening"]:
    from desktop.export.dossier import Happening

    hidden = kept_inside(notebook)
    for entry in timeline.entries():
        record = notebook.get(entry.id)
        withheld = str(getattr(record, _HANGS_BY.get(record.kind, ""), None)) in hidden
        yield Happening(entry.on, entry.name, entry.title, entry.detail, record, withheld)


def _row(line: MoneyLine) -> "MoneyRow":
    from desktop.export.dossier import MoneyRow

    return MoneyRow(
        _LEVELS[line.level],
        line.name,
        line.state,
        (line.cost, *line.amounts),
        line.account.sentence,
    )


class _Counter:
    """Tells how many lines of the chronology are written, and stops when asked to."""

    def __init__(self, ticket: Ticket, total: int) -> None:
        self._ticket = ticket
        self._total = total
        self._done = 0

    def __call__(self) -> None:
        self._done += 1
        self._ticket.check()
        if self._done % _EVERY == 0 or self._done == self._total:
            self._ticket.report(self._done, self._total, "Dossier")
