"""Several voices on the same scale."""

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.charts.chart import NOTHING
from desktop.ui.charts.gaps import GapChart, GapRow
from desktop.ui.theme import Appearance

Painted = Callable[[QWidget, QColor], list[int]]


def test_gaps_are_told_voice_by_voice(qtbot: QtBot) -> None:
    chart = GapChart("Repères")
    qtbot.addWidget(chart)

    chart.show_rows(
        [
            GapRow("Liens", {"Habitants": 3, "Agent": 1}),
            GapRow("Accès", {"Agent": 2}),
            GapRow("Droits", {}),
        ]
    )

    assert chart.summary == (
        "Liens\u00a0: Habitants 3, Agent 1, écart 2\u00a0; Accès\u00a0: Agent 2\u00a0; "
        "Droits\u00a0: pas de note."
    )


def test_the_line_of_a_gap_is_as_long_as_the_gap(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = GapChart("Repères")
    qtbot.addWidget(chart)
    chart.show_rows([GapRow("Un", {"A": 0, "B": 4}), GapRow("Deux", {"A": 0, "B": 2})])

    lines = painted(chart, QColor(appearance.look.tokens.action))

    row = len(lines) // 4
    wide, half = max(lines[2 * row : 3 * row]), max(lines[3 * row :])
    assert 1.6 < wide / half < 2.2


def test_marks_of_one_score_stand_side_by_side(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = GapChart("Repères")
    qtbot.addWidget(chart)
    ink = QColor(appearance.look.tokens.action)

    chart.show_rows([GapRow("Un", {"A": 2}), GapRow("Deux", {"B": 1})])
    one = max(painted(chart, ink)[-20:-10])
    chart.show_rows([GapRow("Un", {"A": 2}), GapRow("Deux", {"A": 1, "B": 1})])
    two = max(painted(chart, ink)[-20:-10])

    assert two > 1.5 * one


def test_names_of_voices_take_the_lines_they_need(qtbot: QtBot) -> None:
    chart = GapChart("Repères")
    qtbot.addWidget(chart)
    voices = {f"Une voix au nom assez long {number}": number % 4 for number in range(5)}

    chart.show_rows([GapRow("Un", voices)])

    assert chart.hasHeightForWidth()
    assert chart.heightForWidth(300) > chart.heightForWidth(2000)


def test_names_stand_above_their_marks_where_it_is_narrow(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = GapChart("Repères")
    qtbot.addWidget(chart)
    chart.show_rows([GapRow("Capacité d’agir", {"A": 1, "B": 3})])
    wide = chart.heightForWidth(2000)

    chart.resize(200, chart.heightForWidth(200))
    lines = painted(chart, QColor(appearance.look.tokens.text))

    row = round(chart.row)
    assert chart.height() > wide
    assert sum(lines[2 * row : 3 * row]) > 0
    assert sum(lines[3 * row :]) == 0


def test_no_row_is_nothing_to_show(qtbot: QtBot) -> None:
    chart = GapChart("Repères")
    qtbot.addWidget(chart)

    chart.show_rows([])

    assert chart.summary == NOTHING
