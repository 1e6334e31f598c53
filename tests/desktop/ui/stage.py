"""One window on a notebook where every kind of record is full, for the tests of all screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.paths import resources_dir
from desktop.privacy.reader import privacy_reader
from desktop.services.attaching.files import Piece, attach, read_sources
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.keyslots import Argon2
from desktop.ui.asking import speak_french
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.surroundings import Surroundings
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Appearance, Theme
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, fields_of
from tests.conftest import PASSPHRASE, Clock
from tests.desktop.ui.conftest import TODAY
from tests.records_of_each_kind import full_values

SIZE = (1366, 768)
# A height asks for another one above it, up to the page.
_PASSES = 6
_ACTS = (
    *("theme_light", "theme_dark", "theme_contrast", "theme_system"),
    *("restore", "guide", "shortcuts", "about"),
)


@dataclass(frozen=True)
class Stage:
    """A window, its notebook, and one full record of each kind."""

    window: MainWindow
    notebook: Notebook
    records: dict[str, str]
    tasks: Tasks
    icons: Icons
    words: str

    def settle(self) -> None:
        """Let jobs end, and heights that follow from widths be found out."""
        for _ in range(_PASSES):
            QApplication.processEvents()
            while self.tasks.busy:
                QApplication.processEvents()


@contextmanager
def stage(
    qapp: QApplication, folder: Path, words: str, theme: Theme = Theme.LIGHT, zoom: float = 1.0
) -> Iterator[Stage]:
    """Open the window in a look, on records whose every text holds `words`."""
    with _looking(qapp, theme, zoom) as (look, icons):
        opening = Opening(now_ms=Clock(), cost=Argon2(memory_kib=64, iterations=1, lanes=1))
        made = opening.create(folder / "carnet", name="Jeanne Dupont", passphrase=PASSPHRASE)
        tasks = Tasks(_raise)
        with made.notebook as notebook:
            records = furnish(notebook, words, folder)
            window = MainWindow(notebook, _around(tasks, icons, opening, look))
            window.resize(*SIZE)
            window.show()
            yield Stage(window, notebook, records, tasks, icons, words)
            tasks.close()
            window.retire()
            # Windows left behind would be styled again by every test that follows.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def furnish(notebook: Notebook, words: str, folder: Path) -> dict[str, str]:
    """Add one full record of each kind, linked to the others, with a photo and a draft."""
    records: dict[str, str] = {}
    for kind in sorted(RECORD_TYPES, key=lambda kind: kind == "attachment"):
        records[kind] = notebook.add(kind, full_values(kind, words)).record.id
    for kind, record in records.items():
        notebook.edit(record, _links(kind, records))
    _photograph(notebook, records["visit"], words, folder / "Plantation.jpg")
    again = notebook.add("task", {"what": words, "who": words, "due_on": "2026-11-24"}).record
    notebook.delete(again.id)
    notebook.keep_draft("", "task", "", {"what": words})
    return records


def _links(kind: str, records: dict[str, str]) -> dict[str, Any]:
    """Return the links of a kind, each to a record that is there and is not itself."""
    found: dict[str, Any] = {}
    for field in fields_of(RECORD_TYPES[kind]):
        if field.kind in (Kind.LINK, Kind.LINKS):
            target = next(each for each in (*field.about.target, "") if each != kind)
            to = [records[target]] if target else []
            found[field.name] = to if field.kind is Kind.LINKS else next(iter(to), None)
    return found


def _photograph(notebook: Notebook, about: str, words: str, path: Path) -> None:
    Image.new("RGB", (80, 60), "green").save(path)
    (file,) = read_sources([path], Ticket()).files
    attach(notebook, [Piece(file, "NON", words)], about)


def _around(tasks: Tasks, icons: Icons, opening: Opening, look: Appearance) -> Surroundings:
    return Surroundings(
        icons=icons,
        tasks=tasks,
        today=lambda: TODAY,
        ask_folder=lambda: None,
        ask_file=lambda: None,
        ask_files=lambda: (),
        ask_save=lambda _name: None,
        zoom=lambda _step: None,
        zoom_factor=lambda: look.look.factor,
        theme=lambda: Theme.LIGHT,
        opening=opening,
        version="1.0",
        remarks=privacy_reader(resources_dir() / "privacy").read,
        acts={name: lambda: None for name in _ACTS},
    )


@contextmanager
def _looking(qapp: QApplication, theme: Theme, zoom: float) -> Iterator[tuple[Appearance, Icons]]:
    """Speak French in a look, and put everything back as it was."""
    before, palette, font = QLocale(), qapp.palette(), qapp.font()
    speak_french(qapp)
    look, icons = Appearance(qapp, resources_dir() / "icons"), Icons(resources_dir() / "icons")
    qapp.setStyle("Fusion")
    icons.use(look.apply(theme, zoom).tokens)
    yield look, icons
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)


def _raise(error: BaseException) -> None:
    raise error
