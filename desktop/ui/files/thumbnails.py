"""Small pictures of attached files: decoded on a thread of their own, kept in memory only."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.errors import UserError
from desktop.services.attaching.contents import Contents
from desktop.services.jobs import Ticket
from desktop.ui.files.decoding import decoded
from desktop.ui.tasks import Tasks

SIDE = 260
_KEPT = 150
_AT_ONCE = 8


class Thumbnails(QObject):
    """Gives the pictures it has and fetches the others; tells `arrived` when some came."""

    arrived = Signal()

    def __init__(self, contents: Contents, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._contents = contents
        self._tasks = tasks
        self._kept: OrderedDict[str, QImage | None] = OrderedDict()
        self._wanted: list[str] = []
        self._under_way = False

    def of(self, digest: str) -> QImage | None:
        """Return a picture; None while it is fetched, and for one that cannot be shown."""
        if digest in self._kept:
            self._kept.move_to_end(digest)
            return self._kept[digest]
        if digest not in self._wanted:
            self._wanted.append(digest)
            self._fetch()
        return None

    def is_lost(self, digest: str) -> bool:
        """Tell whether a picture was fetched and cannot be shown."""
        return digest in self._kept and self._kept[digest] is None

    def forget(self) -> None:
        """Fetch anew what could not be shown: it may have been attached again."""
        for digest in [key for key, image in self._kept.items() if image is None]:
            del self._kept[digest]

    def _fetch(self) -> None:
        if self._under_way or not self._wanted:
            return
        # What was asked for last is what is on screen now.
        batch = self._wanted[-_AT_ONCE:]
        self._under_way = True
        self._tasks.run(
            lambda ticket: _decoded(self._contents, batch, ticket),
            lane="thumbnails",
            owner=self,
            done=self._arrive,
            failed=self._stop,
        )

    def _arrive(self, images: Mapping[str, QImage | None]) -> None:
        self._under_way = False
        self._kept.update(images)
        self._wanted = [digest for digest in self._wanted if digest not in images]
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()
        self._fetch()

    def _stop(self, error: BaseException) -> None:
        self._under_way = False
        self._wanted.clear()
        raise error


def _decoded(
    contents: Contents, digests: Sequence[str], ticket: Ticket
) -> Mapping[str, QImage | None]:
    images: dict[str, QImage | None] = {}
    for digest in digests:
        ticket.check()
        try:
            images[digest] = decoded(contents.whole(digest), SIDE)
        except UserError:
            images[digest] = None
    return images
