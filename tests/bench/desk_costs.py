"""What the agent's desk costs beside the same rows read raw and painted plainly.

Processor time of the thread at work: what a person waits for on a machine that is not busy.
"""

import itertools
import statistics
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit, QWidget

from desktop.services.ideas.board import MOST_CARDS
from desktop.services.notebook import Notebook
from desktop.services.today.glance import glance
from desktop.ui.capture.page import CapturePage
from desktop.ui.ideas.head import BOARD
from desktop.ui.ideas.page import IdeasPage
from tests.bench.corpus import crowded
from tests.bench.gestures import Hands, hands_on, stretch
from tests.bench.table import Line, p95

_TIMES = 7
_ENTRIES = 500
_EVERY_VISIT = "SELECT visited_on, organisation FROM visit WHERE trashed = 0"
_RAW = "as many rows read raw, painted in a plain list"
_QUERIES = (
    *("jardin partage", "les lilas", "association du quartier", "dauphin", "visite mai"),
    *("compost", "conseil citoyen", "boxe", "eclairage rue", "budget", "fresque", "couture"),
    *("habitants", "centre social", "repas", "potager", "slam", "place du marche", "theatre"),
    "soutien scolaire",
)


def desk(folder: Path, label: str) -> Iterator[Line]:
    """Measure the screens of the desk in the real window."""
    with hands_on(folder) as hands:
        yield from home(hands, label)
        yield from organisation(hands)
        yield from ideas(hands)
        yield from finder(hands, label)
        yield from capture(hands)


def home(hands: Hands, label: str) -> Iterator[Line]:
    """Measure the reading of the home page, and what its coming on screen holds up."""
    with hands.notebook.second() as own:
        today = datetime.now().astimezone().date()
        ours = statistics.median(_each(lambda _: glance(own, today), _TIMES))
        raw = statistics.median(
            _each(lambda _: own.base.db.execute(_EVERY_VISIT).fetchall(), _TIMES)
        )
    yield Line(
        f"home: read, on its own thread, {label}",
        ours,
        "ms",
        raw,
        "the day and the organisation of every visit, read raw",
    )
    held = [_came(hands, "home", "organisation") for _ in range(_TIMES)]
    floor = _floor(hands.notebook, "visit", 30)
    yield Line(
        "  … longest hold of the window as it comes on screen",
        statistics.median(held),
        "ms",
        floor,
        "30 rows read raw, painted in a plain list",
        "≤ 50 ms",
    )


def organisation(hands: Hands) -> Iterator[Line]:
    """Measure the desk of an organisation that has a long history."""
    chosen = crowded(hands.notebook)
    floor = _floor(hands.notebook, "visit", _ENTRIES)
    hands.do("go", lambda: hands.window.go("organisation"))
    times = []
    for _ in range(_TIMES):
        times.append(stretch(lambda: _shown(lambda: hands.window.open_record(chosen))))
        hands.do("away", lambda: hands.window.go("task"))
        hands.do("back", lambda: hands.window.go("organisation"))
        assert hands.window.records is not None
        hands.do("list", hands.window.records.go_back)
    for name, ours in (("first time", times[0]), ("then", statistics.median(times[1:]))):
        yield Line(
            f"organisation with {_ENTRIES} entries: open to painted, {name}",
            ours,
            "ms",
            floor,
            _RAW,
            "≤ 100 ms",
        )


def ideas(hands: Hands) -> Iterator[Line]:
    """Measure the board of ideas, and a card moved along the path."""
    floor = _floor(hands.notebook, "idea", MOST_CARDS)
    hands.do("go", lambda: hands.window.go("idea"))
    page = hands.window.page
    assert isinstance(page, IdeasPage)
    hands.do("board", lambda: page.turn_to(BOARD))
    times = []
    for _ in range(_TIMES):
        hands.do("away", lambda: hands.window.go("task"))
        times.append(stretch(lambda: _shown(lambda: hands.window.go("idea"))))
    what = f"ideas board, {MOST_CARDS:,} cards: turn to the page, painted"
    yield Line(what, statistics.median(times), "ms", floor, _RAW, "≤ 100 ms")
    hands.do("choose", page.board.take_focus)
    before = page.board.card
    moves = []
    for side in itertools.islice(itertools.cycle((Qt.Key.Key_Right, Qt.Key.Key_Left)), 12):
        moves.append(stretch(lambda key=side: _shown(lambda: _alt(hands, key))))  # type: ignore[misc]  # a default freezes the side
        assert page.board.card != before or len(moves) % 2 == 0, "the card has not moved"
        hands.settle()
    yield Line(
        "  … a card moved by Alt+→, saved and painted",
        statistics.median(moves),
        "ms",
        floor,
        _RAW,
        "≤ 100 ms",
    )


