"""The status zone."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QLabel

from desktop.services.jobs import Progress
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme


def test_the_window_says_that_it_can_be_closed(window: MainWindow) -> None:
    at_first = window.status.text
    window.status.show_kept(datetime(2026, 11, 23, 14, 32, tzinfo=UTC))
    kept = window.status.text
    tips = [one.toolTip() for one in window.status.findChildren(QLabel) if one.text() == kept]

    assert at_first == "Tout est enregistré sur cet ordinateur, vous pouvez fermer"
    assert "Brouillon gardé" in kept
    assert ["fermer à tout moment" in tip for tip in tips] == [True]


def test_less_is_said_where_there_is_less_room(appearance: Appearance, window: MainWindow) -> None:
    status = window.status
    told = "1\u00a0200 fiches à envoyer · hors connexion · échangé il y a 50 minutes"
    status.show_undecided(3)
    status.show_exchange(told)
    window.resize(2400, 768)
    QApplication.processEvents()
    at_ease = status.exchange.text()

    appearance.apply(Theme.LIGHT, 1.5)
    window.resize(1366, 768)
    QApplication.processEvents()
    less = status.exchange.text()
    status.show_discretion(on=True)
    status.show_progress(Progress(4_200, 10_000, "Comparaison avec le serveur"))

    assert at_ease == told
    assert less == "1\u00a0200 fiches à envoyer · hors connexion"
    assert not status.exchange.isVisible()
    assert status.text == "Tout est enregistré sur cet ordinateur, vous pouvez fermer"
    status.show_discretion(on=False)
    status.show_idle()
    assert status.exchange.isVisible()
    assert status.exchange.toolTip() == told
