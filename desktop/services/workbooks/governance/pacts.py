"""Which commitments belong to a period: those that stood during it."""

from collections.abc import Iterator
from datetime import date

from desktop.services.steering.commitments import GOING_ON
from desktop.services.workbooks.scope import Period
from desktop.services.workbooks.sources import Sources
from sync.records.commitment import Commitment


def pacts(sources: Sources) -> tuple[Commitment, ...]:
    """Return the commitments of the scope that stood during the period, by due day."""
    period = sources.scope.period
    kept = (each for each in sources.anywhen(Commitment) if stood(each, period))
    return tuple(sorted(kept, key=lambda each: (due_day(each) or date.max, each.code)))


def stood(commitment: Commitment, period: Period) -> bool:
    """Tell whether a commitment stood during a period, as it has no single day.

    It had begun by the last day: its record, a step, a review or its due day says so. On the
    first day it was still to be kept, or was reviewed since. One that another program wrote
    without a due day is to be kept until its state says otherwise.
    """
    if min(_signs(commitment), default=period.first) > period.last:
        return False
    due, reviewed = due_day(commitment), commitment.last_review_on
    return (
        (due is not None and due >= period.first)
        or commitment.state in GOING_ON
        or (reviewed is not None and reviewed >= period.first)
    )


def _signs(commitment: Commitment) -> Iterator[date]:
    due = due_day(commitment)
    if due is not None:
        yield due
    if commitment.created_at is not None:
        yield commitment.created_at.astimezone().date()
    if commitment.last_review_on is not None:
        yield commitment.last_review_on
    yield from (step.done_on for step in commitment.steps if step.done_on is not None)


def due_day(commitment: Commitment) -> date | None:
    """Return the due day; None when another program wrote none, or one that is not a day."""
    return commitment.due_on
