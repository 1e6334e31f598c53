"""Half an hour of gestures in the real window, told as the longest hold of its thread for each.

Run by `test_responsiveness.py` as `python -m tests.proofs.tour_of_gestures FOLDER`; the notebook
is filled by `tests.bench.corpus`.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.store.query import ListQuery
from desktop.ui.capture.page import CapturePage
from desktop.ui.ideas.head import BOARD, LIST
from desktop.ui.ideas.page import IdeasPage
from desktop.ui.lists.record_list import RecordList
from desktop.ui.observations.page import ObservationsPage
from desktop.ui.pages.sheet import Sheet
from desktop.ui.rail import SEARCH
from sync.records import RECORD_TYPES
from tests.bench.corpus import crowded
from tests.bench.gestures import Hands, hands_on

_LONG_LISTS = ("visit", "funding", "evaluation", "organisation")
_SCREENFULS = 8
_QUERIES = ("jardin", "les lilas", "association du", "dauphin", "visite mai", "zzz")


def pages(hands: Hands) -> None:
    """Turn to every page of the rail, twice, and to each of the views that it has."""
    for turn in ("first", "then"):
        for key, _ in hands.window.rail.names():
            hands.do(f"page {key}, {turn}", lambda to=key: hands.window.rail.choose(to))  # type: ignore[misc]  # a default freezes the key
            page = hands.window.page
            for view in page.views if page is not None else ():
                hands.do(f"page {key}, {view}, {turn}", partial(_turn_to, hands, view))


def records(hands: Hands) -> None:
    """Open two records of each kind from its list, and each of their tabs."""
    for kind in RECORD_TYPES:
        for turn, record in zip(("first", "then"), _two(hands, kind), strict=False):
            hands.do(f"page {kind}", partial(hands.window.go, kind))
            hands.do(f"open {kind}, {turn}", partial(hands.window.open_record, record))
            sheet = _sheet(hands)
            for place in range(sheet.tabs.count()):
                name = f"tab {sheet.tabs.tabText(place)} of {kind}, {turn}"
                hands.do(name, partial(sheet.tabs.setCurrentIndex, place))
            hands.do(f"form of {kind}", sheet.tabs.show_form)
            hands.do(f"unfold {kind}, {turn}", sheet.form.panel.fold.click)
            bar = sheet.form.verticalScrollBar()
            hands.do(f"bottom of the form of {kind}, {turn}", partial(bar.setValue, bar.maximum()))
            hands.do(f"fold {kind}", sheet.form.panel.fold.click)


def lists(hands: Hands) -> None:
    """Scroll the longest lists, sort them, look for a word in them."""
    for kind in _LONG_LISTS:
        hands.do(f"page {kind}", partial(hands.window.go, kind))
        shown = _list(hands)
        hands.do(f"list of {kind}", shown.view.setFocus)
        for _ in range(_SCREENFULS):
            hands.press(f"Page Down in {kind}", Qt.Key.Key_PageDown)
        hands.press(f"End in {kind}", Qt.Key.Key_End)
        hands.press(f"Home in {kind}", Qt.Key.Key_Home)
        header = shown.view.horizontalHeader()
        for column, field in enumerate(shown.table.fields):
            if column < header.count() and not header.isSectionHidden(column):
                hands.do(
                    f"sort {kind} by {field.name}", partial(header.sectionClicked.emit, column)
                )
        header.sectionClicked.emit(0)
        hands.do(f"search in {kind}", shown.search.setFocus)
        hands.type(f"key in the search of {kind}", "jardin")
        hands.do(f"clear the search of {kind}", shown.search.clear, 0.3)


def quick_forms(hands: Hands) -> None:
    """Write a visit, an observation and an idea; keep them, give up the next."""
    for kind in ("visit", "observation", "idea"):
        for turn in ("first", "then"):
            hands.do("page home", partial(hands.window.go, "home"))
            hands.do(f"new {kind}, {turn}", partial(hands.window.begin, kind, {}))
            page = hands.window.page
            assert isinstance(page, CapturePage)
            for name, box in _boxes(page):
                hands.do(f"enter {kind}.{name}", box.setFocus)
                hands.type(f"key in {kind}.{name}, {turn}", "mai")
            hands.do(f"unfold the quick {kind}, {turn}", page.form.panel.fold.click)
            hands.do(f"fold the quick {kind}", page.form.panel.fold.click)
            hands.do(f"save the quick {kind}, {turn}", page.save_and_new)
            hands.do(f"give up the quick {kind}", page.delete)


def search(hands: Hands) -> None:
    """Type in the search box, walk its answers, open one, ask for all."""
    for query in _QUERIES:
        hands.do("Ctrl+K", partial(hands.window.act, "search"))
        hands.window.top.search.clear()
        hands.type(f"key in Ctrl+K of « {query} »", query, pause=0.08)
        hands.press("Down in Ctrl+K", Qt.Key.Key_Down)
    hands.press("Escape from Ctrl+K", Qt.Key.Key_Escape)
    hands.do("all the answers", partial(hands.window.go, SEARCH))


def ideas(hands: Hands) -> None:
    """Carry cards along the board, then take it all back from other pages too."""
    hands.do("page idea", partial(hands.window.go, "idea"))
    page = hands.window.page
    assert isinstance(page, IdeasPage)
    hands.do("board", partial(page.turn_to, BOARD))
    hands.do("card", page.board.take_focus)
    for _ in range(4):
        hands.press("Alt+→ on a card", Qt.Key.Key_Right, alt=True)
        hands.press("↓ on a card", Qt.Key.Key_Down)
    hands.press("Alt+← on a card", Qt.Key.Key_Left, alt=True)
    for key in ("idea", "home", "visit"):
        hands.do(f"page {key}", partial(hands.window.go, key))
        hands.do(f"undo a move on {key}", partial(hands.window.act, "undo"))
        hands.do(f"redo a move on {key}", partial(hands.window.act, "redo"))
    hands.do("list of ideas", partial(page.turn_to, LIST))


def map_of_observations(hands: Hands) -> None:
    """Look at the map and at what comes back."""
    hands.do("page observation", partial(hands.window.go, "observation"))
    page = hands.window.page
    assert isinstance(page, ObservationsPage)
    for turn in ("first", "then"):
        for view in page.views:
            hands.do(f"observations, {view}, {turn}", partial(page.turn_to, view))


def corrections(hands: Hands) -> None:
    """Correct records, save them, delete them, take it back; show the screen to somebody."""
    for kind in ("visit", "organisation", "funding", "idea", "list_entry", "task"):
        hands.do(f"page {kind}", partial(hands.window.go, kind))
        hands.do(f"open {kind}", partial(hands.window.open_record, next(_two(hands, kind))))
        sheet = _sheet(hands)
        hands.do(f"form of {kind}", sheet.tabs.show_form)
        hands.do(f"top of {kind}", sheet.form.focus_first)
        hands.type(f"key in the form of {kind}", "mai")
        hands.do(f"save {kind}", partial(hands.window.act, "save"))
        hands.do(f"F9 on {kind}", partial(hands.window.act, "discretion"))
        hands.do(f"F9 again on {kind}", partial(hands.window.act, "discretion"))
        hands.do(f"delete {kind}", partial(hands.window.act, "delete"))
        hands.do(f"undo the deletion of {kind}", partial(hands.window.act, "undo"))


TOUR: tuple[Callable[[Hands], None], ...] = (
    *(pages, records, lists, quick_forms, search, ideas, map_of_observations, corrections),
)


def _turn_to(hands: Hands, view: str) -> None:
    if hands.window.page is not None:
        hands.window.page.turn_to(view)


def _two(hands: Hands, kind: str) -> Iterator[str]:
    """Yield ids of a kind: the organisation with the longest history first."""
    if kind == "organisation":
        yield crowded(hands.notebook)
    found = hands.notebook.pick(ListQuery(kind, limit=2), ())
    yield from (picked.id for picked in found)


def _sheet(hands: Hands) -> Sheet:
    assert hands.window.records is not None
    return hands.window.records.sheet


def _list(hands: Hands) -> RecordList:
    assert hands.window.records is not None
    return hands.window.records.list


def _boxes(page: CapturePage) -> list[tuple[str, QWidget]]:
    blocks = page.form.panel.blocks.items()
    return [(name, block.editor.main) for name, block in blocks if block.isVisible()]


def main(folder: str) -> None:
    """Make the tour and write what each gesture held, as JSON."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with hands_on(Path(folder)) as hands:
        hands.do("start", hands.settle)
        for part in TOUR:
            part(hands)
        sys.stdout.write(json.dumps([asdict(held) for held in hands.held]))
        sys.stdout.flush()
        # Closing down is no gesture.
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
