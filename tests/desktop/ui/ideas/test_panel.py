"""« Parcours »: the path of an idea on its sheet, the suggestion, the answer to residents."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.idea import IdeaPanel
from desktop.ui.theme import Appearance, Theme
from sync.records.idea import Idea
from sync.records.idea_items import SupportMode, TimeSpan
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press

Think = Callable[..., str]
pytestmark = pytest.mark.usefixtures("appearance")


def panel_of(window: MainWindow, idea: str) -> IdeaPanel:
    """Open the path of an idea."""
    window.open_record(idea)
    assert window.records is not None
    tabs = window.records.sheet.tabs
    (panel,) = (each for each in tabs.panels if isinstance(each, IdeaPanel))
    tabs.setCurrentWidget(panel)
    QApplication.processEvents()
    return panel


def told(panel: IdeaPanel) -> str:
    """Return everything that the panel says."""
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if shown(panel, each))


def shown(panel: IdeaPanel, widget: QWidget) -> bool:
    """Tell whether a widget is in what the panel shows now, not in what it showed before."""
    now = panel.area.widget()
    return now is not None and now.isAncestorOf(widget)


def button(panel: IdeaPanel, name: str) -> QPushButton:
    """Return the button of this name, as a screen reader says it."""
    found = [each for each in panel.findChildren(QPushButton) if shown(panel, each)]
    return next(each for each in found if name in (each.text(), each.accessibleName()))


def read(notebook: Notebook, idea: str) -> Idea:
    record = notebook.get(idea)
    assert isinstance(record, Idea)
    return record


def lived(notebook: Notebook, think: Think) -> str:
    """Return an idea that was spoken of, became an action and was paid for."""
    idea = think("Une vélo-école", nature="STRUCTURANTE", support_mode="FPH", missing=["BUDGET"])
    words = [
        {"quote": "On viendrait.", "by_role": "HABITANT", "consent": "PUBLIC_ANONYME"},
        {"quote": "Entre nous.", "by_role": "BENEVOLE"},
    ]
    seen = {"visit_type": "ECOUTE", "facts": "…", "visited_on": "2026-10-09", "idea": idea}
    notebook.add("visit", {**seen, "verbatims": words})
    action = {"title": "Rouler <b>ensemble</b>", "year": 2026, "idea": idea}
    made = notebook.add("action", action).record.id
    money = {"action": made, "funder_type": "COMMUNE", "granted": 250_000, "year": 2026}
    notebook.add("funding", money)
    return idea


def test_the_path_is_told_in_words(window: MainWindow, notebook: Notebook, think: Think) -> None:
    panel = panel_of(window, lived(notebook, think))

    text = told(panel)

    assert "Il manque\u00a0: budget." in text
    assert "«\u00a0On viendrait.\u00a0» – Habitante ou habitant" in text
    assert "«\u00a0Entre nous.\u00a0» – Bénévole (ne sort pas de l’équipe)" in text
    assert "Rouler <b>ensemble</b>" in text
    assert "Financement accordé\u00a0: Commune\u00a0: 2\u00a0500,00\u00a0€" in text


def test_a_step_opens_its_record(window: MainWindow, notebook: Notebook, think: Think) -> None:
    panel = panel_of(window, lived(notebook, think))

    button(panel, "Ouvrir\u00a0: Visite, Écoute").click()

    assert window.rail.key == "visit"


def test_the_screen_shown_to_somebody_hides_amounts_and_guarded_words(
    window: MainWindow, notebook: Notebook, think: Think
) -> None:
    panel = panel_of(window, lived(notebook, think))

    window.discretion.turn()
    text = told(panel)

    assert "2\u00a0500" not in text
    assert "Entre nous" not in text
    assert "On viendrait." in text


def test_the_suggestion_is_taken_and_given_back(
    window: MainWindow, notebook: Notebook, think: Think
) -> None:
    idea = lived(notebook, think)
    panel = panel_of(window, idea)
    before = told(panel)

    button(panel, "Reprendre cette suggestion").click()
    taken = read(notebook, idea)
    after = told(panel)
    window.notices.bar.buttons()[0].click()

    assert "Suggestion\u00a0: «\u00a0Droit commun\u00a0», deux à trois ans, parce que" in before
    assert "Vous avez retenu «\u00a0Fonds de participation des habitants\u00a0»" in before
    assert (taken.support_mode, taken.time_span) == (SupportMode.ORDINARY_LAW, TimeSpan.YEARS)
    assert "C’est ce que dit déjà la fiche." in after
    assert read(notebook, idea).support_mode is SupportMode.RESIDENTS_FUND


def test_giving_back_takes_nothing_that_was_done_since(
    window: MainWindow, notebook: Notebook, think: Think
) -> None:
    idea, other = lived(notebook, think), think("Un banc")
    button(panel_of(window, idea), "Reprendre cette suggestion").click()
    notebook.edit(other, {"title": "Deux bancs"})

    window.notices.bar.buttons()[0].click()

    assert read(notebook, other).title == "Deux bancs"
    assert "Ctrl+Z" in window.notices.bar.text


def test_nothing_is_suggested_when_nothing_is_known(window: MainWindow, think: Think) -> None:
    panel = panel_of(window, think("Un banc"))

    assert "Suggestion" not in told(panel)


def test_the_answer_to_residents_is_noted_with_the_keyboard(
    window: MainWindow, notebook: Notebook, think: Think
) -> None:
    idea = think("Un banc")
    panel = panel_of(window, idea)

    noting = button(panel, "Noter le retour aujourd’hui")
    noting.setFocus()
    press(noting, Qt.Key.Key_Space)
    noted = told(panel)
    window.notices.bar.buttons()[0].click()

    assert "Fait le lundi 23 novembre 2026." in noted
    assert read(notebook, idea).told_residents_on is None
    assert "Pas encore noté." in told(panel)


def test_an_idea_without_a_past_says_how_its_path_is_made(window: MainWindow, think: Think) -> None:
    idea = think("Un banc")

    panel = panel_of(window, idea)

    assert "Le chemin de cette idée commence ici." in told(panel)


def test_the_panel_is_named_reachable_and_plain(
    window: MainWindow, notebook: Notebook, think: Think
) -> None:
    panel_of(window, lived(notebook, think))

    assert audit(window) == []
    assert not_plain(window) == []


def test_nothing_is_cut_at_one_and_a_half(
    window: MainWindow, notebook: Notebook, think: Think, appearance: Appearance
) -> None:
    appearance.apply(Theme.DARK, 1.5)
    window.fit()

    panel = panel_of(window, lived(notebook, think))
    QApplication.processEvents()

    assert cut(panel) == []
