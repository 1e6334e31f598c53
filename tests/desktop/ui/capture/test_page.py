"""A visit is written down in under a minute, with the keyboard alone, and nothing is lost."""

import sys
from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from desktop.ui.capture.page import CapturePage
from desktop.ui.forms.link_box import LinkBox
from desktop.ui.main_window import MainWindow
from tests.desktop.ui.hands import write

MOST_INTERACTIONS = 12


class Hand:
    """Presses keys where the keyboard is, and counts them; a text counts for nothing."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.count = 0

    @property
    def here(self) -> QWidget:
        """Return what has the keyboard."""
        return QApplication.focusWidget() or self._window

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key, or one combination."""
        QTest.keyClick(self.here, key, held)
        self.count += 1

    def text(self, text: str) -> None:
        """Type a text."""
        write(self.here, text)


def capture(window: MainWindow, kind: str = "visit") -> CapturePage:
    """Open the quick form of a kind."""
    window.begin(kind, {})
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, CapturePage)
    return page


def put(page: CapturePage, values: Mapping[str, Any]) -> None:
    """Put values in the form as if they had been typed."""
    for name, value in values.items():
        editor = page.form.panel.blocks[name].editor
        editor.write(value)
        editor.edited.emit()


def shown(page: CapturePage, name: str) -> object:
    """Return what a field holds."""
    return page.form.panel.blocks[name].editor.read()


def pin(page: CapturePage, name: str) -> Any:
    """Return the pin of a field."""
    return page.pins.buttons[name]


def visits(notebook: Notebook) -> list[Any]:
    """Return the visits, the latest first."""
    return list(notebook.records(ListQuery("visit")))


