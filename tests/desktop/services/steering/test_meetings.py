"""A session in facts: its time, its voices, its decisions; and what waits for the next one."""

from datetime import date
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.steering.linked import of_type
from desktop.services.steering.meetings import TimeShares, sitting
from desktop.services.steering.preparing import waiting, with_material
from sync.records.decision import DecisionState
from sync.records.meeting import Meeting
from sync.records.meeting_items import AttendanceRole
from sync.records.task import Task

TODAY = date(2026, 11, 23)


def add(notebook: Notebook, kind: str, **values: Any) -> str:
    return notebook.add(kind, values).record.id


def meeting(notebook: Notebook, day: str, **values: Any) -> str:
    return add(notebook, "meeting", **{"meeting_type": "COPIL", "held_on": day, **values})


def decision(notebook: Notebook, title: str, meeting_id: str, **values: Any) -> str:
    given = {"title": title, "nature": "MANDAT", "meeting": meeting_id, **values}
    return add(notebook, "decision", **given)


def observation(notebook: Notebook, day: str, **values: Any) -> str:
    given = {"observed_on": day, "nature": "BESOIN", "theme": "PROPRETE", "facts": "Un banc."}
    return add(notebook, "observation", **{**given, **values})


def test_time_is_shared_between_information_debate_and_decision(notebook: Notebook) -> None:
    agenda = [
        {"title": "Bilan", "nature": "INFO", "minutes": 38},
        {"title": "Jardin", "nature": "DEBAT", "minutes": 40},
        {"title": "Vote", "nature": "DECISION", "minutes": 22},
        {"title": "Divers", "minutes": 20},
    ]
    held = meeting(notebook, "2026-11-01", agenda=agenda, usage_speaking_minutes=30)

    told = sitting(notebook, held, TODAY)

    assert told.shares == TimeShares(38, 40, 22, 20)
    assert told.shares.sentence == "62\u00a0% du temps en débat et décision"
    assert told.shares.remark == ""
    assert told.speaking_percent == 25


@pytest.mark.parametrize(
    ("shares", "remarked"),
    [(TimeShares(50, 50, 0), False), (TimeShares(51, 20, 29), True), (TimeShares(), False)],
)
def test_a_remark_is_made_only_when_information_takes_more_than_half(
    shares: TimeShares, remarked: bool
) -> None:
    assert bool(shares.remark) is remarked


def test_an_agenda_without_durations_says_nothing(notebook: Notebook) -> None:
    told = sitting(notebook, meeting(notebook, "2026-11-01"), TODAY)

    assert (told.shares.percent, told.shares.sentence, told.speaking_percent) == (None, "", None)
    assert (told.present, told.material, told.decisions) == ((), (), ())


def test_a_body_is_present_once_with_all_its_roles(notebook: Notebook) -> None:
    city = add(notebook, "partner", name="Ville", echelon="COMMUNE")
    lines = [
        {"name": "Conseil citoyen", "role": "TEMOIGNE", "count": 3},
        {"body": city, "role": "DECIDE", "count": 1},
        {"body": city, "role": "PRESIDE", "count": 2},
    ]

    told = sitting(notebook, meeting(notebook, "2026-11-01", attendance=lines), TODAY)

    assert [(p.id, p.name, p.count) for p in told.present] == [
        (city, "Ville", 3),
        ("", "Conseil citoyen", 3),
    ]
    assert told.present[0].roles == (AttendanceRole.CHAIRS, AttendanceRole.DECIDES)


def test_open_decisions_come_first_with_the_days_they_are_late(notebook: Notebook) -> None:
    held = meeting(notebook, "2026-06-01")
    decision(notebook, "Faite", held, due_on="2026-07-01", state="FAITE")
    decision(notebook, "En retard", held, due_on="2026-11-13")
    decision(notebook, "D’une autre", meeting(notebook, "2026-06-02"))

    told = sitting(notebook, held, TODAY)

    assert [(d.title, d.state, d.late) for d in told.decisions] == [
        ("En retard", DecisionState.TO_DO, 10),
        ("Faite", DecisionState.DONE, 0),
    ]


def test_what_waits_comes_from_earlier_sessions_of_the_same_type(notebook: Notebook) -> None:
    earlier, last = meeting(notebook, "2026-01-10"), meeting(notebook, "2026-06-10")
    other = meeting(notebook, "2026-06-11", meeting_type="COTECH")
    decision(notebook, "Ancienne", earlier, state="EN_COURS")
    decision(notebook, "Faite", last, state="FAITE")
    decision(notebook, "Du Cotech", other)
    next_one = meeting(notebook, "2026-12-01")

    told = waiting(notebook, next_one, TODAY)

    assert (told.last and told.last.id, told.last_on) == (last, date(2026, 6, 10))
    assert [each.title for each in told.decisions] == ["Ancienne"]


def test_field_material_is_what_no_session_has_seen_since_the_last_one(
    notebook: Notebook,
) -> None:
    here = add(
        notebook, "territory", name="Le Hamois", territory_type="QPV", territory_code="QN05109M"
    )
    seen = observation(notebook, "2026-07-01")
    meeting(notebook, "2026-06-10", field_material=[seen])
    observation(notebook, "2026-05-01")
    observation(notebook, "2026-09-01", follow_up="RESOLUE")
    elsewhere = observation(notebook, "2026-10-01")
    ours = observation(notebook, "2026-08-01", territory=here)
    story = add(
        notebook,
        "evaluation",
        evaluated_on="2026-09-15",
        form="RECIT_CHANGEMENT",
        title="Ana",
        by_role="HABITANT",
    )
    add(notebook, "evaluation", evaluated_on="2026-09-15", form="CHIFFRES", by_role="HABITANT")

    told = waiting(notebook, meeting(notebook, "2026-12-01", territory=here), TODAY)

    assert [each.id for each in told.material] == [ours, elsewhere, story]
    assert (told.more, told.at_least) == (0, False)


def test_a_season_of_observations_is_offered_by_twelve(notebook: Notebook) -> None:
    for day in range(1, 29):
        observation(notebook, f"2026-10-{day:02}")

    told = waiting(notebook, meeting(notebook, "2026-12-01"), TODAY)

    assert [each.on for each in told.material][:2] == [date(2026, 10, 28), date(2026, 10, 27)]
    assert (len(told.material), told.more) == (12, 16)


def test_adding_material_is_one_edit_that_undo_takes_back(notebook: Notebook) -> None:
    first, second = observation(notebook, "2026-08-01"), observation(notebook, "2026-09-01")
    held = meeting(notebook, "2026-12-01", field_material=[first])

    notebook.edit(held, with_material(notebook, held, (second, first)))
    added = of_type(notebook, held, Meeting).field_material
    notebook.undo()

    assert added == (first, second)
    assert of_type(notebook, held, Meeting).field_material == (first,)


def test_a_first_session_with_nothing_to_take_up_says_so(notebook: Notebook) -> None:
    told = waiting(notebook, meeting(notebook, "2026-12-01"), TODAY)

    assert (told.last, told.last_on, told.nothing) == (None, None, True)


def test_a_record_of_another_kind_is_a_bug(notebook: Notebook) -> None:
    held = meeting(notebook, "2026-12-01")

    with pytest.raises(TypeError):
        of_type(notebook, held, Task)
