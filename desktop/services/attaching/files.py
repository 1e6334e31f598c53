"""Attach files to a record and read them back: contents first, then records, in one act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.photos.names import clean_name, shown_name
from desktop.photos.prepare import prepare, prepare_file
from desktop.photos.prepared import FileRefused, Prepared
from desktop.services.jobs import Ticket
from desktop.services.judging import judged
from desktop.services.notebook import Notebook, Planned
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.store.query import Filter, ListQuery
from sync.records.attachment import Attachment, AttachmentType
from sync.records.record_id import new_id

MOST_AT_ONCE: Final = 30
"""How many files are read in one go: they wait in memory until somebody says who is on them."""

LARGEST_BATCH: Final = 200_000_000
"""Bytes of what one go may keep waiting."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A content that came without a file, from the clipboard; `read` may take its time."""

    name: str
    read: Callable[[], bytes]


Source = Path | Pasted


@dataclass(frozen=True, slots=True)
class Ready:
    """What can be attached of the files that were chosen, and why the others cannot."""

    files: tuple[Prepared, ...]
    refusals: tuple[FileRefused, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to attach, with what the person says of it; `people` is a code, never guessed."""

    file: Prepared
    people: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose content is safely in the notebook, and whose record is not written yet."""

    piece: Piece
    digest: str


@dataclass(frozen=True, slots=True)
class Attached:
    """The ids of the new records, and the names of the files that were attached there already."""

    ids: tuple[str, ...]
    repeated: tuple[str, ...]


def read_sources(sources: Sequence[Source], ticket: Ticket) -> Ready:
    """Read and clean the files that were chosen; one that is refused does not stop the others."""
    files: list[Prepared] = []
    refusals: list[FileRefused] = []
    for place, source in enumerate(sources):
        ticket.report(place, len(sources), "Lecture des fichiers")
        try:
            if place >= MOST_AT_ONCE or sum(file.size for file in files) > LARGEST_BATCH:
                raise _too_many(shown_name(source.name))
            files.append(_prepared(source))
        except FileRefused as refusal:
            refusals.append(refusal)
    return Ready(tuple(files), tuple(refusals))


def keep(notebook: Notebook, pieces: Sequence[Piece], ticket: Ticket) -> tuple[Kept, ...]:
    """Put the contents away, durably; any thread may call. Their records are still to write."""
    kept = []
    for place, piece in enumerate(pieces):
        ticket.report(place, len(pieces), "Enregistrement des fichiers")
        kept.append(Kept(piece, notebook.contents.keep(piece.file.content)))
    return tuple(kept)


def write_records(notebook: Notebook, kept: Sequence[Kept], about: str = "") -> Attached:
    """Write the records of kept contents, in one act that can be undone; raises Refused.

    A content that the record `about` already has is not attached twice.
    """
    known = _digests(notebook, about) if about else set()
    fresh = {each.digest: each for each in kept if each.digest not in known}
    records = [
        judged("attachment", {"id": new_id(notebook.base.now_ms()), **_values(each, about)})[0]
        for each in fresh.values()
    ]
    if records:
        notebook.write_all(map(Planned, records), label=_label([k.piece for k in fresh.values()]))
    repeated = tuple(k.piece.file.file_name for k in kept if k is not fresh.get(k.digest))
    return Attached(tuple(record.id for record in records), repeated)


def attach(
    notebook: Notebook, pieces: Sequence[Piece], about: str = "", ticket: Ticket | None = None
) -> Attached:
    """Attach files to a record, or to none; their contents are on the disk before the records."""
    return write_records(notebook, keep(notebook, pieces, ticket or Ticket()), about)


def begun(notebook: Notebook, path: Path) -> Mapping[str, object]:
    """Put the content of one file away and return what its record begins with.

    Whether somebody is recognisable is left to the form. Raises FileRefused.
    """
    (kept,) = keep(notebook, [Piece(prepare_file(path), "")], Ticket())
    values = _values(kept, "")
    return {name: value for name, value in values.items() if value not in (None, "")}


def export_copy(notebook: Notebook, attachment_id: str, path: Path) -> None:
    """Write the content at `path`, in clear and out of the notebook, whole or not at all."""
    notebook.contents.copy_to(attachment_of(notebook, attachment_id).sha256, path)


def name_of_copy(attachment: Attachment) -> str:
    """Return a name that is safe to offer, whatever another program wrote in the record."""
    try:
        return clean_name(attachment.file_name, attachment.media_type)
    except KeyError:
        return f"{attachment.code or 'piece'}.bin"


def attachment_of(reading: Reading, attachment_id: str) -> Attachment:
    """Return an attachment; raises NotFound for what is not one."""
    record = reading.get(attachment_id)
    if not isinstance(record, Attachment):
        raise NotFound("Cette fiche n’est pas une pièce jointe. Rien n’a changé.")
    return record


def _prepared(source: Source) -> Prepared:
    if isinstance(source, Pasted):
        return prepare(source.read(), source.name)
    return prepare_file(source)


def _too_many(name: str) -> FileRefused:
    return FileRefused(
        name,
        "c’est beaucoup de fichiers pour une seule fois",
        f"Ajoutez d’abord les premiers, puis les autres, {MOST_AT_ONCE} au plus à la fois.",
    )


def _values(kept: Kept, about: str) -> dict[str, object]:
    file = kept.piece.file
    return {
        "file_name": file.file_name,
        "attachment_type": file.kind.value,
        "caption": kept.piece.caption.strip() or None,
        "about": about or None,
        "taken_on": file.taken_on and file.taken_on.isoformat(),
        "recognisable_people": kept.piece.people,
        "exif_removed": file.cleaned,
        "sha256": kept.digest,
        "media_type": file.media_type,
        "size_bytes": file.size,
    }


def _digests(reading: Reading, about: str) -> set[str]:
    found = reading.pick(ListQuery("attachment", (Filter("about", "=", about),)), ("sha256",))
    return {str(picked.values[0]) for picked in found}


def _label(pieces: Sequence[Piece]) -> str:
    photos = all(piece.file.kind is AttachmentType.PHOTO for piece in pieces)
    one, many = ("photo", "photos") if photos else ("pièce jointe", "pièces jointes")
    if len(pieces) == 1:
        return f"Ajout d’une {one}"
    return f"Ajout de {len(pieces)} {many}"
