"""The last door: what nobody expected. Drafts first, then a sober sentence and a clean report."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.services.refusals import understood
from desktop.ui.leaflet import Leaflet
from desktop.ui.pieces import column, label, line, long_text, push

_LOG = logging.getLogger(__name__)


class LastDoor:
    """Takes the place of sys.excepthook while windows are open."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._keep: Callable[[], object] = lambda: None
        self._tell: Callable[[UserError], object] = lambda _error: None
        self._parent: Callable[[], QWidget | None] = lambda: None
        self.dialog: CrashWindow | None = None

    def serve(
        self,
        *,
        keep: Callable[[], object],
        tell: Callable[[UserError], object],
        parent: Callable[[], QWidget | None],
    ) -> None:
        """Use these from now on: how to keep drafts, to say a sentence, which window is open."""
        self._keep, self._tell, self._parent = keep, tell, parent

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Keep what is typed, then say what happened; an expected refusal is only a sentence."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._keep_first()
        expected = understood(error)
        if expected is not None:
            self._tell(expected)
            return
        text = report(self._version, error)
        _LOG.error("%s", text)
        if self.dialog is None or not self.dialog.isVisible():
            self.dialog = CrashWindow(text, self._parent())
            self.dialog.open()

    def failed(self, error: BaseException) -> None:
        """Take the failure of a job that no page handles."""
        self(type(error), error, error.__traceback__)

    def _keep_first(self) -> None:
        try:
            self._keep()
        except Exception as second:  # noqa: BLE001 - whatever it is, the first one must be told
            _LOG.error("Drafts could not be kept.\n%s", report(self._version, second))


class CrashWindow(Leaflet):
    """What happened, what it changes, what to do; the details apart."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Un imprévu")
        self._text = text
        inside = column(self, margin=24, spacing=12)
        inside.addWidget(label("Le logiciel a rencontré un imprévu.", "title", wrap=True))
        said = (
            "La dernière action n’est peut-être pas allée au bout. Ce que vous étiez en train "
            "d’écrire a été gardé comme brouillon, et vous pouvez continuer. Si cela revient, "
            "transmettez le rapport à votre service informatique\u00a0: il ne contient aucune "
            "information de vos fiches."
        )
        inside.addWidget(label(said, wrap=True))
        details = long_text("Rapport technique")
        details.setReadOnly(True)
        details.setPlainText(text)
        inside.addWidget(details)
        self.copy_button = push("Copier le rapport", self.copy)
        inside.addLayout(line(self.copy_button, None, push("Continuer", self.accept, primary=True)))

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)


def report(version: str, error: BaseException) -> str:
    """Return where and what kind of failure, never the values: messages may hold records."""
    lines = [
        f"Carnet de quartier {version}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} "
        f"{platform.release()}",
    ]
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    for link in reversed(chain):
        lines.append(f"{type(link).__module__}.{type(link).__name__}")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def _inside(filename: str) -> str:
    """Return a path without the folders of this computer, which often hold a name."""
    parts = Path(filename).parts
    for top in ("desktop", "sync", "site-packages"):
        if top in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(top) :])
    return Path(filename).name
