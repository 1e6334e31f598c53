"""What the window costs beside a bare one: start, memory, opening and scrolling a long list."""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from desktop.services.notebook import Notebook
from desktop.store.keyslots import Argon2
from desktop.store.query import ListQuery
from desktop.ui.asking import application
from desktop.ui.lists.table import RecordTable
from tests.bench.corpus import PHRASE
from tests.bench.table import Line, each, p95, seconds

_RUNS = 7
_ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, label: str) -> Iterator[Line]:
    """Measure from the start of the process to a painted window with its list."""
    pairs = [(_started([str(folder), PHRASE]), _started(["bare"])) for _ in range(_RUNS)]
    ours = statistics.median(run[0] for run, _ in pairs)
    floor = statistics.median(run[0] for _, run in pairs)
    bare = "a process that shows an empty QMainWindow"
    yield Line(
        f"start to a usable window, {label}", ours * 1000, "ms", floor * 1000, bare, "≤ 2.20"
    )
    key = statistics.median(each(lambda _: Argon2().derive(b"phrase", bytes(16)), 5))
    yield Line("  … passphrase derivation, apart", key * 1000, "ms")
    memory = (max(run[1] for run, _ in pairs), max(run[1] for _, run in pairs))
    yield Line("  … peak memory", memory[0] / 1024, "MiB", memory[1] / 1024, bare)


def _started(arguments: list[str]) -> tuple[float, int]:
    begin = time.time_ns()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.start_window", *arguments],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    usable, peak = done.stdout.split()[-2:]
    return (int(usable) - begin) / 1e9, int(peak)


class _InMemory(QAbstractTableModel):
    """The same rows, already in memory: what painting alone costs."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return len(self._rows)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        return len(self._rows[0])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> str | None:
        shown = role == Qt.ItemDataRole.DisplayRole
        return self._rows[index.row()][index.column()] if shown else None


def scroll(notebook: Notebook, label: str) -> Iterator[Line]:
    """Measure opening the longest list and jumping anywhere in it."""
    application([])
    kind = max(("visit", "observation", "evaluation"), key=notebook.count)
    model = RecordTable(notebook, kind, lambda _field, value: str(value))
    view = _view(model)
    opening = statistics.median(each(lambda _: _asked(model, view, kind), 5))
    rows = model.rowCount()
    columns = model.columnCount()
    still = _view(_InMemory([["Les Jardins d’Éloi"] * columns for _ in range(rows)]))
    opened = seconds(lambda: still.grab())
    yield Line(
        f"list of {rows:,}: open, {label}", opening * 1000, "ms", opened * 1000, _PAINT, "≤ 150 ms"
    )
    places = random.Random(1).choices(range(rows), k=60)
    ours = each(lambda number: _jump(view, places[number]), 60)
    floor = each(lambda number: _jump(still, places[number]), 60)
    yield Line("  … jump, p95", p95(ours) * 1000, "ms", p95(floor) * 1000, _PAINT, "≤ 50 ms")


_PAINT = "the same view over rows already in memory"


def _view(model: QAbstractTableModel) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.resize(900, 700)
    view.show()
    return view


def _asked(model: RecordTable, view: QTableView, kind: str) -> None:
    model.ask(ListQuery(kind))
    view.grab()


def _jump(view: QTableView, row: int) -> None:
    view.scrollTo(view.model().index(row, 0), QTableView.ScrollHint.PositionAtTop)
    view.grab()
