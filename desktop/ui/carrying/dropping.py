"""An exchange file that is dropped anywhere on the window is looked at."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class Dropping(QObject):
    """Watches a window; what is not an exchange file is left to whatever lies under the pointer."""

    def __init__(self, look_at: Callable[[Path], object], window: QWidget) -> None:
        super().__init__(window)
        self._look_at = look_at
        window.setAcceptDrops(True)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Welcome one exchange file, and have it looked at once it is dropped."""
        if not isinstance(event, QDropEvent):
            return False
        path = dropped(event)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._look_at(path)
        return True


def dropped(event: QDropEvent) -> Path | None:
    """Return the exchange file that is dropped, the first of several."""
    # Late: no start waits for what few drop.
    from sync.client.bundle.contents import ENDING

    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == ENDING), None)
