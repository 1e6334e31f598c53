"""Roadmaps: the two sides and their means, the reviews that come every three months."""

from datetime import date
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.steering.commitments import (
    next_review,
    review_noted,
    reviews_due,
    roadmap,
)
from sync.records.commitment import CommitmentState, MeansNature
from sync.records.partner import AllianceLevel

TODAY = date(2026, 11, 23)


def commitment(notebook: Notebook, **values: Any) -> str:
    given = {"title": "Écoles ouvertes", "shared_stake": "Jouer", "due_on": "2026-12-31", **values}
    return notebook.add("commitment", given).record.id


def partner(notebook: Notebook, name: str, level: str) -> str:
    values = {"name": name, "echelon": "CAF", "alliance_level": level}
    return notebook.add("partner", values).record.id


def test_means_add_up_by_nature(notebook: Notebook) -> None:
    caf = partner(notebook, "Caf", "3")
    means = [
        {"nature": "ETP", "partner": caf, "quantity": 0.5},
        {"nature": "CREDITS", "partner": caf, "amount": 1_200_00},
        {"nature": "ETP", "quantity": 0.25},
        {"nature": "CREDITS", "amount": 300_00, "note": "Goûters"},
    ]

    told = roadmap(notebook, commitment(notebook, partners=[caf], means=means), TODAY)

    assert [(t.nature, t.count, t.quantity, t.amount) for t in told.totals] == [
        (MeansNature.STAFF, 2, 0.75, 0),
        (MeansNature.CREDITS, 2, 0, 1_500_00),
    ]
    assert told.amount == 1_500_00
    assert [line.partner for line in told.means] == ["Caf", "Caf", "", ""]
    assert [(ally.name, ally.level) for ally in told.allies] == [("Caf", AllianceLevel.CONTRIBUTES)]


def test_a_step_is_late_until_it_is_done(notebook: Notebook) -> None:
    steps = [
        {"step": "Visiter", "due_on": "2026-11-13"},
        {"step": "Signer", "due_on": "2026-11-13", "done_on": "2026-11-20"},
        {"step": "Ouvrir"},
    ]

    told = roadmap(notebook, commitment(notebook, steps=steps), TODAY)

    assert [step.late for step in told.steps] == [10, 0, 0]


@pytest.mark.parametrize(
    ("last", "planned", "due"),
    [
        (None, None, None),
        (date(2026, 8, 31), None, date(2026, 11, 30)),
        (date(2026, 8, 1), date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2026, 9, 1), date(2027, 1, 1)),
        (None, date(2026, 9, 1), date(2026, 9, 1)),
    ],
)
def test_the_next_review_is_planned_or_three_months_later(
    last: date | None, planned: date | None, due: date | None
) -> None:
    assert next_review(last, planned) == due


def test_a_review_is_one_act_and_stays_in_the_history(notebook: Notebook) -> None:
    made = commitment(notebook, last_review_on="2026-08-20", state="VALIDE")

    notebook.edit(made, review_noted(TODAY, CommitmentState.IN_PROGRESS))
    told = roadmap(notebook, made, TODAY)

    assert told.commitment.state is CommitmentState.IN_PROGRESS
    assert told.commitment.next_review_on == date(2027, 2, 23)
    assert [(review.held_on, review.state) for review in told.reviews] == [
        (TODAY, "EN_COURS"),
        (date(2026, 8, 20), "VALIDE"),
    ]


def test_undoing_a_review_takes_it_out_of_the_reviews(notebook: Notebook) -> None:
    made = commitment(notebook, last_review_on="2026-08-20", state="VALIDE")
    notebook.edit(made, review_noted(TODAY))

    notebook.undo()
    undone = roadmap(notebook, made, TODAY)
    notebook.redo()
    redone = roadmap(notebook, made, TODAY)

    assert [review.held_on for review in undone.reviews] == [date(2026, 8, 20)]
    assert undone.commitment.state is CommitmentState.AGREED
    assert [review.held_on for review in redone.reviews] == [TODAY, date(2026, 8, 20)]


def test_reviews_due_leave_out_what_is_ended_or_was_just_reviewed(notebook: Notebook) -> None:
    never = commitment(notebook, title="Jamais revu")
    old = commitment(notebook, title="Vieux", last_review_on="2026-05-01")
    commitment(notebook, title="Récent", last_review_on="2026-11-01")
    commitment(notebook, title="Tenu", state="TENU", evidence="Vu")

    due = reviews_due(notebook, TODAY)

    assert [(review.id, review.on) for review in due] == [(never, None), (old, date(2026, 8, 1))]


def test_an_empty_roadmap_is_told_too(notebook: Notebook) -> None:
    told = roadmap(notebook, commitment(notebook, due_on="2026-11-22"), TODAY)

    assert (told.means, told.steps, told.reviews, told.allies) == ((), (), (), ())
    assert (told.late, told.going_on, told.amount) == (1, True, 0)
