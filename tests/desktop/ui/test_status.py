"""The status zone."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel

from desktop.ui.main_window import MainWindow


def test_the_window_says_that_it_can_be_closed(window: MainWindow) -> None:
    at_first = window.status.text
    window.status.show_kept(datetime(2026, 11, 23, 14, 32, tzinfo=UTC))
    kept = window.status.text
    tips = [one.toolTip() for one in window.status.findChildren(QLabel) if one.text() == kept]

    assert at_first == "Tout est enregistré sur cet ordinateur, vous pouvez fermer"
    assert "Brouillon gardé" in kept
    assert ["fermer à tout moment" in tip for tip in tips] == [True]
