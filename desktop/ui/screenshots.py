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
from desktop.ui.pages.registry import CAPTURE, CAPTURED
from desktop.ui.rail import GROUPS, HEALTH, HOME, SEARCH, SETTINGS, TRASH
from desktop.ui.theme import Theme

SIZE = (1366, 768)
# What is read on another thread needs a moment before the picture.
_READ = 700
LOOKS: tuple[tuple[str, Theme, float], ...] = (
    ("clair", Theme.LIGHT, 1.0),
    ("sombre", Theme.DARK, 1.0),
    ("clair-150", Theme.LIGHT, 1.5),
    ("contraste", Theme.CONTRAST, 1.0),
)
"""Every look that is photographed: its name, its theme, its size of text."""


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
        """Save what a window shows now, or in `wait` milliseconds."""
        if wait:
            loop = QEventLoop()
            QTimer.singleShot(wait, loop.quit)
            loop.exec()
        for _ in range(5):
            self._qt.processEvents()
        path = self._folder / f"{len(self.taken) + 1:03d}-{name}.png"
        if widget.grab().save(str(path)):
            self.taken.append(path)


def take_some(stage: Stage, notebook: Notebook, photographer: Photographer) -> list[Path]:
    """Photograph each screen once, then the first ones in the other looks."""
    first, *others = LOOKS
    _look(stage, first)
    for name, widget, wait in _screens(stage, notebook):
        photographer.take(widget, name, wait=wait)
    for look in others:
        _look(stage, look)
        if stage.window is not None:
            stage.window.go(HOME)
            photographer.take(stage.window, f"accueil-{look[0]}", wait=_READ)
            _open_first(stage.window, notebook, "visit")
            photographer.take(stage.window, f"visite-{look[0]}")
    return photographer.taken


def take_all(stage: Stage, notebook: Notebook, photographer: Photographer) -> list[Path]:
    """Photograph every screen in every look."""
    for look in LOOKS:
        _look(stage, look)
        for name, widget, wait in _screens(stage, notebook):
            photographer.take(widget, f"{look[0]}-{name}", wait=wait)
    return photographer.taken


Screen = tuple[str, QWidget, int]


def _look(stage: Stage, look: tuple[str, Theme, float]) -> None:
    stage.show_look(look[1], look[2])
    if stage.window is not None:
        stage.window.resize(*SIZE)


def _screens(stage: Stage, notebook: Notebook) -> Iterator[Screen]:
    """Yield each screen when it is ready to be photographed."""
    window = stage.window
    if window is None:
        return
    yield from _alone(window)
    yield from _captures(window)
    for _, kinds in GROUPS:
        for kind in kinds:
            yield from _kind(window, notebook, kind)
    yield from _discreet(window, notebook)
    yield from _first_run(stage)


def _alone(window: MainWindow) -> Iterator[Screen]:
    """Yield the pages that show no record."""
    window.go(HOME)
    yield "accueil", window, _READ
    window.act("search")
    window.finder.look_for("jardin")
    yield "chercher", window, 0
    window.finder.hide()
    window.go(SEARCH)
    window.shelf.search.look_for("jardin")
    yield "recherche", window, 0
    for key, name in (
        ("import", "importer"),
        (TRASH, "corbeille"),
        (SETTINGS, "reglages"),
        (HEALTH, "sante"),
    ):
        window.go(key)
        yield name, window, 0


def _captures(window: MainWindow) -> Iterator[Screen]:
    """Yield the quick forms, refused once so that their remarks are seen."""
    for kind in sorted(CAPTURED):
        window.go(f"{CAPTURE}{kind}")
        if window.page is None:
            continue
        window.page.start_new({})
        yield f"noter-{kind}", window, 0
        window.verbs.save()
        yield f"noter-{kind}-a-completer", window, 0
        window.verbs.delete()
        window.notices.bar.dismiss()


def _kind(window: MainWindow, notebook: Notebook, kind: str) -> Iterator[Screen]:
    """Yield the page of a kind: its views, then each tab of its first record."""
    name = kind.replace("_", "-")
    window.go(kind)
    page = window.page
    if page is None:
        return
    for view in page.views:
        page.turn_to(view)
        yield f"{name}-{view}", window, _READ
    if not page.views:
        yield f"{name}-list", window, 0
    _open_first(window, notebook, kind)
    if window.records is None or not window.records.busy:
        yield name, window, 0
        return
    tabs = window.records.sheet.tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        yield f"{name}-onglet-{place + 1}", window, _READ


def _discreet(window: MainWindow, notebook: Notebook) -> Iterator[Screen]:
    """Yield a screen as it is shown to somebody."""
    _open_first(window, notebook, "organisation")
    window.discretion.turn()
    yield "ecran-montre", window, _READ
    window.discretion.turn()


def _first_run(stage: Stage) -> Iterator[Screen]:
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
        yield name, window, 0
    window.close()


def _open_first(window: MainWindow, notebook: Notebook, kind: str) -> None:
    numbers = notebook.listing(ListQuery(kind, limit=1))
    rows = notebook.rows(kind, numbers)
    if rows:
        window.open_record(rows[0].id)
