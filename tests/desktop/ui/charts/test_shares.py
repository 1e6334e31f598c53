"""The parts of a whole."""

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.charts.chart import NOTHING
from desktop.ui.charts.shares import Share, SharesBar
from desktop.ui.theme import Appearance

Painted = Callable[[QWidget, QColor], list[int]]


def test_shares_are_told_with_their_part_of_the_whole(qtbot: QtBot) -> None:
    chart = SharesBar("Financeurs")
    qtbot.addWidget(chart)

    chart.show_shares([Share("État", 750, "750 €"), Share("Ville", 250), Share("CAF", 0)])

    assert chart.summary == (
        "État\u00a0: 750 € (75\u00a0%)\u00a0; Ville\u00a0: 250 (25\u00a0%)\u00a0; "
        "CAF\u00a0: 0 (0\u00a0%)."
    )


def test_the_first_share_is_full_and_the_second_is_striped(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = SharesBar("Financeurs")
    qtbot.addWidget(chart)
    ink = QColor(appearance.look.tokens.action)

    chart.show_shares([Share("État", 1)])
    alone = painted(chart, ink)[5]
    chart.show_shares([Share("État", 1), Share("Ville", 1)])
    both = painted(chart, ink)[5]

    assert alone > 380
    assert 190 < both < 300


def test_shares_of_nothing_are_named_without_a_bar(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = SharesBar("Financeurs")
    qtbot.addWidget(chart)

    chart.show_shares([Share("État", 0), Share("Ville", 0)])

    assert "État\u00a0: 0 (0\u00a0%)" in chart.summary
    assert painted(chart, QColor(appearance.look.tokens.action))[5] == 0


def test_no_share_is_nothing_to_show(qtbot: QtBot) -> None:
    chart = SharesBar("Financeurs")
    qtbot.addWidget(chart)

    chart.show_shares([])

    assert chart.summary == NOTHING
