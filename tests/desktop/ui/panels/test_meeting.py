"""The panel of a session: questions, time, voices, decisions; and preparing the next one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.meeting import MeetingPanel
from sync.records.meeting import Meeting
from tests.desktop.ui import audit
from tests.desktop.ui.hands import press
from tests.desktop.ui.panels.conftest import Add, OnPanel

AGENDA = [
    {"title": "Bilan", "nature": "INFO", "minutes": 60},
    {"title": "Jardin", "nature": "DEBAT", "minutes": 20},
    {"title": "Vote", "nature": "DECISION", "minutes": 20},
]


def observation(add: Add, place: str) -> str:
    return add(
        "observation",
        observed_on="2026-11-10",
        nature="BESOIN",
        theme="PROPRETE",
        facts="Un banc cassé.",
        place=place,
    )


def material(notebook: Notebook, meeting: str) -> tuple[str, ...]:
    held = notebook.get(meeting)
    assert isinstance(held, Meeting)
    return held.field_material


def texts(panel: MeetingPanel) -> str:
    return "\n".join(label.text() for label in audit.labels(panel) if label.isVisibleTo(panel))


def test_a_session_is_told_in_words(add: Add, on_panel: OnPanel) -> None:
    questions = [{"question": "Qui ouvre le local ?"}, {"question": "Avec quels moyens ?"}]
    meeting = add(
        "meeting",
        meeting_type="COPIL",
        held_on="2026-11-01",
        questions=questions,
        agenda=AGENDA,
        residents_present=7,
        usage_speaking_minutes=25,
        attendance=[{"name": "Conseil citoyen", "role": "COANIME", "count": 3}],
        learned="Le terrain d’abord.",
    )
    add("decision", title="Ouvrir", nature="MANDAT", meeting=meeting, due_on="2026-11-13")

    panel = on_panel(meeting, MeetingPanel)

    said = texts(panel)
    assert "1. Qui ouvre le local ?\n2. Avec quels moyens ?" in said
    assert "40\u00a0% du temps en débat et décision" in said
    assert "un point d’information peut devenir un temps de débat" in said
    assert "Débat\u00a0: 20\u00a0minutes" in panel.chart.summary
    assert ("Temps de parole d’usage", "25\u00a0minutes, 25\u00a0% de la séance") in (
        panel.voices.shown
    )
    assert panel.present.lines[0].spoken == "Conseil citoyen, coanime · 3\u00a0personnes"
    assert panel.decisions.lines[0].below.startswith("À faire, en retard de 10\u00a0jours")
    assert "Le terrain d’abord." in said


def test_an_empty_session_says_what_to_write(add: Add, on_panel: OnPanel) -> None:
    panel = on_panel(add("meeting", meeting_type="COPIL", held_on="2026-11-01"), MeetingPanel)

    said = texts(panel)
    assert "Aucune question n’est écrite" in said
    assert "Aucune décision notée." in said
    assert not panel.chart.isVisible()
    assert not panel.preparing.fold.isChecked()


def test_field_material_is_checked_and_added_by_keyboard_then_undone(
    window: MainWindow, notebook: Notebook, add: Add, on_panel: OnPanel
) -> None:
    seen, other = observation(add, "Place des Fêtes"), observation(add, "Mail")
    meeting = add("meeting", meeting_type="COPIL", held_on="2026-12-01")
    panel = on_panel(meeting, MeetingPanel)
    offered = [line.id for line in panel.preparing.material.lines]

    panel.preparing.material.list.setCurrentRow(offered.index(seen))
    press(panel.preparing.material.list, Qt.Key.Key_Space)
    said = panel.preparing.add.text()
    panel.preparing.add.click()
    added = material(notebook, meeting)
    left = [line.id for line in panel.preparing.material.lines]
    window.notices.bar.buttons()[0].click()

    assert said == "Ajouter à la matière de terrain (1)"
    assert added == (seen,)
    assert left == [other]
    assert material(notebook, meeting) == ()
    assert {line.id for line in panel.preparing.material.lines} == {seen, other}


def test_what_waits_since_the_last_session_is_listed(add: Add, on_panel: OnPanel) -> None:
    last = add("meeting", meeting_type="COPIL", held_on="2026-06-10")
    add("decision", title="Ouvrir", nature="MANDAT", meeting=last)
    add("commitment", title="Écoles", shared_stake="Jouer", due_on="2027-01-01")

    panel = on_panel(add("meeting", meeting_type="COPIL", held_on="2026-12-01"), MeetingPanel)

    assert panel.preparing.fold.isChecked()
    assert [line.text for line in panel.preparing.decisions.lines] == ["Ouvrir"]
    assert [line.below for line in panel.preparing.reviews.lines] == ["À négocier · jamais revue"]
    assert "Depuis la dernière séance de ce type, le 10/06/2026." in texts(panel)


def test_a_decision_begins_with_what_the_session_knows(
    window: MainWindow, add: Add, on_panel: OnPanel
) -> None:
    meeting = add("meeting", meeting_type="COPIL", held_on="2026-11-01")
    panel = on_panel(meeting, MeetingPanel)

    buttons = panel.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Nouvelle décision").click()

    assert window.page is not None
    assert window.page.records is not None
    values = window.page.records.sheet.form.values()
    assert (values["meeting"], values["decided_on"]) == (meeting, "2026-11-01")


@pytest.mark.usefixtures("appearance")
def test_the_panel_can_be_walked_and_nothing_is_cut(add: Add, on_panel: OnPanel) -> None:
    observation(add, "<b>Place</b>")
    meeting = add("meeting", meeting_type="COPIL", held_on="2026-12-01", agenda=AGENDA)

    panel = on_panel(meeting, MeetingPanel)

    assert audit.audit(panel) == []
    assert audit.not_plain(panel) == []
    assert audit.cut(panel) == []
