"""Take in the file that somebody brought: read whole first, then written whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from desktop.errors import NotOpened
from desktop.services.carrying.sentences import Alone, told
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store import arriving
from desktop.store.acquaintances import Acquaintances
from desktop.store.stored import moment_of
from sync.client.bundle.contents import FileCard
from sync.client.bundle.reading import Bundle, Chunk, Examined
from sync.client.bundle.refusals import Changed as FileChanged
from sync.client.ports import Applied, Arrival
from sync.operations.operation import Operation

WAY: Final = "usb"

NOTHING_NEW: Final = "Rien de nouveau\u00a0: votre carnet contient déjà tout ce que dit ce fichier."


@dataclass(frozen=True, slots=True)
class Inside:
    """What a file holds, before anything of it is taken in."""

    person: str
    made_at: datetime
    number: int
    operations: int
    added: int
    files: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What taking a file in changed, and how it is told."""

    applied: Applied
    files: int
    sentences: tuple[str, ...]


def inspect(notebook: Notebook, path: Path, *, ticket: Ticket | None = None) -> Inside:
    """Read a whole file and say what it holds; nothing is written. Raises NotTakenIn, Alone."""
    known = _known(notebook)
    with _opened(path) as file, told(known.person):
        examined = _examined(file, known, ticket or Ticket())
    return _inside(examined, known)


def apply(notebook: Notebook, path: Path, ticket: Ticket | None = None) -> Brought:
    """Take a file in; twice changes nothing. Raises NotTakenIn, Alone, what the disk refuses.

    The file is read twice: once to believe it, once to write it, and it must be the same.
    """
    followed = ticket or Ticket()
    known = _known(notebook)
    with _opened(path) as file, told(known.person):
        examined = _examined(file, known, followed)
        new = _new(notebook, file, known, examined)
    applied = _written(notebook, new, examined)
    inside = _inside(examined, known)
    return Brought(applied, inside.files, _outcome(inside, applied))


def _known(notebook: Notebook) -> Acquaintances:
    known = Acquaintances(notebook.base)
    if not (known.device and known.bundle_key):
        raise Alone
    return known


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as problem:
        raise NotOpened(
            f"Le fichier «\u00a0{path.name}\u00a0» n’a pas pu être lu. "
            "Votre carnet n’a pas été modifié.",
            "Vérifiez que la clé est branchée et que le fichier y est encore, puis réessayez.",
        ) from problem


def _examined(file: BinaryIO, known: Acquaintances, ticket: Ticket) -> Examined:
    bundle = Bundle(file, known)
    done, total = 0, bundle.summary.operations
    for page in bundle.pages():
        done += 0 if isinstance(page, Chunk) else len(page)
        ticket.report(done, total, "Vérification du fichier d’échange")
    return bundle.examined()


def _new(
    notebook: Notebook, file: BinaryIO, known: Acquaintances, examined: Examined
) -> list[Operation]:
    """Read the file again: keep the operations that the base lacks, put the files away."""
    bundle = Bundle(file, known)
    new: list[Operation] = []
    pieces = _Pieces(notebook)
    for page in bundle.pages():
        if isinstance(page, Chunk):
            pieces.take(page)
        else:
            new += filter(known.lacks, page)
    if bundle.examined().digest != examined.digest:
        raise FileChanged
    return new


class _Pieces:
    """Put attached files together, one at a time; alone they change nothing that a person sees."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._held: list[bytes] = []

    def take(self, chunk: Chunk) -> None:
        self._held.append(chunk.content)
        if chunk.index == chunk.file.chunks - 1:
            self._notebook.contents.keep(b"".join(self._held))
            self._held = []


def _written(notebook: Notebook, new: list[Operation], examined: Examined) -> Applied:
    """Write everything in one transaction; who vouches for it is kept first.

    A signature without its operations says nothing; operations without it could not go further.
    """
    base, scope = notebook.base, examined.cover.space
    with base.writing():
        Acquaintances(base).learn(examined.summary.chains)
    applied = arriving.apply(base, Arrival(scope=scope, operations=tuple(new), way=WAY))
    if applied.records:
        notebook.tell(Changed(frozenset(each.kind for each in new), tuple(applied.records)))
    return applied


def _inside(examined: Examined, known: Acquaintances) -> Inside:
    cover, summary = examined.cover, examined.summary
    person = known.person(examined.person) or "une personne de l’espace"
    made_at = moment_of(cover.created)
    sentences = [
        f"Fichier d’échange n°\u00a0{cover.number} de {person}, "
        f"fait le {made_at.astimezone():%d/%m/%Y à %H:%M}.",
        _counted(examined.added, summary.operations - summary.seeds),
    ]
    if summary.files:
        sentences.append(_files(summary.files))
    return Inside(
        person,
        made_at,
        cover.number,
        summary.operations,
        examined.added,
        len(summary.files),
        tuple(sentences),
    )


def _counted(added: int, changes: int) -> str:
    if not added:
        return NOTHING_NEW
    number = "1 changement" if changes == 1 else f"{changes} changements"
    fresh = "nouveau" if added == 1 else "nouveaux"
    return f"{number}, dont {added} {fresh} pour votre carnet."


def _files(files: tuple[FileCard, ...]) -> str:
    number = "1 pièce jointe" if len(files) == 1 else f"{len(files)} pièces jointes"
    megabytes = f"{sum(file.size for file in files) / 1_000_000:.1f}".replace(".", ",")
    return f"{number} ({megabytes}\u00a0Mo)."


def _outcome(inside: Inside, applied: Applied) -> tuple[str, ...]:
    if not applied.added:
        return (inside.sentences[0], NOTHING_NEW)
    number = "1 changement repris" if applied.added == 1 else f"{applied.added} changements repris"
    count = len(applied.records)
    records = "1 fiche" if count == 1 else f"{count} fiches"
    return (
        inside.sentences[0],
        f"{number}, dans {records}. Votre carnet les transmettra au serveur à votre prochaine "
        "synchronisation.",
    )
