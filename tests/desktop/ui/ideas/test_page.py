"""The board of ideas in the real window: by keys, by menu, by hand, and back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.services.notebook import Notebook, Planned
from desktop.ui.ideas.cards import CARRIED
from desktop.ui.ideas.page import IdeasPage
from desktop.ui.ideas.stage_column import StageColumn
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press, write

Think = Callable[..., str]
Turn = Callable[[], IdeasPage]
ALT = Qt.KeyboardModifier.AltModifier
pytestmark = pytest.mark.usefixtures("appearance")


def alt(page: IdeasPage, key: Qt.Key) -> None:
    """Press an arrow with Alt on the chosen card."""
    QTest.keyClick(page.window().focusWidget(), key, ALT)


def titles(column: StageColumn) -> list[str]:
    """Return the titles of a column, from top to bottom."""
    return [card.title for card in column.model.cards]


def stage_of(notebook: Notebook, idea: str) -> IdeaStage:
    record = notebook.get(idea)
    assert isinstance(record, Idea)
    return record.stage


def headers(page: IdeasPage) -> list[str]:
    """Return the headers of the columns that hold something."""
    return [column.header for column in page.board.columns if column.model.rowCount()]


def test_each_stage_is_a_column_with_its_count(page: Turn, think: Think) -> None:
    for title, stage in (
        ("A", "ENTENDUE"),
        ("B", "ENTENDUE"),
        ("C", "SOUTENUE"),
        ("D", "EN_PAUSE"),
    ):
        think(title, stage)

    shown = page()

    assert headers(shown) == ["Entendue (2)", "Soutenue (1)", "Rangées (1)"]
    assert titles(shown.board.columns[0]) == ["B", "A"]
    assert shown.board.columns[0].view.accessibleName() == "Entendue\u00a0: 2 idées"


def test_arrows_choose_cards_across_columns(page: Turn, think: Think) -> None:
    for title, stage in (("A", "ENTENDUE"), ("B", "ENTENDUE"), ("C", "SOUTENUE")):
        think(title, stage)
    shown = page()
    shown.take_focus()
    chosen = []

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(shown.window().focusWidget(), key)
        card = shown.board.card
        assert card is not None
        chosen.append(card.title)

    assert chosen == ["A", "C", "C", "B"]


def test_alt_and_an_arrow_move_the_card_that_keeps_the_keyboard(
    page: Turn, think: Think, window: MainWindow, notebook: Notebook
) -> None:
    idea = think("Une vélo-école")
    think("Un banc")
    shown = page()
    shown.board.select(idea)
    shown.take_focus()

    alt(shown, Qt.Key.Key_Right)
    alt(shown, Qt.Key.Key_Right)

    assert stage_of(notebook, idea) is IdeaStage.CARRIER_FOUND
    assert shown.board.current == idea
    assert window.focusWidget() is shown.board.columns[2].view
    text = window.notices.bar.text
    assert text == "«\u00a0Une vélo-école\u00a0» passée à «\u00a0Porteur trouvé\u00a0»."


def test_a_move_is_taken_back_from_the_notice_or_by_undo(
    page: Turn, think: Think, window: MainWindow, notebook: Notebook
) -> None:
    idea = think("Une vélo-école")
    shown = page()
    shown.take_focus()

    alt(shown, Qt.Key.Key_Right)
    window.notices.bar.buttons()[0].click()
    after_the_notice = stage_of(notebook, idea)
    alt(shown, Qt.Key.Key_Right)
    window.verbs.undo()

    assert after_the_notice is IdeaStage.HEARD
    assert stage_of(notebook, idea) is IdeaStage.HEARD
    assert headers(shown) == ["Entendue (1)"]
    assert shown.board.current == idea


def test_the_end_of_the_path_is_said(page: Turn, think: Think, window: MainWindow) -> None:
    think("Une vélo-école")
    shown = page()
    shown.take_focus()

    alt(shown, Qt.Key.Key_Left)

    assert "au bout de ce chemin" in window.notices.bar.text


def test_every_stage_is_in_the_menu(page: Turn, think: Think, notebook: Notebook) -> None:
    idea = think("Une vélo-école")
    shown = page()

    shown.board.fill_menu(shown.head.menu)
    entries = {action.text(): action for action in shown.head.menu.actions()}
    entries["Passer à\u00a0: Soutenue"].trigger()

    assert len([text for text in entries if text.startswith("Passer à")]) == len(IdeaStage)
    assert not entries["Passer à\u00a0: Entendue"].isEnabled()
    assert stage_of(notebook, idea) is IdeaStage.SUPPORTED


def test_a_card_dropped_on_a_column_goes_there(
    page: Turn, think: Think, notebook: Notebook
) -> None:
    idea = think("Une vélo-école")
    shown = page()
    taken = shown.board.columns[0].model
    carried = taken.mimeData([taken.index(0, 0)])
    view = shown.board.columns[3].view

    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)

    assert stage_of(notebook, idea) is IdeaStage.CO_BUILT
    assert titles(shown.board.columns[3]) == ["Une vélo-école"]
    assert titles(shown.board.columns[0]) == []


def test_only_cards_can_be_dropped(page: Turn, think: Think, notebook: Notebook) -> None:
    idea = think("Une vélo-école")
    shown = page()
    other = QMimeData()
    other.setText(idea)

    model = shown.board.columns[3].model
    taken = model.dropMimeData(other, Qt.DropAction.MoveAction, -1, -1, QModelIndex())

    assert not taken
    assert model.mimeTypes() == [CARRIED]
    assert stage_of(notebook, idea) is IdeaStage.HEARD


def test_a_card_dropped_on_the_shelf_asks_which_way(
    page: Turn, think: Think, notebook: Notebook
) -> None:
    idea = think("Une vélo-école")
    shown = page()

    shown.board.columns[-1].model.dropped.emit(idea)
    offered = {action.text(): action for action in shown.board.menu.actions()}
    before = stage_of(notebook, idea)
    offered["Réorientée"].trigger()
    shown.board.menu.close()

    assert list(offered) == ["En pause", "Réorientée", "Abandonnée"]
    assert before is IdeaStage.HEARD
    assert stage_of(notebook, idea) is IdeaStage.REDIRECTED


def test_a_reason_may_be_given_when_an_idea_is_put_aside(
    page: Turn, think: Think, window: MainWindow, notebook: Notebook
) -> None:
    idea = think("Une vélo-école", heard_on="2026-10-01")
    shown = page()
    shown.take_focus()

    shown.board.moved.emit(idea, IdeaStage.PAUSED)
    focused = window.focusWidget()
    question = shown.reason.question
    shown.reason.reason.setFocus()
    write(shown.reason.reason, "Été chaud")
    press(shown.reason.reason, Qt.Key.Key_Return)

    assert focused is shown.board.columns[-1].view
    assert question == ("«\u00a0Une vélo-école\u00a0» est en pause. Pourquoi\u00a0? (facultatif)")
    record = notebook.get(idea)
    assert isinstance(record, Idea)
    assert record.stage_history[-1].note == "Été chaud"
    assert shown.reason.question == ""
    assert window.focusWidget() is shown.board.columns[-1].view


def test_a_reason_half_typed_is_kept_when_the_page_is_left(
    page: Turn, think: Think, window: MainWindow, notebook: Notebook
) -> None:
    idea = think("Une vélo-école", heard_on="2026-10-01")
    shown = page()
    shown.board.moved.emit(idea, IdeaStage.PAUSED)
    shown.reason.reason.setFocus()
    write(shown.reason.reason, "Été chaud")

    window.go("home")

    record = notebook.get(idea)
    assert isinstance(record, Idea)
    assert record.stage_history[-1].note == "Été chaud"
    assert shown.reason.question == ""


def test_escape_passes_the_reason_over(page: Turn, think: Think, notebook: Notebook) -> None:
    idea = think("Une vélo-école")
    shown = page()
    shown.board.moved.emit(idea, IdeaStage.DROPPED)

    shown.reason.reason.setFocus()
    press(shown.reason.reason, Qt.Key.Key_Escape)

    assert shown.reason.question == ""
    assert stage_of(notebook, idea) is IdeaStage.DROPPED


def test_alt_left_takes_an_idea_back_from_the_shelf(
    page: Turn, think: Think, notebook: Notebook
) -> None:
    idea = think("Une vélo-école", "CLARIFIEE")
    shown = page()
    shown.board.moved.emit(idea, IdeaStage.PAUSED)

    alt(shown, Qt.Key.Key_Left)

    assert stage_of(notebook, idea) is IdeaStage.CLARIFIED


def test_enter_opens_the_path_of_the_card_and_the_board_comes_back_to_it(
    page: Turn, think: Think
) -> None:
    think("Un banc", "SOUTENUE")
    idea = think("Une vélo-école", "SOUTENUE")
    shown = page()
    shown.board.select(idea)
    shown.take_focus()

    press(shown.window().focusWidget(), Qt.Key.Key_Return)
    opened = (shown.view, shown.record_id)
    tabs = shown.list_page.sheet.tabs
    tab = tabs.tabText(tabs.currentIndex())
    shown.head.views["board"].click()

    assert opened == ("list", idea)
    assert tab == "Parcours"
    assert (shown.view, shown.board.current) == ("board", idea)
    assert not shown.busy


def test_the_view_is_remembered(page: Turn, think: Think, notebook: Notebook) -> None:
    think("Une vélo-école")
    shown = page()
    first = shown.view

    shown.head.views["list"].click()

    assert first == "board"
    assert notebook.remembered("ideas:view") == "list"


def test_filters_narrow_the_board_and_are_taken_off_together(
    page: Turn, think: Think, notebook: Notebook
) -> None:
    values = {"name": "Graines", "organisation_type": "ASSO_1901"}
    who = notebook.add("organisation", values).record.id
    think("Un verger", presumed_carrier=who)
    think("Un banc", "SOUTENUE")
    shown = page()

    shown.narrowing.choose("presumed_carrier", who)
    narrowed = headers(shown)
    enabled = shown.narrowing.clear_button.isEnabled()
    shown.narrowing.clear_button.click()

    assert (narrowed, enabled) == (["Entendue (1)"], True)
    assert headers(shown) == ["Entendue (1)", "Soutenue (1)"]
    assert not shown.narrowing.clear_button.isEnabled()


def test_words_narrow_the_board(page: Turn, think: Think) -> None:
    think("Un verger au pied des tours")
    think("Un banc")
    shown = page()

    write(shown.narrowing.text, "tours")
    QTest.qWait(300)

    assert shown.narrowing.clear_button.isEnabled()
    assert titles(shown.board.columns[0]) == ["Un verger au pied des tours"]


def test_an_empty_board_says_what_it_is_for(page: Turn, window: MainWindow) -> None:
    shown = page()
    shown.take_focus()

    assert shown.nothing.sentence.text().startswith("Ici vivent les idées")
    assert window.focusWidget() is shown.nothing.button
    assert audit(window) == []
    assert not_plain(window) == []


def test_filters_without_an_answer_offer_everything_again(page: Turn, think: Think) -> None:
    think("Un banc")
    shown = page()
    shown.narrowing.text.setText("zèbre")
    QTest.qWait(300)
    said = shown.nothing.sentence.text()

    shown.nothing.button.click()

    assert said == "Aucune idée ne répond à ces filtres."
    assert headers(shown) == ["Entendue (1)"]


def test_a_card_is_spoken_whole(page: Turn, think: Think, notebook: Notebook) -> None:
    step = {"next_step": "Voir la salle", "next_step_on": "2026-11-30"}
    idea = think("Une vélo-école", heard_on="2026-10-09", theme="2024:3.1", **step)
    seen = {"visit_type": "ECOUTE", "facts": "…", "visited_on": "2026-10-09", "idea": idea}
    notebook.add("visit", {**seen, "verbatims": [{"quote": "Oui."}, {"quote": "Non."}]})
    shown = page()
    model = shown.board.columns[0].model

    text = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert text.startswith("Une vélo-école, Entendue, Habitante ou habitant, ")
    assert text.endswith(
        "née le 09/10/2026, 1\u00a0visite, 2\u00a0paroles, 30/11\u00a0: Voir la salle, "
        "dort depuis 45\u00a0jours"
    )


def test_a_thousand_cards_are_read_as_they_are_seen(
    page: Turn, think: Think, notebook: Notebook
) -> None:
    model = notebook.get(think("Idée"))
    copies = (model.revised(id=f"{rank:032}", code="") for rank in range(1_004))
    notebook.write_all(map(Planned, copies), label="Mille idées")

    shown = page()
    QApplication.processEvents()
    shown.take_focus()
    alt(shown, Qt.Key.Key_Right)

    first = shown.board.columns[0]
    assert first.model.rowCount() == 999
    assert headers(shown) == ["Entendue (999)", "Clarifiée (1)"]
    assert 0 < len(shown.hearing.known) < 40
    assert shown.more.text() == "Et 5\u00a0autres idées\u00a0: voyez la liste, ou filtrez."


def test_the_board_is_named_reachable_and_plain(
    page: Turn, think: Think, window: MainWindow
) -> None:
    for stage in IdeaStage:
        think(f"<b>Idée</b> {stage.label}", stage.value)
    shown = page()
    shown.board.moved.emit(shown.board.current, IdeaStage.PAUSED)
    QApplication.processEvents()

    assert audit(window) == []
    assert not_plain(window) == []


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_nothing_is_cut_at_one_and_a_half(
    page: Turn, think: Think, window: MainWindow, appearance: Appearance, theme: Theme
) -> None:
    for stage in IdeaStage:
        think("Un verger au pied des tours", stage.value)
    appearance.apply(theme, 1.5)
    window.fit()
    shown = page()
    letter = shown.fontMetrics().averageCharWidth()

    assert cut(shown) == []
    assert {column.width() for column in shown.board.columns} == {31 * letter}


def test_tab_stops_once_on_the_board(page: Turn, think: Think) -> None:
    think("Un banc")
    think("Un verger", "SOUTENUE")
    shown = page()
    shown.take_focus()
    strong = Qt.FocusPolicy.StrongFocus

    def stops() -> list[str]:
        columns = shown.board.columns
        return [column.name for column in columns if column.view.focusPolicy() is strong]

    before = stops()
    press(shown.window().focusWidget(), Qt.Key.Key_Right)

    assert (before, stops()) == (["Entendue"], ["Soutenue"])


def test_the_board_follows_the_keyboard_sideways(page: Turn, think: Think) -> None:
    think("Un banc")
    think("Un verger", "EN_PAUSE")
    shown = page()
    shown.take_focus()

    press(shown.window().focusWidget(), Qt.Key.Key_Right)
    QApplication.processEvents()

    last = shown.board.columns[-1]
    assert shown.board.horizontalScrollBar().value() > 0
    assert not last.visibleRegion().isEmpty()


def test_a_new_idea_is_taken_down_where_ideas_are(
    page: Turn, think: Think, window: MainWindow
) -> None:
    think("Un banc")
    shown = page()

    shown.head.new_button.click()

    assert window.shelf.key in ("capture:idea", "idea")
    assert window.page is not None
    assert window.page.busy
