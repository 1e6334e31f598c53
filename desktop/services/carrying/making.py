"""Make the file that others take in: what the server may not hold, with who vouches for it."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from desktop.errors import BadInput, DiskFull
from desktop.files import told, write_atomically
from desktop.services.carrying.journal import note_key
from desktop.services.carrying.measuring import size_said
from desktop.services.carrying.naming import short_print
from desktop.services.carrying.sentences import KeyFull, closed_to
from desktop.services.exchanging.wording import counted
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.acquaintances import Acquaintances
from desktop.store.blobs import DamagedFile, MissingFile
from desktop.store.carried import EVERYTHING, Carrying, Choice
from sync.client.bundle.contents import ENDING, FileCard
from sync.client.bundle.writing import Load, write_bundle
from sync.operations.operation import Operation

ALL: Final = EVERYTHING

_EVERY: Final = 500


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written: `operations` changes of `chains` laptops, `files` attached.

    `print` is what both people may compare; whoever reads the file finds the same.
    """

    path: Path
    operations: int
    chains: int
    files: int
    left_out: int
    size: int
    print: str

    @property
    def absent(self) -> str:
        """Say how many files are not in it, "" when all are."""
        if not self.left_out:
            return ""
        lack, part = ("manque", "fait") if self.left_out < 2 else ("manquent", "font")
        files = counted(self.left_out, "fichier joint", "fichiers joints")
        return f"{files} {lack} sur cet ordinateur et n’en {part} pas partie."

    @property
    def sentences(self) -> tuple[str, ...]:
        """Tell it, and what to do next."""
        files = f", {counted(self.files, 'fichier joint', 'fichiers joints')}" if self.files else ""
        return (
            f"Le fichier «\u00a0{self.path.name}\u00a0» est écrit\u00a0: "
            f"{counted(self.operations, 'modification')}{files}, {size_said(self.size)}.",
            *((self.absent,) if self.absent else ()),
            f"Empreinte, à comparer de vive voix si vous avez un doute\u00a0: {self.print}.",
            "Éjectez la clé avant de la retirer. L’original reste dans votre carnet.",
        )


def create(
    notebook: Notebook,
    path: Path,
    *,
    since: int | None = None,
    with_files: bool = True,
    ticket: Ticket | None = None,
) -> Made:
    """Write what the server is not known to hold (`since` ALL: everything), whole or not at all.

    The person's private notes never leave by a key: the whole space can open it. Attached files
    that are missing or damaged here are left out and counted. Raises Alone, WithoutKey, BadInput,
    KeyFull, NotWritten, or Cancelled.
    """
    _check_place(path)
    return _Making(notebook, path, ticket or Ticket()).make(since, with_files=with_files)


class _Making:
    """One file on its way."""

    def __init__(self, notebook: Notebook, path: Path, ticket: Ticket) -> None:
        self._notebook = notebook
        self._base = notebook.base
        self._path = path
        self._ticket = ticket
        self._carrying = Carrying(notebook.base)

    def make(self, since: int | None, *, with_files: bool) -> Made:
        sender = self._carrying.sender()
        if sender is None:
            raise closed_to(Acquaintances(self._base))
        began = self._base.now_ms()
        with self._base.at_one_moment():
            choice = self._carrying.choose(sender.key, since)
            named = self._carrying.files(choice) if with_files else ()
            cards = self._cards(named)
            summary = choice.summary(since or 0).model_copy(update={"files": cards})
            self._check_room(sum(card.size for card in cards))
            load = Load(summary, self._followed(choice), self._contents(cards))
            now = self._base.now_ms()
            digest = self._write(lambda file: write_bundle(file, sender, load, now))
        with self._base.writing():
            self._carrying.count(sender.number)
            note_key(self._base, began, sent=summary.operations)
        return Made(
            self._path,
            summary.operations,
            len(summary.chains),
            len(cards),
            len(named) - len(cards),
            self._path.stat().st_size,
            short_print(digest),
        )

    def _cards(self, digests: Sequence[str]) -> tuple[FileCard, ...]:
        """Return the files that lie here whole: each is read once before, to know its length."""
        cards = []
        for place, digest in enumerate(digests):
            self._ticket.report(place, len(digests), "Lecture des fichiers joints")
            try:
                size = sum(map(len, self._notebook.contents.read(digest)))
                cards.append(FileCard(sha256=digest, size=size))
            except (MissingFile, DamagedFile, ValueError):
                continue
        return tuple(cards)

    def _contents(self, cards: Sequence[FileCard]) -> Iterator[tuple[FileCard, Iterator[bytes]]]:
        for place, card in enumerate(cards):
            self._ticket.report(place, len(cards), "Copie des fichiers joints")
            if card.size:
                yield card, self._notebook.contents.read(card.sha256)

    def _followed(self, choice: Choice) -> Iterator[Operation]:
        total = len(choice.seeds) + len(choice.places)
        for done, operation in enumerate(self._carrying.operations(choice)):
            if done % _EVERY == 0:
                self._ticket.report(done, total, "Écriture du fichier d’échange")
            yield operation

    def _check_room(self, needed: int) -> None:
        with told(self._path):
            if shutil.disk_usage(self._path.parent).free < needed:
                raise KeyFull

    def _write(self, content: Callable[[BinaryIO], bytes]) -> bytes:
        digests: list[bytes] = []
        try:
            write_atomically(self._path, lambda file: digests.append(content(file)))
        except DiskFull as full:
            raise KeyFull from full
        return digests[0]


def _check_place(path: Path) -> None:
    if path.suffix.lower() != ENDING:
        raise BadInput(
            f"Le nom du fichier doit finir par «\u00a0{ENDING}\u00a0». Rien n’a été écrit.", "out"
        )
    with told(path):
        there = path.parent.is_dir()
    if not there:
        raise BadInput(
            "Le dossier choisi n’existe pas, ou la clé n’est pas branchée. Rien n’a été écrit.",
            "out",
        )
