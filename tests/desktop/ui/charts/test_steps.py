"""A staircase of levels over time."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.charts.chart import NOTHING
from desktop.ui.charts.steps import Step, StepChart
from desktop.ui.theme import Appearance

Painted = Callable[[QWidget, QColor], list[int]]
LEVELS = ("Inconnu", "Contacté", "Allié")


def test_steps_are_told_in_the_order_of_their_days(qtbot: QtBot) -> None:
    chart = StepChart("Alliance")
    qtbot.addWidget(chart)

    chart.show_steps([Step(date(2026, 3, 2), 2, "accord signé"), Step(date(2026, 1, 5), 0)], LEVELS)

    assert chart.summary == ("Le 05/01/2026, Inconnu\u00a0; le 02/03/2026, Allié (accord signé).")


def test_a_level_out_of_the_scale_stands_at_its_end(qtbot: QtBot) -> None:
    chart = StepChart("Alliance")
    qtbot.addWidget(chart)

    chart.show_steps([Step(date(2026, 1, 5), 9), Step(date(2026, 1, 6), -1)], LEVELS)

    assert chart.summary == "Le 05/01/2026, Allié\u00a0; le 06/01/2026, Inconnu."


def test_each_level_reached_is_drawn_on_its_line(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = StepChart("Alliance")
    qtbot.addWidget(chart)
    chart.show_steps([Step(date(2026, 1, 5), 2), Step(date(2026, 6, 6), 1)], LEVELS)

    lines = painted(chart, QColor(appearance.look.tokens.action))

    row = len(lines) // 4
    ally, contacted, unknown, days = (sum(lines[n * row : (n + 1) * row]) for n in range(4))
    assert ally > 0
    assert contacted > 0
    assert unknown == days == 0


def test_a_single_step_is_held_to_the_right(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = StepChart("Alliance")
    qtbot.addWidget(chart)

    chart.show_steps([Step(date(2026, 1, 5), 1)], LEVELS)

    assert max(painted(chart, QColor(appearance.look.tokens.action))) > 100


def test_no_step_or_no_level_is_nothing_to_show(qtbot: QtBot) -> None:
    chart = StepChart("Alliance")
    qtbot.addWidget(chart)

    chart.show_steps([], LEVELS)
    without_steps = chart.summary
    chart.show_steps([Step(date(2026, 1, 5), 1)], ())

    assert without_steps == NOTHING
    assert chart.summary == NOTHING
