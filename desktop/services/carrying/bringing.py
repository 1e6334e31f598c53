"""Take in the file that somebody brought: read and believed whole before anything is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from desktop.errors import NotOpened
from desktop.services.carrying.journal import WAY, note_key
from desktop.services.carrying.measuring import size_said
from desktop.services.carrying.naming import short_print
from desktop.services.carrying.sentences import closed_to, told
from desktop.services.differences.asking import count
from desktop.services.exchanging.wording import asking, counted
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store import arriving
from desktop.store.acquaintances import Acquaintances
from desktop.store.stored import moment_of
from sync.client.bundle.contents import FileCard
from sync.client.bundle.reading import Bundle, Chunk, Examined
from sync.client.bundle.refusals import Changed as FileChanged
from sync.client.ports import Applied, Arrival
from sync.operations.operation import Operation, Verb
from sync.records.french import number

NOTHING_NEW: Final = "Rien de nouveau\u00a0: votre carnet contient déjà tout ce que dit ce fichier."


@dataclass(frozen=True, slots=True)
class Inside:
    """What a file holds, before anything of it is taken in; `path` is where it was read."""

    person: str
    made_at: datetime
    number: int
    operations: int
    added: int
    files: int
    sentences: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the records of a file: new here, completed, or known already.

    `differences` is how many more records wait for somebody's choice.
    """

    new: int
    completed: int
    known: int
    differences: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say it."""
        said = (
            (self.new, counted(self.new, "nouvelle fiche", "nouvelles fiches")),
            (self.completed, counted(self.completed, "fiche complétée", "fiches complétées")),
            (self.known, counted(self.known, "fiche déjà connue", "fiches déjà connues")),
        )
        told = f"{asking(self.differences)}."
        return (
            ", ".join(text for number, text in said if number) + ".",
            *((told,) if self.differences else ()),
        )


@dataclass(frozen=True, slots=True)
class Brought:
    """What taking a file in changed, and how it is told."""

    applied: Applied
    tally: Tally
    files: int
    sentences: tuple[str, ...]


def inspect(notebook: Notebook, path: Path, *, ticket: Ticket | None = None) -> Inside:
    """Read a whole file and say what it holds; nothing is written.

    Raises NotTakenIn, Alone or WithoutKey.
    """
    known = _known(notebook)
    with _opened(path) as file, told(known.person):
        examined = _examined(file, known, ticket or Ticket())
    return _inside(examined, known, path)


def apply(notebook: Notebook, path: Path, ticket: Ticket | None = None) -> Brought:
    """Take a file in; twice changes nothing. Raises NotTakenIn, Alone, what the disk refuses.

    The file is read twice: once to believe it, once to write it, and it must be the same. Stopped
    by the disk, or by a crash, nothing of it is in the base.
    """
    followed, began, undecided = ticket or Ticket(), notebook.base.now_ms(), count(notebook)
    known = _known(notebook)
    with _opened(path) as file, told(known.person):
        examined = _examined(file, known, followed)
        found = _sorted(notebook, file, known, examined)
    applied = _written(notebook, found.new, examined, began)
    tally = found.tally(count(notebook) - undecided)
    inside = _inside(examined, known, path)
    return Brought(applied, tally, inside.files, _outcome(inside, applied, tally))


def _known(notebook: Notebook) -> Acquaintances:
    known = Acquaintances(notebook.base)
    if not (known.device and known.bundle_key):
        raise closed_to(known)
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


def _sorted(
    notebook: Notebook, file: BinaryIO, known: Acquaintances, examined: Examined
) -> "_Sorted":
    """Read the file again: keep the operations that the base lacks, put the files away."""
    bundle = Bundle(file, known)
    found, pieces = _Sorted(), _Pieces(notebook)
    for page in bundle.pages():
        if isinstance(page, Chunk):
            pieces.take(page)
        else:
            for operation in page:
                found.take(operation, new=known.lacks(operation))
    if bundle.examined().digest != examined.digest:
        raise FileChanged
    return found


@dataclass(slots=True)
class _Sorted:
    """The operations of a file that are new here, and the records that all of them are about."""

    new: list[Operation] = field(default_factory=list)
    begun: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def take(self, operation: Operation, *, new: bool) -> None:
        if new:
            self.new.append(operation)
        if not operation.author:
            return
        self.named.add(operation.record)
        if new:
            self.touched.add(operation.record)
        if new and operation.verb is Verb.CREATE:
            self.begun.add(operation.record)

    def tally(self, differences: int) -> Tally:
        touched, begun = len(self.touched), len(self.begun)
        return Tally(begun, touched - begun, len(self.named) - touched, max(0, differences))


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


def _written(notebook: Notebook, new: list[Operation], examined: Examined, began: int) -> Applied:
    """Write everything in one transaction, who vouches for it first.

    A signature without its operations says nothing; operations without it could not go further.
    """
    base, scope = notebook.base, examined.cover.space
    with base.writing():
        Acquaintances(base).learn(examined.summary.chains)
        arrival = Arrival(scope=scope, operations=tuple(new), way=WAY)
        applied = arriving.apply_whole(base, arrival)
        if applied.added:
            note_key(base, began, received=applied.added)
    if applied.records:
        notebook.tell(Changed(frozenset(each.kind for each in new), tuple(applied.records)))
    return applied


def _inside(examined: Examined, known: Acquaintances, path: Path) -> Inside:
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
    sentences.append(f"Empreinte\u00a0: {short_print(examined.digest)}.")
    return Inside(
        person,
        made_at,
        cover.number,
        summary.operations,
        examined.added,
        len(summary.files),
        tuple(sentences),
        path,
    )


def _counted(added: int, changes: int) -> str:
    if not added:
        return NOTHING_NEW
    fresh = "nouvelle" if added < 2 else "nouvelles"
    return f"{counted(changes, 'modification')}, dont {number(added)} {fresh} pour votre carnet."


def _files(files: tuple[FileCard, ...]) -> str:
    number = counted(len(files), "fichier joint", "fichiers joints")
    return f"{number} ({size_said(sum(file.size for file in files))})."


def _outcome(inside: Inside, applied: Applied, tally: Tally) -> tuple[str, ...]:
    if not applied.added:
        return (inside.sentences[0], NOTHING_NEW)
    return (
        inside.sentences[0],
        *tally.sentences,
        "Votre carnet transmettra au serveur, au prochain échange, ce qui lui manque encore.",
    )
