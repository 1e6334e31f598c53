"""Type in the real window until killed, telling what was typed and what is acknowledged as kept.

Run by `test_kill_while_typing.py` as `python -m tests.proofs.typist`: folder, passphrase, seed.
"""

import json
import os
import random
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.paths import resources_dir
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.drafts import Draft
from desktop.ui.asking import application
from desktop.ui.capture.page import CapturePage
from desktop.ui.forms import form
from desktop.ui.icons import Icons
from desktop.ui.main_window import MainWindow
from desktop.ui.surroundings import Surroundings
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from tests.desktop.ui.hands import write

# A person pauses for longer; the window waits for less, so that each run has many pauses.
PAUSE = 25
WORDS = ["le", "jardin", "ouvre", "avec", "élodie", "on", "cherche", "l’hiver", "07", "rue"]
NAME = "Jardins d’Él"


def window_on(notebook: Notebook, tasks: Tasks) -> MainWindow:
    """Return the real main window on a notebook."""
    themes = ("theme_light", "theme_dark", "theme_contrast", "theme_system")
    others = ("restore", "guide", "shortcuts", "about")
    around = Surroundings(
        icons=Icons(resources_dir() / "icons"),
        tasks=tasks,
        today=lambda: date(2026, 11, 23),
        ask_folder=lambda: None,
        ask_file=lambda: None,
        ask_files=lambda: (),
        ask_save=lambda _name: None,
        zoom=lambda _step: None,
        zoom_factor=lambda: 1.0,
        theme=lambda: Theme.LIGHT,
        opening=Opening(),
        version="1.0",
        remarks=lambda _text: (),
        acts={name: lambda: None for name in (*themes, *others)},
    )
    return MainWindow(notebook, around)


def tell(what: str, text: str) -> None:
    """Say a line that a killed program cannot take back."""
    sys.stdout.write(json.dumps({what: text}) + "\n")
    sys.stdout.flush()


class Typist:
    """Types words in the facts of a visit; tells each text before a pause, and once it is kept."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        assert isinstance(window.page, CapturePage)
        self._page = window.page
        self._chance = chance
        self._page.kept.connect(lambda _at: tell("kept", self.text))
        self._box: QWidget = self._page.form.panel.blocks["facts"].editor.main
        self._box.setFocus()
        QTest.keyClick(self._box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)

    @property
    def text(self) -> str:
        """Return what the box holds."""
        return str(self._page.form.panel.blocks["facts"].editor.read() or "")

    def type_a_while(self) -> None:
        """Type some words, sign by sign, then pause until what is typed is kept."""
        for _ in range(self._chance.randrange(1, 9)):
            for sign in self._chance.choice(WORDS) + " ":
                write(self._box, sign)
                QApplication.processEvents()
        tell("typed", self.text)
        QTest.qWait(PAUSE * 2)


def begin(window: MainWindow, notebook: Notebook) -> None:
    """Go on with the draft that is offered, or begin a visit with half a name."""
    drafts = notebook.drafts()
    if drafts:
        window.resume(drafts[0])
        return
    window.begin("visit", {})
    assert isinstance(window.page, CapturePage)
    write(window.page.form.panel.blocks["organisation"].editor.main, NAME)


def forgetting(
    _notebook: Notebook, draft: str, kind: str, record_id: str, values: dict[str, object]
) -> Draft:
    """Do as if the draft was kept: the sabotage that the proof must see."""
    from datetime import UTC, datetime

    return Draft(draft or "never-written", kind, record_id, values, datetime.now(UTC))  # type: ignore[arg-type]  # any JSON


def main(folder: str, passphrase: str, seed: str, sabotage: str = "") -> None:
    """Open the notebook in its window and type until killed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    form.PAUSE = PAUSE
    if sabotage:
        Notebook.keep_draft = forgetting  # type: ignore[method-assign,assignment]  # on purpose
    program = application(["typist"])
    with Opening().open(Path(folder), passphrase) as notebook:
        window = window_on(notebook, Tasks(lambda _error: None))
        window.resize(1366, 768)
        window.show()
        begin(window, notebook)
        typist = Typist(window, random.Random(int(seed)))
        while program is not None:
            typist.type_a_while()


if __name__ == "__main__":
    main(*sys.argv[1:])
