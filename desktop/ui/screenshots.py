"""Walk through the windows and save a picture of each, for people who look at the program."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from desktop.ui.main_window import MainWindow
from desktop.ui.opening.window import OpeningWindow
from desktop.ui.rail import GROUPS, HOME, SEARCH, TRASH
from desktop.ui.theme import Theme

SIZE = (1366, 768)
_LARGE = 1.5
# What is read on another thread comes on screen in much less.
_READ = 1_500


class Stage(Protocol):
    """The windows of the program, and their look."""

    @property
    def window(self) -> MainWindow | None: ...
    def opening_window(self) -> OpeningWindow: ...
    def show_look(self, theme: Theme, zoom: float) -> None: ...


class Photographer:
    """Saves pictures in one folder and remembers their names."""

    def __init__(self, qt: QApplication, folder: Path) -> None:
        self._qt = qt
        self._folder = folder
        self.taken: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, widget: QWidget, name: str, *, wait: int = 0) -> None:
        """Save what a window shows now, or once it has had some milliseconds to read."""
        if wait:
            loop = QEventLoop()
            QTimer.singleShot(wait, loop.quit)
            loop.exec()
        for _ in range(5):
            self._qt.processEvents()
        path = self._folder / f"{len(self.taken) + 1:02d}-{name}.png"
        if widget.grab().save(str(path)):
            self.taken.append(path)


def take_all(stage: Stage, notebook: Notebook, photographer: Photographer) -> list[Path]:
    """Photograph every page, the first-run screen, the dark theme and a large text."""
    stage.show_look(Theme.LIGHT, 1.0)
    _main_window(stage, notebook, photographer)
    _first_run(stage, photographer)
    for theme, zoom, name in (
        (Theme.DARK, 1.0, "theme-sombre"),
        (Theme.LIGHT, _LARGE, "texte-150"),
    ):
        stage.show_look(theme, zoom)
        window = stage.window
        if window is not None:
            window.resize(*SIZE)
            window.rail.choose(HOME)
            photographer.take(window, f"accueil-{name}", wait=_READ)
            _open_first(window, notebook, "visit")
            photographer.take(window, name)
    return photographer.taken


def _main_window(stage: Stage, notebook: Notebook, photographer: Photographer) -> None:
    window = stage.window
    if window is None:
        return
    window.resize(*SIZE)
    photographer.take(window, "accueil", wait=_READ)
    for kind in _kinds():
        _open_first(window, notebook, kind)
        photographer.take(window, kind.replace("_", "-"))
    _open_first(window, notebook, "visit")
    if window.records is not None and window.records.busy:
        window.records.sheet.tabs.show_history()
        photographer.take(window, "historique")
        window.records.sheet.tabs.show_form()
        window.records.start_new()
        window.verbs.save()
        photographer.take(window, "nouvelle-visite")
        window.verbs.delete()
        window.notices.bar.dismiss()
    window.rail.choose(SEARCH)
    window.shelf.search.look_for("jardin")
    photographer.take(window, "recherche")
    window.rail.choose(TRASH)
    photographer.take(window, "corbeille")


def _first_run(stage: Stage, photographer: Photographer) -> None:
    window = stage.opening_window()
    window.show()
    for step, name in (
        (window.name, "premiere-fois-nom"),
        (window.passphrase, "premiere-fois-phrase"),
        (window.recovery, "premiere-fois-cle"),
        (window.unlock, "ouverture"),
    ):
        window.setCurrentWidget(step)
        step.begin()
        if step is window.recovery:
            window.recovery.show_key("AB12C-D34EF-56GHJ-K78MN-PQ9RS-TVWXY-Z0123")
        photographer.take(window, name)
    window.close()


def _open_first(window: MainWindow, notebook: Notebook, kind: str) -> None:
    window.rail.choose(kind)
    numbers = notebook.listing(ListQuery(kind, limit=1))
    rows = notebook.rows(kind, numbers)
    if rows:
        window.open_record(rows[0].id)


def _kinds() -> Iterator[str]:
    for _, kinds in GROUPS:
        yield from kinds
