"""Profiles at several moments."""

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.charts.chart import NOTHING
from desktop.ui.charts.profiles import Profile, ProfileChart
from desktop.ui.theme import Appearance

Painted = Callable[[QWidget, QColor], list[int]]
LABELS = ("Projet", "Réseau", "Budget")


def test_profiles_are_told_label_by_label(qtbot: QtBot) -> None:
    chart = ProfileChart("Capacités")
    qtbot.addWidget(chart)

    chart.show_profiles(LABELS, [Profile("2025", (1, None, 4)), Profile("2026", (2, 3))])

    assert chart.summary == (
        "Projet\u00a0: 2025 1, 2026 2\u00a0; Réseau\u00a0: 2025 non renseigné, 2026 3\u00a0; "
        "Budget\u00a0: 2025 4, 2026 non renseigné."
    )


def test_known_scores_are_joined_and_silences_are_not(
    qtbot: QtBot, appearance: Appearance, painted: Painted
) -> None:
    chart = ProfileChart("Capacités")
    qtbot.addWidget(chart)
    ink = QColor(appearance.look.tokens.action)

    chart.show_profiles(LABELS, [Profile("2026", (1, None, 3))])
    apart = sum(painted(chart, ink))
    chart.show_profiles(LABELS, [Profile("2026", (1, 2, 3))])
    joined = sum(painted(chart, ink))

    assert joined > 1.5 * apart


def test_no_profile_is_nothing_to_show(qtbot: QtBot) -> None:
    chart = ProfileChart("Capacités")
    qtbot.addWidget(chart)

    chart.show_profiles(LABELS, [])

    assert chart.summary == NOTHING
