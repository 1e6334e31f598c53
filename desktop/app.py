"""Build the windows program: the only place that makes its objects and joins them."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.errors import UserError
from desktop.furnishing import surroundings_of
from desktop.paths import resources_dir
from desktop.privacy.reader import late_reader
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.asking import Asking, application, own_version
from desktop.ui.calling import Called, call, come_forward
from desktop.ui.collecting import Collector
from desktop.ui.crash import LastDoor
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.opening.crossing import Held, own
from desktop.ui.opening.gatekeeper import Gatekeeper
from desktop.ui.preferences import Preferences, next_zoom
from desktop.ui.preloading import Preloading
from desktop.ui.responsiveness import Responsiveness
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from desktop.ui.opening.window import OpeningWindow


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line said; `preferences` is None when none are to be read or kept."""

    data_dir: Path
    preferences: Path | None
    passphrase: str | None = None
    screenshots: Path | None = None
    every_look: bool = False


class Program:
    """The windows, one after the other: opening, then the notebook, then perhaps another."""

    def __init__(
        self, qt: QApplication, preferences: Preferences, folder: Path, opening: Opening
    ) -> None:
        self.qt = qt
        self.preferences = preferences
        self.folder = folder
        self.opening = opening
        self.door = LastDoor(own_version())
        self.tasks = Tasks(self.door.failed)
        self.icons = Icons(resources_dir() / "icons")
        self.appearance = Appearance(qt, resources_dir() / "icons")
        self.before: OpeningWindow | None = None
        self.window: MainWindow | None = None
        self._held: Held | None = None
        self.remarks = late_reader(resources_dir() / "privacy")
        self.gatekeeper = Gatekeeper(
            self.tasks, self.icons, opened=self.show_notebook, restart=self.start
        )
        self.asking = Asking(lambda: self.window or self.before or self.gatekeeper.gate)
        self._restyle()
        qt.styleHints().colorSchemeChanged.connect(lambda _scheme: self._follow_system())

    def already_open(self) -> bool:
        """Have the window that holds this notebook come forward; False when there is none."""
        return self.opening.in_use(self.folder) and call(self.folder)

    def start(self) -> None:
        """Show the screen that the folder calls for."""
        if self.gatekeeper.resume(self.folder):
            return
        self.before = self.opening_window()
        self.before.start()
        self.before.show()

    def start_with(self, passphrase: str) -> None:
        """Open at once; on a refusal show the opening window with its sentence."""
        if self.gatekeeper.resume(self.folder):
            return
        try:
            self.show_notebook(own(self.opening.open(self.folder, passphrase)))
        except UserError as error:
            self.before = self.opening_window()
            self.before.start()
            self.before.explain(error)
            self.before.show()

    def open_now(self, passphrase: str) -> Notebook:
        """Open without any question; raises what the opening says."""
        held = own(self.opening.open(self.folder, passphrase))
        self.show_notebook(held)
        return held.notebook

    def show_notebook(self, held: Held) -> None:
        """Show the main window of an opened notebook, or what keeps it closed."""
        self._held = held
        if self.gatekeeper.admit(held):
            self._show_window(held)
        if self.before is not None:
            self.before.close()
            self.before = None

    def _show_window(self, held: Held) -> None:
        self.window = self._main_window(held)
        if not self.window.restoreGeometry(self.preferences.geometry):
            self.window.resize(1366, 768)
        self.window.show()
        self.gatekeeper.dismiss()
        if held.to_say:
            self.window.notices.tell(held.to_say)
        self.window.tools.backup_if_due()

    def stop(self) -> None:
        """Stop the jobs and close the notebook."""
        self.tasks.close()
        if self._held is not None:
            self._held.close()
            self._held = None

    def zoom(self, step: int) -> None:
        """Make all text a step larger or smaller; 0 is the normal size."""
        current = self.preferences.zoom
        self.preferences.zoom = next_zoom(current, step) if step else 1.0
        self._restyle()
        if self.window is not None:
            self.window.fit()

    def show_look(self, theme: Theme, zoom: float) -> None:
        """Use a theme and a size of text."""
        self.preferences.zoom = zoom
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in other colours."""
        self.preferences.theme = theme
        self._rebuild()

    def show_backups(self) -> None:
        """Close the notebook and show its backups."""
        self._leave_window()
        self.stop()
        self.before = self.opening_window()
        self.before.show_backups()
        self.before.show()

    def _rebuild(self) -> None:
        """Make the window anew: icons and pictures are drawn in the colours of the theme."""
        self._restyle()
        if self.window is None or self._held is None:
            return
        old, key = self.window, self.window.shelf.key
        record = old.page.record_id if old.page is not None else ""
        old.leave()
        draft = old.page.draft if old.page is not None else ""
        self.window = self._main_window(self._held)
        self.window.setGeometry(old.geometry())
        self.window.show()
        old.retire()
        self.window.go(key)
        kept = next((each for each in self._held.notebook.drafts() if each.id == draft), None)
        if kept is not None:
            self.window.resume(kept)
        elif record:
            self.window.open_record(record)

    def _follow_system(self) -> None:
        if self.preferences.theme is Theme.SYSTEM:
            self._rebuild()

    def _leave_window(self) -> None:
        if self.window is not None:
            self.window.leave()
            self.window.retire()
            self.window = None
        self.tasks.close()

    def _lock(self) -> None:
        """Close a notebook that stayed open for days without meeting its server."""
        self._leave_window()
        if self._held is not None:
            self.show_notebook(self._held)

    def _hand_over(self, take: Callable[[Notebook, bool], object]) -> None:
        """Close the window, which keeps what is typed; `take` hears whether that wrote anything."""
        held, self._held = self._held, None
        if held is not None:
            before = held.notebook.base.state()
            self._leave_window()
            take(held.notebook, held.notebook.base.state() != before)

    def _restyle(self) -> None:
        if self.window is not None:
            # Styling a page anew takes longer than making it when it is wanted.
            self.window.shelf.let_go_of_others()
        look = self.appearance.apply(self.preferences.theme, self.preferences.zoom)
        self.icons.use(look.tokens)

    def opening_window(self) -> "OpeningWindow":
        """Make the window before the notebook."""
        # Late: a notebook opened at once never shows it.
        from desktop.ui.opening.window import OpeningWindow

        window = OpeningWindow(
            self.folder, self.asking.files, opening=self.opening, tasks=self.tasks, icons=self.icons
        )
        window.opened.connect(self.show_notebook)
        window.folder_wanted.connect(self._choose_folder)
        self.door.serve(
            keep=lambda: None, tell=window.explain, parent=lambda: self.before or self.window
        )
        return window

    def _main_window(self, held: Held) -> MainWindow:
        window = MainWindow(held.notebook, surroundings_of(self))
        window.closing.connect(lambda: self._closing(window))
        self.gatekeeper.watch(window.exchanges, self._hand_over)
        window.exchanges.keeping.locked.connect(self._lock)
        Called(held.notebook.folder.path, lambda: come_forward(window), window)
        self.door.serve(
            keep=window.keep, tell=window.notices.failed, parent=lambda: self.window or self.before
        )
        window.mark_theme(self.preferences.theme)
        return window

    def _closing(self, window: MainWindow) -> None:
        self.preferences.geometry = window.saveGeometry()

    def _choose_folder(self) -> None:
        chosen = self.asking.folder(self.folder)
        if chosen is not None:
            self.folder = chosen
            self.preferences.folder = self.folder
            old, self.before = self.before, None
            self.start()
            if old is not None:
                old.close()


def run(arguments: Arguments) -> int:
    """Run the program until its last window is closed; return its exit code."""
    qt = application(sys.argv[:1])
    collector = Collector()
    collector.follow(qt)
    responsiveness = Responsiveness()
    program = Program(qt, Preferences(arguments.preferences), arguments.data_dir, Opening())
    sys.excepthook = program.door
    preloading = Preloading(program.tasks)
    try:
        if arguments.screenshots is not None:
            return _screenshots(program, arguments)
        if program.already_open():
            return 0
        responsiveness.follow(qt)
        if arguments.passphrase is not None:
            program.start_with(arguments.passphrase)
        else:
            program.start()
        return qt.exec()
    finally:
        preloading.deleteLater()
        program.stop()


def _screenshots(program: Program, arguments: Arguments) -> int:
    # Late: only a demonstration needs it.
    from desktop.ui.screenshots import Photographer, take_all, take_some

    if arguments.screenshots is None or arguments.passphrase is None:
        sys.stderr.write("Les images demandent aussi --passphrase-file.\n")
        return 2
    notebook = program.open_now(arguments.passphrase)
    photographer = Photographer(program.qt, arguments.screenshots)
    take = take_all if arguments.every_look else take_some
    for path in take(program, notebook, photographer):
        sys.stdout.write(f"{path}\n")
    return 0
