"""The genealogy of an idea, from the first word to the evaluation of what it became."""

from datetime import date
from typing import Any

import pytest

from desktop.services.ideas.path import MOST_OF_A_KIND, IdeaPath, days_to_support, path_of
from desktop.services.notebook import Notebook
from sync.records.idea import Idea

SEEN = {"visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def territory(notebook: Notebook) -> str:
    """Return a neighbourhood."""
    values = {"name": "Rome", "territory_type": "QPV", "territory_code": "QN05110I"}
    return notebook.add("territory", values).record.id


def idea(notebook: Notebook, territory: str, **values: Any) -> str:
    said = {"title": "Une vélo-école", "summary": "Apprendre.", "origin_of_idea": "HABITANT"}
    return notebook.add("idea", {"territory": territory, **said, **values}).record.id


def path(notebook: Notebook, idea_id: str) -> IdeaPath:
    record = notebook.get(idea_id)
    assert isinstance(record, Idea)
    return path_of(notebook, record)


def born(notebook: Notebook, territory: str, **values: Any) -> str:
    seen = {"observed_on": "2026-01-10", "nature": "IDEE", "theme": "MOBILITE", "facts": "Un vélo."}
    return notebook.add("observation", {"territory": territory, **seen, **values}).record.id


def test_the_path_goes_from_the_first_word_to_the_evaluation(
    notebook: Notebook, territory: str
) -> None:
    quote = {"quote": "J’aimerais apprendre.", "by_role": "HABITANT", "consent": "PUBLIC_ANONYME"}
    source = born(notebook, territory, verbatims=[quote])
    key = idea(notebook, territory, born_of=source, heard_on="2026-01-12")
    visit = {"visited_on": "2026-02-01", "idea": key, "verbatims": [{"quote": "Ici."}], **SEEN}
    notebook.add("visit", visit)
    notebook.add("workshop", {"title": "Budget", "held_on": "2026-03-01", "ideas": [key]})
    decision = {"title": "On y va", "nature": "ORIENTATION", "decided_on": "2026-03-10"}
    notebook.add("decision", {**decision, "concerns": [key]})
    action = {"title": "Vélo-école", "year": 2026, "idea": key, "starts_on": "2026-04-01"}
    made = notebook.add("action", action).record.id
    money = {"action": made, "funder_type": "COMMUNE", "granted": 250_000, "status": "VOTE"}
    notebook.add("funding", {**money, "year": 2026, "decided_on": "2026-05-02"})
    note = {"evaluated_on": "2026-06-30", "form": "VERBATIM", "by_role": "HABITANT"}
    notebook.add("evaluation", {**note, "about": made, "quote": "Je roule.", "consent": "INTERNE"})

    found = path(notebook, key)

    assert [step.kind for step in found.steps] == [
        "observation",
        "stage",
        "visit",
        "workshop",
        "decision",
        "action",
        "funding",
        "evaluation",
    ]
    assert found.steps[0].name == "Née de cette observation"
    assert found.steps[0].quotes[0].text == "J’aimerais apprendre."
    assert not found.steps[0].quotes[0].guarded
    assert found.steps[2].quotes[0].guarded
    assert (found.steps[6].title, found.steps[6].amount) == ("Commune", 250_000)
    assert all(step.record_id for step in found.steps if step.kind != "stage")


def test_a_visit_that_gave_birth_stands_once_on_the_path(
    notebook: Notebook, territory: str
) -> None:
    source = notebook.add("visit", {"visited_on": "2026-02-01", **SEEN}).record.id
    key = idea(notebook, territory, born_of=source)
    notebook.edit(source, {"idea": key})

    kinds = [step.kind for step in path(notebook, key).steps]

    assert kinds.count("visit") == 1


def test_what_was_only_asked_for_or_thrown_away_is_no_step(
    notebook: Notebook, territory: str
) -> None:
    key = idea(notebook, territory)
    made = notebook.add("action", {"title": "A", "year": 2026, "idea": key}).record.id
    asked = {"action": made, "funder_type": "COMMUNE", "requested": 250_000, "year": 2026}
    notebook.add("funding", asked)
    notebook.delete(
        notebook.add("visit", {"visited_on": "2026-02-01", "idea": key, **SEEN}).record.id
    )

    assert {step.kind for step in path(notebook, key).steps} == {"stage", "action"}


def test_the_years_financed_feed_the_advice(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory, nature="ACTION_RECURRENTE", complexity="MOYENNE")
    for year in (2024, 2025, 2025):
        made = notebook.add("action", {"title": "A", "year": year, "idea": key}).record.id
        money = {"action": made, "funder_type": "COMMUNE", "granted": 1_000, "year": year}
        notebook.add("funding", money)

    assert path(notebook, key).situation.years_financed == 2


def test_the_delay_runs_from_the_first_word_to_the_support(
    notebook: Notebook, territory: str
) -> None:
    history = [
        {"id": "a", "stage": "ENTENDUE", "on": "2026-01-01"},
        {"id": "b", "stage": "SOUTENUE", "on": "2026-03-02"},
        {"id": "c", "stage": "REALISEE", "on": "2026-06-01"},
    ]
    done = idea(notebook, territory, stage="REALISEE", stage_history=history)
    begun = idea(notebook, territory, heard_on="2026-01-01")
    odd = idea(notebook, territory, heard_on="2026-04-01", stage="REALISEE", stage_history=history)

    delays = []
    for key in (done, begun, odd):
        record = notebook.get(key)
        assert isinstance(record, Idea)
        delays.append(days_to_support(record))
    assert delays == [60, None, None]


def test_what_is_missing_is_said_in_words(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory, missing=["BUDGET", "AUCUN"], complexity="SIMPLE")

    found = path(notebook, key)

    assert found.lacks == ("Budget",)
    assert "Nature" in found.to_complete
    assert "Complexité" not in found.to_complete
    assert found.asked > len(found.to_complete)


def test_a_long_list_stops_and_says_how_many_are_left(notebook: Notebook, territory: str) -> None:
    key = idea(notebook, territory)
    for _ in range(MOST_OF_A_KIND + 2):
        notebook.add("visit", {"visited_on": "2026-02-01", "idea": key, **SEEN})

    found = path(notebook, key)

    assert found.more == {"visit": 2}
    assert sum(step.kind == "visit" for step in found.steps) == MOST_OF_A_KIND


def test_a_stage_without_a_day_comes_last(notebook: Notebook, territory: str) -> None:
    history = [
        {"id": "b", "stage": "CLARIFIEE"},
        {"id": "a", "stage": "ENTENDUE", "on": "2026-01-01"},
    ]
    key = idea(notebook, territory, stage="CLARIFIEE", stage_history=history)

    steps = path(notebook, key).steps

    assert [(step.title, step.on) for step in steps] == [
        ("Entendue", date(2026, 1, 1)),
        ("Clarifiée", None),
    ]
