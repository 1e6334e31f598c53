"""The panels of decisions, roadmaps, partners, actions, agreements and workshops."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.action import ActionPanel
from desktop.ui.panels.agreement import AgreementPanel
from desktop.ui.panels.commitment import CommitmentPanel
from desktop.ui.panels.decision import DecisionPanel
from desktop.ui.panels.meeting import MeetingPanel
from desktop.ui.panels.partner import PartnerPanel
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.panels.workshop import WorkshopPanel
from desktop.ui.theme import Appearance, Theme
from sync.records.commitment import Commitment, CommitmentState
from sync.records.decision import Decision, DecisionState
from sync.records.partner import AllianceLevel, Partner
from tests.desktop.ui import audit
from tests.desktop.ui.hands import press
from tests.desktop.ui.panels.conftest import Add, OnPanel

ROADMAP = {"title": "Écoles ouvertes", "shared_stake": "Jouer", "due_on": "2026-12-31"}
MEANS = [
    {"nature": "ETP", "quantity": 0.5, "note": "Une animatrice"},
    {"nature": "CREDITS", "amount": 1_200_00},
]
SCREENS: tuple[tuple[type[ScrolledPanel], str, dict[str, Any]], ...] = (
    (MeetingPanel, "meeting", {"meeting_type": "COPIL", "held_on": "2026-12-01"}),
    (DecisionPanel, "decision", {"title": "Planter", "nature": "MANDAT"}),
    (CommitmentPanel, "commitment", {**ROADMAP, "means": MEANS}),
    (PartnerPanel, "partner", {"name": "Caf", "echelon": "CAF"}),
    (ActionPanel, "action", {"title": "Jardin", "year": 2026}),
    (AgreementPanel, "agreement", {"title": "CPO", "first_year": 2025, "last_year": 2027}),
    (WorkshopPanel, "workshop", {"title": "Budget", "held_on": "2026-03-01"}),
)


def decision(notebook: Notebook, record_id: str) -> Decision:
    found = notebook.get(record_id)
    assert isinstance(found, Decision)
    return found


def commitment(notebook: Notebook, record_id: str) -> Commitment:
    found = notebook.get(record_id)
    assert isinstance(found, Commitment)
    return found


def partner(notebook: Notebook, record_id: str) -> Partner:
    found = notebook.get(record_id)
    assert isinstance(found, Partner)
    return found


@pytest.mark.usefixtures("appearance")
@pytest.mark.parametrize(("kind", "name", "values"), SCREENS)
def test_each_panel_can_be_walked_even_when_there_is_little_to_say(
    kind: type[ScrolledPanel], name: str, values: dict[str, Any], add: Add, on_panel: OnPanel
) -> None:
    panel = on_panel(add(name, **values), kind)

    assert audit.audit(panel) == []
    assert audit.not_plain(panel) == []
    assert audit.cut(panel) == []
    assert panel.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("kind", "name", "values"), SCREENS)
@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_larger_text_cuts_nothing(
    kind: type[ScrolledPanel],
    name: str,
    values: dict[str, Any],
    factor: float,
    appearance: Appearance,
    add: Add,
    on_panel: OnPanel,
) -> None:
    record = add(name, **values)
    appearance.apply(Theme.DARK, factor)

    panel = on_panel(record, kind)

    assert audit.cut(panel) == []
    assert panel.area.horizontalScrollBar().maximum() == 0


def test_a_decision_is_marked_done_and_undone(
    window: MainWindow, notebook: Notebook, add: Add, on_panel: OnPanel
) -> None:
    made = add("decision", title="Planter", nature="MANDAT", due_on="2026-11-13")
    panel = on_panel(made, DecisionPanel)
    late = panel.state.text

    press(panel.done, Qt.Key.Key_Space)
    done = (panel.state.text, panel.done.isEnabled(), decision(notebook, made).state)
    window.notices.bar.buttons()[0].click()

    assert late == "À faire, en retard de 10\u00a0jours"
    assert done == ("Faite", False, DecisionState.DONE)
    assert decision(notebook, made).state is DecisionState.TO_DO
    assert panel.past.shown[-1][1] == "À faire · par Jeanne Dupont"
    window.discretion.turn()
    assert panel.past.shown[-1][1] == "À faire · par •••"


def test_taking_back_never_undoes_what_came_after(
    window: MainWindow, notebook: Notebook, add: Add, on_panel: OnPanel
) -> None:
    made = add("decision", title="Planter", nature="MANDAT")
    panel = on_panel(made, DecisionPanel)
    panel.done.click()
    later = add("task", what="Écrire", who="Jeanne", due_on="2026-12-01", about=made)

    window.notices.bar.buttons()[0].click()

    assert notebook.get(later).deleted_at is None
    assert decision(notebook, made).state is DecisionState.DONE
    assert "Ctrl+Z" in window.notices.bar.text
    assert [line.id for line in panel.tasks.lines] == [later]


def test_a_roadmap_shows_both_sides_and_hides_amounts_when_the_screen_is_shown(
    window: MainWindow, add: Add, on_panel: OnPanel
) -> None:
    made = add("commitment", **ROADMAP, our_part="Animer", their_part="Ouvrir", means=MEANS)
    panel = on_panel(made, CommitmentPanel)
    shown = dict(panel.means.shown)

    window.discretion.turn()
    hidden = dict(panel.means.shown)

    assert shown == {
        "Temps de travail (ETP)": "0,5 · Une animatrice",
        "Crédits": "1\u00a0200\u00a0€",
    }
    assert hidden["Crédits"] == "•••"
    assert ("En tout, ce qui est chiffré", "•••") in panel.totals.shown
    said = {label.text() for label in audit.labels(panel)}
    assert {"Animer", "Ouvrir", "Ce que fait le droit commun"} <= said


def test_a_review_is_noted_with_the_state_it_leaves_in_one_act(
    window: MainWindow, notebook: Notebook, add: Add, on_panel: OnPanel
) -> None:
    made = add("commitment", **ROADMAP, last_review_on="2026-08-10", state="VALIDE")
    panel = on_panel(made, CommitmentPanel)
    waits = panel.reviewing.remark

    panel.reviewing.state.setCurrentText(CommitmentState.IN_PROGRESS.label)
    panel.reviewing.note.click()
    noted = commitment(notebook, made)
    window.notices.bar.buttons()[0].click()

    assert waits == "La revue attend depuis 13\u00a0jours."
    assert (noted.state, noted.last_review_on) == (CommitmentState.IN_PROGRESS, date(2026, 11, 23))
    assert commitment(notebook, made).state is CommitmentState.AGREED
    assert commitment(notebook, made).last_review_on == date(2026, 8, 10)
    assert [name for name, _ in panel.reviewing.past.shown] == ["10/08/2026"]


def test_a_level_of_alliance_is_noted_in_one_act(
    window: MainWindow, notebook: Notebook, add: Add, on_panel: OnPanel
) -> None:
    caf = add("partner", name="Caf", echelon="CAF")
    panel = on_panel(caf, PartnerPanel)

    panel.levelling.fields.write({"level": "3", "on": "2026-11-20", "note": "Visite du centre"})
    panel.levelling.note.click()
    noted, summary = partner(notebook, caf), panel.chart.summary
    window.notices.bar.buttons()[0].click()

    assert noted.alliance_level is AllianceLevel.CONTRIBUTES
    assert "Le 20/11/2026, 3 – Contribue (Visite du centre)" in summary
    assert partner(notebook, caf).alliance_level is AllianceLevel.UNKNOWN
    assert panel.chart.is_empty


def test_a_level_half_noted_waits_beside_its_partner(
    notebook: Notebook, add: Add, on_panel: OnPanel
) -> None:
    caf = add("partner", name="Caf", echelon="CAF")
    other = add("partner", name="Ville", echelon="COMMUNE")
    panel = on_panel(caf, PartnerPanel)
    note = panel.levelling.fields.blocks["note"].editor
    note.write("Visite du centre")
    note.edited.emit()

    on_panel(other, PartnerPanel)
    elsewhere = note.read()
    on_panel(caf, PartnerPanel)
    again = note.read()
    panel.levelling.note.click()

    assert elsewhere is None
    assert again == "Visite du centre"
    assert note.read() is None
    assert notebook.remembered(f"alliance:{caf}") == ""


def test_a_level_without_its_day_is_not_noted_and_says_why(
    notebook: Notebook, add: Add, on_panel: OnPanel
) -> None:
    caf = add("partner", name="Caf", echelon="CAF")
    panel = on_panel(caf, PartnerPanel)

    panel.levelling.fields.write({"level": "3", "on": None})
    panel.levelling.note.click()

    assert partner(notebook, caf).alliance_level is AllianceLevel.UNKNOWN
    assert "Il manque le jour" in panel.levelling.fields.blocks["on"].remark


def test_a_partner_tells_what_was_kept_and_hides_names_when_the_screen_is_shown(
    window: MainWindow, add: Add, on_panel: OnPanel
) -> None:
    caf = add("partner", name="Caf", echelon="CAF")
    add("commitment", **ROADMAP, partners=[caf], state="TENU", evidence="Vu")
    add("contact", last_name="Martin", role="DIRECTION", partner=caf)
    panel = on_panel(caf, PartnerPanel)
    named = panel.contacts.lines[0].text

    window.discretion.turn()

    assert panel.kept.remark == "1\u00a0tenu, 0\u00a0tenu en partie, 0\u00a0non tenu, sur 1."
    assert "Martin" in named
    assert panel.contacts.lines[0].text == "•••"


def test_an_action_shows_who_pays_and_what_it_levers(
    window: MainWindow, add: Add, on_panel: OnPanel
) -> None:
    garden = add("action", title="Jardin", year=2026, report_due_on="2026-11-13")
    given = {"year": 2026, "action": garden, "status": "VOTE"}
    state = add("funding", funder_type="ETAT_P147", granted=1_000_00, **given)
    add("funding", funder_type="COMMUNE", granted=2_400_00, **given)
    panel = on_panel(garden, ActionPanel)

    rows = {row.id: row.cells for row in panel.table.rows}
    total = panel.table.rows[-1].cells
    place = [row.id for row in panel.table.rows].index(state)
    panel.table.table.setCurrentCell(place, 0)
    press(panel.table.table, Qt.Key.Key_Return)

    assert rows[state][3] == "1\u00a0000\u00a0€"
    assert total == ("Total", "0\u00a0€", "0\u00a0€", "3\u00a0400\u00a0€", "0\u00a0€")
    assert panel.reports.shown[0][1].startswith("attendu depuis 10\u00a0jours")
    said = {label.text() for label in audit.labels(panel)}
    assert "Pour 1\u00a0€ du programme 147, accordé par d’autres\u00a0: 2,40\u00a0€." in said
    assert window.page is not None
    assert window.page.record_id == state


@pytest.mark.parametrize(("factor", "columns"), [(1.0, True), (2.0, False)])
def test_amounts_are_listed_where_there_is_no_room_for_columns(
    factor: float, columns: bool, appearance: Appearance, add: Add, on_panel: OnPanel
) -> None:
    garden = add("action", title="Jardin", year=2026)
    add("funding", funder_type="COMMUNE", year=2026, action=garden, granted=2_400_00)
    appearance.apply(Theme.LIGHT, factor)

    panel = on_panel(garden, ActionPanel)
    panel.window().resize(1024, 640)

    line = panel.table.list.lines[0]
    assert panel.table.table.isVisible() is columns
    assert panel.table.list.isVisible() is not columns
    assert (line.text, line.below) == (
        "Commune · 2026 · Envisagé",
        "accordé\u00a0: 2\u00a0400\u00a0€",
    )


def test_an_agreement_is_shown_year_by_year(add: Add, on_panel: OnPanel) -> None:
    amounts = [{"year": 2025, "amount": 1_000_00}]
    made = add("agreement", title="CPO", first_year=2025, last_year=2026, amounts=amounts)

    panel = on_panel(made, AgreementPanel)

    assert [row.cells[:2] for row in panel.table.rows] == [
        ("2025", "1\u00a0000\u00a0€"),
        ("2026", "0\u00a0€"),
        ("Total", "1\u00a0000\u00a0€"),
    ]


def test_a_workshop_shows_what_grew(add: Add, on_panel: OnPanel) -> None:
    autonomy = [{"competence": "BUDGET", "before": 1, "after": 3}]
    held = add("workshop", title="Budget", held_on="2026-03-01", autonomy=autonomy)

    panel = on_panel(held, WorkshopPanel)

    assert panel.ease.remark == "Plus d’aisance qu’avant pour 1\u00a0compétence sur 1."
    assert "Avant 1, Après 3" in panel.chart.summary


def test_new_records_begin_with_what_is_known(
    window: MainWindow, add: Add, on_panel: OnPanel
) -> None:
    garden = add("action", title="Jardin", year=2026)
    panel = on_panel(garden, ActionPanel)

    buttons = panel.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Nouveau financement").click()

    assert window.page is not None
    assert window.page.records is not None
    values = window.page.records.sheet.form.values()
    assert (values["action"], values["year"]) == (garden, 2026)
