"""The desk of an association: what it shows, what it begins, what it hides, by keys alone."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QToolButton
from pytestqt.qtbot import QtBot

from desktop.services.desk.entries import Entry, Sort
from desktop.services.desk.timeline import Silence, Year
from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.organisation.lines import LINE
from desktop.ui.panels.organisation import DeskPanel
from desktop.ui.theme import Appearance, Theme
from tests.desktop.ui import audit
from tests.desktop.ui.hands import press
from tests.desktop.ui.organisation.conftest import CANARY, Add

Desk = Callable[[str], DeskPanel]
pytestmark = pytest.mark.usefixtures("appearance")


def lines(panel: DeskPanel) -> list[object]:
    model = panel.timeline.lines
    return [model.data(model.index(row, 0), LINE) for row in range(model.rowCount())]


def spoken(panel: DeskPanel) -> list[str]:
    model = panel.timeline.lines
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]


def texts(panel: DeskPanel) -> str:
    """Return what a wide window shows in words."""
    panel.window().resize(1900, 900)
    QApplication.processEvents()
    return "\n".join(each.text() for each in audit.labels(panel) if each.isVisibleTo(panel))


def ticks(panel: DeskPanel) -> list[QCheckBox]:
    found = (row.findChildren(QCheckBox) for row in panel.aside.promises.rows)
    return [tick for each in found for tick in each]


def test_a_known_association_opens_on_its_desk(desk: Desk, organisation: str) -> None:
    panel = desk(organisation)

    assert panel.isVisible()
    assert panel.head.clock.text() == "Dernier contact\u00a0: il y a 8\u00a0jours"
    assert (
        "SIRET\u00a0732\u00a0829\u00a0320\u00a000074 ✔\u00a0vérifié" in panel.head.identity.text()
    )
    assert "Lien\u00a0: Accompagnée" in panel.head.identity.text()
    assert panel.head.people.text() == "Présidence\u00a0: 06 39 98 98 93"


def test_the_timeline_tells_years_silences_and_each_entry_in_full(
    desk: Desk, organisation: str
) -> None:
    panel = desk(organisation)

    marks = [line for line in lines(panel) if not isinstance(line, Entry)]
    assert marks == [
        Year(2026),
        Silence("aucun contact pendant 11\u00a0mois"),
        Year(2025),
    ]
    assert (
        spoken(panel)[1] == "dimanche 15 novembre 2026, Visite\u00a0: Voir. Écoute. Le jardin ouvre"
    )
    assert any(CANARY in said for said in spoken(panel))


def test_a_filter_shows_one_sort_and_says_that_it_is_chosen(desk: Desk, organisation: str) -> None:
    panel = desk(organisation)
    chip = panel.timeline.chip(Sort.CALL)

    chip.click()

    assert [line.sort for line in lines(panel) if isinstance(line, Entry)] == [Sort.CALL]
    assert chip.isChecked()
    assert chip.text() == "✓ Appel 1"
    assert panel.timeline.chip(Sort.WORKSHOP).isHidden()


def test_enter_on_an_entry_opens_its_record(
    window: MainWindow, desk: Desk, organisation: str
) -> None:
    view = desk(organisation).timeline.view
    view.setFocus()

    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)

    assert window.shelf.key == "visit"


@pytest.mark.parametrize(
    ("button", "kind", "field"),
    [
        ("Visite", "visit", "organisation"),
        ("Idée", "idea", "presumed_carrier"),
        ("Évaluation", "evaluation", "about"),
        ("Tâche", "task", "about"),
    ],
)
def test_what_comes_next_begins_with_the_association_filled_in(
    desk: Desk, organisation: str, button: str, kind: str, field: str
) -> None:  # fmt: skip
    panel = desk(organisation)
    begun: list[tuple[str, dict[str, object]]] = []
    object.__setattr__(panel.work, "begin", lambda *asked: begun.append(asked))

    panel.head.buttons[button].click()

    assert begun == [(kind, {field: organisation})]


def test_the_only_territory_of_an_association_is_proposed(desk: Desk, add: Add) -> None:
    place = add("territory", territory_code="DOREE", name="Cité", territory_type="QUARTIER_VECU")
    panel = desk(add("organisation", name="Boxe", intervention_territories=[place]))
    begun: list[tuple[str, dict[str, object]]] = []
    object.__setattr__(panel.work, "begin", lambda *asked: begun.append(asked))

    panel.head.buttons["Idée"].click()

    assert begun[0][1]["territory"] == place


def test_a_promise_ticked_is_done_and_can_be_taken_back(
    window: MainWindow, desk: Desk, organisation: str
) -> None:
    window.resize(1900, 900)
    panel = desk(organisation)

    ticks(panel)[0].click()
    left, focused = ticks(panel), window.focusWidget()
    done = [line for line in lines(panel) if isinstance(line, Entry) and line.sort is Sort.TASK]
    (back,) = window.notices.bar.buttons()
    said = window.notices.bar.text
    back.click()

    assert [entry.title for entry in done] == ["Rappeler la mairie"]
    assert said == "C’est fait\u00a0: Rappeler la mairie"
    assert left == []
    assert focused is panel.timeline.view
    (again,) = ticks(panel)
    assert again.accessibleName() == "Fait\u00a0: Rappeler la mairie, avant le 30/11/2026"


def test_the_step_of_a_visit_that_is_kept_is_a_done_task_until_taken_back(
    window: MainWindow, desk: Desk, add: Add, notebook: Notebook
) -> None:
    body = add("organisation", name="Boxe pour toutes")
    seen = {"visit_type": "ECOUTE", "facts": "Vu.", "organisation": body}
    add("visit", visited_on="2026-11-01", next_step="Chercher une salle", **seen)
    panel = desk(body)

    ticks(panel)[0].click()
    done = notebook.count("task")
    window.notices.bar.buttons()[0].click()

    assert done == 1
    assert notebook.count("task") == 0
    assert len(ticks(panel)) == 1


def test_names_numbers_and_amounts_hide_on_a_shared_screen(
    window: MainWindow, desk: Desk, organisation: str
) -> None:
    panel = desk(organisation)
    before = texts(panel) + "\n".join(spoken(panel))

    window.discretion.turn()
    after = texts(panel) + "\n".join(spoken(panel))

    for hidden in ("Diallo", "06 39 98 98 93", "1\u00a0234\u00a0€"):
        assert hidden in before
        assert hidden not in after
    assert "•••" in after


def test_skills_and_what_can_be_passed_on_are_told_in_words(desk: Desk, organisation: str) -> None:
    panel = desk(organisation)

    assert "Montage de projet" in panel.aside.chart.summary
    assert panel.aside.helps.text() == "• Budget"


def test_a_visit_written_elsewhere_comes_in_at_once(
    desk: Desk, organisation: str, add: Add
) -> None:
    panel = desk(organisation)

    add(
        "visit",
        visited_on="2026-11-23",
        visit_type="ECOUTE",
        facts="Vu.",
        organisation=organisation,
    )

    assert panel.head.clock.text() == "Dernier contact\u00a0: aujourd’hui"
    assert panel.timeline.chip(None).text() == "✓ Tout 7"


def test_an_association_with_nothing_says_so_and_offers_the_first_visit(
    desk: Desk, add: Add
) -> None:
    panel = desk(add("organisation", name="Nouvelle venue"))

    said = texts(panel)
    assert "Rien n’est encore noté autour de cette structure." in said
    assert "Aucune promesse en attente." in said
    assert panel.head.clock.text() == "Aucun contact noté"
    assert not panel.timeline.view.isVisible()


def test_a_long_silence_is_told_with_a_sign_and_words(desk: Desk, add: Add) -> None:
    body = add("organisation", name="Boxe pour toutes")
    add("visit", visited_on="2026-07-01", visit_type="ECOUTE", facts="Vu.", organisation=body)

    clock = desk(body).head.clock

    assert clock.text() == "⚠ Aucun contact depuis 4\u00a0mois"
    assert clock.property("role") == "attention"


def test_thousands_of_entries_are_read_as_they_are_scrolled(desk: Desk, add: Add) -> None:
    body = add("organisation", name="Boxe pour toutes")
    for number in range(150):
        day = f"20{10 + number // 12}-{number % 12 + 1:02d}-05"
        add("visit", visited_on=day, visit_type="ECOUTE", facts="Vu.", organisation=body)
    model = desk(body).timeline.lines
    first = model.rowCount()

    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))

    told = [line for row in range(model.rowCount()) if isinstance(line := model.line(row), Entry)]
    assert first < 150
    assert len(told) == 150
    assert told == sorted(told, key=lambda entry: entry.on, reverse=True)


def test_the_file_is_written_beside_the_work_under_way(
    window: MainWindow, desk: Desk, organisation: str, qtbot: QtBot, workbook: Path
) -> None:
    panel = desk(organisation)

    panel.head.buttons["Dossier"].click()
    qtbot.waitUntil(lambda: "dossier est enregistré" in window.notices.bar.text, timeout=10_000)

    path = workbook.with_name("Dossier-Les-Jardins-d-Eloi.xlsx")
    assert path.is_file()
    assert [button.text() for button in window.notices.bar.buttons()] == ["Ouvrir le dossier"]


def test_every_piece_is_named_reachable_and_plain(
    window: MainWindow, desk: Desk, organisation: str
) -> None:
    desk(organisation)

    assert audit.audit(window) == []
    assert audit.not_plain(window) == []
    assert [each for each, count in Counter(audit.mnemonics(window)).items() if count > 1] == []


def test_the_keyboard_alone_goes_from_the_head_to_the_promises(
    window: MainWindow, desk: Desk, organisation: str
) -> None:
    window.resize(1900, 900)
    panel = desk(organisation)
    window.activateWindow()
    start = panel.head.buttons["Visite"]
    start.setFocus()

    reached: list[object] = []
    for _ in range(40):
        focused = window.focusWidget()
        if focused is None or not panel.isAncestorOf(focused):
            break
        reached.append(focused)
        press(focused, Qt.Key.Key_Tab)

    assert reached[:5] == list(panel.head.buttons.values())
    order = [reached.index(panel.timeline.view), reached.index(ticks(panel)[0])]
    assert order == sorted(order)
    assert any(isinstance(each, QToolButton) for each in reached)


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1366, 1900])
def test_nothing_is_cut_in_larger_text(
    window: MainWindow, appearance: Appearance, desk: Desk, organisation: str, zoom: float,
    width: int, qtbot: QtBot,
) -> None:  # fmt: skip
    appearance.apply(Theme.DARK, zoom)
    window.resize(width, 768)
    window.fit()
    panel = desk(organisation)
    qtbot.wait(20)

    assert audit.cut(panel) == []
