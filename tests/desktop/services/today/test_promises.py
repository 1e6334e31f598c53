"""What was promised, in the order in which it presses."""

from collections.abc import Callable
from datetime import date

from desktop.services.notebook import Notebook
from desktop.services.today.promises import SHOWN, promises
from tests.desktop.services.today.days import TODAY, day, last_visits

Add = Callable[..., str]


def said(notebook: Notebook) -> list[str]:
    """Return what is promised, in the order shown."""
    found = promises(notebook, TODAY, last_visits(notebook))
    return [one.said.text for one in found.shown]


def test_open_tasks_due_soon_or_late_are_promises(notebook: Notebook, add: Add) -> None:
    add("task", what="Bientôt", due_on=day(14))
    add("task", what="En retard", due_on=day(-3))
    add("task", what="Commencée", due_on=day(1), state="EN_COURS")
    add("task", what="Plus tard", due_on=day(15))
    add("task", what="Faite", due_on=day(1), state="FAITE")
    add("task", what="Abandonnée", due_on=day(1), state="ABANDONNEE")

    found = said(notebook)

    assert found == ["Commencée", "En retard", "Bientôt"]


def test_what_is_long_overdue_does_not_hide_what_is_near(notebook: Notebook, add: Add) -> None:
    for number in range(SHOWN):
        add("task", what=f"Vieille {number}", due_on=day(-200 - number))
    add("task", what="Demain", due_on=day(1))

    found = promises(notebook, TODAY, {})

    assert found.shown[0].said.text == "Demain"
    assert len(found.shown) == SHOWN
    assert found.total == SHOWN + 1
    assert found.others == 1


def test_days_late_are_counted_from_the_day_itself(notebook: Notebook, add: Add) -> None:
    add("task", due_on=day(-3))

    (one,) = promises(notebook, TODAY, {}).shown

    assert one.days_late(TODAY) == 3
    assert one.due_on is not None
    assert one.days_late(one.due_on) == 0


def test_the_next_step_of_the_last_visit_waits_until_somebody_goes(
    notebook: Notebook, add: Add
) -> None:
    body = add("organisation")
    add("visit", organisation=body, visited_on=day(-20), next_step="Ancienne")
    add("visit", organisation=body, visited_on=day(-5), next_step="Appeler", next_visit_on=day(2))
    before = promises(notebook, TODAY, last_visits(notebook)).shown

    add("visit", organisation=body, visited_on=day(-1))

    assert [one.said.text for one in before] == ["Appeler"]
    assert before[0].whom.text == "Jardins d’Éloi"
    assert before[0].due_on is not None
    assert before[0].due_on.isoformat() == day(2)
    assert said(notebook) == []


def test_a_next_step_that_a_task_took_over_is_said_once(notebook: Notebook, add: Add) -> None:
    visit = add("visit", organisation=add("organisation"), next_step="Appeler la mairie")
    add("task", what="Appeler la mairie", about=visit)

    found = promises(notebook, TODAY, last_visits(notebook))

    assert [one.kind for one in found.shown] == ["task"]


def test_old_visits_promise_nothing_any_more(notebook: Notebook, add: Add) -> None:
    add("visit", organisation=add("organisation"), visited_on=day(-130), next_step="Oubliée")

    assert said(notebook) == []


def test_roadmaps_to_review_are_promises(notebook: Notebook, add: Add) -> None:
    add("commitment", title="À revoir", state="EN_COURS", next_review_on=day(5))
    add("commitment", title="Tenu", state="TENU", evidence="Vu", next_review_on=day(5))
    add("commitment", title="Plus tard", state="EN_COURS", next_review_on=day(60))

    assert said(notebook) == ["À revoir"]


def test_a_roadmap_kept_in_part_is_still_reviewed(notebook: Notebook, add: Add) -> None:
    add("commitment", state="PARTIEL", last_review_on="2026-08-31", evidence="Vu")

    found = promises(notebook, TODAY, {})

    assert [one.due_on for one in found.shown] == [date(2026, 11, 30)]


def test_late_answers_to_rights_come_first_of_all(notebook: Notebook, add: Add) -> None:
    add("task", what="Demain", due_on=day(1))
    add("rights_request", received_on=day(-80), due_on=day(-50))
    add("rights_request", received_on=day(-90), due_on=day(-60), state="FAITE", done_on=day(-61))

    assert said(notebook) == ["Demande de droits\u00a0: accès", "Demain"]


def test_late_answers_leave_room_for_the_rest(notebook: Notebook, add: Add) -> None:
    add("task", what="Demain", due_on=day(1))
    for late in range(50, 50 + SHOWN):
        add("rights_request", received_on=day(-90), due_on=day(-late))

    assert said(notebook).index("Demain") == 2


def test_steps_of_ideas_still_alive_are_promises(notebook: Notebook, add: Add) -> None:
    add("idea", title="Vivante", next_step="Voir le bailleur", next_step_on=day(3))
    add("idea", title="Finie", next_step="Fêter", next_step_on=day(3), stage="REALISEE")

    (one,) = promises(notebook, TODAY, {}).shown

    assert (one.kind, one.said.text, one.whom.text) == ("idea", "Voir le bailleur", "Vivante")


def test_what_is_in_the_trash_is_no_promise(notebook: Notebook, add: Add) -> None:
    notebook.delete(add("task"))

    assert said(notebook) == []


def test_a_late_report_is_not_hidden_by_what_is_nearer(notebook: Notebook, add: Add) -> None:
    place = add("territory")
    for number, ahead in enumerate((-40, -90)):
        add(
            "action",
            title=f"Action {number}",
            year=2025,
            territory=place,
            status="A_JUSTIFIER",
            report_due_on=day(ahead),
        )
    for number in range(SHOWN):
        add("task", what=f"Demain {number}", due_on=day(1))

    found = promises(notebook, TODAY, {})

    assert found.shown[0].said.text == "Action 0"
    assert [one.kind for one in found.shown[1:]] == ["task"] * (SHOWN - 1)


def test_a_report_is_asked_for_a_month_ahead(notebook: Notebook, add: Add) -> None:
    place = add("territory")
    for title, ahead in (("Bientôt", 31), ("Plus tard", 32)):
        add(
            "action",
            title=title,
            year=2026,
            territory=place,
            status="A_JUSTIFIER",
            report_due_on=day(ahead),
        )

    assert said(notebook) == ["Bientôt"]
