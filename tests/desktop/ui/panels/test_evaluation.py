"""The preview shows what a financer would read, and nothing that was to stay."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.evaluation import FunderPanel
from tests.desktop.ui.audit import audit, cut, not_plain

NOTE: dict[str, Any] = {
    "form": "VERBATIM",
    "evaluated_on": "2026-11-20",
    "title": "Le compost",
    "by_role": "HABITANT",
    "quote": "On se parle <b>enfin</b>.",
    "quote_context": "Au pied du 12.",
    "private_note": "Le trésorier hésite.",
    "consent": "PUBLIC_ANONYME",
    "anonymised": True,
    "review_state": "VALIDE",
    "diffusion": "DIFFUSABLE",
}
Open = Callable[..., FunderPanel]

pytestmark = pytest.mark.usefixtures("appearance")


@pytest.fixture
def opened_panel(window: MainWindow, notebook: Notebook) -> Open:
    """Return what opens the preview of a note."""

    def open_panel(**changes: Any) -> FunderPanel:
        window.open_record(notebook.add("evaluation", {**NOTE, **changes}).record.id)
        page = window.records
        assert page is not None
        panel = next(p for p in page.sheet.tabs.panels if isinstance(p, FunderPanel))
        page.sheet.tabs.setCurrentWidget(panel)
        QApplication.processEvents()
        return panel

    return open_panel


def texts(panel: FunderPanel) -> str:
    """Return all that is on screen."""
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def button(panel: FunderPanel, text: str) -> QPushButton:
    """Return a button of the panel."""
    return next(each for each in panel.findChildren(QPushButton) if text in each.text())


def test_what_leaves_is_read_and_copied(opened_panel: Open) -> None:
    panel = opened_panel()

    button(panel, "Copier").click()

    copied = QGuiApplication.clipboard().text()
    assert "«\u00a0On se parle <b>enfin</b>.\u00a0»" in copied
    assert "Au pied du 12" not in copied + texts(panel)
    assert "trésorier" not in copied + texts(panel)
    assert "Voici ce qui sortira" in panel.said


def test_what_stays_is_folded_with_its_reason(opened_panel: Open) -> None:
    panel = opened_panel()
    before = texts(panel)

    button(panel, "Ce qui reste dans le carnet").click()

    assert "Reste dans l’équipe." not in before
    assert "Contexte\nReste dans l’équipe." in texts(panel)
    assert "Note pour moi\nReste sur cet ordinateur, pour vous seul." in texts(panel)
    assert "trésorier" not in texts(panel)


def test_a_note_to_validate_is_shown_but_not_copied(opened_panel: Open) -> None:
    panel = opened_panel(review_state="BROUILLON")

    assert "Rien ne part encore" in panel.said
    assert "pas encore validée" in panel.said
    assert "On se parle" in texts(panel)
    assert not button(panel, "Copier").isVisible()


def test_a_note_without_agreement_shows_nothing(opened_panel: Open) -> None:
    panel = opened_panel(consent="AUCUNE_DIFFUSION")

    assert "On se parle" not in texts(panel)
    assert "accord" in panel.said


def test_the_preview_is_named_plain_and_whole(opened_panel: Open) -> None:
    panel = opened_panel()
    button(panel, "Ce qui reste dans le carnet").click()
    QApplication.processEvents()

    assert audit(panel) == []
    assert not_plain(panel) == []
    assert cut(panel) == []
