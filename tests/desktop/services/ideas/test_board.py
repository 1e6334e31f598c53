"""The columns of the board, what each card says, and which ideas are wanted."""

from datetime import date
from typing import Any

import pytest

from desktop.services.ideas.board import Card, Echo, Wanted, asleep, board, echoes, facets
from desktop.services.ideas.stages import pass_to
from desktop.services.notebook import Notebook
from sync.records.idea_items import IdeaStage

TODAY = date(2026, 11, 23)
SEEN = {"visit_type": "ECOUTE", "facts": "Le jardin."}
SAID = {"quote": "On viendrait.", "consent": "INTERNE"}


@pytest.fixture
def territory(notebook: Notebook) -> str:
    """Return a neighbourhood."""
    values = {"name": "Rome Saint Charles", "territory_type": "QPV", "territory_code": "QN05110I"}
    return notebook.add("territory", values).record.id


def idea(notebook: Notebook, territory: str, title: str = "Une vélo-école", **values: Any) -> str:
    said = {"title": title, "summary": "Apprendre.", "origin_of_idea": "HABITANT"}
    return notebook.add("idea", {"territory": territory, **said, **values}).record.id


def carrier(notebook: Notebook) -> str:
    values = {"name": "Graines de palier", "organisation_type": "ASSO_1901"}
    return notebook.add("organisation", values).record.id


def only(notebook: Notebook, wanted: Wanted | None = None) -> Card:
    read = board(notebook, wanted)
    (card,) = (*(each for column in read.path.values() for each in column), *read.aside)
    return card


def test_each_stage_has_its_column_and_those_off_the_path_stand_together(
    notebook: Notebook, territory: str
) -> None:
    for stage in ("ENTENDUE", "SOUTENUE", "EN_PAUSE", "ABANDONNEE"):
        idea(notebook, territory, stage, stage=stage)

    read = board(notebook)

    filled = {stage: len(cards) for stage, cards in read.path.items() if cards}
    assert filled == {IdeaStage.HEARD: 1, IdeaStage.SUPPORTED: 1}
    assert {card.title for card in read.aside} == {"EN_PAUSE", "ABANDONNEE"}
    assert len(read.path) == 8


def test_a_card_names_its_carrier_or_who_said_it_first(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory, theme="2024:1", heard_on="2026-11-13")
    before = only(notebook)

    notebook.edit(key, {"presumed_carrier": carrier(notebook)})

    assert before.who == "Habitante ou habitant"
    assert only(notebook).who == "Graines de palier"
    assert only(notebook).born_on == date(2026, 11, 13)


def test_visits_and_words_are_counted_the_birth_included_once(
    notebook: Notebook, territory: str
) -> None:
    born = notebook.add("visit", {"visited_on": "2026-10-01", "verbatims": [SAID], **SEEN})
    key = idea(notebook, territory, born_of=born.record.id)
    notebook.edit(born.record.id, {"idea": key})
    notebook.add("visit", {"visited_on": "2026-11-01", "idea": key, "verbatims": [SAID], **SEEN})

    found = echoes(notebook, [only(notebook)])

    assert found[key] == Echo(visits=2, quotes=2, last_on=date(2026, 11, 1))


def test_an_idea_of_which_nothing_is_said_sleeps_after_a_month(
    notebook: Notebook, territory: str
) -> None:
    idea(notebook, territory, heard_on="2026-10-09")
    card = only(notebook)

    assert asleep(card, Echo(), TODAY) == 45
    assert asleep(card, Echo(1, 0, date(2026, 11, 1)), TODAY) == 0
    assert asleep(card, Echo(), date(2026, 10, 20)) == 0


def test_an_idea_at_rest_does_not_sleep(notebook: Notebook, territory: str) -> None:
    idea(notebook, territory, heard_on="2026-01-09", stage="REALISEE")

    assert asleep(only(notebook), Echo(), TODAY) == 0


def test_a_move_wakes_an_idea_up(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory, heard_on="2026-01-09")

    pass_to(notebook, key, IdeaStage.CLARIFIED, TODAY)

    assert asleep(only(notebook), Echo(), TODAY) == 0


def test_the_board_narrows_to_what_is_wanted(notebook: Notebook, territory: str) -> None:
    who = carrier(notebook)
    idea(notebook, territory, "Un verger", presumed_carrier=who, origin_of_idea="JEUNES")
    idea(notebook, territory, "Un banc")

    assert only(notebook, Wanted(presumed_carrier=who)).title == "Un verger"
    assert only(notebook, Wanted(origin_of_idea="HABITANT")).title == "Un banc"
    assert only(notebook, Wanted(text="verger", territory=territory)).title == "Un verger"
    assert not board(notebook, Wanted(theme="2024:1")).aside
    assert board(notebook, Wanted(theme="2024:1")).written


def test_only_values_in_use_are_offered(notebook: Notebook, territory: str) -> None:
    who = carrier(notebook)
    idea(notebook, territory, presumed_carrier=who)

    offered = facets(notebook)

    assert offered["presumed_carrier"] == ((who, "Graines de palier"),)
    assert offered["territory"] == ((territory, "Rome Saint Charles"),)
    assert offered["origin_of_idea"] == (("HABITANT", "Habitante ou habitant"),)
    assert offered["theme"] == ()


def test_what_does_not_fit_is_counted(notebook: Notebook, territory: str) -> None:
    for rank in range(5):
        idea(notebook, territory, f"Idée {rank}")

    read = board(notebook, most=3)

    assert [card.title for card in read.path[IdeaStage.HEARD]] == ["Idée 4", "Idée 3", "Idée 2"]
    assert read.more == 2


def test_an_empty_notebook_has_an_empty_board(notebook: Notebook) -> None:
    read = board(notebook)

    assert not read.written
    assert not any(read.path.values())
