"""The columns of a list: what they are called, how they share the room."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.services.notebook import Notebook
from desktop.ui.lists.columns import shares
from desktop.ui.lists.table import brief, columns_of
from desktop.ui.lists.view import telling
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.records import RecordsPage
from desktop.ui.theme import Appearance, Theme
from sync.records import RECORD_TYPES


def page_of(window: MainWindow, kind: str) -> RecordsPage:
    """Return the page of a kind, on screen."""
    window.rail.choose(kind)
    assert window.records is not None
    return window.records


def test_with_room_to_spare_the_most_telling_column_takes_it() -> None:
    widths = shares([80, 200, 150], [80, 90, 90], 1, 600)

    assert widths == [80, 370, 150]


def test_room_to_spare_goes_first_to_the_columns_that_are_cut() -> None:
    enough = shares([80, 200, 150], [80, 90, 90], 0, 600, uncut=[80, 260, 190])
    some = shares([80, 200, 150], [80, 90, 90], 0, 480, uncut=[80, 260, 190])

    assert enough == [150, 260, 190]
    assert some == [80, 225, 175]


def test_without_room_the_first_columns_fill_it_and_the_others_wait_beyond() -> None:
    widths = shares([80, 200, 150, 120], [80, 90, 90, 120], 1, 300)

    assert sum(widths[:3]) <= 300
    assert min(widths[1:3]) >= 90
    assert widths[3] == 120


def test_one_column_at_least_is_always_shown() -> None:
    widths = shares([300, 100], [200, 100], 0, 150)

    assert widths[0] >= 150


def test_a_title_does_not_repeat_what_the_list_is_about() -> None:
    short = [
        brief("Date de la visite", "Visite"),
        brief("Date de l’observation", "Observation"),
        brief("Type de structure", "Structure"),
        brief("Structure", "Structure"),
        brief("Nature", "Observation"),
    ]

    assert short == ["Date", "Date", "Type", "Structure", "Nature"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("visit", "organisation"), ("task", "what"), ("meeting", "title"), ("territory", "name")],
)
def test_the_most_telling_column_is_the_title_or_the_link(kind: str, name: str) -> None:
    fields = columns_of(kind)

    assert fields[telling(fields)].name == name


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_no_title_of_a_column_is_cut(
    window: MainWindow, appearance: Appearance, factor: float
) -> None:
    window.show()
    appearance.apply(Theme.LIGHT, factor)

    cut = []
    for kind in RECORD_TYPES:
        view = page_of(window, kind).list.view
        view.fit()
        header = view.horizontalHeader()
        for place in range(header.count()):
            asked = header.sectionSizeHint(place)
            if header.sectionSize(place) < asked:
                cut.append((kind, place, asked, header.sectionSize(place)))

    assert cut == []


def test_the_list_has_all_the_room_until_a_record_is_open(
    window: MainWindow, notebook: Notebook
) -> None:
    made = notebook.add("task", {"what": "Rappeler", "who": "Jeanne", "due_on": "2026-11-30"})
    window.resize(1366, 768)
    window.show()
    page = page_of(window, "task")
    alone = page.list.width()

    window.open_record(made.record.id)
    beside = page.list.width()
    window.verbs.delete()

    assert alone == page.width()
    assert beside < page.width() / 2
    assert page.list.width() == alone


def test_widths_chosen_by_hand_are_kept(window: MainWindow) -> None:
    window.resize(1366, 768)
    window.show()
    view = page_of(window, "task").list.view
    header = view.horizontalHeader()
    edge = QPoint(header.sectionSize(0) - 1, header.height() // 2)

    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge - QPoint(60, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge - QPoint(60, 0))
    chosen = header.sectionSize(0)
    window.resize(1200, 700)

    assert chosen < edge.x() - 20
    assert header.sectionSize(0) == chosen


def test_the_most_telling_column_gives_way_last() -> None:
    widths = shares([80, 300, 150], [80, 170, 90], 1, 480)

    assert widths[1] == 300
    assert sum(widths) <= 480
