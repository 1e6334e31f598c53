"""« Échanger, puis quitter »: asked for, and never a condition for closing."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.ui.exchange.exchanging import End, Exchanging
from desktop.ui.notices import Notices, Offer

_STOPPED = "L’échange a été arrêté\u00a0: le carnet reste ouvert, et tout y est gardé."


class Parting(QObject):
    """Closes the window once an exchange went well; otherwise says why, and offers to close."""

    def __init__(
        self,
        exchanging: Exchanging,
        notices: Notices,
        close: Callable[[], object],
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._exchanging = exchanging
        self._notices = notices
        self._close = close
        self._asked = False
        exchanging.ended.connect(self._ended)

    def start(self) -> None:
        """Exchange, then close."""
        self._exchanging.start(aloud=False)
        self._asked = self._exchanging.running

    def _ended(self, end: End) -> None:
        asked, self._asked = self._asked, False
        if not asked:
            return
        offer = Offer("Quitter quand même", self._close)
        if end.outcome is not None:
            self._close()
        elif end.trouble is not None:
            self._notices.failed(end.trouble, offer)
        else:
            self._notices.tell(_STOPPED, offer)
