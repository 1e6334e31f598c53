"""Say what a file for a key would hold, before it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import orjson

from desktop.services.carrying.sentences import closed_to
from desktop.services.exchanging.wording import counted
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.acquaintances import Acquaintances
from desktop.store.carried import Carrying
from sync.operations.operation import Operation
from sync.records.attachment import AttachmentType

_EVERY: Final = 500
_LARGE: Final = 1_000_000_000
_DAY_MS: Final = int(timedelta(days=1).total_seconds() * 1000)
_CLOCK_BITS: Final = 16
_PACKED: Final = 3
"""Texts take about a third of their size once in the file."""

_EACH: Final = 120
"""Bytes that an operation takes besides its texts, about."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file would hold: `size` in bytes, about."""

    changes: int
    records: int
    photos: int
    others: int
    size: int

    @property
    def sentence(self) -> str:
        """Say it."""
        if not self.changes:
            return "Rien à emporter\u00a0: tout ce qui est écrit ici est déjà sur le serveur."
        parts = [
            f"{counted(self.records, 'fiche')} ({counted(self.changes, 'modification')})",
            counted(self.photos, "photo") if self.photos else "",
            counted(self.others, "autre fichier", "autres fichiers") if self.others else "",
        ]
        held = ", ".join(filter(None, parts))
        return f"Le fichier contiendra {held}, environ {size_said(self.size)}."


@dataclass(slots=True)
class _Scales:
    """Adds operations up."""

    with_files: bool
    changes: int = 0
    size: int = 0
    records: set[str] = field(default_factory=set)
    photos: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)

    def add(self, operation: Operation) -> None:
        if operation.author:
            self.changes += 1
            self.records.add(operation.record)
        self.size += len(operation.fields) // _PACKED + _EACH
        if self.with_files and operation.kind == "attachment" and not operation.redacted:
            self._add_file(orjson.loads(operation.fields))

    def _add_file(self, values: dict[str, object]) -> None:
        digest, size = values.get("sha256"), values.get("size_bytes")
        if isinstance(digest, str):
            photo = values.get("attachment_type", AttachmentType.PHOTO) == AttachmentType.PHOTO
            among = self.photos if photo else self.others
            among[digest] = size if isinstance(size, int) else 0

    def read(self) -> Measured:
        size = self.size + sum(self.photos.values()) + sum(self.others.values())
        return Measured(self.changes, len(self.records), len(self.photos), len(self.others), size)


def may_carry(notebook: Notebook) -> bool:
    """Tell whether this notebook is in a space, whose members alone can open a file."""
    known = Acquaintances(notebook.base)
    return bool(known.device and known.bundle_key)


def since_days(notebook: Notebook, days: int) -> int:
    """Return the hybrid clock of so many days ago."""
    return max(1, notebook.base.now_ms() - days * _DAY_MS) << _CLOCK_BITS


def measure(
    notebook: Notebook, since: int | None, *, with_files: bool, ticket: Ticket | None = None
) -> Measured:
    """Return what `making.create` would write; nothing is written. Raises Alone, or Cancelled."""
    carrying, followed = Carrying(notebook.base), ticket or Ticket()
    sender = carrying.sender()
    if sender is None:
        raise closed_to(Acquaintances(notebook.base))
    scales = _Scales(with_files)
    with notebook.base.at_one_moment():
        choice = carrying.choose(sender.key, since)
        for operation in _followed(carrying.operations(choice), followed):
            scales.add(operation)
    return scales.read()


def size_said(size: int) -> str:
    """Return « 3,2 Mo » or « 7,8 Go » for bytes, never « 0,0 Mo »."""
    shown, unit = (size / 1e9, "Go") if size >= _LARGE else (max(0.1, size / 1e6), "Mo")
    return f"{shown:.1f}".replace(".", ",") + f"\u00a0{unit}"


def _followed(operations: Iterator[Operation], ticket: Ticket) -> Iterator[Operation]:
    for place, operation in enumerate(operations):
        if place % _EVERY == 0:
            ticket.check()
        yield operation
