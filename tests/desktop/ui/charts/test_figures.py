"""The figures of a chart, on demand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.charts.bars import Bar, BarChart
from desktop.ui.charts.figures import with_figures
from desktop.ui.theme import Appearance, Theme
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press


@pytest.fixture
def chart() -> BarChart:
    """Return a chart with something to show."""
    made = BarChart("La semaine")
    made.show_bars([Bar("Lundi <i>", 2), Bar("Mardi", 1)])
    return made


@pytest.fixture
def whole(qtbot: QtBot, appearance: Appearance, chart: BarChart) -> QWidget:  # noqa: ARG001 - styled
    """Return it with its figures, on screen."""
    made = with_figures(chart)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def toggle_of(whole: QWidget) -> QPushButton:
    """Return the button of the figures."""
    (found,) = whole.findChildren(QPushButton)
    return found


def test_figures_come_and_go_with_the_keyboard(whole: QWidget, chart: BarChart) -> None:
    (text,) = whole.findChildren(QLabel)
    hidden = text.isHidden()

    press(toggle_of(whole), Qt.Key.Key_Space)
    shown = (text.isVisible(), toggle_of(whole).text(), text.text())
    press(toggle_of(whole), Qt.Key.Key_Space)

    assert hidden
    assert shown == (True, "Cacher les chiffres", chart.summary)
    assert text.isHidden()


def test_figures_follow_the_chart(whole: QWidget, chart: BarChart) -> None:
    toggle_of(whole).click()

    chart.show_bars([Bar("Jeudi", 7)])
    followed = whole.findChildren(QLabel)[0].text()
    chart.show_bars([])

    assert followed == "Jeudi\u00a0: 7."
    assert toggle_of(whole).isHidden()
    assert whole.findChildren(QLabel)[0].isHidden()


def test_the_button_is_named_after_its_chart(whole: QWidget) -> None:
    assert toggle_of(whole).accessibleName() == "Voir les chiffres\u00a0: La semaine"


def test_a_chart_with_figures_can_be_read_by_all(whole: QWidget, appearance: Appearance) -> None:
    toggle_of(whole).click()
    appearance.apply(Theme.LIGHT, 1.5)
    whole.resize(500, 400)
    whole.repaint()

    assert audit(whole) == []
    assert not_plain(whole) == []
    assert cut(whole) == []
