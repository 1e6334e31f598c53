"""The real window under hurried hands: how long each gesture holds its thread."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.asking import application
from desktop.ui.collecting import Collector
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.preloading import Preloading
from tests.bench.corpus import PHRASE

_QUIET = 0.03
_PATIENCE = 30.0
_STIRRED = 1.0
_CALMEST = 200
_SMALL = 3_000
# A person looks at the first page for longer.
_BEFORE = 1.5
TYPED = 0.45
"""How long the hands wait for what a pause in typing begins, in seconds."""


@dataclass(frozen=True, slots=True)
class Held:
    """The longest stretch for which a gesture held the window's thread, in milliseconds.

    Processor time of that thread alone, as on a machine that does nothing else: what neighbours
    take, and by how much they slow the processor, is left out.
    """

    gesture: str
    ms: float


class Hands:
    """Makes gestures one after the other, each until all that it began has ended."""

    def __init__(self, program: Program, notebook: Notebook) -> None:
        assert program.window is not None
        self.window: MainWindow = program.window
        self.notebook = notebook
        self.held: list[Held] = []
        self._program = program
        self._calm = min(yardstick() for _ in range(_CALMEST))

    def do(self, name: str, gesture: Callable[[], object], pause: float = 0.0) -> float:
        """Make a gesture, let the window answer; return its longest stretch in milliseconds."""
        before = yardstick()
        longest = max(stretch(gesture), self.settle(pause))
        slowness = max(1.0, min(before, yardstick()) / self._calm)
        self.held.append(Held(name, longest / slowness))
        return longest

    def settle(self, pause: float = 0.0) -> float:
        """Let the window work until it rests for a moment; return its longest stretch."""
        longest, stirred = 0.0, time.monotonic()
        end = stirred + _PATIENCE
        while time.monotonic() < min(end, stirred + max(_QUIET, pause)):
            took = stretch(QApplication.processEvents)
            longest = max(longest, took)
            if self._program.tasks.busy or took > _STIRRED:
                stirred = time.monotonic()
            time.sleep(0.002)
        return longest

    def press(self, name: str, key: Qt.Key, *, alt: bool = False, pause: float = 0.0) -> float:
        """Press a key where the keyboard is."""
        held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        return self.do(name, lambda: QTest.keyClick(self.focus, key, held), pause)

    def type(self, name: str, text: str, *, pause: float = TYPED) -> None:
        """Type plain letters where the keyboard is, waiting after each for what a pause begins."""
        for sign in text:
            self.do(name, lambda typed=sign: QTest.keyClick(self.focus, typed), pause)  # type: ignore[misc]  # a default freezes the letter

    @property
    def focus(self) -> QWidget:
        """Return what has the keyboard."""
        return self.window.focusWidget() or self.window


def stretch(work: Callable[[], object]) -> float:
    """Return how long this thread worked, in milliseconds of the processor."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def yardstick() -> float:
    """Return how long a small work that never changes takes now, in milliseconds."""
    return stretch(lambda: sorted(f"{number * 7919 % 4001:05d}" for number in range(_SMALL)))


@contextmanager
def hands_on(folder: Path) -> Iterator[Hands]:
    """Open a notebook in the real window, and give the hands that work in it."""
    made = QApplication.instance()
    qt = made if isinstance(made, QApplication) else application([])
    collector = Collector()
    program = Program(qt, Preferences(None), folder, Opening())
    preloading = Preloading(program.tasks)
    notebook = program.open_now(PHRASE)
    hands = Hands(program, notebook)
    hands.window.activateWindow()
    hands.settle(_BEFORE)
    yield hands
    preloading.deleteLater()
    collector.deleteLater()
    hands.window.close()
    program.stop()
