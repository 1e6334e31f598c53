"""The jobs of the assistant, each on a notebook of its own: look, write, compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.errors import BadInput, UserError
from desktop.files import told
from desktop.services.export import Exported, Outside, Team, export_data
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import Preview, changes_since, export, preview
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.other_files import Readers
from desktop.services.workbooks.register import Sent, recognise
from desktop.services.workbooks.since import Since

_TAKEN = (
    "Un fichier s’appelle déjà «\u00a0{}\u00a0» dans ce dossier. Rien n’a été écrit\u00a0: donnez "
    "un autre nom."
)


@dataclass(frozen=True, slots=True)
class Jobs:
    """What the jobs need to know of the day and of the texts to read again."""

    notebook: Notebook
    today: Callable[[], date]
    remarks: Remarks

    def look(self, choices: Sequence[Choice], note: str, ticket: Ticket) -> tuple[Preview, ...]:
        """Return what each workbook would say."""
        today, remarks = self.today(), self.remarks
        with self.notebook.second() as own:
            return tuple(
                preview(own, one, today=today, remarks=remarks, note=note, ticket=each)
                for one, each in zip(choices, _numbered(ticket, len(choices)), strict=True)
            )

    def write(self, whole: "Writing", ticket: Ticket) -> "Written":
        """Write every workbook; those already written stay when one fails, or at a stop."""
        made: list[Sent] = []
        with self.notebook.second() as own:
            tickets = _numbered(ticket, len(whole.files))
            for (choice, path), each in zip(whole.files, tickets, strict=True):
                try:
                    made.append(self._write_one(own, choice, path, whole=whole, ticket=each))
                except (UserError, Cancelled) as ended:
                    if not made:
                        raise
                    return Written(tuple(made), ended)
        return Written(tuple(made))

    def _write_one(
        self, own: Notebook, choice: Choice, path: Path, *, whole: "Writing", ticket: Ticket
    ) -> Sent:
        return export(
            own,
            choice,
            path,
            format=whole.format,
            today=self.today(),
            remarks=self.remarks,
            note=whole.note,
            ticket=ticket,
        )

    def write_data(self, path: Path, readers: Readers, ticket: Ticket) -> Exported:
        """Write every record for the team, or what anybody may receive."""
        team = Team(with_personal_data=readers is Readers.TEAM_WITH_PERSONAL)
        audience = Outside(self.remarks) if readers is Readers.OUTSIDE else team
        with self.notebook.second() as own:
            return export_data(own, path, audience, ticket=ticket)

    def compare(self, sent_id: int, ticket: Ticket) -> Since:
        """Return what changed since an export."""
        with self.notebook.second() as own:
            today, remarks = self.today(), self.remarks
            return changes_since(own, sent_id, today=today, remarks=remarks, ticket=ticket)

    def recognise(self, path: Path, _ticket: Ticket) -> Sent | None:
        """Return the export that made a file; None when none did."""
        with self.notebook.second() as own:
            return recognise(own, path)


@dataclass(frozen=True, slots=True)
class Writing:
    """The workbooks to write, each with its place."""

    files: tuple[tuple[Choice, Path], ...]
    format: Format
    note: str


@dataclass(frozen=True, slots=True)
class Written:
    """The workbooks that are on the disk; `ended` says why the others are not."""

    sent: tuple[Sent, ...]
    ended: UserError | Cancelled | None = None


class _Nth(Ticket):
    """Says which workbook of several a job is at."""

    def __init__(self, whole: Ticket, which: str) -> None:
        super().__init__()
        self._whole, self._which = whole, which

    @property
    def cancelled(self) -> bool:
        """Tell whether the job was asked to stop."""
        return self._whole.cancelled

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far the workbook of the moment is; a stopped job leaves here too."""
        self._whole.report(done, total, f"{self._which} – {what}")

    def check(self) -> None:
        """Raise Cancelled when the job was asked to stop."""
        self._whole.check()


def _numbered(ticket: Ticket, many: int) -> tuple[Ticket, ...]:
    if many == 1:
        return (ticket,)
    return tuple(_Nth(ticket, f"Classeur {at} sur {many}") for at in range(1, many + 1))


def placed(path: Path, ending: str) -> Path:
    """Return where a file goes, its ending given back when it was left out.

    Raises BadInput when another file is there, NotWritten when nobody can look.
    """
    if path.suffix.lower() == ending:
        return path
    whole = path.with_name(path.name + ending)
    with told(whole):
        there = whole.exists()
    if there:
        raise BadInput(_TAKEN.format(whole.name), "path")
    return whole


def beside(folder: Path, name: str, ending: str) -> Path:
    """Return a place in a folder where no file is yet; raises NotWritten when nobody can look."""
    path, again = folder / f"{name}{ending}", 2
    with told(path):
        while path.exists():
            path, again = folder / f"{name} ({again}){ending}", again + 1
    return path


def open_outside(path: Path) -> None:
    """Open a file or a folder with the program that the computer has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