def open_list() -> QWidget:
    """Return the proposals on screen."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


VISIT = {"visit_type": "ECOUTE", "facts": "Le jardin ouvre mardi."}


def test_a_visit_takes_at_most_twelve_interactions_all_on_the_keyboard(
    window: MainWindow, notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    eloi = notebook.add("organisation", {"name": "Les Jardins d’Éloi"}).record.id
    hand = Hand(window)

    hand.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hand.text("jardins elo")
    hand.key(Qt.Key.Key_Return)  # the first one proposed
    for _ in range(3):  # day, hour, type
        hand.key(Qt.Key.Key_Tab)
    hand.key(Qt.Key.Key_S)  # Suivi de l’action
    hand.key(Qt.Key.Key_Tab)
    hand.text("Le jardin ouvre mardi.")
    for _ in range(2):  # alert, what was agreed
        hand.key(Qt.Key.Key_Tab)
    hand.text("Rappeler la mairie")
    hand.key(Qt.Key.Key_Tab)
    hand.text("30/11")
    hand.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    with capsys.disabled():
        sys.stdout.write(f"\nA visit: {hand.count} interactions.\n")
    visit = visits(notebook)[0]
    assert hand.count <= MOST_INTERACTIONS
    assert (visit.organisation, visit.visit_type) == (eloi, "SUIVI_ACTION")
    assert (visit.facts, visit.next_step) == ("Le jardin ouvre mardi.", "Rappeler la mairie")
    assert f"{visit.visited_on} {visit.next_visit_on}" == "2026-11-23 2026-11-30"
    assert isinstance(window.page, CapturePage)
    assert window.page.head.added == f"Visite ajoutée · {visit.code}"


def test_the_first_field_has_the_keyboard_and_the_day_is_there(window: MainWindow) -> None:
    page = capture(window)

    assert isinstance(QApplication.focusWidget(), LinkBox)
    assert shown(page, "visited_on") == "2026-11-23"


def test_tab_goes_through_the_essentials_in_the_order_in_which_they_read(
    window: MainWindow,
) -> None:
    page = capture(window)
    put(page, {"next_step": "Rappeler", "next_visit_on": "2026-11-30"})
    hand = Hand(window)

    names = []
    for _ in range(10):
        names.append(hand.here.accessibleName() or getattr(hand.here, "text", str)())
        hand.key(Qt.Key.Key_Tab)

    assert names[:8] == [
        "Structure",
        "Date de la visite",
        "Heure",
        "Type de visite",
        "Ce que j’ai vu et entendu",
        "Alerte : Aucune",
        "Suite convenue",
        "Prochaine visite",
    ]
    assert names[8:] == ["Noter aussi cette suite dans les tâches", "Afficher les détails"]


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("name", ["facts", "visit_type", "organisation", "alert"])
def test_ctrl_enter_saves_from_any_field(
    window: MainWindow, notebook: Notebook, name: str, enter: Qt.Key
) -> None:
    page = capture(window)
    put(page, VISIT)
    page.form.panel.blocks[name].editor.main.setFocus()

    Hand(window).key(enter, Qt.KeyboardModifier.ControlModifier)

    assert notebook.count("visit") == 1
    assert visits(notebook)[0].facts == VISIT["facts"]
    assert shown(page, "facts") is None


def test_keys_pressed_twice_ask_nothing_of_the_next_form(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    put(page, VISIT)

    page.save_and_new()
    page.save_and_new()
    after = (notebook.count("visit"), window.notices.bar.text, page.form.panel.first_faulty())
    saved = page.save()

    assert after == (1, "", None)
    assert saved
    assert window.records is not None
    assert window.records.record_id == visits(notebook)[0].id


def test_a_remark_goes_when_its_field_is_written_again(window: MainWindow) -> None:
    page = capture(window)
    put(page, {**VISIT, "next_visit_on": "31/02/2026"})
    page.save()
    block = page.form.panel.blocks["next_visit_on"]
    said = block.remark

    put(page, {"next_visit_on": "28/02/2026"})

    assert "n’est pas comprise" in said
    assert block.remark == ""


def test_what_is_given_up_is_no_draft_any_more(window: MainWindow) -> None:
    page = capture(window)
    put(page, {"facts": "Vu."})
    page.keep()
    kept = window.status.text

    page.delete()

    assert "Brouillon gardé" in kept
    assert window.status.text.startswith("Tout est enregistré sur cet ordinateur")


def test_saving_shows_the_record_on_its_page(window: MainWindow, notebook: Notebook) -> None:
    page = capture(window)
    put(page, VISIT)

    saved = page.save()

    assert saved
    assert window.records is not None
    assert window.records.record_id == visits(notebook)[0].id
    assert notebook.drafts() == ()


def test_what_is_missing_is_said_beside_its_field_and_kept(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    put(page, {"facts": "Vu."})

    saved = page.save()

    assert not saved
    assert page.form.panel.blocks["visit_type"].remark
    assert "un point reste à compléter" in window.notices.bar.text
    assert notebook.drafts()[0].values["facts"] == "Vu."


def test_a_form_that_nobody_touched_leaves_no_draft(window: MainWindow, notebook: Notebook) -> None:
    page = capture(window)
    page.leave()
    window.go("visit")

    assert notebook.drafts() == ()
    assert window.drafts.text == ""


def test_escape_keeps_the_draft_and_the_bar_offers_it(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    write(page.form.panel.blocks["facts"].editor.main, "À moitié écrit")

    Hand(window).key(Qt.Key.Key_Escape)

    assert not isinstance(window.page, CapturePage)
    assert notebook.drafts()[0].values["facts"] == "À moitié écrit"
    assert "visite commencée" in window.drafts.text


def test_a_draft_comes_back_whole_with_a_half_typed_name(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    write(page.form.panel.blocks["organisation"].editor.main, "Jardins d’Él")
    write(page.form.panel.blocks["visited_on"].editor.main, "x")
    put(page, {"people_present": [{"id": "a", "role": "JEUNE", "count": 3}], "facts": "Vu."})
    page.leave()
    window.go("visit")

    window.drafts.buttons()[0].click()

    again = window.page
    assert isinstance(again, CapturePage)
    box = again.form.panel.blocks["organisation"].editor.main
    assert isinstance(box, QLineEdit)
    assert box.text() == "Jardins d’Él"
    assert "x" in str(shown(again, "visited_on"))
    assert shown(again, "people_present") == [{"id": "a", "role": "JEUNE", "count": 3}]
    assert again.form.panel.fold.isChecked()
    assert len(notebook.drafts()) == 1
    assert window.drafts.text == ""


def test_each_pause_keeps_the_draft_and_says_so(
    qtbot: QtBot, window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)

    with qtbot.waitSignal(page.kept, timeout=3000):
        write(page.form.panel.blocks["facts"].editor.main, "Bonjour")

    assert notebook.drafts()[0].values["facts"] == "Bonjour"
    assert page.head.kept.startswith("Brouillon gardé à ")


def test_giving_up_can_be_taken_back(window: MainWindow, notebook: Notebook) -> None:
    page = capture(window)
    put(page, {"facts": "Vu."})

    window.verbs.delete()
    gone = notebook.drafts()
    window.notices.bar.buttons()[0].click()

    assert gone == ()
    assert isinstance(window.page, CapturePage)
    assert shown(window.page, "facts") == "Vu."


def test_a_pinned_value_starts_the_next_form_also_another_day(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    put(page, {**VISIT, "place": "Maison de quartier"})
    put(page, {"people_present": [{"id": "a", "role": "JEUNE", "count": 3}]})
    for name in ("place", "people_present"):
        pin(page, name).click()

    page.save_and_new()
    following = (shown(page, "place"), shown(page, "visit_type"), shown(page, "facts"))
    people = shown(page, "people_present")
    untouched = notebook.drafts()
    pin(page, "place").click()
    capture(window)

    assert following == ("Maison de quartier", None, None)
    assert isinstance(people, list)
    assert [(line["role"], line["count"], line["id"] == "a") for line in people] == [
        ("JEUNE", 3, False)
    ]
    assert untouched == ()
    assert shown(page, "place") is None
    assert notebook.remembered("pin:visit:place") == ""
    assert pin(page, "people_present").isChecked()


def test_a_pin_is_a_key_of_its_field_and_says_its_state(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    put(page, {"visit_type": "ECOUTE"})
    page.form.panel.blocks["visit_type"].editor.main.setFocus()

    QTest.keyClick(
        QApplication.focusWidget() or page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier
    )

    assert pin(page, "visit_type").isChecked()
    assert notebook.remembered("pin:visit:visit_type") == '"ECOUTE"'
    assert pin(page, "visit_type").accessibleName() == (
        "Garder «\u00a0Type de visite\u00a0» pour la prochaine visite"
    )


def test_a_pinned_record_that_was_removed_starts_no_form(
    window: MainWindow, notebook: Notebook
) -> None:
    territory = {"territory_code": "QP051001", "name": "Les Aubiers", "territory_type": "QPV"}
    place = notebook.add("territory", territory).record.id
    page = capture(window)
    put(page, {"territory": place})
    pin(page, "territory").click()
    page.delete()
    pinned = shown(capture(window), "territory")
    notebook.delete(place)

    page = capture(window)

    assert pinned == place
    assert shown(page, "territory") is None


def test_undo_gives_back_the_name_of_what_was_made_in_place(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    body = notebook.add("organisation", {"name": "Régie", "link_to_team": "ACCOMPAGNEE"})
    put(page, {**VISIT, "organisation": body.record.id})

    window.verbs.undo()
    saved = page.save()

    assert not saved
    assert page.form.panel.blocks["organisation"].editor.raw() == {"typed": "Régie"}
    assert notebook.count("visit") == 0


def test_what_was_agreed_becomes_a_task_of_the_same_act(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    put(page, {**VISIT, "next_step": "Rappeler la mairie", "next_visit_on": "2026-11-30"})

    page.save_and_new()
    visit, task = visits(notebook)[0], next(notebook.records(ListQuery("task")))
    window.verbs.undo()

    values = dict(task)
    assert (values["what"], str(values["due_on"])) == ("Rappeler la mairie", "2026-11-30")
    assert (values["about"], values["who"]) == (visit.id, "Jeanne Dupont")
    assert task.code.startswith("TAC")
    assert notebook.count("visit") == notebook.count("task") == 0
    assert page.head.added == ""


def test_no_task_is_made_when_nobody_wants_it_and_that_is_remembered(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    assert page.promise is not None
    before = page.promise.isVisibleTo(page)
    put(page, {**VISIT, "next_step": "Rappeler", "next_visit_on": "2026-11-30"})
    after = page.promise.isVisibleTo(page)
    page.promise.click()

    page.save_and_new()

    assert (before, after) == (False, True)
    assert notebook.count("task") == 0
    assert notebook.remembered("capture:task") == "non"


def test_an_organisation_is_made_in_place_and_can_be_taken_back(
    window: MainWindow, notebook: Notebook
) -> None:
    page = capture(window)
    box = page.form.panel.blocks["organisation"].editor.main
    assert isinstance(box, LinkBox)
    write(box, "Jardins d’Él")
    box.propose()
    offered = box.lines()

    box.pick(len(offered) - 1)
    made = str(shown(page, "organisation"))
    said = window.notices.bar.text
    window.notices.bar.buttons()[0].click()

    assert offered == ["+ Créer «\u00a0Jardins d’Él\u00a0»"]
    assert notebook.get(made).heading() == "Jardins d’Él"
    assert "ajoutée aux structures" in said
    assert notebook.get(made).deleted_at is not None
    assert shown(page, "organisation") == "Jardins d’Él"


def test_enter_takes_what_is_highlighted_and_escape_only_closes_the_proposals(
    window: MainWindow, notebook: Notebook
) -> None:
    eloi = notebook.add("organisation", {"name": "Les Jardins d’Éloi"}).record.id
    page = capture(window)
    box = page.form.panel.blocks["organisation"].editor.main
    assert isinstance(box, LinkBox)

    write(box, "jard")
    box.propose()
    QTest.keyClick(open_list(), Qt.Key.Key_Escape)
    closed = (QApplication.activePopupWidget(), window.page, shown(page, "organisation"))
    box.propose()
    QTest.keyClick(open_list(), Qt.Key.Key_Return)

    assert closed == (None, page, "jard")
    assert shown(page, "organisation") == eloi
    assert QApplication.activePopupWidget() is None


def test_making_a_record_is_never_what_enter_takes_unasked(
    window: MainWindow, notebook: Notebook
) -> None:
    box = capture(window).form.panel.blocks["organisation"].editor.main
    assert isinstance(box, LinkBox)

    write(box, "Jardins")
    box.propose()
    QTest.keyClick(open_list(), Qt.Key.Key_Return)
    unasked = notebook.count("organisation")
    box.propose()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(open_list(), key)

    assert unasked == 0
    assert notebook.count("organisation") == 1


def test_homonyms_are_told_apart_and_likely_ones_offered_before_making_another(
    window: MainWindow, notebook: Notebook
) -> None:
    for town in ("Vitry", "Reims"):
        notebook.add("organisation", {"name": "Les Jardins d’Éloi", "commune_name": town})
    box = capture(window).form.panel.blocks["organisation"].editor.main
    assert isinstance(box, LinkBox)

    write(box, "Jardins")
    box.propose()
    homonyms = box.lines()
    box.clear()
    write(box, "Jardins d’Éloi du Moulin")
    box.propose()
    near = box.lines()

    assert sorted(line.split(" · ")[1] for line in homonyms[:2]) == ["Reims", "Vitry"]
    assert {line.split(" (")[0] for line in near[:2]} == {"Ressemble à\u00a0: Les Jardins d’Éloi"}
    assert near[-1].startswith("+ Créer")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("observation", {"nature": "BESOIN", "theme": "ECLAIRAGE", "facts": "Il fait noir."}),
        ("idea", {"title": "Un verger", "summary": "Planter", "origin_of_idea": "HABITANT"}),
    ],
)
def test_an_observation_and_an_idea_are_written_the_same_way(
    window: MainWindow, notebook: Notebook, kind: str, values: dict[str, Any]
) -> None:
    territory = {"territory_code": "QX1", "name": "Le Moulin", "territory_type": "QUARTIER_VECU"}
    place = notebook.add("territory", territory).record.id
    page = capture(window, kind)

    put(page, {**values, "territory": place})
    page.save_and_new()

    assert notebook.count(kind) == 1
    assert "ajoutée" in page.head.added
