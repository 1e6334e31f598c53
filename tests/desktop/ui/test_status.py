"""The status zone."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QLabel

from desktop.ui.main_window import MainWindow


def test_the_window_says_that_it_can_be_closed(window: MainWindow) -> None:
    at_first = window.status.text
    window.status.show_kept(datetime(2026, 11, 23, 14, 32, tzinfo=UTC))
    kept = window.status.text
    tips = [one.toolTip() for one in window.status.findChildren(QLabel) if one.text() == kept]

    assert at_first == "Tout est enregistré sur cet ordinateur, vous pouvez fermer"
    assert "Brouillon gardé" in kept
    assert ["fermer à tout moment" in tip for tip in tips] == [True]


def test_less_is_said_where_there_is_less_room(window: MainWindow) -> None:
    status = window.status
    told = "1\u00a0200 fiches à envoyer · hors connexion · échangé il y a 50 minutes"
    status.show_undecided(3)
    status.show_exchange(told)
    window.resize(2400, 768)
    QApplication.processEvents()
    at_ease = status.exchange.text()

    window.resize(1024, 768)
    QApplication.processEvents()
    less = status.exchange.text()
    status.show_busy("Une très longue vérification " * 5)

    assert at_ease == told
    assert less == "1\u00a0200 fiches à envoyer · hors connexion"
    assert not status.exchange.isVisible()
    assert status.text == "Tout est enregistré sur cet ordinateur, vous pouvez fermer"
    status.show_idle()
    assert status.exchange.isVisible()
    assert status.exchange.toolTip() == told
