"""A job can be followed and stopped from another thread."""

import pytest

from desktop.services.jobs import Cancelled, Progress, Ticket


def test_progress_reaches_the_listener() -> None:
    heard: list[Progress] = []
    ticket = Ticket(heard.append)

    ticket.report(3, 10, "Lecture")

    assert heard == [Progress(3, 10, "Lecture")]


def test_a_cancelled_job_leaves_at_its_next_check() -> None:
    ticket = Ticket()
    ticket.check()

    ticket.cancel()

    assert ticket.cancelled
    with pytest.raises(Cancelled):
        ticket.check()


def test_a_cancelled_job_reports_nothing_more() -> None:
    heard: list[Progress] = []
    ticket = Ticket(heard.append)

    ticket.cancel()

    with pytest.raises(Cancelled):
        ticket.report(1, 2, "Lecture")
    assert heard == []
