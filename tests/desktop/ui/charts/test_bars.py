"""Bars: their lengths, their words, their colours."""

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.charts.bars import Bar, BarChart
from desktop.ui.charts.chart import NOTHING
from desktop.ui.theme import Appearance, Theme
from desktop.ui.tokens import DARK, LIGHT

Painted = Callable[[QWidget, QColor], list[int]]


def test_a_chart_says_in_words_what_it_shows(qtbot: QtBot) -> None:
    chart = BarChart("La semaine")
    qtbot.addWidget(chart)

    chart.show_bars([Bar("Lundi", 2, "2 fiches"), Bar("Mardi", 1234)])

    assert chart.summary == "Lundi\u00a0: 2 fiches\u00a0; Mardi\u00a0: 1\u00a0234."
    assert chart.accessibleName() == "La semaine"
    assert chart.accessibleDescription() == chart.summary
    assert chart.toolTip() == chart.summary


def test_a_chart_without_values_says_so(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = BarChart("La semaine")
    qtbot.addWidget(chart)

    chart.show_bars([])

    assert chart.summary == NOTHING
    assert sum(painted(chart, QColor(appearance.look.tokens.secondary))) > 0


def test_a_tooltip_is_never_read_as_html(qtbot: QtBot) -> None:
    chart = BarChart("Noms")
    qtbot.addWidget(chart)

    chart.show_bars([Bar("<b>Éloi</b>", 1)])

    assert "<" not in chart.toolTip()
    assert "<b>Éloi</b>" in chart.summary


def test_bars_are_as_long_as_their_values(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = BarChart("Comparer")
    qtbot.addWidget(chart)
    chart.show_bars([Bar("A", 10), Bar("B", 5), Bar("C", 0), Bar("D", -4)])

    lines = painted(chart, QColor(appearance.look.tokens.action))

    row = len(lines) // 4
    ten, five, zero, below = (max(lines[n * row : (n + 1) * row]) for n in range(4))
    assert abs(ten - 2 * five) <= 2
    assert zero == below == 0


def test_bars_of_nothing_have_no_length(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = BarChart("Rien encore")
    qtbot.addWidget(chart)

    chart.show_bars([Bar("A", 0), Bar("B", 0)])

    assert sum(painted(chart, QColor(appearance.look.tokens.action))) == 0
    assert chart.summary == "A\u00a0: 0\u00a0; B\u00a0: 0."


def test_a_chart_takes_the_colours_of_the_theme(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = BarChart("Comparer")
    qtbot.addWidget(chart)
    chart.show_bars([Bar("A", 10)])

    appearance.apply(Theme.DARK, 1.0)

    assert sum(painted(chart, QColor(DARK.action))) > 0
    assert sum(painted(chart, QColor(LIGHT.action))) == 0


def test_a_larger_text_makes_a_larger_chart(qtbot: QtBot, appearance: Appearance) -> None:
    chart = BarChart("Comparer")
    qtbot.addWidget(chart)
    chart.show_bars([Bar("A", 10)])
    chart.show()
    before = chart.sizeHint()

    appearance.apply(Theme.LIGHT, 2.0)

    assert chart.sizeHint().height() > 1.8 * before.height()
    assert chart.sizeHint().width() > 1.8 * before.width()
