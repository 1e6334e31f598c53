"""How much the attached files may take: of a space, of a laptop, of the disk."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.protocol.codes import Refusal
from sync.protocol.limits import FILE_BYTES
from sync.server.refusals import Refused
from sync.server.store.engine import Connection
from sync.server.store.files import announced_by, announced_in

GIBIBYTE: Final = 1 << 30


def _boundless() -> int:
    """Know nothing of the disk: the database has it elsewhere."""
    return 1 << 62


@dataclass(frozen=True, slots=True)
class Room:
    """The limits, in bytes; ``free`` tells what the disk has left.

    What was announced counts, sent or not: two laptops that announce at the same instant may go
    beyond by one file each, no further.
    """

    of_a_space: int = 50 * GIBIBYTE
    of_a_laptop: int = 10 * GIBIBYTE
    of_a_file: int = FILE_BYTES
    kept_free: int = GIBIBYTE
    free: Callable[[], int] = _boundless

    def check_file(self, size: int) -> None:
        """Refuse a file that is too large alone."""
        if size > self.of_a_file:
            raise Refused(Refusal.TOO_LARGE)

    def check_disk(self, size: int) -> None:
        """Refuse what the disk cannot take while the server goes on working."""
        if self.free() - size < self.kept_free:
            raise Refused(Refusal.FULL)

    def check_shares(self, connection: Connection, scope: str, laptop: str, size: int) -> None:
        """Refuse what goes beyond the share of a scope, or of a laptop."""
        if (
            announced_in(connection, scope) + size > self.of_a_space
            or announced_by(connection, laptop) + size > self.of_a_laptop
        ):
            raise Refused(Refusal.FULL)


def free_in(folder: Path) -> Callable[[], int]:
    """Return what tells how many bytes the disk of a folder has left."""
    return lambda: shutil.disk_usage(folder).free
