"""The page of observations: its views, its map by hand and by ear, what comes back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.services.observing.geography import Place
from desktop.services.observing.territory_map import NATURES, Figures
from desktop.ui.main_window import MainWindow
from desktop.ui.observations.canvas import MapCanvas
from desktop.ui.observations.drawing import names_of
from desktop.ui.observations.map_view import MapView
from desktop.ui.observations.natures import told
from desktop.ui.observations.page import MAP, RECURRENCES, ObservationsPage
from desktop.ui.observations.recurrences_view import RecurrencesView
from desktop.ui.observations.sight import Sight, spread
from desktop.ui.theme import Appearance, Theme
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press

pytestmark = pytest.mark.usefixtures("appearance")


def write(notebook: Notebook, where: str | None, on: str = "2026-11-02", **more: Any) -> str:
    values = {
        "observed_on": on,
        "nature": "DYSFONCTIONNEMENT",
        "theme": "PROPRETE_DECHETS",
        "facts": "Des sacs au pied de l’immeuble.",
        "place": "Parking du gymnase",
        "territory": where,
    }
    return notebook.add("observation", {**values, **more}).record.id


def territory(notebook: Notebook, name: str, place: tuple[float, float] | None = None) -> str:
    values: dict[str, Any] = {"territory_code": name, "name": name, "territory_type": "COMMUNE"}
    if place is not None:
        values |= {"latitude": place[0], "longitude": place[1]}
    return notebook.add("territory", values).record.id


@pytest.fixture
def towns(notebook: Notebook) -> dict[str, str]:
    """Return three territories from west to east, with observations, and one without a place."""
    places = {"Ouest": (48.0, 1.0), "Milieu": (48.0, 2.0), "Est": (48.0, 3.0)}
    made = {name: territory(notebook, name, place) for name, place in places.items()}
    made["Nulle part"] = territory(notebook, "Nulle part")
    for name, count in (("Ouest", 1), ("Milieu", 3), ("Est", 2)):
        for day in range(count):
            write(notebook, made[name], f"2026-11-0{day + 1}")
    return made


def page_of(window: MainWindow) -> ObservationsPage:
    window.go("observation")
    assert isinstance(window.page, ObservationsPage)
    return window.page


def shown_map(window: MainWindow, qtbot: QtBot) -> MapView:
    page = page_of(window)
    page.turn_to(MAP)
    qtbot.waitUntil(lambda: bool(page.map.count.text()))
    return page.map


def shown_recurrences(window: MainWindow, qtbot: QtBot) -> RecurrencesView:
    page = page_of(window)
    with qtbot.waitSignal(page.recurrences.table.rows.modelReset):
        page.turn_to(RECURRENCES)
    return page.recurrences


def sound(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [*audit(window), *not_plain(window)]


def figures(name: str, place: Place, total: int = 1) -> Figures:
    counts = (total, *([0] * (len(NATURES) - 1)))
    return Figures(name, name, (), "", place, counts, date(2026, 11, 1), 0, 0)


@pytest.mark.usefixtures("towns")
def test_the_view_is_remembered_and_every_view_is_sound(
    show: Callable[[Notebook], MainWindow], notebook: Notebook, qtbot: QtBot
) -> None:
    window = show(notebook)
    problems = sound(window)
    shown_map(window, qtbot)
    problems += sound(window)
    shown_recurrences(window, qtbot)
    problems += sound(window)

    assert problems == []
    assert window.records is None
    assert page_of(show(notebook)).view == RECURRENCES


def test_the_list_is_there_for_whoever_opens_or_begins(
    window: MainWindow, qtbot: QtBot, notebook: Notebook, towns: dict[str, str]
) -> None:
    record = write(notebook, towns["Est"])
    page = page_of(window)
    shown_map(window, qtbot)

    window.open_record(record)
    opened, known = window.records, page.record_id
    page.turn_to(MAP)
    page.start_new({"place": "Le kiosque"})

    assert opened is not None
    assert known == record
    assert window.records is opened
    assert (page.busy, page.record_id) == (True, "")


@pytest.mark.usefixtures("towns")
def test_the_table_holds_the_figures_of_the_map(window: MainWindow, qtbot: QtBot) -> None:
    view = shown_map(window, qtbot)

    in_table = {line.id: line.cells[1] for line in view.table.rows.lines}
    on_map = {one.id: str(one.total) for one in view.canvas.figures}

    assert on_map.items() <= in_table.items()
    assert sorted(in_table.values()) == ["0", "1", "2", "3"]
    assert "1 territoire sans position" in view.count.text().replace("\u00a0", " ")
    assert view.count.text() in view.canvas.accessibleDescription()


def test_the_arrows_step_over_the_map_and_the_table_follows(
    window: MainWindow, qtbot: QtBot, towns: dict[str, str]
) -> None:
    view = shown_map(window, qtbot)
    view.take_focus()
    steps = [view.canvas.current]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_PageDown):
        press(view.canvas, key)
        steps.append(view.table.current)

    expected = ("Milieu", "Est", "Est", "Milieu", "Est")
    assert steps == [towns[name] for name in expected]
    assert view.canvas.current == view.table.current


def test_enter_on_a_point_leads_to_its_observations(
    window: MainWindow, qtbot: QtBot, towns: dict[str, str]
) -> None:
    view = shown_map(window, qtbot)
    view.canvas.setFocus()
    view.canvas.turn_to(0)

    press(view.canvas, Qt.Key.Key_Return)

    assert view.behind.view.hasFocus()
    assert len(view.behind.view.rows.lines) == 3
    assert "Milieu" in view.behind.title.text()
    assert view.canvas.current == towns["Milieu"]


def test_choosing_in_the_table_chooses_on_the_map(
    window: MainWindow, qtbot: QtBot, towns: dict[str, str]
) -> None:
    view = shown_map(window, qtbot)

    view.table.selectRow(1)

    assert view.canvas.current == towns["Est"]


@pytest.mark.usefixtures("towns")
def test_the_map_comes_closer_and_back_by_keys_wheel_and_button(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = shown_map(window, qtbot)
    QApplication.processEvents()
    canvas, scales = view.canvas, [view.canvas.scale]
    press(canvas, Qt.Key.Key_Plus)
    scales.append(canvas.scale)
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(canvas.mapToGlobal(QPoint(50, 50))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, wheel)
    scales.append(canvas.scale)
    press(canvas, Qt.Key.Key_0)

    assert scales[0] < scales[1] < scales[2]
    assert canvas.scale == scales[0]


def test_the_map_moves_under_the_hand(qtbot: QtBot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show_points([figures("A", Place(48, 2)), figures("B", Place(48, 3))], ())
    before = [spot.at for spot in canvas.spots()]

    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.mouseMove(canvas, QPoint(25, 15))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(25, 15))
    dragged = [spot.at for spot in canvas.spots()]
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    assert all((one - other).x() > 10 for one, other in zip(dragged, before, strict=True))
    assert canvas.spots()[0].at.x() < dragged[0].x()


def test_fifteen_hundred_points_are_drawn_and_only_some_are_named(qtbot: QtBot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(560, 420)
    points = [
        figures(f"Quartier {rank}", Place(43 + rank % 40 * 0.2, rank // 40 * 0.2), rank % 9)
        for rank in range(1500)
    ]
    canvas.show_points(points, [Place(45, 2)] * 500)

    drawn = canvas.grab().toImage()
    canvas.zoom(12, QPointF(280, 200))
    room = QRectF(canvas.rect())
    names = names_of(canvas.spots(), QFontMetricsF(canvas.font()), room, "")

    assert len(canvas.spots()) == 1500
    assert drawn.width() == 560
    assert 0 < len(names) < 1500
    assert not any(
        one.box.intersects(other.box) for place, one in enumerate(names) for other in names[:place]
    )


def test_neighbourhoods_of_one_town_do_not_hide_each_other() -> None:
    spots = spread([(100.0, 100.0)] * 12, 10)

    apart = [
        (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
        for place, one in enumerate(spots)
        for other in spots[:place]
    ]
    assert min(apart) >= 19**2


def test_what_is_under_the_pointer_stays_there_as_the_map_comes_closer() -> None:
    sight = Sight(x=10, y=20, scale=2, width=400, height=300)
    spot = (40.0, 5.0)

    closer = sight.closer(3, sight.at(spot))

    assert closer.scale == 6
    assert closer.at(spot) == pytest.approx(sight.at(spot))


def test_without_any_position_the_page_says_how_to_get_them_and_keeps_the_table(
    window: MainWindow, qtbot: QtBot, notebook: Notebook
) -> None:
    write(notebook, territory(notebook, "Nulle part"))
    view = shown_map(window, qtbot)

    assert view.empty
    assert len(view.table.rows.lines) == 1
    assert sound(window) == []


def test_a_period_that_holds_nothing_leaves_the_points_without_figures(
    window: MainWindow, qtbot: QtBot, towns: dict[str, str], notebook: Notebook
) -> None:
    write(notebook, towns["Est"], "2025-03-01")
    view = shown_map(window, qtbot)

    with qtbot.waitSignal(view.table.rows.modelReset):
        view.choices.choose(view.choices.period, "all")

    totals = {one.name: one.total for one in view.canvas.figures}
    assert totals == {"Milieu": 3, "Est": 3, "Ouest": 1}
    assert notebook.remembered("observations:period") == "all"


def test_a_part_of_the_territories_shows_in_the_table_and_on_the_map(
    window: MainWindow, qtbot: QtBot, notebook: Notebook, towns: dict[str, str]
) -> None:
    notebook.edit(towns["Est"], {"commune_names": ["Vitry"]})
    view = shown_map(window, qtbot)

    view.choices.scope.setCurrentIndex(1)
    view.choices.scope.activated.emit(1)

    assert view.choices.scope.currentText() == "Vitry"
    assert [line.id for line in view.table.rows.lines] == [towns["Est"]]
    assert [one.id for one in view.canvas.figures] == [towns["Est"]]


def test_a_territory_is_told_in_one_sentence() -> None:
    there = figures("Les Tilleuls", Place(48, 2), 2)

    said = told(there).replace("\u00a0", " ")

    assert said == "Les Tilleuls : 2 observations (2 ressources), la dernière le 01/11/2026."


def test_a_recurrence_shows_its_observations_and_begins_an_idea(
    window: MainWindow, qtbot: QtBot, notebook: Notebook
) -> None:
    here = territory(notebook, "Les Tilleuls")
    write(notebook, here, "2026-10-01", told_by_count=4)
    latest = write(notebook, here, "2026-10-15")
    good = write(notebook, here, "2026-10-15", nature="RESSOURCE_INITIATIVE")
    view = shown_recurrences(window, qtbot)

    view.table.setFocus()
    view.table.selectRow(0)
    behind = [line.id for line in view.behind.view.rows.lines]
    view.idea_button.click()

    assert view.table.rows.lines[0].cells[2:4] == ("2", "5")
    assert [line.id for line in view.good.rows.lines] == [good]
    assert behind[0] == latest
    assert window.page is not None
    assert window.page.busy


def test_nothing_that_comes_back_is_said_in_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    view = shown_recurrences(window, qtbot)

    assert not view.table.isVisible()
    assert not view.task_button.isEnabled()
    assert sound(window) == []


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize("view", [MAP, RECURRENCES])
def test_nothing_is_cut_at_one_and_a_half(
    window: MainWindow, qtbot: QtBot, appearance: Appearance, view: str
) -> None:
    page = page_of(window)
    page.turn_to(view)
    appearance.apply(Theme.DARK, 1.5)
    window.fit()
    qtbot.wait(100)

    assert cut(page) == []
    assert audit(page) == []
