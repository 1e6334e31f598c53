"""The home page, as the agent meets it in the morning."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.discretion import HIDDEN
from desktop.ui.home.card import Card
from desktop.ui.home.page import HomePage
from desktop.ui.main_window import MainWindow
from desktop.ui.rail import HOME
from desktop.ui.theme import Appearance, Theme
from sync.records.coding import to_json
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain
from tests.desktop.ui.conftest import TODAY
from tests.desktop.ui.hands import press

Show = Callable[[Notebook], MainWindow]
Arrive = Callable[[], HomePage]


def day(ahead: int) -> str:
    """Return a day by its distance from today."""
    return (TODAY + timedelta(days=ahead)).isoformat()


def task(notebook: Notebook, what: str, ahead: int = 1, **values: Any) -> str:
    """Add a task and return its id."""
    given = {"what": what, "who": "Jeanne", "due_on": day(ahead), **values}
    return notebook.add("task", given).record.id


def visit(notebook: Notebook, **values: Any) -> str:
    """Add a visit of yesterday and return its id."""
    given = {"visited_on": day(-1), "visit_type": "ECOUTE", "facts": "Vu.", **values}
    return notebook.add("visit", given).record.id


def body(notebook: Notebook, name: str = "Jardins d’Éloi") -> str:
    """Add a body that the team follows and return its id."""
    return notebook.add("organisation", {"name": name, "link_to_team": "CPO"}).record.id


def said(card: Card) -> list[str]:
    """Return the texts of a card."""
    return [row.text for row in card.rows]


def a_full_day(notebook: Notebook) -> None:
    """Write what fills every card."""
    known = body(notebook)
    visit(notebook, organisation=known, next_step="Appeler", next_visit_on=day(2))
    body(notebook, "Une structure dont le nom est si long qu’il lui faut bien deux lignes entières")
    for number in range(9):
        task(notebook, f"Rappeler la mairie pour la salle du quartier nord, point {number}", number)
    notebook.keep_draft("", "visit", "", {"organisation": known})


@pytest.fixture
def arrive(qtbot: QtBot, show: Show, notebook: Notebook) -> Arrive:
    """Return what opens the window on the home page, once it has been read."""

    def arrived() -> HomePage:
        window = show(notebook)
        page = window.page
        assert isinstance(page, HomePage)
        qtbot.waitUntil(lambda: page.safety.isVisible())
        return page

    return arrived


@pytest.fixture
def focused(qapp: QApplication) -> Callable[[], QWidget]:
    """Return what tells which widget has the keyboard."""

    def now() -> QWidget:
        widget = qapp.focusWidget()
        assert widget is not None
        return widget

    return now


def test_a_new_notebook_welcomes_with_three_things_to_do(
    arrive: Arrive, notebook: Notebook
) -> None:
    page = arrive()

    page.take_focus()
    welcomed = page.welcome.isVisible()
    focused = page.welcome.visit.hasFocus() or page.window().focusWidget() is page.welcome.visit
    press(page.welcome.visit, Qt.Key.Key_Space)

    window = page.window()
    assert isinstance(window, MainWindow)
    assert welcomed
    assert focused
    assert not page.columns.isVisible()
    assert window.shelf.key.endswith("visit")
    assert notebook.count("visit") == 0


def test_the_three_ways_to_begin_lead_somewhere(arrive: Arrive) -> None:
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)

    page.welcome.guide.click()
    page.welcome.lists.click()

    assert window.shelf.key == "import"


def test_the_day_is_told_in_words(arrive: Arrive, notebook: Notebook) -> None:
    known = body(notebook)
    visit(notebook, organisation=known, next_step="Appeler", next_visit_on=day(2))
    task(notebook, "Rappeler", -3)
    task(notebook, "Envoyer", 0, about=known)
    body(notebook, "Boxe pour toutes")

    page = arrive()

    assert said(page.cards.unfinished) == ["Visite – Jardins d’Éloi"]
    assert "il manque «\u00a0" in page.cards.unfinished.rows[0].detail
    assert [(row.text, row.detail) for row in page.cards.promises.rows] == [
        ("Envoyer", "Pour aujourd’hui · Jardins d’Éloi"),
        ("Appeler", "Pour mercredi · Suite d’une visite\u00a0: Jardins d’Éloi"),
        ("Rappeler", "En retard de 3\u00a0jours"),
    ]
    assert [(row.text, row.detail) for row in page.cards.appointments.rows] == [
        ("Visite – Jardins d’Éloi", "Mercredi 25 novembre 2026")
    ]
    assert [(row.text, row.detail) for row in page.cards.silences.rows] == [
        ("Boxe pour toutes", "Jamais visitée")
    ]
    assert page.cards.promises.title == "Promesses et tâches (3)"


def test_what_is_late_has_its_sign_and_its_words(arrive: Arrive, notebook: Notebook) -> None:
    task(notebook, "Rappeler", -1)
    task(notebook, "Envoyer", 2)

    rows = {row.text: row for row in arrive().cards.promises.rows}

    assert (rows["Rappeler"].icon, rows["Rappeler"].role) == ("warning", "attention")
    assert rows["Rappeler"].detail == "En retard de 1\u00a0jour"
    assert rows["Envoyer"].icon != "warning"


def test_a_ticked_task_is_done_and_can_be_taken_back(
    qtbot: QtBot, arrive: Arrive, notebook: Notebook
) -> None:
    done, other = task(notebook, "Rappeler", 1), task(notebook, "Envoyer", 2)
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)
    card = page.cards.promises

    press(card.lines[0].box, Qt.Key.Key_Space)
    values = to_json(notebook.get(done))
    qtbot.waitUntil(lambda: said(card) == ["Envoyer"])
    (undo,) = window.notices.bar.buttons()
    undo.click()
    qtbot.waitUntil(lambda: len(card.rows) == 2)

    assert (values["state"], values["done_on"]) == ("FAITE", TODAY.isoformat())
    assert to_json(notebook.get(done))["state"] == "A_FAIRE"
    assert "done_on" not in to_json(notebook.get(done))
    assert to_json(notebook.get(other))["state"] == "A_FAIRE"


def test_taking_a_tick_back_leaves_what_was_done_since(arrive: Arrive, notebook: Notebook) -> None:
    done, other = task(notebook, "Rappeler", state="EN_COURS"), task(notebook, "Envoyer", 2)
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)

    page.cards.promises.lines[0].box.click()
    notebook.edit(other, {"what": "Poster"})
    window.notices.bar.buttons()[0].click()

    assert to_json(notebook.get(done))["state"] == "EN_COURS"
    assert to_json(notebook.get(other))["what"] == "Poster"


def test_the_keyboard_stays_on_its_line_when_the_page_is_read_again(
    qtbot: QtBot, arrive: Arrive, notebook: Notebook, focused: Callable[[], QWidget]
) -> None:
    task(notebook, "Rappeler", 3)
    page = arrive()
    page.window().activateWindow()
    card = page.cards.promises
    card.lines[0].entry.setFocus()

    task(notebook, "Envoyer", 1)
    qtbot.waitUntil(lambda: len(card.rows) == 2)

    assert said(card) == ["Envoyer", "Rappeler"]
    assert focused() is card.lines[1].entry


def test_after_a_tick_the_keyboard_is_on_the_next_line(
    qtbot: QtBot, arrive: Arrive, notebook: Notebook, focused: Callable[[], QWidget]
) -> None:
    for number in range(3):
        task(notebook, f"Tâche {number}", number)
    page = arrive()
    page.window().activateWindow()
    card = page.cards.promises
    card.lines[0].box.setFocus()

    press(card.lines[0].box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(card.rows) == 2)

    assert said(card) == ["Tâche 1", "Tâche 2"]
    assert focused() is card.lines[0].box
    assert not card.lines[0].box.isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_opens_the_record_of_a_line(arrive: Arrive, notebook: Notebook, key: Qt.Key) -> None:
    wanted = task(notebook, "Rappeler")
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)

    press(page.cards.promises.lines[0].entry, key)

    assert window.page is not None
    assert window.page.record_id == wanted


def test_a_silence_and_an_appointment_begin_a_visit(
    arrive: Arrive, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(
        MainWindow, "begin", lambda _self, kind, values: begun.append((kind, dict(values)))
    )
    known, silent = body(notebook), body(notebook, "Boxe pour toutes")
    visit(notebook, organisation=known, next_step="Relire le budget", next_visit_on=day(2))
    page = arrive()

    page.cards.silences.lines[0].button.click()
    page.cards.appointments.lines[0].button.click()

    agreed = {"organisation": known, "visited_on": day(2), "purpose": "Relire le budget"}
    assert begun == [("visit", {"organisation": silent}), ("visit", agreed)]


def test_a_draft_is_gone_on_with(arrive: Arrive, notebook: Notebook) -> None:
    notebook.keep_draft("", "task", "", {"what": "Rappeler"})
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)
    row = page.cards.unfinished.rows[0]

    page.cards.unfinished.lines[0].button.click()

    assert (row.text, row.act) == ("Tâche – Rappeler", "Reprendre")
    assert window.page is not None
    assert window.page.draft


def test_the_rest_is_one_click_away(arrive: Arrive, notebook: Notebook) -> None:
    for number in range(9):
        task(notebook, f"Tâche {number}", number)
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)

    text = page.cards.promises.others.text()
    page.cards.promises.others.click()

    assert text == "et 2\u00a0autres"
    assert window.shelf.key == "task"


def test_the_week_is_drawn_and_told(arrive: Arrive, notebook: Notebook) -> None:
    visit(notebook, visited_on=day(0))
    visit(notebook, visited_on=day(0))

    chart = arrive().week.chart

    assert chart.summary.startswith("Lundi 23\u00a0: 2 (2\u00a0visites)\u00a0; Mardi 24\u00a0: 0")


def test_a_backup_is_told_calmly(qtbot: QtBot, arrive: Arrive, notebook: Notebook) -> None:
    task(notebook, "Rappeler")
    page = arrive()
    before = page.safety.text

    notebook.backups.make()
    page.refresh()
    qtbot.waitUntil(lambda: page.safety.text != before)

    assert before.startswith("Tout va bien\u00a0: ce que vous écrivez est enregistré")
    assert page.safety.text.startswith("Tout va bien\u00a0: sauvegarde faite et vérifiée ")
    assert not page.safety.button.isVisible()


def test_an_old_backup_is_said_without_alarm(
    qtbot: QtBot, arrive: Arrive, notebook: Notebook, clock: Any
) -> None:
    task(notebook, "Rappeler")
    clock.wait(days=3)
    page = arrive()
    offered = page.safety.button.isVisible()
    told = page.safety.text

    page.safety.button.click()
    qtbot.waitUntil(lambda: bool(notebook.backups.list()))

    assert offered
    assert "les met à l’abri" in told


def test_a_stranger_reads_no_name(arrive: Arrive, notebook: Notebook) -> None:
    notebook.keep_draft("", "contact", "", {"last_name": "Martin"})
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)
    before = said(page.cards.unfinished)

    window.discretion.turn()
    hidden = said(page.cards.unfinished)
    window.discretion.turn()

    assert before == ["Contact – Martin"]
    assert hidden == [f"Contact – {HIDDEN}"]
    assert said(page.cards.unfinished) == before


def test_changes_made_elsewhere_are_read_on_the_way_back(
    qtbot: QtBot, arrive: Arrive, notebook: Notebook
) -> None:
    task(notebook, "Rappeler")
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)

    window.rail.choose("task")
    task(notebook, "Envoyer", 0)
    window.rail.choose(HOME)

    qtbot.waitUntil(lambda: said(page.cards.promises) == ["Envoyer", "Rappeler"])


def test_a_page_that_is_not_seen_reads_nothing_by_itself(
    qtbot: QtBot, arrive: Arrive, notebook: Notebook
) -> None:
    task(notebook, "Rappeler")
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)
    read: list[object] = []
    page.reader.found.connect(read.append)

    task(notebook, "Envoyer")
    window.hide()
    qtbot.wait(400)

    assert read == []


def test_texts_are_never_read_as_html(arrive: Arrive, notebook: Notebook) -> None:
    task(notebook, "<b>Rappeler</b>")

    page = arrive()

    assert said(page.cards.promises) == ["<b>Rappeler</b>"]
    assert not_plain(page) == []


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_a_full_day_can_be_read_by_all_at_every_size(
    qtbot: QtBot, appearance: Appearance, arrive: Arrive, notebook: Notebook, factor: float
) -> None:
    a_full_day(notebook)
    page = arrive()
    window = page.window()
    assert isinstance(window, MainWindow)

    appearance.apply(Theme.LIGHT, factor)
    window.fit()
    QApplication.processEvents()

    lines = [line for card in page.cards.all for line in card.lines if line.row is not None]
    qtbot.waitUntil(
        lambda: all(
            line.entry.height() >= line.entry.heightForWidth(line.entry.width()) for line in lines
        )
    )
    letters = mnemonics(window)

    assert page.columns.across == (1 if factor > 1.5 else 2)
    assert audit(page) == []
    assert cut(page) == []
    assert len(letters) == len(set(letters))


def test_tab_goes_through_the_lines_in_their_order(
    arrive: Arrive, notebook: Notebook, focused: Callable[[], QWidget]
) -> None:
    a_full_day(notebook)
    page = arrive()
    page.window().activateWindow()
    page.take_focus()
    first, wanted = focused(), []
    for card in (page.cards.unfinished, page.cards.appointments):
        for line in card.lines:
            wanted += [part for part in line.parts if part.isVisible()]

    met = [first]
    while len(met) < len(wanted):
        press(focused(), Qt.Key.Key_Tab)
        met.append(focused())

    assert met == wanted
