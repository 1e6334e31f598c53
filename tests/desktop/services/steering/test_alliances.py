"""Alliances: a level that changes over time, and what was done together."""

from datetime import date
from typing import Any

from desktop.services.notebook import Notebook
from desktop.services.steering.alliances import alliance, level_noted
from desktop.services.steering.linked import of_type
from sync.records.commitment import CommitmentState
from sync.records.partner import AllianceLevel, Partner

INFORMED, CONTRIBUTES = AllianceLevel.INFORMED, AllianceLevel.CONTRIBUTES


def partner(notebook: Notebook, **values: Any) -> str:
    given = {"name": "Caf", "echelon": "CAF", **values}
    return notebook.add("partner", given).record.id


def test_a_new_level_becomes_the_present_one_and_a_step_of_the_history(
    notebook: Notebook,
) -> None:
    caf = partner(notebook)
    before = of_type(notebook, caf, Partner)

    changes = level_noted(notebook, caf, CONTRIBUTES, date(2026, 11, 20), " Visite du centre ")
    notebook.edit(caf, changes)
    told = alliance(notebook, caf)
    notebook.undo()

    assert told.partner.alliance_level is CONTRIBUTES
    assert [(step.on, step.level, step.note) for step in told.levels] == [
        (date(2026, 11, 20), CONTRIBUTES, "Visite du centre")
    ]
    assert told.since == date(2026, 11, 20)
    assert alliance(notebook, caf).partner.alliance_history == before.alliance_history
    assert alliance(notebook, caf).partner.alliance_level is AllianceLevel.UNKNOWN


def test_a_level_noted_late_completes_the_past_and_leaves_the_present(notebook: Notebook) -> None:
    history = [{"level": "3", "on": "2026-06-01"}]
    caf = partner(notebook, alliance_level="3", alliance_history=history)

    notebook.edit(caf, level_noted(notebook, caf, INFORMED, date(2026, 1, 5)))
    told = alliance(notebook, caf)

    assert told.partner.alliance_level is CONTRIBUTES
    assert [step.level for step in told.levels] == [INFORMED, CONTRIBUTES]


def test_on_one_day_what_is_noted_last_is_right(notebook: Notebook) -> None:
    day = date(2026, 6, 1)
    history = [{"level": "3", "on": day.isoformat()}]
    caf = partner(notebook, alliance_level="3", alliance_history=history)

    changes = level_noted(notebook, caf, INFORMED, day)

    assert changes["alliance_level"] == INFORMED


def test_what_was_done_together_is_counted(notebook: Notebook) -> None:
    caf = partner(notebook, dispositifs=["FPH"])
    for state in ("TENU", "TENU", "NON_TENU"):
        values = {"title": state, "shared_stake": "Lire", "due_on": "2026-12-31", "state": state}
        notebook.add("commitment", {**values, "partners": [caf], "evidence": "Vu"})
    held = {"meeting_type": "COPIL", "held_on": "2026-05-01", "attendance": [{"body": caf}]}
    meeting = notebook.add("meeting", held).record.id
    notebook.add("meeting", {"meeting_type": "COPIL", "held_on": "2026-05-02"})
    contact = {"last_name": "Martin", "role": "DIRECTION", "partner": caf}
    person = notebook.add("contact", contact).record.id

    told = alliance(notebook, caf)

    assert told.count(CommitmentState.KEPT) == 2
    assert told.count(CommitmentState.NOT_KEPT) == 1
    assert told.count(CommitmentState.PARTLY_KEPT) == 0
    assert [each.id for each in told.meetings] == [meeting]
    assert [each.id for each in told.contacts] == [person]
    assert told.dispositifs == ("Fonds de participation des habitants (FPH)",)


def test_a_partner_just_met_is_told_too(notebook: Notebook) -> None:
    told = alliance(notebook, partner(notebook))

    assert (told.levels, told.since, told.roadmaps, told.meetings) == ((), None, (), ())
