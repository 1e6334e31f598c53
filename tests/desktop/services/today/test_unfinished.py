"""What waits to be completed."""

from collections.abc import Callable

from desktop.services.notebook import Notebook
from desktop.services.today.unfinished import SHOWN, unfinished
from tests.conftest import Clock
from tests.desktop.services.today.days import TODAY, day

Add = Callable[..., str]


def test_drafts_come_before_records_that_lack_something(notebook: Notebook, add: Add) -> None:
    body = add("organisation")
    visit = add("visit", organisation=body)
    draft = notebook.keep_draft("", "visit", "", {"organisation": body, "visited_on": day(-2)})

    found = unfinished(notebook, TODAY, notebook.drafts())

    assert [one.key for one in found.shown] == [draft.id, visit]
    assert [one.said.text for one in found.shown] == ["Jardins d’Éloi"] * 2
    assert [one.on and one.on.isoformat() for one in found.shown] == [day(-2), day(-1)]
    assert "Durée" in found.shown[1].missing


def test_a_record_under_the_pen_is_told_once(notebook: Notebook, add: Add) -> None:
    visit = add("visit")
    notebook.keep_draft("", "visit", visit, {"facts": "Vu encore"})

    found = unfinished(notebook, TODAY, notebook.drafts())

    assert found.total == 1
    assert found.shown[0].draft is not None


def test_a_draft_of_a_record_in_the_trash_does_not_wait(notebook: Notebook, add: Add) -> None:
    visit = add("visit")
    notebook.keep_draft("", "visit", visit, {"facts": "Vu encore"})
    notebook.keep_draft("", "visit", "01943b7c-7600-7a2a-b39d-5459266f063e", {"facts": "Perdue"})
    notebook.delete(visit)

    assert unfinished(notebook, TODAY, notebook.drafts()).total == 0


def test_the_latest_come_first_and_the_others_are_counted(
    notebook: Notebook, add: Add, clock: Clock
) -> None:
    ids = []
    for _ in range(SHOWN + 2):
        clock.wait(minutes=1)
        ids.append(add("visit"))

    found = unfinished(notebook, TODAY, ())

    assert [one.record_id for one in found.shown] == ids[::-1][:SHOWN]
    assert found.others == 2


def test_what_was_validated_or_is_old_does_not_wait(
    notebook: Notebook, add: Add, clock: Clock
) -> None:
    add("visit", review_state="VALIDE")
    before = unfinished(notebook, TODAY, ()).total
    add("visit")
    clock.wait(days=90)
    later = TODAY.replace(year=2027)

    assert before == 0
    assert unfinished(notebook, later, ()).total == 0


def test_what_a_supervisor_asks_to_complete_waits_however_old(notebook: Notebook, add: Add) -> None:
    visit = add("visit", review_state="A_COMPLETER")
    later = TODAY.replace(year=2027)

    found = unfinished(notebook, later, ())

    assert [one.record_id for one in found.shown] == [visit]


def test_a_form_that_says_nothing_yet_has_no_name(notebook: Notebook) -> None:
    notebook.keep_draft("", "meeting", "", {"meeting_type": "COPIL", "held_on": "demain"})

    (one,) = unfinished(notebook, TODAY, notebook.drafts()).shown

    assert one.said.text == ""
    assert one.on is None


def test_a_draft_says_which_field_names_it(notebook: Notebook) -> None:
    notebook.keep_draft("", "contact", "", {"last_name": "Martin"})

    (one,) = unfinished(notebook, TODAY, notebook.drafts()).shown

    assert (one.said.text, one.said.kind, one.said.field) == ("Martin", "contact", "last_name")


def test_all_that_a_supervisor_asks_is_counted(notebook: Notebook, add: Add) -> None:
    for _ in range(SHOWN + 3):
        asked = add("visit", review_state="A_COMPLETER")
    notebook.keep_draft("", "visit", asked, {"facts": "Vu encore"})

    found = unfinished(notebook, TODAY, notebook.drafts())

    assert found.total == SHOWN + 3
    assert found.others == 3


def test_what_is_to_come_does_not_wait_to_be_completed(notebook: Notebook, add: Add) -> None:
    add("meeting", held_on=day(1))
    held = add("meeting", held_on=day(0))

    found = unfinished(notebook, TODAY, ())

    assert [one.record_id for one in found.shown] == [held]


def test_a_correction_is_called_as_its_record(notebook: Notebook, add: Add) -> None:
    visit = add("visit", organisation=add("organisation"))
    notebook.keep_draft("", "visit", visit, {"duration": "une heure"})

    found = unfinished(notebook, TODAY, notebook.drafts())

    assert found.shown[0].said.text == "Jardins d’Éloi"
    assert found.shown[0].on is not None
