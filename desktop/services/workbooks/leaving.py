"""The last steps of any content that leaves: through the gate, into a file, into the registry."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar, Final

from desktop.errors import BadInput, UserError
from desktop.export.content import Content, Note
from desktop.export.source import About
from desktop.files import told, write_atomically
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.caveats import caveats
from desktop.services.workbooks.choice import Choice, Format, scope_to_json
from desktop.services.workbooks.digests import marks_of, packed
from desktop.services.workbooks.gate.gate import Checked, Gate
from desktop.services.workbooks.gate.passages import Passage, Readings, Remarks, key_of
from desktop.services.workbooks.kept_values import kept_figure
from desktop.services.workbooks.perimeter import perimeter_of
from desktop.services.workbooks.register import Sent, digest_of, sent_of
from desktop.services.workbooks.service import service_of
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.writers import writer_of
from desktop.store.sent_workbooks import LookedAt, SentRow, SentWorkbooks
from desktop.version import VERSION

FRONT: Final = "Lisez-moi"
NOTE: Final = "Remarque du service"
LONGEST_NOTE: Final = 2_000
_CHECKING = "Relecture de ce qui sort"
_KEY_BYTES: Final = 16


class Held(UserError):  # noqa: N818 - named after what happened
    """Carry the passages that nobody has looked at yet: nothing was written."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = (
        "Des passages en disent peut-être trop sur quelqu’un et n’ont pas encore été relus. "
        "Rien n’a été écrit."
    )
    advises: ClassVar[str] = "Corrigez-les dans leur fiche, ou laissez-les partir après lecture."

    def __init__(self, passages: tuple[Passage, ...], advice: str = "") -> None:
        super().__init__(self.says, advice or self.advises)
        self.passages = passages


class Blocked(UserError):  # noqa: N818 - named after what happened
    """Carry the remarks that stop an export: nothing was written."""

    exit_code: ClassVar[int] = 2


def checked_content(
    content: Content, sources: Sources, remarks: Remarks, *, note: str, ticket: Ticket
) -> Checked:
    """Return what may leave of a content and of the note added to its first sheet.

    The content was made of these sources: what to look at in them is told.
    Raises BadInput for a note too long.
    """
    ticket.report(0, 0, _CHECKING)
    clean = note.strip()
    if len(clean) > LONGEST_NOTE:
        raise BadInput(f"La remarque dépasse {LONGEST_NOTE} signes. Rien n’a été écrit.", "note")
    told = caveats(content, sources, remarks)
    content = replace(content, remarks=(*content.remarks, *told))
    looked_at = LookedAt(sources.reading.base.db).all()
    held: tuple[Passage, ...] = ()
    if clean:
        content = replace(content, notes=(*content.notes, Note(NOTE, clean)))
        why = Readings(remarks).why(clean)
        if why and key_of(clean) not in looked_at:
            held = (Passage(key_of(clean), "", FRONT, NOTE, clean, why),)
    checked = Gate(remarks, looked_at).check(content, sources)
    ticket.check()
    return replace(checked, passages=(*held, *checked.passages))


def check_place(path: Path, format: Format) -> None:
    """Refuse a place where the file cannot be written; raises BadInput."""
    if path.suffix.lower() != format.ending:
        raise BadInput(
            f"Le nom du fichier doit finir par «\u00a0{format.ending}\u00a0». Rien n’a été écrit.",
            "out",
        )
    with told(path):
        there = path.parent.is_dir()
    if not there:
        raise BadInput("Le dossier choisi n’existe pas. Rien n’a été écrit.", "out")


@dataclass(frozen=True, slots=True)
class Leaving:
    """An export under way: `stem` is what the names of its files begin with."""

    notebook: Notebook
    choice: Choice
    stem: str
    today: date
    ticket: Ticket

    def write(self, checked: Checked, path: Path, format: Format) -> None:
        """Write the file, whole or not at all; raises Held or Blocked, NotWritten, DiskFull."""
        if checked.held:
            raise Held(checked.passages)
        blocking = [one.sentence for one in checked.passed.content.remarks if one.blocking]
        if blocking:
            raise Blocked(" ".join([*blocking, "Rien n’a été écrit."]))
        about = self._about(path)
        write = writer_of(format)
        write_atomically(path, lambda file: write(file, checked.passed, about, self.ticket.report))

    def register(self, checked: Checked, path: Path, format: Format) -> Sent:
        """Enter the file that was written in the registry."""
        base = self.notebook.base
        content = checked.passed.content
        key = secrets.token_bytes(_KEY_BYTES)
        sheets = [packed(sheet.name, marks_of(sheet, key)) for sheet in content.sheets]
        digest = digest_of(path)
        with base.writing():
            registry = SentWorkbooks(base.db)
            row = SentRow(
                id=0,
                at=base.now_ms(),
                code=self.choice.code,
                title=content.title,
                stem=self.stem,
                version=registry.last_version(self.stem) + 1,
                preset=self.choice.preset,
                scope=scope_to_json(self.choice.scope),
                recipient=self._recipient,
                day=self.today.isoformat(),
                file_name=path.name,
                format=format.value,
                digest=digest,
                key=key.hex(),
                facts=json.dumps({"figures": [*map(kept_figure, content.figures)]}),
            )
            number = registry.add(row, sheets)
        entered = sent_of(replace(row, id=number), {sheet.name: sheet.rows for sheet in sheets})
        return replace(entered, path=path)

    def _about(self, path: Path) -> About:
        service = service_of(self.notebook)
        period = self.choice.scope.period
        return About(
            service.name,
            service.contact,
            datetime.now(UTC),
            VERSION,
            perimeter_of(self.notebook, self.choice.scope),
            path.name,
            (period.first, period.last),
        )

    @property
    def _recipient(self) -> str:
        recipient = self.choice.scope.recipient
        return recipient.name if recipient else ""
