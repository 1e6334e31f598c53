"""The whole page, and the state of the backups."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Notebook
from desktop.services.today.glance import glance, kept
from desktop.services.today.lines import Safety
from tests.conftest import Clock
from tests.desktop.services.today.days import TODAY, day

Add = Callable[..., str]
NOW = datetime(2026, 11, 23, 9, 10, tzinfo=UTC)


def test_a_new_notebook_is_blank_until_something_is_begun(notebook: Notebook) -> None:
    before = glance(notebook, TODAY)

    notebook.keep_draft("", "visit", "", {"facts": "Vu"})

    assert before.blank
    assert not glance(notebook, TODAY).blank


def test_a_glance_holds_every_part(notebook: Notebook, add: Add) -> None:
    body = add("organisation")
    add("visit", organisation=body, visited_on=day(-120), next_step="Appeler")
    add("task")
    add("meeting")
    add("visit", visited_on=day(0))

    found = glance(notebook, TODAY)

    assert found.day == TODAY
    assert found.unfinished.total == 2
    assert [one.kind for one in found.promises.shown] == ["task", "visit"]
    assert found.appointments.total == 1
    assert [one.record_id for one in found.silences.shown] == [body]
    assert sum(one.total for one in found.week) == 1


def test_a_visit_to_come_keeps_no_promise_and_brings_no_news(notebook: Notebook, add: Add) -> None:
    body = add("organisation")
    add("visit", organisation=body, visited_on=day(-100), next_step="Appeler")
    add("visit", organisation=body, visited_on=day(3))

    found = glance(notebook, TODAY)

    assert [one.said.text for one in found.promises.shown] == ["Appeler"]
    assert [one.record_id for one in found.silences.shown] == [body]
    assert found.appointments.total == 1


def test_a_glance_stops_when_it_is_asked_to(notebook: Notebook, add: Add) -> None:
    add("task")
    ticket = Ticket()
    ticket.cancel()

    with pytest.raises(Cancelled):
        glance(notebook, TODAY, check=ticket.check)


def test_a_backup_is_told_and_an_old_one_worries(
    notebook: Notebook, add: Add, clock: Clock
) -> None:
    add("task")
    first = glance(notebook, TODAY).kept.safety
    notebook.backups.make()
    made = glance(notebook, TODAY).kept
    clock.wait(days=3)
    unchanged = glance(notebook, TODAY).kept.safety
    add("task")
    clock.wait(days=3)

    assert first is Safety.TO_COME
    assert made.safety is Safety.SAFE
    assert made.last is not None
    assert unchanged is Safety.SAFE
    assert glance(notebook, TODAY).kept.safety is Safety.OLD


@pytest.mark.parametrize(
    ("last", "changed", "safety"),
    [
        (None, None, Safety.TO_COME),
        (None, timedelta(minutes=5), Safety.TO_COME),
        (None, timedelta(days=2), Safety.OLD),
        (timedelta(days=90), timedelta(days=91), Safety.SAFE),
        (timedelta(hours=2), timedelta(minutes=1), Safety.SAFE),
        (timedelta(days=2), timedelta(minutes=1), Safety.OLD),
    ],
)
def test_safety_comes_from_the_last_backup_and_the_last_change(
    last: timedelta | None, changed: timedelta | None, safety: Safety
) -> None:
    def ago(time: timedelta | None) -> datetime | None:
        return NOW - time if time is not None else None

    found = kept(ago(last), ago(changed), NOW)

    assert found.safety is safety
