"""What the program asks of Qt itself: the application in French, file dialogs, texts to read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from desktop.paths import resources_dir
from desktop.ui.verbs import Acts
from desktop.version import VERSION


def application(arguments: list[str]) -> QApplication:
    """Make the application: Fusion everywhere, dates and buttons in French."""
    made = QApplication(arguments)
    made.setApplicationName("carnet-de-quartier")
    made.setApplicationDisplayName("Carnet de quartier")
    made.setStyle("Fusion")
    speak_french(made)
    return made


def speak_french(qt: QApplication) -> None:
    """Have Qt's own texts and dates in French."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_fr", folder):
        qt.installTranslator(translator)


def own_version() -> str:
    """Return the version of the program."""
    return VERSION


class Asking:
    """Opens dialogs over the window of the moment."""

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent
        self.reading: QDialog | None = None
        # The next file mostly goes beside the last one; Qt finds its way where that is gone.
        self._written_in = Path.home()

    def by_name(self, folder: Callable[[], Path]) -> Acts:
        """Return the commands of the help menu by their names."""
        guide = resources_dir() / "guide"
        return {
            "guide": lambda: self._show_guide(guide),
            "shortcuts": self._show_shortcuts,
            "about": lambda: self._show_about(folder()),
        }

    def file(self) -> Path | None:
        """Ask which file to attach; None when given up."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent(), "Choisir la pièce jointe", str(Path.home())
        )
        return Path(chosen) if chosen else None

    def files(self) -> tuple[Path, ...]:
        """Ask which files to add; none when given up."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._parent(), "Choisir un ou plusieurs fichiers", str(Path.home())
        )
        return tuple(map(Path, chosen))

    def new_file(self, name: str) -> Path | None:
        """Ask where to write a file, under this name unless another is chosen."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent(), "Enregistrer le fichier", str(self._written_in / name)
        )
        if not chosen:
            return None
        self._written_in = Path(chosen).parent
        return Path(chosen)

    def new_files(self) -> Path | None:
        """Ask in which folder to write several files; None when given up."""
        chosen = QFileDialog.getExistingDirectory(
            self._parent(), "Dossier où enregistrer les classeurs", str(self._written_in)
        )
        if not chosen:
            return None
        self._written_in = Path(chosen)
        return self._written_in

    def folder(self, current: Path) -> Path | None:
        """Ask which folder holds, or will hold, the notebook; None when given up."""
        chosen = QFileDialog.getExistingDirectory(
            self._parent(), "Dossier du carnet", str(current.parent)
        )
        return Path(chosen) if chosen else None

    def _show_guide(self, folder: Path) -> None:
        # Late, as the two below: no start waits for a text that few open.
        from desktop.ui.text_window import GuideWindow

        self._read(GuideWindow(folder, self._parent()))

    def _show_shortcuts(self) -> None:
        from desktop.ui.text_window import ShortcutsWindow

        self._read(ShortcutsWindow(self._parent()))

    def _show_about(self, folder: Path) -> None:
        from desktop.ui.text_window import AboutWindow

        self._read(AboutWindow(own_version(), folder, self._parent()))

    def _read(self, window: QDialog) -> None:
        self.reading = window
        window.show()