def finder(hands: Hands, label: str) -> Iterator[Line]:
    """Measure each key typed in the search box, to its answers painted; its pause apart."""
    box = hands.window.top.search
    hands.do("Ctrl+K", lambda: hands.window.act("search"))
    times = []
    for query in _QUERIES:
        box.clear()
        for sign in query:
            typed = stretch(lambda key=sign: QTest.keyClick(box, key))  # type: ignore[misc]  # a default freezes the letter
            answered = stretch(lambda: _shown(lambda: box.searched.emit(box.text())))
            times.append(typed + answered)
    hands.press("leave", Qt.Key.Key_Escape)
    floor = _floor(hands.notebook, "visit", 60)
    yield Line(
        f"Ctrl+K, a key to its answers, p95, {label}",
        p95(times),
        "ms",
        floor,
        "60 rows read raw, painted in a plain list",
        "≤ 50 ms",
    )


def capture(hands: Hands) -> Iterator[Line]:
    """Measure the quick visit: opening it, and a key in it."""
    bare = QPlainTextEdit()
    floor = stretch(lambda: _shown(bare.show))
    for name, reach in (("first time", ""), ("then", "≤ 100 ms")):
        hands.do("away", lambda: hands.window.go("task"))
        opened = stretch(lambda: _shown(lambda: hands.window.begin("visit", {})))
        what = f"quick visit: open to painted, {name}"
        yield Line(what, opened, "ms", floor, "an empty text box shown", reach)
    page = hands.window.page
    assert isinstance(page, CapturePage)
    ours = p95(_keys(page.form.panel.blocks["facts"].editor.main))
    least = p95(_keys(bare))
    what = "the same key in an empty QPlainTextEdit"
    yield Line("  … a key typed in its facts, painted, p95", ours, "ms", least, what)
    hands.do("give up", page.delete)


def _each(work: Callable[[int], object], count: int) -> list[float]:
    return [stretch(partial(work, number)) for number in range(count)]


def _shown(gesture: Callable[[], object]) -> None:
    """Make a gesture, and what it asked to be painted."""
    gesture()
    QApplication.processEvents()


def _came(hands: Hands, key: str, other: str) -> float:
    hands.do(other, lambda: hands.window.go(other))
    return hands.do(key, lambda: hands.window.go(key))


def _alt(hands: Hands, key: Qt.Key) -> None:
    QTest.keyClick(hands.focus, key, Qt.KeyboardModifier.AltModifier)


def _keys(box: QWidget) -> list[float]:
    box.setFocus()
    typed = list("une visite de plus au jardin " * 4)
    return _each(lambda place: _shown(lambda: QTest.keyClicks(box, typed[place])), len(typed))


def _raw(notebook: Notebook, kind: str, limit: int) -> list[str]:
    """Return rows of a kind as the base gives them."""
    sql = f'SELECT * FROM "{kind}" ORDER BY seq DESC LIMIT {limit}'
    return [" ".join(map(str, row[:8])) for row in notebook.base.db.execute(sql)]


def _painted(view: QListView, rows: list[str]) -> None:
    view.setModel(QStringListModel(rows, view))
    view.repaint()


def _floor(notebook: Notebook, kind: str, limit: int) -> float:
    """Return how long raw rows take to be read and painted in a plain list."""
    view = QListView()
    view.resize(900, 700)
    view.show()
    QApplication.processEvents()
    return statistics.median(_each(lambda _: _painted(view, _raw(notebook, kind, limit)), _TIMES))
